"""An OpenID Connect provider on the loopback, and the people it knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from oidc_provider_mock import User, run_server_in_thread


def person(subject: str, email: str, name: str, *, verified: bool = True) -> User:
    """Somebody with an account there."""
    return User(sub=subject, claims={"email": email, "email_verified": verified, "name": name})


@contextmanager
def provider(*people: User) -> Iterator[str]:
    """Its issuer; whoever comes chooses whom they are."""
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"
