"""The quick switcher: rooms, people and actions, found by a few letters, ranked by use; last, a search in messages.
All of it in the browser.

Entries of its store, made in this tab: `open`, `word`, `at` (which option is chosen), `keys` (whether the sheet of
shortcuts is open); from the server: `everyone`, the people one could talk to.
"""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_base.vars import VarData

from chat_app.live.browser import wording  # noqa: F401 (foldText)
from chat_app.live.browser.javascript import effect, expression, handler, shared, shared_file

shared_file("keys.js", "withControl")
shared_file("typed_early.page.js", "keepFor")

SHOWN = 12

# How well a name matches what was typed, 0 for not at all: its beginning, a word's beginning, inside, letters in order.
_SCORE = """
const score = (name, word) => {
  if (!word) return 1;
  const at = name.indexOf(word);
  if (at === 0) return 8 + word.length / name.length;
  if (at > 0) return /[\\s_-]/.test(name[at - 1]) ? 6 : 4;
  let found = -1;
  for (const letter of word) if ((found = name.indexOf(letter, found + 1)) < 0) return 0;
  return 1 + word.length / Math.max(found + 1, name.length);
};
"""


@dataclass(frozen=True)
class Option:
    """One line. `kind` is `room`, `person`, `page`, or the name of an action."""

    key: str
    kind: str
    name: str
    hint: str
    href: str
    glyph: str
    at: int
    chosen: bool


def options(
    actions: list[tuple[str, str, str, str]], rows: list[Any], switcher: Any, session: Any
) -> rx.Var[list[Option]]:
    """What matches, best first. `actions` are `(kind, name, href, icon)`; `rows` are lists of rows of the sidebar."""
    known = [{"key": kind, "kind": "page" if href else kind, "name": name, "href": href, "glyph": glyph, "hint": ""}
             for kind, name, href, glyph in actions]  # fmt: skip
    _share_choices(known)
    found = expression(
        f"""choices([{", ".join(f"...{each!s}" for each in rows)}], $switcher, $session)""",
        list[Option],
        switcher=switcher,
        session=session,
    )
    return found._replace(merge_var_data=VarData.merge(*(each._get_all_var_data() for each in rows)))


def _share_choices(known: list[dict[str, str]]) -> None:
    """How what matches is found and ranked: by letters, then by use, then what is unread."""
    shared(
        "choices",
        f"""
        (rows, $switcher, $session) => {{
          if (!$switcher.open) return [];
          {_SCORE}
          const asked = ($switcher.word ?? "").trim(), word = foldText(asked.replace(/^[#@]/, ""));
          const uses = JSON.parse(localStorage.getItem(ownKey("uses")) || "{{}}");
          const paired = new Set(rows.filter((row) => row.presence).map((row) => row.name));
          const all = [
            ...rows.map((row) => ({{key: row.id, kind: "room", name: row.name, href: row.href, unread: row.unread,
              glyph: row.kind === "direct" ? "people" : "hash", hint: row.unread ? row.unread + " unread" : ""}})),
            ...($switcher.everyone ?? []).filter((each) => each.id !== $session.me?.user_id && !paired.has(each.name))
              .map((each) => ({{key: each.id, kind: "person", name: each.name, hint: each.title, href: "",
                glyph: "people"}})),
            ...{rx.Var.create(known)!s}.filter((each) => $session.me?.role !== "guest" || each.kind === "page"
              || each.kind === "theme"),
          ];
          return all.map((each) => ({{...each, rank: score(foldText(each.name), word)}}))
            .filter((each) => each.rank > 0)
            .map((each) => ({{...each, rank: each.rank + Math.min(3, Math.log2(1 + (uses[each.key] ?? 0)))
              + (each.unread ? 0.5 : 0) + (each.kind === "room" ? 0.2 : 0)}}))
            .sort((a, b) => b.rank - a.rank || a.name.localeCompare(b.name)).slice(0, {SHOWN}).concat(!asked ? [] : {{
              key: "messages", kind: "page", name: `Search messages for “${{asked}}”`, hint: "", glyph: "search",
              href: "/search?q=" + encodeURIComponent(asked)}})
            .map((each, at) => ({{...each, at, chosen: at === ($switcher.at ?? 0)}}));
        }}
        """,
    )


def typed(switcher: Any) -> Any:
    """What was typed changes the list; the first option is chosen."""
    return handler("(event) => set$switcher({word: event.target.value, at: 0})", switcher=switcher)


def keys(switcher: Any) -> Any:
    """Arrows choose, Enter goes."""
    return handler(
        """
        (event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          const count = document.querySelectorAll("#switcher [role=option]").length, at = $switcher.at ?? 0;
          const to = {ArrowDown: at + 1, ArrowUp: at - 1}[event.key];
          if (event.key === "Enter") {
            event.preventDefault();
            document.querySelector('#switcher [aria-selected="true"] > *')?.click();
          } else if (to !== undefined && count) {
            event.preventDefault();
            set$switcher({at: (to + count) % count});
          }
        }
        """,
        switcher=switcher,
    )


def go(key: Any, person: Any, kind: Any, events: dict[str, Any], switcher: Any) -> Any:
    """Choose an option: count its use, close, and do what it says. A link then leads on by itself."""
    names = ", ".join(f"{name}: () => @{name}({'key' if name == 'person' else 'true'})" for name in events)
    return handler(
        f"""
        () => {{
          const key = {key!s}, uses = JSON.parse(localStorage.getItem(ownKey("uses")) || "{{}}");
          localStorage.setItem(ownKey("uses"), JSON.stringify({{...uses, [key]: (uses[key] ?? 0) + 1}}));
          set$switcher({{open: false, word: "", at: 0}});
          ({{{names}}})[{kind!s}]?.();
        }}
        """,
        events,
        switcher=switcher,
    )


def set_open(entry: str, switcher: Any) -> Any:
    """What the dialogs say when they close: `open` is the switcher's entry, `keys` that of the sheet."""
    return handler(f"(shown) => set$switcher({{{entry}: !!shown, word: '', at: 0}})", switcher=switcher)


def show(entry: str, switcher: Any) -> Any:
    """Open one of them from a menu, once that has closed and given the focus back."""
    return handler(f"() => setTimeout(() => set$switcher({{{entry}: true}}))", switcher=switcher)


def opener(load: Any, switcher: Any) -> Any:
    """What Ctrl+K does, for a mouse."""
    return handler("() => { @load(); set$switcher({open: true}); }", {"load": load}, switcher=switcher)


# In the order in which the sidebar shows the rooms, round and round; with `unread` only those with a badge.
_WALK = """
const walk = (step, unread) => {
  const rows = [...document.querySelectorAll('nav[aria-label="Rooms"] a[href^="/rooms/"]')];
  const here = rows.findIndex((row) => row.getAttribute("aria-current") === "page");
  const from = here < 0 && step < 0 ? 0 : here, count = rows.length;
  for (let n = 1; n <= count; n++) {
    const row = rows[((from + step * n) % count + count) % count];
    if (!unread || row.dataset.unread === "true") return row.click();
  }
};
"""
_MARK_READ = """
const markRead = () => {
  const room = $rooms["r_" + $feed.view?.room_id];
  if ($feed.view?.status !== "open" || !room || $composer.mode) return;
  set$feed({held: null, line: null});
  @read(room.id, room.last_seq, room.posts);
};
"""

_KEY = """
const key = (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const opens = !event.shiftKey && withControl(event) === "k";
  const step = event.altKey && !event.ctrlKey && !event.metaKey && {ArrowUp: -1, ArrowDown: 1}[event.key];
  const asks = event.key === "?" && !field(event.target);
  const ends = event.key === "Escape" && !event.target.value;
  if (opens) {
    event.preventDefault();
    if (!$switcher.open) {
      @load();
      keepFor("[role=combobox][aria-controls=switcher]");
    }
    set$switcher({open: !$switcher.open, keys: false, word: "", at: 0});
  } else if (!step && !asks && !ends) {
    return;  // to look through the page at every key would cost milliseconds with 500 messages
  } else if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) {
    return;
  } else if (ends) markRead();
  else {
    event.preventDefault();
    if (step) walk(step, event.shiftKey);
    else set$switcher({keys: true});
  }
};
"""


def shortcuts(load: Any, read: Any, switcher: Any, rooms: Any, feed: Any, composer: Any) -> rx.Component:
    """The keys that work everywhere."""
    return effect(
        f"""
        useEffect(() => {{
          const field = (target) => target.closest?.("input, textarea, select, [contenteditable=true]");
          {_WALK}
          {_MARK_READ}
          {_KEY}
          window.addEventListener("keydown", key);
          return () => window.removeEventListener("keydown", key);
        }}, [$switcher.open, $rooms, $feed, $composer]);
        """,
        {"load": load, "read": read},
        switcher=switcher,
        rooms=rooms,
        feed=feed,
        composer=composer,
    )
