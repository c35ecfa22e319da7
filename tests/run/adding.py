"""Adds toy reports to a record in a process of its own, for the tests that kill it: adding.py RECORD [WORKERS]."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from dateline.model import Report
from dateline.present import claim_to_export, write_claims
from dateline.record import Record
from dateline.run import AddOptions, Progress, add
from tests.toy import toy_loader

CLOCK = datetime(2026, 1, 2, tzinfo=UTC)
LINES = (
    "Kirby says Russia planned send {n} troops to Kyiv on 2022-02-10",
    "Russia occurred send troops to Paris",
    "France denies Ukraine denied attack {n} tanks to Kyiv on 2022-02",
    "Nothing to see here, говорит Москва 🙂",
)


def many_reports(count: int = 60) -> list[Report]:
    """Different reports of five to fourteen lines."""
    made = []
    for number in range(count):
        lines = [LINES[(number + at) % 4].format(n=number * 10 + at) for at in range(5 + number % 10)]
        day = f"2022-0{1 + number % 3}-{1 + number % 28:02}"
        made.append(Report(f"r{number:03}", "\n".join(lines), day, key=f"k{number}"))
    return made


def export(record: Record) -> str:
    """The claims export of the record."""
    out = io.StringIO()
    write_claims(
        (claim_to_export(claim, report.id, report.text, date=report.dct) for report, claim in record.iter_claims()), out
    )
    return out.getvalue()


def add_all(record: Record, reports: Iterable[Report], *, batch: int = 4, workers: int = 1) -> None:
    """Add the reports, and print each batch's progress."""

    def tell(progress: Progress) -> None:
        print(progress.done, flush=True)

    add(record, reports, toy_loader, AddOptions(batch=batch, workers=workers, progress=tell, clock=lambda: CLOCK))


if __name__ == "__main__":
    with Record.open(sys.argv[1], create=True) as opened:
        print("open", flush=True)
        add_all(opened, many_reports(), workers=int((sys.argv[2:] or ["1"])[0]))
