"""Adds reports to a record on this machine: read, analyse, record, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.model import Analysis, Report, content_id
from dateline.record import Failure, Record, Run, Written
from dateline.run.executors import Executor, InProcess, Loader, Outcome, Processes, failure_of
from dateline.run.fingerprint import code_fingerprint
from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.read import ReadFailure

BATCH_REPORTS = 16
BATCH_CHARS = 400_000  # about 130 news reports; keeps what waits to be written under 100 MB


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` is. `done` counts inputs, failures and unchanged ones included; `current` is the last one."""

    done: int
    added: int
    unchanged: int
    failed: int
    claims: int
    current: str


def utc_now() -> datetime:
    """The wall clock; the record keeps it in `runs` alone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """How to add.

    Attributes:
        workers: processes to analyse in; 1 is this one.
        batch: reports written in one transaction.
        refresh: analyse again what another version of dateline, or other settings, have analysed.
        progress: called after each input.
        clock: when a run started and ended.
    """

    workers: int = 1
    batch: int = BATCH_REPORTS
    refresh: bool = False
    progress: Callable[[Progress], None] | None = None
    clock: Callable[[], datetime] = utc_now


@dataclass(frozen=True, slots=True)
class Summary:
    """What an `add` did, counted in reports.

    `new_versions` are edited reports, `refreshed` those analysed again. Where `interrupted`, what is counted is in
    the record and the same command goes on with the rest.
    """

    added: int = 0
    unchanged: int = 0
    new_versions: int = 0
    refreshed: int = 0
    sentences: int = 0
    claims: int = 0
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()
    interrupted: bool = False

    @property
    def failed(self) -> int:
        """How many inputs could not be read or analysed."""
        return len(self.failures)


def add(
    record: Record, sources: Iterable[Report | ReadFailure], loader: Loader, options: AddOptions | None = None
) -> Summary:
    """Add reports to the record: analyse those it does not know, and write them in batches.

    The same reports give the same record however they are batched and however many workers there are. An input that
    fails becomes a row of the record's failures and never stops the run. Ctrl-C ends the run after writing what is
    analysed.

    Args:
        record: open for writing.
        sources: reports, and the failures of the reader, in any order.
        loader: loads the analysis; with several workers, a function at the top of a module.
        options: how.

    Raises:
        RecordError: the record cannot be written (the disk is full, say); what was written before stays.
        ModelError: the analysis cannot be loaded.
    """
    options = options or AddOptions()
    executor: Executor = InProcess(loader) if options.workers <= 1 else Processes(loader, options.workers)
    return add_with(executor, record, sources, options)


def add_with(
    executor: Executor, record: Record, sources: Iterable[Report | ReadFailure], options: AddOptions
) -> Summary:
    """As `add`, with the executor given; it is closed at the end."""
    work = _Work(record, executor, options, options.clock())
    try:
        work.read_all(sources)
        return work.finish()
    finally:
        executor.close()


@dataclass(slots=True)
class _Work:
    """One run in progress: what waits to be written, and the counts."""

    record: Record
    executor: Executor
    options: AddOptions
    started: datetime
    interrupted: bool = False
    summary: Summary = field(default_factory=Summary)
    _run: Run | None = None
    _analyses: list[Analysis] = field(default_factory=list)
    _failures: list[Failure] = field(default_factory=list)
    _failed: list[Failure] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _done: int = 0

    def read_all(self, sources: Iterable[Report | ReadFailure]) -> None:
        """Analyse and write; Ctrl-C ends it early."""
        try:
            for outcome in self.executor.map(self.needed(sources)):
                self.take(outcome)
        except KeyboardInterrupt:
            self.interrupted = True

    def needed(self, sources: Iterable[Report | ReadFailure]) -> Iterator[Report]:
        """The reports that have to be analysed; failures and known reports are counted on the way."""
        for source in sources:
            if not isinstance(source, Report):
                self._fail(Failure(source.where, source.slug, source.message, source.hint))
            elif self._is_new(source):
                yield source
            else:
                self.summary = replace(self.summary, unchanged=self.summary.unchanged + 1)
                self._tell(source.id)

    def take(self, outcome: Outcome) -> None:
        """Keep an outcome for the next batch, and write the batch where it is full."""
        if isinstance(outcome, Failure):
            self._fail(outcome)
            return
        self._the_run()
        self._analyses.append(outcome)
        chars = sum(len(analysis.report.text) for analysis in self._analyses)
        if len(self._analyses) >= self.options.batch or chars >= BATCH_CHARS:
            self._write()
        self._tell(outcome.report.id)

    def finish(self) -> Summary:
        """Write what waits, end the run, and sum up."""
        # Where there was nothing to analyse, nothing was loaded, and the run has no settings to tell.
        self._run = self._run or Run(__version__, {}, self.started)
        self._write()
        finished = self.options.clock()
        self.record.write_run(replace(self._run, finished=finished))
        seconds = (finished - self.started).total_seconds()
        return replace(self.summary, seconds=seconds, failures=tuple(self._failed), interrupted=self.interrupted)

    def _is_new(self, report: Report) -> bool:
        ident = content_id("v", report.id, report.content_hash)
        if ident in self._seen:
            return False
        self._seen.add(ident)
        run = self._the_run() if self.options.refresh else None
        return self.record.needs(report, refresh_for=run)

    def _the_run(self) -> Run:
        """The run, with the settings of the analysis, which is loaded by now."""
        if self._run is None:
            settings = {**self.executor.settings(), "code": code_fingerprint()}
            self._run = Run(__version__, settings, self.started)
        return self._run

    def _fail(self, failure: Failure) -> None:
        self._failures.append(failure)
        self._failed.append(failure)
        self._tell(failure.origin)

    def _write(self) -> None:
        """Write the batch; one that cannot be stored is written report by report, so that only the bad one is lost."""
        run = self._the_run()
        try:
            self._count(self.record.write_batch(self._analyses, self._failures, run), self._analyses)
        except (ValueError, TypeError):
            self.record.write_batch([], self._failures, run)
            for analysis in self._analyses:
                self._write_alone(analysis, run)
        self._analyses, self._failures = [], []

    def _write_alone(self, analysis: Analysis, run: Run) -> None:
        try:
            self._count(self.record.write_batch([analysis], [], run), [analysis])
        except (ValueError, TypeError) as error:
            failure = failure_of(analysis.report, f"its analysis cannot be stored: {error}")
            self.record.write_batch([], [failure], run)
            self._failed.append(failure)

    def _count(self, written: Written, analyses: list[Analysis]) -> None:
        skipped = set(written.unchanged)
        kept = [analysis for analysis in analyses if analysis.report.id not in skipped]
        known = self.summary
        self.summary = replace(
            known,
            added=known.added + len(written.added),
            unchanged=known.unchanged + len(written.unchanged),
            new_versions=known.new_versions + len(written.versions),
            refreshed=known.refreshed + len(written.refreshed),
            sentences=known.sentences + sum(len(analysis.sentences) for analysis in kept),
            claims=known.claims + sum(len(analysis.claims) for analysis in kept),
        )

    def _tell(self, current: str) -> None:
        self._done += 1
        if self.options.progress is not None:
            so_far = self.summary
            added = so_far.added + so_far.new_versions + so_far.refreshed + len(self._analyses)
            claims = so_far.claims + sum(len(analysis.claims) for analysis in self._analyses)
            self.options.progress(Progress(self._done, added, so_far.unchanged, len(self._failed), claims, current))
