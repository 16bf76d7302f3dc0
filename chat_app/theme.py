"""The design tokens: the only file that may name a colour or a size.

Roles (page, ink, muted, accent …) over the sand and iris scales; components use them as Tailwind classes.
"""

from __future__ import annotations

# role: (light, dark); `accent-ink` is the variable `--accent-ink` and the class `text-accent-ink`
ROLES: dict[str, tuple[str, str]] = {
    "page": ("#ffffff", "#161615"),  # behind messages, dialogs and menus
    "rail": ("#f9f9f8", "#111110"),  # behind the room list and the sign-in card
    "raised": ("#ffffff", "#1c1c1b"),  # what floats: menus, dialogs, the bar on a message
    "hover": ("#f1f0ef", "#222221"),
    "press": ("#e9e8e6", "#2a2a28"),
    "line": ("#e9e8e6", "#2a2a28"),  # quiet dividers, never the only sign of a control
    "line-strong": ("#dad9d6", "#3b3a37"),
    "field": ("#8f8f88", "#7c7b74"),  # outline of a control: 3:1 against its ground
    "ink": ("#21201c", "#eeeeec"),
    "muted": ("#63635e", "#b5b3ad"),
    "subtle": (
        "#6b6b66",
        "#96958e",
    ),  # timestamps and placeholders: the lightest grey that still reads (4.5:1)
    "accent": ("#5b5bd6", "#5b5bd6"),
    "accent-hover": ("#5151cd", "#6562dc"),
    "accent-ink": ("#5753c6", "#b1a9ff"),  # accent-coloured text: links, mentions
    "accent-soft": ("#f0f1fe", "#202248"),  # ground of the open room, of a mention, of the reader's own reaction
    "accent-strong": ("#5753c6", "#e0dffe"),  # text on accent_soft
    "accent-line": ("#9b9ef0", "#5958b1"),
    "on-accent": ("#ffffff", "#ffffff"),
    "ring": ("#5b5bd6", "#9e97f5"),
    "mention": ("#f4f4fd", "#1b1b24"),  # ground of a message that names you
    "unread": ("#e2e1de", "#31312e"),  # ground of a quiet unread count
    "code": ("#f7f6f4", "#1c1c1b"),
    "ok": ("#2b9a66", "#3dd68c"),  # the presence dot
    "ok-ink": ("#1f7a50", "#3dd68c"),
    "warn": ("#8f5400", "#ffca16"),
    "warn-soft": ("#fff7e0", "#2b2108"),
    "bad": ("#c4292e", "#ff9592"),
    "bad-soft": ("#fff0ee", "#3b1219"),
    "danger": ("#ce2c31", "#ce2c31"),  # ground of a destructive button
    "danger-hover": ("#b7242a", "#d6383d"),
    "scrim": ("#21201c66", "#000000a6"),
    "shadow-pop": (
        "0 2px 8px #0000000f, 0 8px 24px #2120171a",
        "0 0 0 1px #ffffff0a, 0 12px 32px #00000080",
    ),
    "shadow-card": (
        "0 1px 2px #2120170f, 0 8px 24px #2120171a",
        "0 0 0 1px #ffffff14, 0 12px 32px #00000080",
    ),
}
LIGHT = {role: light for role, (light, _) in ROLES.items()}
DARK = {role: dark for role, (_, dark) in ROLES.items()}

# accent: role: (light, dark); iris is the one above. An admin chooses one for everybody.
ACCENTS: dict[str, dict[str, tuple[str, str]]] = {
    name: {
        "accent": (solid, solid),
        "accent-hover": (hover, hover),
        "accent-ink": (hover, ink),
        "accent-soft": (soft, deep),
        "accent-strong": (hover, bright),
        "accent-line": (line, solid),
        "ring": (solid, ink),
        "mention": (soft, deep),
    }
    for name, solid, hover, soft, line, ink, deep, bright in (
        ("blue", "#0a66c2", "#08569f", "#eaf3fd", "#8bbbe8", "#8cc2f8", "#0d2a47", "#d3e8fd"),
        ("teal", "#0f766e", "#0b5f59", "#e6f6f4", "#83c5be", "#6ed3c8", "#0b302d", "#c9f2ec"),
        ("plum", "#953ea3", "#803189", "#faeefb", "#d5a5de", "#e3a3f0", "#3a1a40", "#f6dcfa"),
        ("ruby", "#ca244d", "#ab1d40", "#feeff2", "#e9a3b4", "#ff9eb4", "#431621", "#ffdbe3"),
        ("bronze", "#8b6346", "#735038", "#f8f1ec", "#cdb09c", "#d9b08c", "#33241a", "#f3e2d4"),
        ("graphite", "#6d6d67", "#55554f", "#f1f0ef", "#b6b5af", "#bcbab4", "#2a2a28", "#eeeeec"),
    )
}

AVATAR_TINTS = ("#7760d3", "#2f7c57", "#b4552d", "#2a6fb0", "#a3446e", "#6b6a2c")

# size/line-height on a desk, and on a phone where it differs (16 px there keeps iOS from zooming into fields)
TYPE: dict[str, tuple[str, str, str]] = {
    "3xs": ("0.59375rem", "1rem", "0.6875rem"),
    "2xs": ("0.6875rem", "1rem", "0.6875rem"),
    "xs": ("0.78125rem", "1.125rem", "0.8125rem"),
    "sm": ("0.875rem", "1.25rem", "0.875rem"),
    "row": ("0.90625rem", "1.25rem", "1rem"),
    "base": ("0.9375rem", "1.375rem", "1rem"),
    "lg": ("1rem", "1.375rem", "1rem"),
    "title": ("1.375rem", "1.875rem", "1.375rem"),
}
# fmt: off
RADII = {"sm": "5px", "row": "7px", "control": "8px", "field": "9px", "tile": "10px", "box": "12px", "card": "16px"}
# fmt: on
SANS = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace'

INTER = {
    "latin": "U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+304,U+308,U+329,U+2000-206F,U+20AC,U+2122,"
    "U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+304,U+308,U+329,U+1D00-1DBF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    "cyrillic": "U+301,U+400-45F,U+490-491,U+4B0-4B1,U+2116",
    "greek": "U+370-377,U+37A-37F,U+384-38A,U+38C,U+38E-3A1,U+3A3-3FF",
    "vietnamese": "U+102-103,U+110-111,U+128-129,U+168-169,U+1A0-1A1,U+1AF-1B0,U+300-301,U+303-304,U+308-309,"
    "U+323,U+329,U+1EA0-1EF9,U+20AB",
}
