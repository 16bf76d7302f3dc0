"""The card about a person: one for the whole page, opened by whatever carries `data-card="<user id>"`, and by a mention
of one person.

Which one is open is the entry `card` of the presence store, made in this tab: `{id, x, y, held}` or null.
"""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, handler

REST = 450  # milliseconds that a mouse rests on a name before its card comes
WIDTH, HEIGHT = 296, 260  # pixels that the card is given room for

# Where there is room for it: under the name, else above.
_SHOW = f"""
const show = (name, held) => {{
  const place = name.getBoundingClientRect();
  const x = Math.max(8, Math.min(place.left, innerWidth - {WIDTH} - 8));
  const y = place.bottom + {HEIGHT} < innerHeight ? place.bottom + 6 : Math.max(8, place.top - {HEIGHT});
  opener.current = name;
  set$presence({{card: {{id: about(name), x, y, held}}}});
  @see(about(name));
}};
"""
# A mouse that rests on a name shows its card; the card goes when the mouse has left both, unless it is held.
_REST = f"""
const over = (event) => {{
  if (event.pointerType !== "mouse") return;
  clearTimeout(timer);
  const name = named(event);
  if (name && card?.id !== about(name)) timer = setTimeout(() => show(name, false), {REST});
  else if (card && !card.held && !name && !event.target.closest?.("#card"))
    timer = setTimeout(() => set$presence({{card: null}}), 200);
}};
"""


def keeper(see: Any, presence: Any) -> rx.Component:
    """A click or Enter on a name holds its card open and moves the focus there; a resting mouse shows it meanwhile."""
    return effect(
        f"""
        const card = $presence.card, opener = useRef(null);
        const shut = () => {{ set$presence({{card: null}}); if (card?.held) opener.current?.focus?.(); }};
        useEffect(() => {{
          let timer = 0;
          const named = (event) => event.target.closest?.("[data-card], .mention[role=button]");
          const about = (name) => name.dataset.card ?? name.dataset.mention;
          {_SHOW}
          const press = (event) => {{
            const name = named(event);
            clearTimeout(timer);
            if (name) show(name, true);
            else if (card && !event.target.closest?.("#card")) set$presence({{card: null}});
          }};
          {_REST}
          const key = (event) => {{
            if (event.key === "Enter" && event.target.matches?.(".mention[role=button]")) show(event.target, true);
            if (event.key !== "Escape" || !card) return;
            event.preventDefault();
            event.stopImmediatePropagation();
            shut();
          }};
          document.addEventListener("click", press);
          document.addEventListener("pointerover", over);
          window.addEventListener("keydown", key, true);
          return () => {{
            clearTimeout(timer);
            document.removeEventListener("click", press);
            document.removeEventListener("pointerover", over);
            window.removeEventListener("keydown", key, true);
          }};
        }}, [card]);
        useEffect(() => {{ if (card?.held) document.getElementById("card")?.focus(); }}, [card?.id, card?.held]);
        """,
        {"see": see},
        presence=presence,
    )


def talk(event: Any, presence: Any) -> Any:
    """What *Message* does."""
    return handler(
        "() => { const id = $presence.card?.id; set$presence({card: null}); if (id) @talk(id); }",
        {"talk": event},
        presence=presence,
    )
