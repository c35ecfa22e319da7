"""Reviewers' decisions about actors: merge, split, undo. Each is a row that is added and never changed.

The views apply the decisions that are not undone, one after the other, to what the analysis found; so a report that is
added or analysed again later has them too, and an undo brings back what was there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import duckdb

from dateline.errors import RecordError, UsageError
from dateline.model import Actor, Analysis, Claim, Event, Mention, Participant, Source, Statement, content_id
from dateline.record.filters import near
from dateline.record.read import read_rows

MERGE, SPLIT, UNDO = "actor merge", "actor split", "actor undo"
_COLUMNS = ("id", "name", "kind", "country", "sector", "wikidata")
_HOLDERS = (Analysis, Claim, Event, Mention, Participant, Source, Statement)  # the nouns that hold actors
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who decides, when (the caller's clock, UTC), and why."""

    by: str
    decided: datetime
    note: str = ""


def merge_actors(connection: duckdb.DuckDBPyConnection, keep: str, other: str, review: Review) -> str:
    """Decide that `other` is `keep` (ids or whole names); the decision's id.

    Raises:
        UsageError: there is no such actor, several have the name, the two are one already, or nobody decides.
        RecordError: the record cannot be written.
    """
    kept, gone = find_actor(connection, keep), find_actor(connection, other)
    if kept.id == gone.id:
        raise UsageError(f"{keep!r} and {other!r} are one actor already", hint="List them with: dateline show actors")
    return _write(connection, MERGE, {"from": gone.id, "into": asdict(kept)}, review)


def split_actor(
    connection: duckdb.DuckDBPyConnection, actor: str, reports: Sequence[str], name: str, review: Review
) -> str:
    """Decide that the actor of these reports is another one, called `name`; the decision's id.

    Raises:
        UsageError: there is no such actor, it is not named in one of the reports, or in no others.
        RecordError: the record cannot be written.
    """
    old = find_actor(connection, actor)
    named = [row[0] for row in read_rows(connection, "reports_of_actor", {"actor_id": old.id})]
    for report in reports:
        if report not in named:
            close = near(report, named)
            hint = f"Did you mean {' or '.join(close)}?" if close else f"It is named in {', '.join(named[:5])}."
            raise UsageError(f"{old.name!r} is not named in a report {report!r}", hint=hint)
    if not reports or not name.strip():
        raise UsageError("a split needs reports and a name", hint="Give --report ID and --as NAME.")
    chosen = sorted(set(reports))
    new = replace(old, id=content_id("actor", old.id, chosen, name.strip()), name=name.strip(), wikidata="")
    return _write(connection, SPLIT, {"from": old.id, "reports": chosen, "into": asdict(new)}, review)


def undo_decision(connection: duckdb.DuckDBPyConnection, decision: str, review: Review) -> str:
    """Take a merge or split back; the id of this decision. An id may be shortened as long as it is the only one.

    Raises:
        UsageError: there is no such decision, it is undone already, or it is an undo itself.
        RecordError: the record cannot be written.
    """
    rows = [row for row in read_rows(connection, "decisions", {}) if row[0].startswith((decision, f"d-{decision}"))]
    if len(rows) != 1 or not decision:
        found = f"{len(rows)} decisions begin so" if rows else "there is none"
        raise UsageError(f"{decision!r}: {found}", hint="List them with: dateline actors decisions")
    ident, part, undone_by = rows[0]
    if part not in (MERGE, SPLIT) or undone_by is not None:
        why = f"it was undone by {undone_by}" if undone_by else f"it is an {part}; decide anew instead"
        raise UsageError(f"{ident} cannot be undone", hint=f"{why[:1].upper()}{why[1:]}.")
    return _write(connection, UNDO, {"undoes": ident}, review)


def find_actor(connection: duckdb.DuckDBPyConnection, words: str) -> Actor:
    """The actor with this id or whole name, as the record shows it now.

    Raises:
        UsageError: there is none, or several have the name.
    """
    rows = [Actor(*row) for row in read_rows(connection, "actor_by_name", {"name": words})]
    exact = [actor for actor in rows if actor.id == words] or rows
    if not exact:
        close = near(words, [row[0] for row in read_rows(connection, "actor_names", {})])
        hint = f"Did you mean {' or '.join(close)}?" if close else "List them with: dateline show actors"
        raise UsageError(f"there is no actor {words!r} in the record", hint=hint)
    if len(exact) > 1:
        raise UsageError(f"{words!r} names several actors", hint=f"Give an id: {', '.join(a.id for a in exact)}.")
    return exact[0]


def read_changes(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Actor]]:
    """By report id: the ids of actors that decisions change, and whom they end up as."""
    found: dict[str, dict[str, Actor]] = {}
    for report_id, actor_id, *columns in read_rows(connection, "actor_changes", {}):
        found.setdefault(report_id, {})[actor_id] = Actor(*columns)
    return found


def apply_changes(value: T, changes: Mapping[str, Actor]) -> T:
    """The model's nouns with the actors that decisions put in place, names of participants and sources included."""
    result: Any = _changed(value, changes) if changes else value
    return result  # type: ignore[no-any-return]


def _changed(value: Any, changes: Mapping[str, Actor]) -> Any:
    if isinstance(value, Actor):
        return changes.get(value.id, value)
    if isinstance(value, tuple):
        return tuple(_changed(item, changes) for item in value)
    if not isinstance(value, _HOLDERS):
        return value
    old = {field.name: getattr(value, field.name) for field in fields(value)}
    new = {name: _changed(item, changes) for name, item in old.items()}
    if isinstance(value, Participant | Source) and new["actor"] != old["actor"]:
        new["name"] = new["actor"].name
    if isinstance(value, Statement) and new["speaker"] != old["speaker"]:
        new["speaker_kind"] = new["speaker"].kind
    differing = {name: item for name, item in new.items() if item is not old[name] and item != old[name]}
    return replace(value, **differing) if differing else value


def _write(connection: duckdb.DuckDBPyConnection, part: str, value: dict[str, Any], review: Review) -> str:
    if not review.by.strip():
        raise UsageError("nobody decides", hint="Give a name: --by NAME.")
    number = connection.execute("SELECT count(*) FROM store.decisions").fetchall()[0][0] + 1
    text = json.dumps({"number": number, **value}, ensure_ascii=False, sort_keys=True)
    decided = review.decided.astimezone(UTC).replace(tzinfo=None)
    ident = content_id("d", part, text, review.by, decided.isoformat())
    row = [ident, None, part, text, review.by.strip(), decided, review.note]
    try:
        connection.execute("INSERT INTO store.decisions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    except duckdb.Error as error:
        raise RecordError(f"the decision cannot be written: {str(error).splitlines()[0]}") from error
    return ident
