"""What is typed and not yet sent, room by room: on the server for all one's devices, and in this tab at every moment.

The tab's session storage has `{id, text, reply, saved, adopted, from}` a room, under the key of who typed it. `id` is
the `client_msg_id` of the message to be; whoever types anew in a draft that another device has made gives it an id of
their own, so that two messages never share one, and `from` is the draft that it was, which goes with it. `saved` says
that the server has it. What is typed offline is saved with the next connection.
"""

from typing import Any

import reflex as rx

from chat_app.live.browser import pending as pending  # declares ownKey and belongsTo
from chat_app.live.browser import place as place  # declares roomIn and isInside
from chat_app.live.browser.javascript import effect

PAUSE = 1000  # milliseconds after the last key
LONGEST = 40_000  # UTF-16 units: what is longer is no draft for the server, nor a frame (`api.handshake`)

# A random UUID, also where a page that did not come over https has no `crypto.randomUUID`.
NEW_ID = """
([1e7] + -1e3 + -4e3 + -8e3 + -1e11).replace(/[018]/g, (c) =>
  (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16))
""".strip()
# Whether a draft's message has been posted, as far as this tab knows.
GONE = """
const gone = (id) => !!$composer["e_" + id] || $composer["a_" + id]?.status === "sent"
  || Object.values($feed).some((message) => message?.client_msg_id === id);
"""
_STORAGE = """
const read = (room) => JSON.parse(sessionStorage.getItem(ownKey("typed:" + room)) || "null");
const write = (room, draft) => draft ? sessionStorage.setItem(ownKey("typed:" + room), JSON.stringify(draft))
  : sessionStorage.removeItem(ownKey("typed:" + room));
const save = (room) => {
  const draft = read(room);
  if (!draft || draft.saved || draft.text.length > LONGEST) return;
  @save(room, draft.id, draft.text, draft.reply, me);
  if (!draft.text) write(room, null);
};
"""
_KEEP = """
const keep = () => {
  if (now.current.mode?.kind === "edit") return;
  const draft = read(here), fresh = !draft || draft.adopted || now.current.gone(draft.id);
  if (!box.value && !draft) return;
  now.current.touched = true;
  write(here, {id: fresh ? NEW_ID : draft.id, text: box.value, saved: false,
    from: draft?.adopted ? draft.id : draft?.from ?? "",
    reply: now.current.mode?.kind === "reply" ? now.current.mode.message_id : ""});
  clearTimeout(now.current.timer);
  now.current.timer = setTimeout(() => save(here), PAUSE);
};
"""
# What comes from another device fills a box in which nobody has typed, and never replaces what somebody is typing.
_TAKE = """
const take = (draft) => {
  const answers = draft.reply_to_id && now.current.feed["m_" + draft.reply_to_id];
  write(here, draft.text ? {id: draft.client_msg_id, text: draft.text, reply: draft.reply_to_id, saved: true,
    adopted: read(here)?.id !== draft.client_msg_id} : null);
  box.value = draft.text;
  box.dispatchEvent(new Event("grow"));
  if (answers && !answers.deleted) setTimeout(() => set$composer({mode: {kind: "reply", message_id: answers.id,
    author: now.current.people["p_" + answers.sender_id]?.name ?? "Someone", text: answers.content.split("\\n")[0]}}));
};
"""
_OPEN = """
useEffect(() => {
  const box = document.querySelector("[name=message]");
  if (!here || !box) return;
  KEEPTAKE
  const mine = read(here);
  now.current.touched = !!mine && !mine.saved;
  if (now.current.touched) {
    box.value = mine.text;
    save(here);
  } else take(kept && kept.text && !gone(kept.client_msg_id) ? kept : {text: ""});
  box.dispatchEvent(new Event("grow"));
  if (window.matchMedia("(hover: hover)").matches) box.focus();
  const sent = () => {
    const from = read(here)?.from;
    clearTimeout(now.current.timer);
    write(here, null);
    if (from) @save(here, from, "", "", me);
  };
  const leave = () => { if (document.visibilityState === "hidden") save(here); };
  box.addEventListener("input", keep);
  box.addEventListener("sent", sent);
  document.addEventListener("visibilitychange", leave);
  now.current.take = take;
  now.current.keep = keep;
  return () => {
    clearTimeout(now.current.timer);
    save(here);
    now.current.take = now.current.keep = null;
    box.removeEventListener("input", keep);
    box.removeEventListener("sent", sent);
    document.removeEventListener("visibilitychange", leave);
  };
}, [here]);
"""
_NEWS = """
useEffect(() => {
  const box = document.querySelector("[name=message]"), mine = here && read(here);
  if (!here || !box || !kept || !now.current.take || mode?.kind === "edit") return;
  if (mine && kept.client_msg_id === mine.id && kept.text === mine.text) write(here, {...mine, saved: true});
  else if (mine && kept.client_msg_id === mine.id && !kept.text) {
    if (mine.saved) now.current.take(kept);
    else now.current.keep();
  } else if (kept.client_msg_id !== mine?.id && !gone(kept.client_msg_id)
    && (!now.current.touched || (!box.value && document.activeElement !== box))) now.current.take(kept);
}, [kept?.version]);
useEffect(() => {
  const mine = here && read(here);
  if (mode?.kind === "reply" && mine && mine.reply !== mode.message_id) now.current.keep?.();
}, [mode]);
useEffect(() => {
  const typed = ownKey("typed:");
  if (arrived && own) Object.keys(sessionStorage).filter((key) => key.startsWith(typed))
    .forEach((key) => save(key.slice(typed.length)));
}, [arrived, own]);
"""


def keeper(save: Any, feed: Any, rooms: Any, people: Any, composer: Any, session: Any) -> rx.Component:
    """Puts a room's draft into the box when it opens, keeps and saves it while one types, and moves the focus there on
    a desk."""
    code = (
        f"""
    const me = $session.me?.user_id ?? "", own = belongsTo(me);
    const room = roomIn(useLocation().pathname), here = own && isInside($feed.view, $rooms) ? room : "";
    const kept = $rooms["d_" + here];
    const mode = $composer.mode, arrived = $session.arrived ?? "", now = useRef({{}});
    {GONE}{_STORAGE}
    Object.assign(now.current, {{mode, gone, feed: $feed, people: $people}});
    {_OPEN.replace("KEEPTAKE", _KEEP + _TAKE)}{_NEWS}
    """.replace("NEW_ID", NEW_ID)
        .replace("PAUSE", str(PAUSE))
        .replace("LONGEST", str(LONGEST))
    )
    stores = {"feed": feed, "rooms": rooms, "people": people, "composer": composer, "session": session}
    return effect(code, {"save": save}, **stores)
