"""Searching: the panel beside the room, its key, and more results as one gets near their end."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, handler, shared_file

shared_file("keys.js", "withControl")

# The third pane shows one thing at a time (the rooms' entry `pane`): what the search stands in for comes back after it.
SHOWN = "!!$feed.view?.room_id && $rooms.pane === 'search ' + $feed.view.room_id"
_OPEN = """
const open = () => {
  window.parleySearchedFrom = document.activeElement;
  set$rooms({pane: "search " + $feed.view.room_id, behind: $rooms.pane ?? null});
};
"""
_CLOSE = """
const close = () => {
  set$rooms({pane: $rooms.behind ?? null, behind: null});
  const back = window.parleySearchedFrom;
  (back?.isConnected ? back : document.querySelector("[name=message]"))?.focus();
};
"""


def toggle_panel(rooms: Any, feed: Any) -> Any:
    """Open the panel for the room on the screen, or close it and give the focus back."""
    return handler(
        f"() => {{ {_OPEN}{_CLOSE} if ({SHOWN}) close(); else if ($feed.view?.status === 'open') open(); }}",
        rooms=rooms,
        feed=feed,
    )


def ask(event: Any, search: Any, feed: Any, *, here: bool) -> Any:
    """What the form does, for the room on the screen or for all; for all, the address says what is asked, so that it
    can be passed on."""
    room = "$feed.view?.room_id" if here else "''"
    return handler(
        f"""
        (submit) => {{
          submit.preventDefault();
          const query = submit.target.elements.namedItem("query").value.trim(), room = {room};
          if (!query) return;
          set$search({{asking: {{query, room_id: room, pages: 0, more: false, error: "", loading: true}}}});
          if (!room) history.replaceState(history.state, "", "/search?q=" + encodeURIComponent(query));
          @ask(query, room);
        }}
        """,
        {"ask": event},
        search=search,
        feed=feed,
    )


def suggest(part: str) -> Any:
    """Put the beginning of a filter into the box."""
    return handler(
        f"""
        (event) => {{
          const box = event.currentTarget.closest("[data-search]").querySelector("[name=query]");
          box.focus();
          box.setRangeText((box.value && !box.value.endsWith(" ") ? " " : "") + "{part}", box.value.length,
            box.value.length, "end");
        }}
        """
    )


def visit(rooms: Any) -> Any:
    """A hit is opened beside the panel; on a phone, which has no room for both, in its place. One that is open already
    is shown again."""
    return handler(
        """
        (event) => {
          const id = event.currentTarget.dataset.hit, row = document.querySelector(`[data-message-id="${id}"]`);
          if (location.pathname.includes(id) && row) {
            event.preventDefault();
            row.scrollIntoView({block: "center"});
          }
          if (window.matchMedia("(max-width: 767px)").matches) set$rooms({pane: null, behind: null});
        }
        """,
        rooms=rooms,
    )


def keeper(older: Any, search: Any) -> rx.Component:
    """Loads more results as their end comes into sight; a link to results puts what is asked into the box."""
    return effect(
        """
        const asking = $search.asking;
        useEffect(() => {
          const more = document.querySelector("[data-more-results]");
          if (!more || !asking?.more) return;
          const last = $search["page_" + (asking.pages - 1)]?.at(-1)?.id ?? "";
          const watch = new IntersectionObserver(([edge]) => {
            if (!edge.isIntersecting) return;
            watch.disconnect();
            @older(asking.query, asking.room_id, last, asking.pages);
          }, {rootMargin: "400px 0px"});
          watch.observe(more);
          return () => watch.disconnect();
        }, [asking]);
        useEffect(() => {
          const box = document.querySelector("[data-search] [name=query]");
          if (box && !box.value && asking?.query) box.value = asking.query;
        }, [asking?.query]);
        """,
        {"older": older},
        search=search,
    )


def more(older: Any, search: Any) -> Any:
    """The same by a button."""
    return handler(
        """
        () => {
          const asking = $search.asking;
          @older(asking.query, asking.room_id, $search["page_" + (asking.pages - 1)].at(-1).id, asking.pages);
        }
        """,
        {"older": older},
        search=search,
    )


def key(rooms: Any, feed: Any) -> rx.Component:
    """Ctrl+F (⌘F) in a room opens the panel; once the focus is in its box, the browser's own search takes over. Esc
    anywhere in the panel closes it."""
    return effect(
        f"""
        const searching = {SHOWN};
        useEffect(() => {{
          {_OPEN}{_CLOSE}
          const press = (event) => {{
            if (event.key === "Escape" && event.target.closest?.("[data-search=panel]")) close();
            if (event.shiftKey || withControl(event) !== "f"
              || $feed.view?.status !== "open" || document.querySelector("[role=dialog]")) return;
            const box = document.querySelector("[data-search=panel] [name=query]");
            if (box && document.activeElement === box) return;
            event.preventDefault();
            if (box) box.select();
            else open();
          }};
          document.addEventListener("keydown", press);
          return () => document.removeEventListener("keydown", press);
        }}, [$feed.view?.room_id, $feed.view?.status, $rooms.pane]);
        useEffect(() => {{
          if (searching) document.querySelector("[data-search=panel] [name=query]")?.focus();
        }}, [searching]);
        """,
        rooms=rooms,
        feed=feed,
    )
