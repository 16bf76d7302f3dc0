"""Passkeys in the browser: the question comes from the server, the device answers, the answer goes back."""

from typing import Any

from chat_app.live.browser.javascript import handler

# Where what went wrong is said; empty otherwise.
SAID = "passkey-said"
_CEREMONY = """
    const say = (text) => {{ document.getElementById("{said}").textContent = text; }};
    const send = async (path, body) => {{
      const answer = await fetch("/auth/passkey/" + path, {{
        method: "POST", body: body && JSON.stringify(body),
      }});
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error);
      return found;
    }};
    say("");
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {{
      return say("This browser cannot use passkeys here. They need a recent browser, and https.");
    }}
    try {{ {steps} }} catch (error) {{
      say(error.name === "NotAllowedError" ? "No passkey was used." :
          error.name === "InvalidStateError" ? "This device has a passkey for your account already." :
          error.message || "That did not work. Please try again.");
    }}
"""


def sign_in() -> Any:
    """On a click: sign in with a passkey of this device, or of a phone nearby."""
    steps = """
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await send("ask"));
      const given = await navigator.credentials.get({publicKey});
      window.location.assign((await send("use", given.toJSON())).to);
    """
    return handler(f"async () => {{ {_CEREMONY.format(said=SAID, steps=steps)} }}")


def add(added: Any) -> Any:
    """On a click: make a passkey for whoever is signed in, then send the event `added`."""
    steps = """
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await send("ask-new"));
      const made = await navigator.credentials.create({publicKey});
      await send("add", made.toJSON());
      @added();
    """
    return handler(f"async () => {{ {_CEREMONY.format(said=SAID, steps=steps)} }}", {"added": added})
