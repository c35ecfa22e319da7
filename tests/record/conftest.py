"""A small record for the tests of the room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dateline.model import Report
from dateline.record import Record, Run
from tests.toy import toy_analyse

RUN = Run("0.1.0", {"parser": "toy 1"}, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
REPORTS = (
    Report("one", "Kirby says Russia planned send 300 troops to Kyiv on 2022-02-10\nNothing here.", "2022-02-02",
           title="First", outlet="Wire", key="k1"),
    Report("two", "Russia occurred send troops to Kyiv\nFrance says Ukraine possible attack tanks to Paris on 2022-02",
           "2022-02-24", outlet="Post", key="k2"),
    Report("three", "Kirby denies Russia denied send 300 troops to Kyiv on 2022-02-10", "2022-01-15", key="k3"),
)  # fmt: skip


@pytest.fixture
def run() -> Run:
    return RUN


@pytest.fixture
def record(run: Run) -> Iterator[Record]:
    with Record.open(":memory:") as opened:
        opened.write_batch([toy_analyse(report) for report in REPORTS], [], run)
        yield opened
