"""A port that is not to be had is one line, which says what to do."""

import socket

import pytest

from chat_app.adapters import port_check
from tests.stack.processes import free_port

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104


def why_not(host: str, port: int) -> str:
    with pytest.raises(port_check.PortUnavailable) as reason:
        port_check.check(host, port)
    assert "\n" not in str(reason.value)
    return str(reason.value)


@pytest.mark.parametrize(("held", "host"), [(HERE, HERE), (HERE, EVERYWHERE), (EVERYWHERE, HERE)])
def test_a_port_that_another_program_has_is_named(held: str, host: str):
    with socket.create_server((held, 0)) as other:
        port = other.getsockname()[1]
        assert why_not(host, port).startswith(f"PORT: another program listens on port {port} already.")
    port_check.check(host, port)


@pytest.mark.parametrize("host", ["192.0.2.7", "2001:db8::1", "nowhere.invalid"])
def test_an_address_that_is_not_ours_is_named(host: str):
    assert why_not(host, free_port()) == f"--host: {host} is no address of this machine."


@pytest.mark.parametrize("host", [HERE, EVERYWHERE, "localhost"])
def test_a_free_port_is_fine_and_stays_free(host: str):
    port = free_port()
    port_check.check(host, port)
    port_check.check(host, port)
