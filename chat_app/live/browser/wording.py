"""Text in the browser: folded as the server folds it (`words.fold`), from the server's own table, for lists that are
narrowed while one types; and names inside sentences."""

import json

import reflex as rx
from reflex_base.vars import VarData

from chat_app import words
from chat_app.live.browser.javascript import expression, shared, shared_file

_DROPPED, _LETTERS = words.browser_table()
shared(
    "foldText",
    """
    ((dropped, letters) => (text) => text.replace(dropped, "").normalize("NFKD").replace(dropped, "").toLowerCase()
      .replace(dropped, "").replace(/[^\\0-\\x5f\\x61-\\x7f]/gu, (each) => letters[each] ?? each).normalize("NFC"))
    """.strip()
    + f"(/{_DROPPED}/gu, {json.dumps(_LETTERS, ensure_ascii=True)})",
)


def holds(text: rx.Var[str], part: rx.Var[str]) -> rx.Var[bool]:
    """Whether a text holds a part, however both are spelt."""
    found = expression(f"foldText({text!s}).includes(foldText({part!s}))", bool)
    return found._replace(merge_var_data=VarData.merge(text._get_all_var_data(), part._get_all_var_data()))


shared_file("bidi.js", "isolated")


def in_sentence(name: rx.Var[str]) -> rx.Var[str]:
    """A name inside a sentence or a title of ours: one from right to left turns nothing round but itself."""
    return expression(f"isolated({name!s})", str)._replace(merge_var_data=name._get_all_var_data())
