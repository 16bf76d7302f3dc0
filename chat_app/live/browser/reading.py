"""Reading: a room is read when its end is on screen in a window that has the focus, and not before."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect

_LOOK = """
const view = $feed.view, room = $rooms["r_" + view?.room_id], mine = $rooms["u_" + view?.room_id];
const box = document.getElementById("feed");
if (view?.status !== "open" || view.ceil || !room || !mine || !box || $feed.held === room.id) return;
if (room.posts <= mine.read_posts || !document.hasFocus() || box.scrollTop < -40) return;
const mark = [room.id, room.last_seq].join(":");
if (said.current === mark) return;
said.current = mark;
@read(room.id, room.last_seq, room.posts);
"""


def keeper(read: Any, rooms: Any, feed: Any) -> rx.Component:
    """Says how far one has read, when that moves; a room marked as unread stays so until one leaves it.

    When the window loses the focus, the *New messages* line moves to where one stopped reading: the entry `line`.
    """
    return effect(
        """
        const said = useRef(""), shown = $feed.view?.room_id, kept = useRef("");
        useEffect(() => {
          if (kept.current && kept.current !== shown) set$feed({line: null, held: null});
          kept.current = shown ?? "";
        }, [shown]);
        useEffect(() => {
          const look = () => {
            LOOK
          };
          const leave = () => {
            const room = $rooms["r_" + $feed.view?.room_id], mine = $rooms["u_" + $feed.view?.room_id];
            if (room && mine && mine.read_posts >= room.posts) set$feed({line: {room_id: room.id, seq: room.last_seq}});
          };
          look();
          const box = document.getElementById("feed");
          window.addEventListener("focus", look);
          window.addEventListener("blur", leave);
          box?.addEventListener("scroll", look, {passive: true});
          return () => {
            window.removeEventListener("focus", look);
            window.removeEventListener("blur", leave);
            box?.removeEventListener("scroll", look);
          };
        }, [$feed, $rooms]);
        """.replace("LOOK", _LOOK),
        {"read": read},
        rooms=rooms,
        feed=feed,
    )
