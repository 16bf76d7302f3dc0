"""The command line: `python -m chat_app --help`."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar, cast

import typer

from chat_app.adapters.port_check import check_or_exit
from chat_app.adapters.startup import prepare_or_exit
from chat_app.config import BadSettings, print_env_warnings, settings
from chat_app.logs import configure
from chat_app.models import User
from chat_app.models.user import Role
from chat_app.services import accounts, login_links
from chat_app.services.errors import Refused
from chat_app.services.filters import Filters
from chat_app.services.parley import Parley

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Parley: a team chat that you host yourself.")
Result = TypeVar("Result")


@app.command()
def run(host: str = "0.0.0.0") -> None:  # noqa: S104 (others reach it)  # nosec B104
    """Build the front end if it has changed, migrate, and serve on one port (PORT, 3000)."""
    from chat_app import front_end

    _prepare()
    configure(settings())
    check_or_exit(host, settings().port)  # before the build: what is wrong with port or database is known in a second
    prepare_or_exit(settings())
    front_end.ensure()
    print(f"Parley runs on {settings().url}", flush=True)
    front_end.serve(host, settings().port)


@app.command()
def dev() -> None:
    """Serve with hot reload and demo data: a change is built in about ten seconds, then refresh the page."""
    from chat_app import front_end

    _prepare()
    os.environ.update(front_end.reloading())
    prepare_or_exit(settings())
    _fill(200)
    os.execv(sys.executable, [sys.executable, "-m", "reflex", "run", "--env", "preview"])  # noqa: S606


@app.command()
def demo(messages: Annotated[int, typer.Option(envvar="MESSAGES")] = 400) -> None:
    """Fill the database with a believable team and history, if it is empty."""
    prepare_or_exit(settings())
    _fill(messages)


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    prepare_or_exit(settings())
    print("The schema is up to date.")


@app.command()
def create_user(
    email: str,
    name: Annotated[str, typer.Option(help="The name that others see.")] = "",
    role: Annotated[str, typer.Option(help="owner, admin, member, or guest.")] = "member",
    workspace: Annotated[str, typer.Option(help="On an empty database: the workspace that this owner begins.")] = "",
) -> None:
    """Make an account; with --workspace, the workspace and its owner, as the first visitor does."""
    if role not in ("owner", "admin", "member", "guest"):
        raise typer.BadParameter("a role is one of owner, admin, member, guest")
    if workspace and role != "owner":
        raise typer.BadParameter("a workspace begins with its owner: --role owner")
    name = name or email.split("@")[0]

    async def make(parley: Parley) -> User:
        if workspace:
            return await accounts.found(parley, workspace=workspace, name=name, email=email)
        return await accounts.create(parley, email, name, cast(Role, role))

    prepare_or_exit(settings())
    made = _with(make)
    print(f"{made.name} <{made.email}> is now {made.role}. For a sign-in link: make login-link EMAIL={made.email}")


@app.command()
def login_link(email: str) -> None:
    """Print a one-time sign-in link, for a person who is locked out."""

    prepare_or_exit(settings())

    async def make(parley: Parley) -> str:
        user = await accounts.by_email(parley, email)
        if user is None:
            raise Refused(f"There is no active account with the address {email}.")
        return await login_links.make(parley, user)

    print(_with(make))


def _fill(messages: int) -> None:
    from chat_app.services import demo as team

    print(_with(lambda parley: team.fill(parley, messages)))


def _with(work: Callable[[Parley], Awaitable[Result]]) -> Result:
    """Do one thing with the product, and say in one line why not."""

    async def go() -> Result:
        parley = Parley.from_settings(settings())
        await parley.bus.start(lambda _: None)
        try:
            return await work(parley)
        finally:
            await parley.bus.stop()
            await parley.database.close()

    try:
        return asyncio.run(go())
    except Refused as refusal:
        sys.exit(f"parley: {refusal}")


def _prepare() -> None:
    """What Reflex reads from the environment: Node from this virtual environment, and no telemetry."""
    os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")
    os.environ.setdefault("REFLEX_USE_NPM", "1")
    os.environ.setdefault("REFLEX_TELEMETRY_ENABLED", "false")


if __name__ == "__main__":
    try:
        settings()
        print_env_warnings()
        Filters.load(settings().message_filters, settings().message_filter_failure)
    except BadSettings as error:
        sys.exit(f"parley: {error}")
    # What a command prints is its answer; of the log, people at a console want what is wrong. `run` sets up its own.
    configure(settings().model_copy(update={"log_format": "console", "log_level": "WARNING"}))
    app()
