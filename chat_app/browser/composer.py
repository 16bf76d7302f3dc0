"""What the message box is doing, and what is said above it."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.entries import COMPOSING, DELETED, EMOJI_FOR, NOTICE
from chat_app.live.javascript import Script, entry
from chat_app.schemas.made_in_browser import Composing, Deleted
from chat_app.schemas.screen import Notice
from chat_app.states.composer import ComposerState


@dataclass(frozen=True)
class Size:
    """How long the text in the box is, once that matters, as a number and as people write it, and how many messages it
    would take."""

    count: int
    parts: int
    shown: str


mode: rx.Var[Composing] = entry(COMPOSING, Composing("", "", "", ""))
said: rx.Var[Notice] = entry(NOTICE, Notice(""))
deleted: rx.Var[Deleted] = entry(DELETED, Deleted("", 0))
picking: rx.Var[str] = entry(EMOJI_FOR, "")
size: rx.Var[Size] = Script("composer").value("sizeOf", Size, ComposerState)
