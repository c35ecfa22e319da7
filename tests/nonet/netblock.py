"""Cuts a Python process off from the network: every attempt to reach another machine is refused and remembered.

It works by an audit hook (PEP 578), below any library, so nothing that goes through Python's sockets slips by. The
loopback range and sockets that have no network behind them stay open.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

WATCHED = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


class NetworkUsedError(RuntimeError):
    """Something tried to reach another machine."""


def block() -> list[str]:
    """Refuse the network from now to the end of the process; comes back with the list that attempts are added to."""
    attempts: list[str] = []

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event not in WATCHED:
            return
        host = host_of(event, args)
        if host is not None and not is_local(host):
            attempts.append(f"{event} {host}")
            raise NetworkUsedError(f"{event} to {host!r}: dateline does its work without a network")

    sys.addaudithook(watch)
    return attempts


def host_of(event: str, args: tuple[Any, ...]) -> str | None:
    """The host an audited call wants, None where it names none (a Unix socket, a listening address)."""
    wanted = args[1] if event in ("socket.connect", "socket.sendto") else args[0]
    if isinstance(wanted, tuple):
        wanted = wanted[0]
    elif event in ("socket.connect", "socket.sendto"):
        return None
    return wanted.decode() if isinstance(wanted, bytes) else wanted


def is_local(host: str) -> bool:
    """True for this machine's own loopback."""
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
