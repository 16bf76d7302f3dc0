"""The stylesheet carries every token in both schemes, and asks nobody but ourselves for anything."""

import json
import re
from pathlib import Path

from chat_app import stylesheet, theme

ROOT = Path(__file__).parents[2]
FLOORS = ("components", "views", "pages")


def test_every_role_is_a_variable_in_light_and_in_dark():
    css = stylesheet.stylesheet()
    light, dark = (re.search(rf"{scheme} {{ ([^}}]*) }}", css) for scheme in (":root", r"\n\.dark"))
    assert light
    assert dark
    for role in theme.ROLES:
        assert f"--{role}:" in light[1], role
        assert f"--{role}:" in dark[1], role


def test_every_variable_that_is_used_is_defined():
    css = stylesheet.stylesheet()
    used = set(re.findall(r"var\(--([\w-]+)\)", css + json.dumps(stylesheet.tailwind())))
    assert used <= set(re.findall(r"--([\w-]+):", css))


def test_no_request_leaves_the_house():
    assert "http" not in stylesheet.stylesheet()


def test_every_font_that_is_named_is_there_with_its_licence():
    fonts = re.findall(r"url\((/[^)]+)\)", stylesheet.stylesheet())
    assert len(fonts) == 5
    assert all((ROOT / "assets" / font.lstrip("/")).exists() for font in fonts)
    assert (ROOT / "assets/fonts/OFL.txt").exists()


def test_every_icon_of_the_manifest_is_there():
    manifest = json.loads((ROOT / "assets/manifest.webmanifest").read_text())
    assert all((ROOT / "assets" / icon["src"].lstrip("/")).exists() for icon in manifest["icons"])


def test_no_colour_is_named_outside_the_theme():
    screens = [file for floor in FLOORS for file in (ROOT / "chat_app" / floor).rglob("*.py")]
    assert screens
    for file in screens:
        assert not re.search(r"#[0-9a-f]{6}\b", file.read_text(), re.IGNORECASE), file


def test_no_rule_makes_the_browser_look_at_the_whole_feed_when_a_message_comes():
    """`* + *` does: with 500 messages on the page, each new one took 20 ms of style alone."""
    assert "* +" not in stylesheet.stylesheet()
    assert "* ~" not in stylesheet.stylesheet()
