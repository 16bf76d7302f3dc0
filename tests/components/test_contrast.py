"""WCAG 2.2 AA, computed from the tokens: what is read has 4.5:1, what is only seen has 3:1."""

import pytest

from chat_app import theme
from chat_app.services.workspaces import ACCENTS

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}
GROUNDS = ("page", "rail", "raised", "hover", "mention", "code")
READ = {
    "ink": (*GROUNDS, "press", "unread", "accent-soft"),
    "muted": (*GROUNDS, "press", "accent-soft"),
    "subtle": GROUNDS,
    "accent-ink": (*GROUNDS, "accent-soft"),
    "accent-strong": ("accent-soft",),
    "on-accent": ("accent", "accent-hover", "danger", "danger-hover"),
    "ok-ink": ("page", "code"),
    "warn": ("page", "warn-soft"),
    "bad": ("page", "rail", "raised", "hover", "bad-soft"),
}
SEEN = {
    "field": ("page", "rail", "raised"),
    "ring": ("page", "rail", "raised", "hover", "accent-soft"),
    "ok": ("page", "rail"),
    "accent": ("page", "rail"),
}


def pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(role, ground) for role, grounds in table.items() for ground in grounds]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), pairs(READ))
def test_text_is_readable_on_its_ground(scheme: str, text: str, ground: str):
    palette = SCHEMES[scheme]
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("mark", "ground"), pairs(SEEN))
def test_outlines_and_dots_can_be_seen(scheme: str, mark: str, ground: str):
    palette = SCHEMES[scheme]
    assert contrast(palette[mark], palette[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("accent", theme.ACCENTS)
def test_every_accent_is_as_readable(scheme: str, accent: str):
    side = list(SCHEMES).index(scheme)
    palette = {**SCHEMES[scheme], **{role: pair[side] for role, pair in theme.ACCENTS[accent].items()}}
    unreadable = [pair for pair in pairs(READ) if contrast(palette[pair[0]], palette[pair[1]]) < 4.5]
    unseen = [pair for pair in pairs(SEEN) if contrast(palette[pair[0]], palette[pair[1]]) < 3]
    assert (unreadable, unseen) == ([], [])


def test_every_accent_that_can_be_chosen_has_its_colours():
    assert {"iris", *theme.ACCENTS} == set(ACCENTS)


@pytest.mark.parametrize("tint", theme.AVATAR_TINTS)
def test_initials_are_readable_on_every_tint(tint: str):
    assert contrast(theme.LIGHT["on-accent"], tint) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
