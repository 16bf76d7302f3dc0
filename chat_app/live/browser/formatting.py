"""Formatting what is written: marks around the selection, by key or by button."""

from typing import Any

from chat_app.live.browser.javascript import handler

# Puts marks around what is selected, and leaves it selected; what is typed counts as typed, also for a draft.
WRAP = """
const wrap = (box, left, right) => {
  const start = box.selectionStart, inside = box.value.slice(start, box.selectionEnd);
  box.setRangeText(left + inside + right, start, box.selectionEnd, "end");
  box.setSelectionRange(start + left.length, start + left.length + inside.length);
  box.focus();
  box.dispatchEvent(new Event("input", {bubbles: true}));
};
const format = (box, kind) => {
  const lines = box.value.slice(box.selectionStart, box.selectionEnd).includes("\\n");
  if (kind === "bold") wrap(box, "**", "**");
  else if (kind === "italic") wrap(box, "*", "*");
  else if (kind === "link") wrap(box, "[", "](https://)");
  else if (kind === "code") lines ? wrap(box, "```\\n", "\\n```") : wrap(box, "`", "`");
  else if (kind === "list") {
    const start = box.value.lastIndexOf("\\n", box.selectionStart - 1) + 1, end = box.selectionEnd;
    const listed = box.value.slice(start, end).split("\\n").map((line) => "- " + line).join("\\n");
    box.setRangeText(listed, start, end, "end");
    box.focus();
    box.dispatchEvent(new Event("input", {bubbles: true}));
  }
};
"""


def apply(kind: str) -> Any:
    """What a button of the toolbar does: `bold`, `italic`, `link`, `code` or `list`."""
    return handler(f"() => {{ {WRAP} format(document.querySelector('[name=message]'), '{kind}'); }}")
