"""Sending a picture without leaving the page: nothing that is typed there is lost, and the picture comes by itself."""

from typing import Any

from chat_app.live.browser.javascript import handler

# Where what went wrong is said; empty otherwise.
SAID = "picture-said"


def send() -> Any:
    """Send the form that this is in, to its own address; the answer leads back here, with a sentence if it failed."""
    return handler(
        f"""
        (event) => {{
          const form = event.currentTarget.form, said = document.getElementById("{SAID}");
          said.textContent = "Sending…";
          fetch(form.action, {{method: "POST", body: new FormData(form)}}).then((answer) => {{
            if (!answer.ok) throw new Error();
            said.textContent = new URL(answer.url).searchParams.get("error") ?? "";
          }}).catch(() => {{ said.textContent = "The picture could not be sent. Please try again."; }})
            .finally(() => {{ form.reset(); document.querySelector("[name=picture]")?.focus(); }});
        }}
        """
    )
