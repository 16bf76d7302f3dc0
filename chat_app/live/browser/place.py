"""Where the reader is: the room on the screen, at once after a click; the place in it, kept in the tab's session
storage and found again after a reload."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, expression, handler, shared, shared_file

KEY = "parley_window"
shared_file("room.js", "roomIn", "opening", "isInside")

# Twice more: rows get their true height only when they are drawn.
_SETTLE = """
const gap = Number(sessionStorage.getItem("KEY_gap"));
const settle = (again) => {
  box.scrollTop += there.getBoundingClientRect().top - box.getBoundingClientRect().top - gap;
  if (again) requestAnimationFrame(() => settle(again - 1))
};
settle(2);
""".replace("KEY", KEY)

# The first row in sight, by halving: asking each of 500 rows where it is takes longer than a frame has.
shared(
    "firstSeen",
    """
    (box) => {
      const rows = box.querySelectorAll("[data-seq]"), top = box.getBoundingClientRect().top;
      let low = 0, high = rows.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rows[middle].getBoundingClientRect().bottom > top) high = middle;
        else low = middle + 1;
      }
      return rows[low];
    }
    """,
)

# Writes down which message is at the top, and how far below the edge; near the live end, that one is there.
_KEEP = """
const keep = () => {
  const top = box.getBoundingClientRect().top;
  const first = box.scrollTop > -40 ? null : firstSeen(box);
  sessionStorage.setItem("KEY",
    [view.room_id, view.floor, view.ceil, first ? first.dataset.seq : 0,
      location.pathname.split("/")[3] || ""].join(":"));
  sessionStorage.setItem("KEY_gap", first ? first.getBoundingClientRect().top - top : 0);
};
""".replace("KEY", KEY)


def keeper(feed: Any) -> rx.Component:
    """Keeps `room:floor:ceil:place` while one scrolls (place 0 is the live end), and goes there once, on loading."""
    return effect(
        f"""
        const view = $feed.view, restored = useRef("");
        useEffect(() => {{
          const box = document.getElementById("feed");
          if (view?.status !== "open" || !box) return;
          const target = view.focus && restored.current !== view.room_id + view.focus
            && box.querySelector(`[data-seq="${{view.focus}}"]`);
          if (target) {{
            target.scrollIntoView({{block: "center"}});
            restored.current = view.room_id + view.focus;
          }} else if (!view.focus && restored.current.startsWith(view.room_id)) {{
            restored.current = view.room_id;
          }} else if (!restored.current.startsWith(view.room_id)) {{
            const [room, , , place] = (sessionStorage.getItem("{KEY}") || "").split(":");
            const there = room === view.room_id && Number(place) > 0
              && box.querySelector(`[data-seq="${{Number(place)}}"]`);
            if (there) {{
              {_SETTLE}
            }} else if (restored.current) box.scrollTop = 0;
            restored.current = view.room_id;
          }}
          {_KEEP}
          let timer = 0;
          const later = () => {{ timer ||= setTimeout(() => {{ timer = 0; keep(); }}, 150); }};
          keep();
          box.addEventListener("scroll", later, {{passive: true}});
          return () => {{ clearTimeout(timer); box.removeEventListener("scroll", later); }};
        }}, [view?.room_id, view?.status, view?.floor, view?.ceil, view?.focus]);
        """,
        feed=feed,
    )


def turner(feed: Any, rooms: Any) -> rx.Component:
    """Turns the screen to the room in the address, before the server has answered, and keeps it there when an answer
    to an earlier click comes late. The sidebar scrolls to it, however one came."""
    return effect(
        """
        const room = roomIn(useLocation().pathname), shown = $feed.view?.room_id;
        useLayoutEffect(() => {
          if (room && room !== shown) set$feed({view: opening(room)});
        }, [room, shown]);
        useEffect(() => {
          document.querySelector('nav[aria-label="Rooms"] [aria-current="page"]')?.scrollIntoView({block: "nearest"});
        }, [shown, $rooms.ready]);
        """,
        feed=feed,
        rooms=rooms,
    )


def inside(feed: Any, rooms: Any) -> rx.Var[bool]:
    """Whether one can write in the room on the screen, which may still be on its way."""
    return expression("isInside($feed.view, $rooms)", bool, feed=feed, rooms=rooms)


def want() -> Any:
    """Remembers the page that one is on for after the sign-in, also when a mailed link opens another tab."""
    return handler("() => localStorage.setItem('parley_wanted', location.pathname)")


def visit(rooms: Any, feed: Any) -> rx.Component:
    """Remembers the room one is in, so that the front page leads back to it; once more when it is open, since Reflex
    puts the value that the server knows back into the storage when a page begins to load."""
    return effect(
        """
        const visited = isInside($feed.view, $rooms) ? $feed.view.room_id : "", status = $feed.view?.status;
        useEffect(() => {
          if (visited && $rooms.ready) localStorage.setItem("parley_last_room", visited);
        }, [visited, status, $rooms.ready]);
        """,
        rooms=rooms,
        feed=feed,
    )
