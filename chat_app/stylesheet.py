"""The CSS that Tailwind cannot say: base rules, and the classes of components. Colours and sizes come from `theme` as
variables."""

BASE = """
:root { color-scheme: light; } .dark { color-scheme: dark; }
html, body { height: 100%; overscroll-behavior: none; }
body { font: 400 var(--text-base)/var(--leading-base) var(--sans); color: var(--ink); background: var(--page);
  -webkit-font-smoothing: antialiased; }
a, button, input, textarea, label { -webkit-tap-highlight-color: transparent; touch-action: manipulation; }
button:not(:disabled), [role="button"], [role="menuitem"], label:has(input) { cursor: pointer; }
:where(input, textarea)::placeholder { color: var(--subtle); opacity: 1; }
:where(a, b, span, button, label, option) { unicode-bidi: isolate; } /* a name turns nothing round but itself */
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
::selection { background: color-mix(in srgb, var(--accent) 28%, transparent); }
* { scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation-duration: .01ms !important; animation-iteration-count: 1 !important;
    transition-duration: .01ms !important; scroll-behavior: auto !important; }
}
"""

COMPONENTS = """
.button { display: inline-flex; align-items: center; justify-content: center; gap: 8px; height: 36px; padding: 0 14px;
  border: 1px solid transparent; border-radius: 8px; font-size: var(--text-sm); line-height: var(--leading-sm);
  font-weight: 600; white-space: nowrap; user-select: none; transition: color, background-color, border-color;
  transition-duration: .1s; }
.button:disabled { opacity: .55; cursor: not-allowed; }
.button-primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button-secondary { background: var(--page); border-color: var(--line-strong); color: var(--ink); }
.button-ghost { color: var(--muted); }
.button-danger { background: var(--danger); border-color: var(--danger); color: var(--on-accent); }
.icon-button { display: grid; place-items: center; flex: none; width: 32px; height: 32px; border-radius: 7px;
  color: var(--muted); transition: color .1s, background-color .1s; }
.icon-button:disabled { opacity: .55; }
.icon-button:is([aria-pressed="true"], [aria-expanded="true"]) { background: var(--hover); color: var(--ink); }
@media (hover: hover) {
  .button-primary:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
  .button-secondary:hover { background: var(--hover); }
  .button-danger:hover { background: var(--danger-hover); border-color: var(--danger-hover); }
  :is(.button-ghost, .icon-button):hover { background: var(--hover); color: var(--ink); }
}
:is(.button-secondary, .button-ghost, .icon-button):active { background: var(--press); }
.avatar { position: relative; display: grid; place-items: center; flex: none; font-weight: 650;
  color: var(--on-accent); user-select: none; }
.avatar > img { position: absolute; inset: 0; width: 100%; height: 100%; border-radius: inherit; }
.avatar > i { position: absolute; right: -3px; bottom: -3px; width: 11px; height: 11px; border-radius: 999px;
  border: 2px solid var(--rail); background: var(--rail); }
.avatar > i[data-presence="online"] { background: var(--ok); }
.avatar > i[data-presence="away"] { box-shadow: inset 0 0 0 2px var(--field); }
.avatar > i[data-presence="dnd"] { background: var(--danger); }
.avatar > i[data-presence="dnd"]::after { content: ""; position: absolute; inset: 3px 1px auto; height: 1px;
  background: var(--on-accent); }
.avatar > i:is([data-presence="offline"], [data-presence=""]) { display: none; }
.icon { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round;
  flex: none; }
.icon.mark { stroke: var(--on-accent); stroke-width: 2.2; transform: translate(4.8px, 4.8px) scale(.6); }
.touch { position: relative; }
@media (max-width: 767px), (pointer: coarse) {
  .touch::after { content: ""; position: absolute; left: 50%; top: 50%; transform: translate(-50%, -50%);
    width: max(100%, 44px); height: max(100%, 44px); }
}
.rise { animation: rise 120ms ease-out; } @keyframes rise { from { opacity: 0; } }
.late { animation: rise 120ms ease-out 200ms backwards; }
.sheet { animation: rise 120ms ease-out; }
@media (max-width: 767px) { .sheet { animation-name: sheet; } }
@keyframes sheet { from { transform: translateY(24px); opacity: 0; } }
.message { content-visibility: auto; contain-intrinsic-size: auto 44px; }
.message:is(:hover, :focus-within, :has([data-state="open"])) { content-visibility: visible; z-index: 1; }
.message-bar { opacity: 0; }
.message:has(:focus-visible) .message-bar, .message-bar:has([data-state="open"]) { opacity: 1; }
@media (hover: hover) { .message:hover :is(.message-bar, .message-clock) { opacity: 1; } }
@media (pointer: coarse) {
  .message:not(:focus-within) .message-bar { visibility: hidden; }
  .message:focus-within .message-bar { opacity: 1; }
  .message-bar .icon-button { width: 44px; height: 44px; }
}
:is(.message-body, .tx) { overflow: clip; overflow-clip-margin: 6px; } /* piles of marks stay with their message */
.message-body { max-width: 74ch; overflow-wrap: anywhere; }
:is(.message-body, .tx) > :not(:first-child) { margin-top: 4px; }
.message-body :is(p, h3, h4, h5, h6, th, td, code) { white-space: pre-wrap; }
.message-body :is(ul, ol) { padding-left: 22px; list-style: disc; } .message-body ol { list-style: decimal; }
.message-body ol.wide { padding-left: 40px; } .message-body ol.paren { list-style: paren; }
@counter-style paren { system: extends decimal; suffix: ") "; }
.message-body a { color: var(--accent-ink); text-underline-offset: 2px;
  text-decoration: underline var(--accent-line); }
.message-body :is(strong, h1, h2, h3, h4, h5, h6) { font-weight: 650; }
.message-body blockquote { border-left: 2px solid var(--line-strong); padding-left: 10px; }
.message-body :is(code, pre) { font: 13px/20px var(--mono); background: var(--code); }
.message-body code { background: var(--hover); border-radius: 4px; padding: 1px 5px; }
.message-body pre { border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; margin: 6px 0 4px;
  max-width: 720px; overflow-x: auto; overflow-wrap: normal; }
.message-body .codeblock { position: relative; max-width: 720px; }
.message-body .codeblock::before { content: attr(data-lang); position: absolute; right: 12px; top: 8px; font-size: 12px;
  color: var(--subtle); }
.message-body .copy { position: absolute; right: 8px; top: 6px; padding: 2px 10px; border-radius: 6px; font-size: 12px;
  border: 1px solid var(--line-strong); background: var(--page); color: var(--muted); opacity: 0; }
.message-body .codeblock:hover .copy, .message-body .copy:focus-visible { opacity: 1; }
@media (hover: none) { .message-body .copy { opacity: 1; } }
.message-body .large { font-size: 34px; line-height: 44px; }
.message-body pre code { background: none; padding: 0; white-space: pre; }
.message-body table { border-collapse: collapse; display: block; overflow-x: auto; }
.message-body :is(th, td) { border: 1px solid var(--line-strong); padding: 3px 9px; text-align: left; }
.message-body .mention { color: var(--accent-ink); background: color-mix(in srgb, var(--accent) 12%, transparent);
  border-radius: 5px; padding: 0 4px; font-weight: 550; text-decoration: none; }
.message-body :is(.k, .kd, .kn, .kc, .kr, .kt, .nt, .ow) { color: var(--accent-ink); }
.message-body :is(.s, .s1, .s2, .sa, .sd, .se, .sb, .sr, .mi, .mf) { color: var(--ok-ink); }
.message-body :is(.c, .c1, .cm, .ch, .cs, .gp) { color: var(--subtle); }
"""
