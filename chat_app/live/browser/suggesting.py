"""Suggestions in the message box: what is being typed, what the server offered for it, and which one is chosen.

Entries of the composer's store, made in this tab: `asking` (the word before the caret), `chosen` (an index), `quiet` (a
word that was picked or waved off). `hits` is the server's last answer. The focus stays in the box all the time.
"""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.browser import wording  # noqa: F401 (foldText)
from chat_app.live.browser.javascript import effect, expression, handler

PAUSE = 120  # milliseconds without a letter before the server is asked

# A name may hold up to two blanks; an emoji's code begins to count with its second letter.
_WORD = """
const wordBefore = (box) => {
  if (box.selectionStart !== box.selectionEnd) return null;
  const text = box.value.slice(0, box.selectionStart);
  const found = /(?:^|[\\s(])(:)([a-z0-9_+-]{2,30})$/i.exec(text)
    ?? /(?:^|[^A-Za-z0-9#@&=+%?:./])([@#])((?:[^\\s@#]+(?: [^\\s@#]*){0,2})?)$/.exec(text);
  return found && {sign: found[1], word: found[2].toLowerCase(), start: text.length - found[2].length - 1};
};
"""
_SHOWN = """
((ask, hits, quiet) => !ask || ask.room !== $feed.view?.room_id || hits?.room !== ask.room || hits.sign !== ask.sign
  || !ask.word.startsWith(hits.word) || (quiet?.start === ask.start && ask.word.startsWith(quiet.word)) ? []
  : hits.items.filter((hit) => ask.word === hits.word
      || (" " + foldText(hit.match)).includes(" " + foldText(ask.word).trim().replace(/\\s+/g, " ")))
    .map((hit, index, all) => ({...hit, index, chosen: index === ($composer.chosen ?? 0) % all.length}))
)($composer.asking, $composer.hits, $composer.quiet)
"""
_PICK = """
const pick = (hit) => {
  const box = document.querySelector("[name=message]"), start = $composer.asking.start;
  box.setRangeText(hit.insert + " ", start, box.selectionStart, "end");
  set$composer({asking: null, quiet: {start, word: hit.insert.slice(1).toLowerCase()}});
  box.focus();
  box.dispatchEvent(new Event("input", {bubbles: true}));
};
"""
# The keys of the open list, before any other key of the box.
KEYS = f"""
const hits = {_SHOWN.strip()};
if (hits.length && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {{
  const at = hits.findIndex((hit) => hit.chosen), step = {{ArrowDown: 1, ArrowUp: hits.length - 1}}[event.key];
  if (step) set$composer({{chosen: (at + step) % hits.length}});
  else if (event.key === "Enter" || event.key === "Tab") {{
    {_PICK}
    pick(hits[at]);
  }} else if (event.key === "Escape") {{
    set$composer({{quiet: $composer.asking}});
    event.stopPropagation();
  }}
  if (step || ["Enter", "Tab", "Escape"].includes(event.key)) return event.preventDefault();
}}
"""


@dataclass(frozen=True)
class Hit:
    """One line of the list."""

    insert: str
    label: str
    hint: str
    glyph: str
    tint: int
    index: int
    chosen: bool


def shown(feed: Any, composer: Any) -> rx.Var[list[Hit]]:
    """The lines of the list; none while it is closed."""
    return expression(_SHOWN, list[Hit], feed=feed, composer=composer)


def active(feed: Any, composer: Any) -> rx.Var[str]:
    """The id of the chosen line, for `aria-activedescendant`."""
    return expression(
        f"((hit) => hit ? 'suggestion-' + hit.index : undefined)({_SHOWN.strip()}.find((hit) => hit.chosen))",
        str,
        feed=feed,
        composer=composer,
    )


def pick(hit: rx.Var[Hit], composer: Any) -> Any:
    """A click or a tap on a line."""
    return handler(f"() => {{ {_PICK} pick({hit!s}); }}", composer=composer)


def stay() -> Any:
    """Pressing the pointer on a line does not take the focus from the box."""
    return handler("(event) => event.preventDefault()")


def keeper(suggest: Any, feed: Any, rooms: Any, composer: Any) -> rx.Component:
    """Looks at the word before the caret, and asks the server when one pauses."""
    return effect(
        f"""
        const place = isInside($feed.view, $rooms) ? $feed.view.room_id : "";
        const timer = useRef(0), hits = useRef(null);
        useEffect(() => {{ hits.current = $composer.hits; }}, [$composer.hits]);
        useEffect(() => {{
          const box = document.querySelector("[name=message]");
          if (!place || !box) return;
          {_WORD}
          const look = (event) => {{
            if (event.isComposing) return;
            const ask = wordBefore(box), known = hits.current;
            clearTimeout(timer.current);
            set$composer({{asking: ask && {{...ask, room: place}}, chosen: 0, ...(ask ? {{}} : {{quiet: null}})}});
            const empty = ask && known && !known.items.length && known.room === place && known.sign === ask.sign
              && known.word && ask.word.startsWith(known.word);
            if (ask && !empty) timer.current = setTimeout(() => @suggest(place, ask.sign, ask.word),
              ask.word ? {PAUSE} : 0);
          }};
          const moved = (event) => {{ if (/^(Arrow(Left|Right)|Home|End)$/.test(event.key)) look(event); }};
          const close = () => {{ clearTimeout(timer.current); set$composer({{asking: null}}); }};
          const on = {{input: look, click: look, keyup: moved, blur: close}};
          Object.entries(on).forEach(([name, act]) => box.addEventListener(name, act));
          return () => {{
            close();
            Object.entries(on).forEach(([name, act]) => box.removeEventListener(name, act));
          }};
        }}, [place]);
        """,
        {"suggest": suggest},
        feed=feed,
        rooms=rooms,
        composer=composer,
    )
