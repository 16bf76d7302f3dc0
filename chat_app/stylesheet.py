"""What turns the tokens of `theme` into CSS, beside `parley.css`, which holds what is written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import reflex as rx

from chat_app.theme import ACCENTS, AVATAR_TINTS, DARK, INTER, LIGHT, MONO, RADII, ROLES, SANS, TYPE

CSS = Path(__file__).with_name("parley.css")


def stylesheet() -> str:
    """Return Parley's own CSS: fonts, the variables of both schemes, and what Tailwind cannot say."""
    accents = ACCENTS | {"iris": {role: ROLES[role] for role in ACCENTS["blue"]}}
    return "\n".join(
        [
            *(_font_face(subset, ranges) for subset, ranges in INTER.items()),
            _rule(":root", LIGHT | _shared()),
            _rule(".dark", DARK),
            *(_rule(f'[data-accent="{name}"]', _side(roles, 0)) for name, roles in accents.items()),
            *(
                _rule(f'.dark[data-accent="{name}"], .dark [data-accent="{name}"]', _side(roles, 1))
                for name, roles in accents.items()
            ),
            "@media (max-width: 767px) {"
            + _rule(":root", {f"text-{n}": phone for n, (_, _, phone) in TYPE.items()})
            + "}",
            *(f'[data-tint="{n}"] {{ background: {tint}; }}' for n, tint in enumerate(AVATAR_TINTS, 1)),
            CSS.read_text(encoding="utf-8"),
        ]
    )


def tailwind() -> dict[str, Any]:
    """Return the config for Reflex's Tailwind plugin: our roles replace its palette, sizes and radii."""
    colors = {role: f"var(--{role})" for role in ROLES if not role.startswith("shadow")}
    return {
        "darkMode": "class",
        "theme": {
            "colors": colors | {"transparent": "transparent", "current": "currentColor"},
            "fontSize": {n: [f"var(--text-{n})", {"lineHeight": f"var(--leading-{n})"}] for n in TYPE},
            "borderRadius": RADII | {"none": "0", "full": "999px"},
            "boxShadow": {"pop": "var(--shadow-pop)", "card": "var(--shadow-card)", "none": "none"},
            "fontFamily": {"sans": "var(--sans)", "mono": "var(--mono)"},
            "extend": {"fontWeight": {"strong": "650"}},
        },
        "plugins": [],
    }


def head() -> list[rx.Component]:
    """Return what `rx.App(head_components=…)` needs: icons, manifest, theme colour, the first font."""
    return [
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="alternate icon", href="/favicon.ico", sizes="48x48"),
        rx.el.link(rel="apple-touch-icon", href="/icon-192.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        *(
            rx.el.meta(
                name="theme-color",
                content=palette["rail"],
                custom_attrs={"media": f"(prefers-color-scheme: {n})"},
            )
            for n, palette in (("light", LIGHT), ("dark", DARK))
        ),
        rx.el.link(
            rel="preload",
            href="/fonts/inter-latin.woff2",
            type="font/woff2",
            cross_origin="anonymous",
            custom_attrs={"as": "font"},
        ),
    ]


class ThemePlugin(rx.plugins.Plugin):
    """Writes the stylesheet at compile time, so that it is bundled, hashed and cached with all other CSS."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """Return the generated stylesheet, to be written into Reflex's build folder."""
        return [(Path("styles") / CSS.name, stylesheet())]

    def get_stylesheet_paths(self, **context: Any) -> Sequence[str]:
        """Return the path by which the root stylesheet imports ours."""
        return [f"./{CSS.name}"]


def _shared() -> dict[str, str]:
    sizes = {f"text-{n}": size for n, (size, _, _) in TYPE.items()}
    leadings = {f"leading-{n}": leading for n, (_, leading, _) in TYPE.items()}
    return sizes | leadings | {"sans": SANS, "mono": MONO}


def _side(roles: dict[str, tuple[str, str]], scheme: int) -> dict[str, str]:
    return {role: pair[scheme] for role, pair in roles.items()}


def _rule(selector: str, variables: dict[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in variables.items())} }}"


def _font_face(subset: str, ranges: str) -> str:
    return (
        f"@font-face {{ font-family: Inter; font-style: normal; font-display: swap; font-weight: 100 900; "
        f"src: url(/fonts/inter-{subset}.woff2) format('woff2'); unicode-range: {ranges}; }}"
    )
