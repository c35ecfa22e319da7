"""A process killed at any moment leaves whole batches and nothing else."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.record import Record
from tests.run.adding import add_all, export, many_reports

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def expected() -> str:
    with Record.open(":memory:") as record:
        add_all(record, many_reports())
        return export(record)


def start(path: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.run.adding", str(path), str(workers)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def kill_somewhere(path: Path, chance: random.Random, workers: int) -> int:
    """Start adding, kill -9 after a random number of reports and a random blink; how many had been told of."""
    process = start(path, workers)
    assert process.stdout is not None
    told, limit = 0, chance.randint(0, 40)
    for line in process.stdout:
        told = int(line) if line.strip().isdigit() else 0
        if told >= limit:
            break
    time.sleep(chance.random() * 0.03)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)  # a worker that outlived its parent would hold the pipe open
    return told


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize(("seed", "workers"), [(1, 1), (2, 1), (5, 2)])
def test_a_killed_process_loses_no_finished_batch_and_leaves_no_half_of_one(
    tmp_path: Path, expected: str, seed: int, workers: int
) -> None:
    path, chance = tmp_path / "war.dateline", random.Random(seed)
    told = kill_somewhere(path, chance, workers)
    if path.exists():
        with Record.open(path) as record:
            stored = record.reports()["report_id"].to_pylist()
            analysed = {analysis.report.id: len(analysis.claims) for analysis in record.analyses()}
            counted = dict(zip(stored, record.reports()["claims"].to_pylist(), strict=True))
        assert sorted(stored) == [f"r{number:03}" for number in range(len(stored))]  # whole batches, in order
        assert len(stored) >= told // 4 * 4
        assert counted == analysed
    with Record.open(path, create=True) as record:
        add_all(record, many_reports())
        assert export(record) == expected


def test_a_kill_while_the_file_is_made_leaves_no_file_that_cannot_be_opened(tmp_path: Path) -> None:
    for number in range(4):
        path = tmp_path / f"{number}.dateline"
        process = start(path, 1)
        deadline = time.monotonic() + 10
        while not any(tmp_path.glob(f"*{number}.dateline*")) and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(0.004 * number)
        process.kill()
        process.communicate(timeout=20)
        with Record.open(path, create=True) as record:
            assert record.reports().num_rows % 4 == 0
