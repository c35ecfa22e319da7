"""The Python API: the same verbs as the command line.

import dateline

with dateline.open("war.dateline") as desk:
    desk.add("reports/")
    desk.deployments(actor="Russia", status="planned").to_pandas()
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dateline.record import Filters, Record, Review, check_known

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from dateline.codebook import OwnCodebook
    from dateline.model import Claim, Report
    from dateline.read import ReadFailure, ReadOptions
    from dateline.run import Progress, Summary, Trial

TRIED_REPORTS = 200  # reports that a codebook is tried on unless told: about two minutes on one core


class Result:
    """Rows that were asked for, as an Arrow table (`arrow`) or what it turns into."""

    def __init__(self, table: pa.Table) -> None:
        self.arrow = table

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    @property
    def columns(self) -> list[str]:
        """The names of the columns; the same where there are no rows."""
        return list(self.arrow.column_names)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary."""
        for batch in self.arrow.to_batches(max_chunksize=1_000):
            yield from batch.to_pylist()

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame; needs `dateline[frames]`."""
        return self.arrow.to_pandas(date_as_object=False)

    def to_polars(self) -> pl.DataFrame:
        """A polars frame; needs `dateline[frames]`."""
        import polars as pl

        frame = pl.from_arrow(self.arrow)
        assert isinstance(frame, pl.DataFrame)
        return frame


class Desk:
    """A record that is open to add reports to and to read. Use it as a context manager, or close it.

    Each reading method takes filters by name: since, until, actor, recipient, place, event, status, ledger, source,
    report, text (a string or several), confidence (the least, 0 to 1) and limit; docs/record.md lists the columns. It
    raises UsageError where they ask for what does not exist.
    """

    def __init__(self, record: Record) -> None:
        self.record = record

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.record.close()

    def add(
        self,
        *paths: str | os.PathLike[str],
        date: str | None = None,
        workers: int = 1,
        refresh: bool = False,
        progress: Callable[[Progress], None] | None = None,
        options: ReadOptions | None = None,
        codebook: str | os.PathLike[str] | OwnCodebook | None = None,
    ) -> Summary:
        """Add the reports in files and folders ("-" is standard input), and say what became of them.

        Args:
            paths: files and folders.
            date: the day (ISO) of reports that carry none.
            workers: processes to analyse in.
            refresh: analyse again what another version of dateline has analysed.
            progress: called after each input.
            options: how to read, in full; `date` goes before its own.
            codebook: a file of your own actors, places and events (docs/codebook.md); it is checked first.
        """
        from dateline.analyse import load_analyser
        from dateline.run import AddOptions, add

        own = _read_codebook(codebook)
        loader = partial(load_analyser, codebook=own) if own is not None else load_analyser
        sources = _read_all(paths, date, options)
        return add(self.record, sources, loader, AddOptions(workers=workers, refresh=refresh, progress=progress))

    def codebook_test(
        self,
        codebook: str | os.PathLike[str] | OwnCodebook,
        *paths: str | os.PathLike[str],
        against: str | os.PathLike[str] | OwnCodebook | None = None,
        limit: int | None = TRIED_REPORTS,
        date: str | None = None,
        options: ReadOptions | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Trial:
        """Try a codebook of your own: check its examples, and see what it would change. Writes nothing.

        Args:
            codebook: the file to try, or what was read of it.
            paths: files and folders of reports; without any, the record's own reports.
            against: the codebook in use now; without it, the tried one without its events.
            limit: reports analysed at most, a sample that follows from their content; None for all.
            date: the day (ISO) of reports in `paths` that carry none.
            options: how to read `paths`, in full; `date` goes before its own.
            progress: called after each report.

        Raises:
            CodebookError: a codebook is wrong; the message has the file, the line and what to do.
        """
        from dateline.codebook import read_codebook
        from dateline.run import failures_of, sample, try_codebook

        own = read_codebook(os.fspath(codebook)) if isinstance(codebook, str | os.PathLike) else codebook
        now = _read_codebook(against)
        unread: list[ReadFailure] = []
        if paths:
            given = _sound(_read_all(paths, date, options), unread)
            kept, found = sample(given, limit, lambda report: report.content_hash)
            reports: Iterable[Report] = kept
        else:
            ids, found = sample(self.reports().arrow.column("report_id").to_pylist(), limit, str)
            reports = (self.record.report(ident) for ident in ids)
        return try_codebook(own, reports, against=now, found=found, failures=failures_of(unread), progress=progress)

    def table(self, view: str, **filters: Any) -> Result:
        """The rows of any view of docs/record.md that can be filtered, by its name."""
        return Result(self.record.table(view, Filters.of(**filters)))

    def reports(self, **filters: Any) -> Result:
        """The reports, in their current version."""
        return self.table("reports", **filters)

    def claims(self, **filters: Any) -> Result:
        """The claims, one row each."""
        return self.table("claims", **filters)

    def statements(self, **filters: Any) -> Result:
        """Who said what."""
        return self.table("statements", **filters)

    def events(self, **filters: Any) -> Result:
        """The events that claims are about."""
        return self.table("events", **filters)

    def deployments(self, **filters: Any) -> Result:
        """The ledger of deployments."""
        return self.table("deployments", **filters)

    def transfers(self, **filters: Any) -> Result:
        """The ledger of transfers."""
        return self.table("transfers", **filters)

    def negotiations(self, **filters: Any) -> Result:
        """The ledger of negotiations."""
        return self.table("negotiations", **filters)

    def assessments(self, **filters: Any) -> Result:
        """The ledger of assessments."""
        return self.table("assessments", **filters)

    def positions(self, **filters: Any) -> Result:
        """The ledger of positions."""
        return self.table("positions", **filters)

    def timeline(self, **filters: Any) -> Result:
        """The claims by the time of their event."""
        return self.table("timeline", **filters)

    def actors(self, **filters: Any) -> Result:
        """The parties, the most active first."""
        return self.table("actors", **filters)

    def places(self, **filters: Any) -> Result:
        """The places, the most used first."""
        return self.table("places", **filters)

    def missing_places(self, **filters: Any) -> Result:
        """The names found as places that have none, with an example and the reports, the most frequent first."""
        return self.table("missing_places", **filters)

    def times(self, **filters: Any) -> Result:
        """The time expressions."""
        return self.table("times", **filters)

    def failures(self, **filters: Any) -> Result:
        """What could not be read or analysed."""
        return self.table("failures", **filters)

    def runs(self, **filters: Any) -> Result:
        """The runs that wrote the record."""
        return self.table("runs", **filters)

    def changes(self, since: str, **filters: Any) -> Result:
        """What reports from this day on bring: new claims, and claims whose status moved."""
        from dateline.derive import find_changes

        checked = Filters.of(since=since).since
        return Result(find_changes(self.record, checked, Filters.of(**filters)))

    def decisions(self, **filters: Any) -> Result:
        """What reviewers have decided, the oldest first."""
        return self.table("decisions", **filters)

    def merge_actors(self, keep: str, other: str, *, by: str, note: str = "") -> str:
        """Decide that the actor `other` is the actor `keep` (ids or whole names); the decision's id."""
        return self.record.merge_actors(keep, other, _review(by, note))

    def split_actor(self, actor: str, *, reports: Sequence[str], name: str, by: str, note: str = "") -> str:
        """Decide that the actor of these reports is another one, called `name`; the decision's id."""
        return self.record.split_actor(actor, reports, name, _review(by, note))

    def undo_decision(self, decision: str, *, by: str, note: str = "") -> str:
        """Take a merge or split back; the id of this decision."""
        return self.record.undo_decision(decision, _review(by, note))

    def claim(self, ident: str) -> Claim:
        """The whole claim with this id, or the only one whose id begins so."""
        return self.record.claim(ident)

    def report(self, report_id: str) -> Report:
        """The report with this id, with its text."""
        return self.record.report(report_id)


def open_desk(path: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> Desk:
    """The record at `path`, open; `dateline.open` is this function.

    Args:
        path: the record's file; ":memory:" for one that ends with the process.
        create: make it where there is none.
        read_only: several may read a record at a time, as long as nobody writes.

    Raises:
        ForeignRecordError: the file is no record, or a newer dateline made it.
        RecordBusyError: another process writes it.
        RecordError: there is none, and `create` is False.
    """
    return Desk(Record.open(Path(path), create=create and not read_only, read_only=read_only))


def codebook_types(
    codebook: str | os.PathLike[str] | OwnCodebook | None = None, *, event: str | Sequence[str] = ()
) -> Result:
    """The types and modes of events, each with its ledger, its words and how many there are.

    Args:
        codebook: a file of your own, whose types and modes are listed with dateline's.
        event: only these types, and the types under them.

    Raises:
        CodebookError: the codebook is wrong.
        UsageError: there is no such type.
    """
    from dateline.codebook import list_types, triggers_with
    from dateline.run import type_table

    own = _read_codebook(codebook)
    found = list_types(triggers_with(own.events if own is not None else ()))
    wanted = [event.upper()] if isinstance(event, str) else [name.upper() for name in event]
    known = tuple(dict.fromkeys(row.type for row in found))
    for name in wanted:
        check_known(name, known, "event")
    return Result(type_table(row for row in found if not wanted or row.type in wanted or row.parent in wanted))


def _sound(sources: Iterable[Report | ReadFailure], unread: list[ReadFailure]) -> Iterator[Report]:
    """The reports; what could not be read is put in the list."""
    from dateline.model import Report

    for source in sources:
        if isinstance(source, Report):
            yield source
        else:
            unread.append(source)


def _review(by: str, note: str) -> Review:
    from dateline.run import utc_now

    return Review(by=by, decided=utc_now(), note=note)


def _read_codebook(codebook: str | os.PathLike[str] | OwnCodebook | None) -> OwnCodebook | None:
    from dateline.codebook import read_codebook

    return read_codebook(os.fspath(codebook)) if isinstance(codebook, str | os.PathLike) else codebook


def _read_all(
    paths: tuple[str | os.PathLike[str], ...], date: str | None, options: ReadOptions | None
) -> Iterator[Report | ReadFailure]:
    from dataclasses import replace

    from dateline.read import ReadOptions, read_reports
    from dateline.run import utc_now

    chosen = options or ReadOptions(today=utc_now().date().isoformat())
    if date is not None:
        chosen = replace(chosen, date=date)
    for path in paths:
        yield from read_reports(os.fspath(path), chosen)
