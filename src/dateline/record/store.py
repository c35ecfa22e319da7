"""The record: one DuckDB file, written a batch at a time, read as Arrow tables or as the model's nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dateline.model import Analysis, Claim, Report
from dateline.record import decisions, read, write
from dateline.record.decisions import Review
from dateline.record.file import connect
from dateline.record.filters import Filters
from dateline.record.write import Failure, Run, Written, key_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ALL = Filters()


class Record:
    """A record that is open. Use it as a context manager, or close it.

    Every table comes in the record's order (report date, report id, trigger, claim id), with the same columns when it
    is empty; docs/record.md lists them. Each reading method raises UsageError where the filters ask for what does not
    exist.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        self._connection = connection
        self.name = name

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> Record:
        """The record at `path` (":memory:" for one that ends with the process).

        Raises:
            ForeignRecordError: the file is no record, or a newer dateline made it.
            RecordBusyError: another process writes it.
            RecordError: there is none, and `create` is False.
        """
        return cls(connect(path, create=create, read_only=read_only), Path(path).name)

    def close(self) -> None:
        """End the use of the file; nothing can be read or written afterwards."""
        self._connection.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def needs(self, report: Report, *, refresh_for: Run | None = None) -> bool:
        """True where the report has to be analysed: its content is new, or another run's settings analysed it.

        Reports with the very same content are one, known by the smallest id. `refresh_for` is the run whose version
        and settings the analysis should have; None where any will do.
        """
        rows = read.read_rows(self._connection, "same_content", {"content_hash": report.content_hash})
        own = [row for row in rows if row[0] == report.id or row[1] == key_of(report)]
        if not own:
            return not any(current and ident <= report.id for ident, _, _, current, _ in rows)
        if refresh_for is None:
            return False
        return any(ident == report.id and by != refresh_for.analysed_by for ident, _, _, _, by in own)

    def write_batch(self, analyses: Sequence[Analysis], failures: Iterable[Failure], run: Run) -> Written:
        """Write analyses, failures and the run's row in one transaction: all are there afterwards, or none.

        Raises:
            RecordError: the file cannot be written.
            ValueError, TypeError: an analysis holds what cannot be stored; nothing of the batch is written.
        """
        return write.write_batch(self._connection, analyses, failures, run)

    def write_run(self, run: Run) -> None:
        """Write the run's row, or its end where the row is there already."""
        write.write_run(self._connection, run)

    def table(self, view: str, filters: Filters = ALL) -> pa.Table:
        """Any view of docs/record.md that takes filters, by its name."""
        return read.read_view(self._connection, view, filters)

    def reports(self, filters: Filters = ALL) -> pa.Table:
        """The current version of each report, without its text."""
        return self.table("reports", filters)

    def sentences(self, filters: Filters = ALL) -> pa.Table:
        """The sentences."""
        return self.table("sentences", filters)

    def statements(self, filters: Filters = ALL) -> pa.Table:
        """Who said what: source, cue, content."""
        return self.table("statements", filters)

    def claims(self, filters: Filters = ALL) -> pa.Table:
        """The claims, one row each."""
        return self.table("claims", filters)

    def events(self, filters: Filters = ALL) -> pa.Table:
        """The events that claims are about, one row each, whoever vouches."""
        return self.table("events", filters)

    def deployments(self, filters: Filters = ALL) -> pa.Table:
        """The ledger of deployments: whose force, what, from and to where, how."""
        return self.table("deployments", filters)

    def transfers(self, filters: Filters = ALL) -> pa.Table:
        """The ledger of transfers: supplier, recipient, materiel."""
        return self.table("transfers", filters)

    def negotiations(self, filters: Filters = ALL) -> pa.Table:
        """The ledger of negotiations: proposer, addressee, move, issue."""
        return self.table("negotiations", filters)

    def assessments(self, filters: Filters = ALL) -> pa.Table:
        """The ledger of assessments: assessor, proposition, likelihood."""
        return self.table("assessments", filters)

    def positions(self, filters: Filters = ALL) -> pa.Table:
        """The ledger of positions: holder, proposition, stance, and the holder's earlier one."""
        return self.table("positions", filters)

    def timeline(self, filters: Filters = ALL) -> pa.Table:
        """Claims by the time of their event; those whose time is unknown come last."""
        return self.table("timeline", filters)

    def actors(self, filters: Filters = ALL) -> pa.Table:
        """The parties and how often they are named and take part, the most active first."""
        return self.table("actors", filters)

    def places(self, filters: Filters = ALL) -> pa.Table:
        """The places and how often they are named and take part, the most used first."""
        return self.table("places", filters)

    def missing_places(self, filters: Filters = ALL) -> pa.Table:
        """The names that were found as places and have none in the gazetteer, the most frequent first."""
        return self.table("missing_places", filters)

    def times(self, filters: Filters = ALL) -> pa.Table:
        """The time expressions."""
        return self.table("times", filters)

    def failures(self, filters: Filters = ALL) -> pa.Table:
        """What could not be read or analysed."""
        return self.table("failures", filters)

    def runs(self, filters: Filters = ALL) -> pa.Table:
        """The runs that wrote the record: version, settings, start and end."""
        return self.table("runs", filters)

    def claim(self, ident: str) -> Claim:
        """The claim with this id, or the only one whose id begins so ("c-" may be left out)."""
        return self.claim_with_report(ident)[1]

    def claim_with_report(self, ident: str) -> tuple[Report, Claim]:
        """The claim, and the version of the report that it was read from."""
        claim_id, revision = read.find_claim(self._connection, ident)
        (analysis,) = self._decided(read.read_analyses(self._connection, [revision]))
        return analysis.report, next(claim for claim in analysis.claims if claim.id == claim_id)

    def report(self, report_id: str) -> Report:
        """The report with this id, in its current version."""
        return self.analysis(report_id).report

    def analysis(self, report_id: str) -> Analysis:
        """All that the current version of the report yielded."""
        revision = read.find_report(self._connection, report_id)
        (analysis,) = self._decided(read.read_analyses(self._connection, [revision]))
        return analysis

    def analyses(self) -> Iterator[Analysis]:
        """The analysis of each current report by date and id; a few in memory at a time."""
        return self._decided(read.iter_analyses(self._connection))

    def iter_claims(self, filters: Filters = ALL) -> Iterator[tuple[Report, Claim]]:
        """Each claim with its report, in the record's order; a few reports in memory at a time."""
        changes = decisions.read_changes(self._connection)
        for report, claim in read.iter_claims(self._connection, filters):
            yield report, decisions.apply_changes(claim, changes.get(report.id, {}))

    def merge_actors(self, keep: str, other: str, review: Review) -> str:
        """Decide that the actor `other` is the actor `keep` (ids or whole names); the decision's id.

        Raises:
            UsageError: there is no such actor, several have the name, or the two are one already.
            RecordError: the record cannot be written.
        """
        return decisions.merge_actors(self._connection, keep, other, review)

    def split_actor(self, actor: str, reports: Sequence[str], name: str, review: Review) -> str:
        """Decide that the actor of these reports is another one, called `name`; the decision's id.

        Raises:
            UsageError: there is no such actor, or it is not named in one of the reports.
            RecordError: the record cannot be written.
        """
        return decisions.split_actor(self._connection, actor, reports, name, review)

    def undo_decision(self, decision: str, review: Review) -> str:
        """Take a merge or split back; the id of this decision.

        Raises:
            UsageError: there is no such decision, or it cannot be undone.
            RecordError: the record cannot be written.
        """
        return decisions.undo_decision(self._connection, decision, review)

    def decisions(self, filters: Filters = ALL) -> pa.Table:
        """What reviewers have decided, the oldest first; `undone_by` is NULL where it holds."""
        return self.table("decisions", filters)

    def _decided(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """The analyses with the actors that reviewers have decided on."""
        changes = decisions.read_changes(self._connection)
        for analysis in analyses:
            yield decisions.apply_changes(analysis, changes.get(analysis.report.id, {}))
