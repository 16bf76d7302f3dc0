"""Clicks inside of what people wrote: a block of code is copied, a link to a room stays in this tab."""

from typing import Any

import reflex as rx
from reflex_base.vars import VarData

_NAVIGATE = VarData(imports={"react-router": ["useNavigate"]}, hooks={"const goTo = useNavigate()": None})


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
          navigator.clipboard?.writeText(button.nextElementSibling.innerText);
          button.textContent = "Copied";
          setTimeout(() => { button.textContent = "Copy"; }, 1500);
        })""",
        _var_data=_NAVIGATE,
    ).to(rx.EventChain)
