"""Clicks inside of what people wrote: a block of code is copied, a link to a room stays in this tab."""

from typing import Any

import reflex as rx
from reflex_base.vars import VarData

from chat_app.live.browser.javascript import MODULE, shared

_NAVIGATE = VarData(
    imports={"react-router": ["useNavigate"], f"$/utils/{MODULE}": ["copyText"]},
    hooks={"const goTo = useNavigate()": None},
)
# A page that did not come over https has no clipboard but the old one.
shared(
    "copyText",
    """
    async (text) => {
      if (navigator.clipboard) return navigator.clipboard.writeText(text);
      const box = document.body.appendChild(document.createElement("textarea")), back = document.activeElement;
      box.value = text;
      box.select();
      document.execCommand("copy");
      box.remove();
      back?.focus();
    }
    """,
)


def inside() -> Any:
    """One handler for the whole feed."""
    return rx.Var(
        _js_expr="""((event) => {
          const link = event.target.closest("a.mention");
          if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
            event.preventDefault();
            goTo(link.getAttribute("href"));
          }
          const button = event.target.closest(".copy");
          if (!button) return;
          const say = (text) => { button.textContent = text; };
          copyText(button.nextElementSibling.innerText).then(() => say("Copied"), () => say("Not copied"));
          setTimeout(say, 1500, "Copy");
        })""",
        _var_data=_NAVIGATE,
    ).to(rx.EventChain)
