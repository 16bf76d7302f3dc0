"""What mails say: the templates in `mail_templates/`, filled in.

A letter has a `.txt`, whose first line is the subject, and an `.html`. What is filled into HTML is escaped.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chat_app.adapters.mail import Mail
from chat_app.models import Workspace
from chat_app.schemas.wording import isolated

FOLDER = Path(__file__).parents[1] / "mail_templates"
NAMES = {"workspace", "name", "host"}  # names that people have chosen, within the product's sentences
ACCENT = "#5b5bd6"  # as `theme` has it for iris; a mail cannot refer to the stylesheet
_TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


def write(letter: str, to: str, workspace: Workspace | None, **values: Any) -> Mail:
    """A mail from the templates of that name. Raises jinja2.UndefinedError when one asks for a value not given."""
    accent = workspace.accent if workspace and workspace.accent.startswith("#") else ACCENT
    known = {"workspace": workspace.name if workspace else "Parley", "accent": accent, **values}
    known |= {each: isolated(known[each]) for each in NAMES & known.keys()}
    subject, _, text = _TEMPLATES.get_template(f"{letter}.txt").render(known).partition("\n")
    subject = " ".join(subject.split())  # a name with a line break in it adds no headers
    html = _TEMPLATES.get_template(f"{letter}.html").render(known, subject=subject)
    return Mail(to=to, subject=subject, text=text.strip() + "\n", html=html)
