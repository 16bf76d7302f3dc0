"""What is typed and not yet sent, room by room, in the tab's session storage: changing rooms never mixes it up."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect


def keeper(feed: Any) -> rx.Component:
    """Puts a room's text into the box when it opens, keeps it while one types, and moves the focus there on a desk."""
    return effect(
        """
        const room = $feed.view?.status === "open" ? $feed.view.room_id : "";
        useEffect(() => {
          const box = document.querySelector("[name=message]");
          if (!room || !box) return;
          const key = "parley_draft:" + room;
          const keep = () => box.value ? sessionStorage.setItem(key, box.value) : sessionStorage.removeItem(key);
          box.value = sessionStorage.getItem(key) ?? "";
          if (window.matchMedia("(hover: hover)").matches) box.focus();
          const sent = () => setTimeout(keep);
          box.addEventListener("input", keep);
          box.form.addEventListener("submit", sent);
          return () => { box.removeEventListener("input", keep); box.form?.removeEventListener("submit", sent); };
        }, [room]);
        """,
        feed=feed,
    )
