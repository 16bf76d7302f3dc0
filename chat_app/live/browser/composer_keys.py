"""The keys of the message box, and its height."""

from typing import Any

from chat_app.live.browser.javascript import handler


def keys() -> Any:
    """Enter sends, Shift+Enter breaks the line; an Enter that ends an IME composition does neither."""
    return handler(
        """
        (event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            if (!event.repeat) event.target.form.requestSubmit();
          }
        }
        """
    )


def grow() -> Any:
    """The box grows with its text, up to eight lines."""
    return handler(
        """
        (event) => {
          const box = event.target;
          box.style.height = "auto";
          box.style.height = Math.min(box.scrollHeight, 8 * 22 + 20) + "px";
        }
        """
    )
