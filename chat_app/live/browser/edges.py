"""The ends of what one reads: more comes as one gets near them, nothing ever jumps, and a way back to the newest.

The entry `left` is there while the newest is out of sight: `{room_id, posts, far}`, the room's posts when one left it.
"""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, expression, handler

AHEAD = 600  # pixels before an edge at which its page is asked for
AGAIN = 5000  # milliseconds after which a page that has not come is asked for again
MOST, KEPT = 500, 250  # messages on the page at the live end, and how many of them stay when there are more
READING = 750  # messages on the page while one reads further up
END = 40  # pixels from the end that still count as the end

# Over the end of a page with an end (in a reversed column the end is where `scrollTop` is 0), the browser would go on
# to the new end: the last message of before stays where it was.
_HOLD = """
const rows = (box) => [...box.querySelectorAll("[data-seq]")].filter((row) => Number(row.dataset.seq) > 0);
const bottom = (element) => element.getBoundingClientRect().bottom;
useLayoutEffect(() => {
  const box = document.getElementById("feed"), before = was.current;
  if (!here || !box) return;
  const last = rows(box).findLast((row) => Number(row.dataset.seq) <= (before.ceil || Infinity));
  if (box.dataset.to === "end" && !view.ceil) {
    delete box.dataset.to;
    box.scrollTop = 0;
  } else if (before.room === here && before.ceil && before.ceil !== view.ceil && last && box.scrollTop > -1)
    box.scrollTop -= bottom(box) - before.below - bottom(last);
  was.current = {room: here, ceil: view.ceil, below: bottom(box.firstElementChild) - bottom(rows(box).at(-1) ?? box)};
}, [here, view?.floor, view?.ceil]);
"""
_MORE = """
useEffect(() => {
  const box = document.getElementById("feed"), near = new Set();
  if (!here || !box) return;
  const ask = () => {
    if (near.has("older")) @older(here, view.floor, view.ceil);
    else if (near.has("newer")) @newer(here, view.floor, view.ceil);
  };
  const watch = new IntersectionObserver((edges) => {
    for (const {target, isIntersecting} of edges) near[isIntersecting ? "add" : "delete"](target.dataset.edge);
    ask();
  }, {root: box, rootMargin: "AHEADpx 0px"});
  box.querySelectorAll("[data-edge]").forEach((edge) => watch.observe(edge));
  const again = setInterval(ask, AGAIN);
  return () => { watch.disconnect(); clearInterval(again); };
}, [here, view?.floor, view?.ceil]);
"""
_LEFT = """
useEffect(() => {
  const box = document.getElementById("feed");
  if (!here || !box) return;
  const look = () => {
    const {ceil, posts, left} = now.current, away = ceil > 0 || box.scrollTop < -END;
    const far = ceil > 0 || box.scrollTop < -1.5 * box.clientHeight;
    if (away ? left?.room_id === here && left.far === far : !left) return;
    now.current.left = away ? {room_id: here, posts: left?.room_id === here ? left.posts : posts, far} : null;
    set$feed({left: now.current.left});
  };
  look();
  box.addEventListener("scroll", look, {passive: true});
  return () => box.removeEventListener("scroll", look);
}, [here, view?.ceil]);
"""
_BOUND = """
useEffect(() => {
  const box = document.getElementById("feed"), size = (room?.last_seq ?? 0) - (view?.floor ?? 0) + 1;
  if (!here || !box || view.ceil || size <= MOST) return;
  if (box.scrollTop >= -END) @narrow(here, view.floor, 0, room.last_seq - KEPT + 1, 0);
  else if (size > READING) {
    const floor = Math.max(view.floor, Number(firstSeen(box)?.dataset.seq ?? 0) - KEPT);
    @narrow(here, view.floor, 0, floor, Math.min(room.last_seq, floor + MOST - 1));
  }
}, [here, view?.floor, view?.ceil, room?.last_seq]);
"""
# Entries of other rooms and of other windows are let go of, so that a tab that has read far back stays quick. They are
# hidden already; what is shown, what it quotes, and what has just come stays.
_FORGET = """
useEffect(() => {
  const messages = Object.entries($feed).filter(([key, message]) => key.startsWith("m_") && message);
  if (!here || messages.length < 2 * MOST) return;
  const shown = messages.filter(([, each]) => each.room_id === here && each.seq >= view.floor
    && (!view.ceil || each.seq <= view.ceil));
  const kept = new Set(shown.flatMap(([key, each]) => [key, "m_" + each.reply_to_id]));
  for (const [key] of messages) if (!kept.has(key)) delete $feed[key];
}, [here, view?.floor, view?.ceil]);
"""


def keeper(older: Any, newer: Any, narrow: Any, feed: Any, rooms: Any) -> rx.Component:
    """Loads what comes into sight, keeps the page bounded and still, and notes when one leaves the end."""
    code = f"""
    const view = $feed.view, here = view?.status === "open" ? view.room_id : "", room = $rooms["r_" + here];
    const was = useRef({{}}), now = useRef({{}});
    now.current = {{ceil: view?.ceil ?? 0, posts: room?.posts ?? 0, left: $feed.left}};
    {_HOLD}{_MORE}{_LEFT}{_BOUND}{_FORGET}
    """
    for name, value in {
        "AHEAD": AHEAD,
        "AGAIN": AGAIN,
        "MOST": MOST,
        "KEPT": KEPT,
        "READING": READING,
        "END": END,
    }.items():
        code = code.replace(name, str(value))
    return effect(code, {"older": older, "newer": newer, "narrow": narrow}, feed=feed, rooms=rooms)


def waiting(feed: Any, rooms: Any) -> rx.Var[int]:
    """How many posts have come since one left the end: of others, since one's own count as read."""
    return expression(
        """
        ((left, room, mine) => left && room && left.room_id === $feed.view?.room_id
          ? unreadOf(room, {read_posts: Math.max(left.posts, mine?.read_posts ?? 0)}) : 0)
        ($feed.left, $rooms["r_" + $feed.view?.room_id], $rooms["u_" + $feed.view?.room_id])
        """,
        int,
        feed=feed,
        rooms=rooms,
    )


def away(feed: Any) -> rx.Var[bool]:
    """Whether the newest is so far off that a way back should be offered."""
    return expression("$feed.left?.room_id === $feed.view?.room_id && $feed.left.far", bool, feed=feed)


def to_latest(latest: Any, feed: Any) -> Any:
    """Go to the newest message: by scrolling where it is on the page, else by opening the room's end."""
    return handler(
        """
        () => {
          const box = document.getElementById("feed");
          if ($feed.view?.ceil) {
            box.dataset.to = "end";
            @latest($feed.view.room_id);
          } else box.scrollTop = 0;
          document.querySelector("[name=message]")?.focus({preventScroll: true});
        }
        """,
        {"latest": latest},
        feed=feed,
    )
