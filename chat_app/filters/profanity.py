"""A ready-made filter, off by default: `MESSAGE_FILTERS=chat_app.filters.profanity` puts asterisks over swear words.

For other words, write a module with `mine = message_filter(masking("word", "another"))` and name that module.
"""

import re
from collections.abc import Callable

from chat_app.filters import Post, message_filter

WORDS = (
    "arsehole", "asshole", "bastard", "bitch", "bollocks", "bullshit", "cunt", "dickhead", "fuck", "motherfucker",
    "prick", "shit", "slut", "twat", "wanker", "whore",
)  # fmt: skip
ENDINGS = "(?:s|es|ed|er|ers|ing|y|in)?"
LOOKALIKES = {"a": "[a@4]", "e": "[e3]", "i": "[i1!]", "o": "[o0]", "s": "[s$5]", "u": "[uv]"}


def masking(*words: str) -> Callable[[Post], str | None]:
    """Return a filter that replaces these words by their first letter and asterisks.

    Matches whole words only, in any case and with similar characters: Scunthorpe is not changed.
    """
    shapes = "|".join("".join(LOOKALIKES.get(letter, re.escape(letter)) + "+" for letter in word) for word in words)
    found = re.compile(rf"(?<!\w)(?:{shapes}){ENDINGS}(?!\w)", re.IGNORECASE)

    def mask(post: Post) -> str | None:
        text = found.sub(lambda match: match[0][0] + "*" * (len(match[0]) - 1), post.text)
        return text if text != post.text else None

    return mask


profanity = message_filter(masking(*WORDS))
