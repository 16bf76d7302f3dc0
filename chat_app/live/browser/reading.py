"""Reading: a room is read when its end is on screen in a window that has the focus, and not before."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect


def keeper(read: Any, rooms: Any, feed: Any) -> rx.Component:
    """Says how far one has read, when that moves."""
    return effect(
        """
        const said = useRef("");
        useEffect(() => {
          const look = () => {
            const view = $feed.view, room = $rooms["r_" + view?.room_id], mine = $rooms["u_" + view?.room_id];
            const box = document.getElementById("feed");
            if (view?.status !== "open" || view.ceil || !room || !mine || !box) return;
            if (room.posts <= mine.read_posts || !document.hasFocus() || box.scrollTop < -40) return;
            const mark = [room.id, room.last_seq].join(":");
            if (said.current === mark) return;
            said.current = mark;
            @read(room.id, room.last_seq, room.posts);
          };
          look();
          const box = document.getElementById("feed");
          window.addEventListener("focus", look);
          box?.addEventListener("scroll", look, {passive: true});
          return () => { window.removeEventListener("focus", look); box?.removeEventListener("scroll", look); };
        }, [$feed, $rooms]);
        """,
        {"read": read},
        rooms=rooms,
        feed=feed,
    )
