"""Nothing is fetched at run time: reports in, brief and claims out, with the network cut off."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nonet.netblock import NetworkUsedError, host_of, is_local

ROOT = Path(__file__).parents[1]
ELSEWHERE = ("192.0.2.1", 9)  # an address reserved for documentation; the attempt is refused before anything is sent


def namespace() -> list[str]:
    """The command that starts a process with no network device but loopback; empty where the system has none."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        tool = shutil.which(command[0])
        if tool and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    return []


def dateline(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line cut off twice over: by the kernel where it can, and inside Python always."""
    clean = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    env = clean | {"PYTHONPATH": str(ROOT / "tests" / "nonet"), "HOME": str(cwd), "XDG_CACHE_HOME": str(cwd / "cache")}
    command = [*namespace(), sys.executable, "-m", "dateline.cli", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_add_brief_and_export_run_without_a_network(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("2022-01-24-alert.txt", "2022-03-05-mariupol-corridor.html", "2022-03-10-antalya.docx"):
        shutil.copy(ROOT / "examples" / "reports" / name, reports)
    added = dateline("add", "reports", "--record", "r.dateline", cwd=tmp_path)
    assert added.returncode == 0, added.stderr
    brief = dateline("brief", "--record", "r.dateline", cwd=tmp_path)
    assert brief.returncode == 0, brief.stderr
    assert "Denmark" in brief.stdout
    claims = dateline("export", "claims", "--record", "r.dateline", cwd=tmp_path)
    assert claims.returncode == 0, claims.stderr
    assert claims.stdout.count("\n") >= 20


def test_the_child_process_is_really_cut_off(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT / "tests" / "nonet")}
    code = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert "NetworkUsedError" in done.stderr


def test_this_process_is_cut_off(no_network: list[str]) -> None:
    with pytest.raises(NetworkUsedError):
        socket.create_connection(ELSEWHERE, timeout=1)
    assert no_network == ["socket.getaddrinfo 192.0.2.1"]
    no_network.clear()


def test_names_are_not_looked_up(no_network: list[str]) -> None:
    with pytest.raises(NetworkUsedError):
        socket.getaddrinfo("example.org", 443)
    no_network.clear()


def test_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False), ("example.org", False)],
)
def test_only_loopback_is_local(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_unix_sockets_name_no_host() -> None:
    assert host_of("socket.connect", (None, "/tmp/a.sock")) is None
