"""Which columns each kind of result shows on a terminal, and how wide each may get. Data, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass

NARROW = 110  # below this many columns of the terminal, columns marked `wide_only` are left out


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the values of `keys` joined by `between`, cut to `widest` cells, never below `narrowest`.

    `last_apart` sets the last value off by a comma, as headers like "who → whom, where" do. `unknown_first` puts "?"
    where the first of several values is absent: somebody acted, nobody says who.
    """

    header: str
    keys: tuple[str, ...]
    widest: int
    narrowest: int = 6
    between: str = " → "
    style: str = ""
    wide_only: bool = False
    unknown_first: bool = False
    last_apart: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of the first line of a row; those of `detail` stand in full width on the line below."""

    columns: tuple[Column, ...]
    detail: tuple[str, ...] = ()


# Which list of a row tells whom its sentence does not name, by the key of the column that names them.
UNDERSTOOD = {
    **dict.fromkeys(("actors", "actor", "force", "supplier", "proposer"), "understood_actors"),
    **dict.fromkeys(("recipients", "recipient", "addressee"), "understood_recipients"),
}
DAY = Column("date", ("dct",), 10, 10)
STATUS = Column("status", ("status",), 11, 9, style="status")
EVENT = Column("event", ("own_type", "event"), 18, 8, between="/")
SOURCE = Column("source", ("source",), 40, 10)
WIDE_SOURCE = Column("source", ("source",), 40, 10, wide_only=True)
CLAIM = Column("claim", ("claim_id",), 10, 10, style="dim")
REPORT = Column("report", ("report_id",), 26, 10, style="dim", wide_only=True)
CONFIDENCE = Column("confidence", ("confidence",), 10, 10, wide_only=True)
FLOW = Column("who → whom, where", ("actors", "recipients", "places"), 44, 18, unknown_first=True, last_apart=True)


LAYOUTS: dict[str, Layout] = {
    "claims": Layout((CLAIM, DAY, STATUS, CONFIDENCE, EVENT, FLOW, SOURCE, REPORT), ("evidence",)),
    "statements": Layout(
        (
            DAY,
            Column("speaker", ("speaker", "source"), 34, 18, between=" = "),
            Column("relation", ("relation",), 14, 8),
            Column("cue", ("cue",), 24, 8),
            Column("kind", ("kind",), 8, 8, wide_only=True),
            REPORT,
        ),
        ("content",),
    ),
    "deployments": Layout(
        (
            CLAIM,
            DAY,
            STATUS,
            Column("force", ("force",), 22, 9),
            Column("movement", ("movement",), 10, 8, wide_only=True),
            Column("what", ("what",), 30, 9),
            Column("from → to, near", ("from_place", "to_place", "near_place"), 30, 10, last_apart=True),
            SOURCE,
        ),
        ("evidence",),
    ),
    "transfers": Layout(
        (
            CLAIM,
            DAY,
            STATUS,
            Column("supplier → recipient", ("supplier", "recipient"), 36, 14, unknown_first=True),
            Column("materiel", ("materiel",), 34, 12),
            Column("category", ("category",), 18, 8, wide_only=True),
            SOURCE,
        ),
        ("evidence",),
    ),
    "negotiations": Layout(
        (
            CLAIM,
            DAY,
            STATUS,
            Column("move", ("move",), 12, 7),
            Column("proposer → addressee", ("proposer", "addressee"), 36, 14, unknown_first=True),
            Column("issue", ("issue", "things"), 30, 8, between=": "),
            SOURCE,
        ),
        ("evidence",),
    ),
    "assessments": Layout(
        (
            CLAIM,
            DAY,
            STATUS,
            Column("assessor", ("assessor",), 30, 12),
            Column("likelihood", ("likelihood",), 20, 10),
            Column("%", ("likelihood_low", "likelihood_high"), 7, 6, between="–"),
            Column("event", ("event", "actor"), 26, 10, between=" "),
            Column("against the last", ("direction",), 16, 8, wide_only=True),
        ),
        ("evidence",),
    ),
    "positions": Layout(
        (
            CLAIM,
            DAY,
            Column("holder", ("holder",), 28, 10),
            Column("was → stance", ("previous_stance", "stance"), 26, 13),
            Column("event", ("event", "recipient"), 24, 10, between=" "),
            WIDE_SOURCE,
        ),
        ("evidence",),
    ),
    "timeline": Layout(
        (
            CLAIM,
            Column("event time", ("event_value",), 14, 10),
            Column("said on", ("stated_on",), 10, 10),
            STATUS,
            EVENT,
            Column("who → whom, where", ("actor", "recipient", "place"), 40, 12, unknown_first=True, last_apart=True),
            WIDE_SOURCE,
        ),
        ("evidence",),
    ),
    "actors": Layout(
        (
            Column("actor", ("name",), 40, 20),
            Column("kind", ("kind",), 12, 8),
            Column("code", ("country", "sector"), 8, 6, between=""),
            Column("mentions", ("mentions",), 8, 8),
            Column("reports", ("reports",), 7, 7),
            Column("says", ("claims_as_source",), 5, 4),
            Column("acts", ("claims_as_actor",), 5, 4),
            Column("receives", ("claims_as_recipient",), 8, 8),
            Column("first", ("first_dct",), 10, 10, wide_only=True),
            Column("last", ("last_dct",), 10, 10, wide_only=True),
        )
    ),
    "places": Layout(
        (
            Column("place", ("name",), 34, 14),
            Column("level", ("level",), 10, 7),
            Column("country", ("country",), 7, 7),
            Column("lat", ("lat",), 9, 7, wide_only=True),
            Column("lon", ("lon",), 9, 7, wide_only=True),
            Column("mentions", ("mentions",), 8, 8),
            Column("reports", ("reports",), 7, 7),
            Column("claims", ("claims",), 6, 6),
            Column("geonameid", ("geonameid",), 9, 9, wide_only=True),
            Column("first", ("first_dct",), 10, 10, wide_only=True),
            Column("last", ("last_dct",), 10, 10, wide_only=True),
        )
    ),
    "missing_places": Layout(
        (
            Column("name", ("name",), 34, 14),
            Column("mentions", ("mentions",), 8, 8),
            Column("reports", ("reports",), 7, 7),
            Column("claims", ("claims",), 6, 6),
            Column("in", ("report_ids",), 40, 12, between="; "),
            Column("why", ("reason",), 40, 10, wide_only=True),
        ),
        ("example",),
    ),
    "decisions": Layout(
        (
            Column("decision", ("decision_id",), 18, 18),
            Column("what", ("part",), 14, 11),
            Column("by", ("reviewer",), 24, 8),
            Column("when", ("decided",), 26, 19),
            Column("undone by", ("undone_by",), 18, 10),
        ),
        ("value", "note"),
    ),
    "times": Layout(
        (
            DAY,
            Column("words", ("words",), 34, 18),
            Column("type", ("type",), 8, 8),
            Column("value", ("value",), 22, 12),
            Column("from", ("begin_day",), 10, 10),
            Column("to", ("end_day",), 10, 10),
            REPORT,
        )
    ),
    "reports": Layout(
        (
            Column("report", ("report_id",), 34, 18),
            DAY,
            Column("date found by", ("dct_basis",), 22, 10, wide_only=True),
            Column("outlet", ("outlet",), 28, 12),
            Column("title", ("title",), 60, 16),
            Column("claims", ("claims",), 6, 6),
        )
    ),
    "failures": Layout(
        (
            Column("input", ("origin",), 44, 20),
            Column("error", ("slug",), 20, 10, style="bold red"),
            Column("run", ("run_id",), 18, 8, style="dim", wide_only=True),
        ),
        ("message", "hint"),
    ),
    "runs": Layout(
        (
            Column("run", ("run_id",), 18, 10),
            Column("dateline", ("dateline_version",), 9, 8),
            Column("started", ("started",), 19, 19),
            Column("finished", ("finished",), 19, 19),
        ),
        ("settings",),
    ),
    "changed_claims": Layout(
        (
            Column("change", ("change",), 7, 7, style="change"),
            DAY,
            Column("now", ("type_before", "mode_before", "ledger_before"), 34, 10, between=" "),
            Column("would be", ("type", "mode", "ledger"), 34, 12, between=" "),
            STATUS,
            WIDE_SOURCE,
            REPORT,
        ),
        ("evidence",),
    ),
    "event_types": Layout(
        (
            Column("type", ("type",), 18, 9),
            Column("parent", ("parent",), 9, 8),
            Column("mode", ("mode",), 16, 7),
            Column("ledger", ("ledger",), 11, 11),
            Column("verbs", ("verbs",), 5, 5),
            Column("nouns", ("nouns",), 5, 5),
            Column("adj.", ("adjectives",), 6, 4),
            Column("from", ("origin",), 8, 8, style="dim"),
        )
    ),
}
KINDS = tuple(kind for kind in LAYOUTS if kind not in ("changed_claims", "event_types"))  # what a record holds
CHANGE_STYLES = {"new": "green", "gone": "red", "changed": "yellow"}
STATUS_STYLES = {
    "occurred": "green",
    "ongoing": "green",
    "planned": "cyan",
    "likely": "yellow",
    "possible": "yellow",
    "unlikely": "yellow",
    "conditional": "magenta",
    "proposed": "blue",
    "denied": "red",
    "unclear": "dim",
}
