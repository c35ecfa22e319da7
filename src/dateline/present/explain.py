"""Why a claim reads as it does: its sentence with the parts marked, and the step behind each part.

One description (`Explanation`) is made from the claim; `explanation_text` writes it with bracket labels, for pipes and
files, `explanation_renderable` with colours, for terminals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import Claim, Participant, Report, Source, Span, Statement

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from dateline.record import Record

STYLES = {
    "source": "bold cyan",
    "cue": "cyan",
    "factuality": "bold magenta",
    "trigger": "bold reverse",
    "actor": "bold green",
    "recipient": "bold yellow",
    "place": "bold blue",
    "thing": "bold red",
    "time": "bold white",
}
_DEPTH = tuple(STYLES)  # where two parts share words, the later one is shown inside the earlier


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a claim and the words that name it."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `dateline explain` shows. `shown` is the stretch of the report that is quoted; marks lie inside it.

    `steps` are rows of layer, part, words and reason; `operators` rows of word, kind and effect, outermost first.
    """

    claim: Claim
    report: Report
    shown: Span
    marks: tuple[Mark, ...]
    steps: tuple[tuple[str, str, str, str], ...]
    operators: tuple[tuple[str, str, str], ...]


def explain(record: Record, ident: str) -> Explanation:
    """The explanation of the record's claim whose id is `ident` or begins so.

    Raises:
        UsageError: there is none, or more than one.
    """
    report, claim = record.claim_with_report(ident)
    analysis = record.analysis(report.id)
    current = analysis.report.content_hash == report.content_hash
    return explain_claim(claim, report, analysis.statements if current else ())


def explain_claim(claim: Claim, report: Report, statements: tuple[Statement, ...] = ()) -> Explanation:
    """The explanation of a claim. `statements` are the report's, for the cues; others than the claim's are ignored."""
    marks = tuple(_marks(claim, statements))
    shown = _shown(claim, marks)
    inside = tuple(sorted((m for m in marks if shown.contains(m.span)), key=_mark_order))
    return Explanation(
        claim=claim,
        report=report,
        shown=shown,
        marks=inside,
        steps=tuple((s.layer, s.part, s.words, s.why) for s in claim.steps),
        operators=tuple((o.word, o.kind, o.effect) for o in claim.factuality.operators),
    )


def summary_rows(told: Explanation) -> list[tuple[str, str]]:
    """The claim's parts as (name, value), in reading order; parts the claim lacks are left out."""
    claim, report, event = told.claim, told.report, told.claim.event
    rows = [
        ("claim", claim.id),
        ("report", ", ".join(x for x in (report.id, report.dct, report.outlet, report.title) if x)),
        ("offsets", f"trigger {_range(event.trigger)}, evidence {_range(claim.evidence)}"),
        ("event", " / ".join(x for x in (event.own_type, event.type, event.mode, *event.contexts) if x)),
        ("ledger", event.ledger),
        ("status", f"{claim.factuality.status} ({claim.factuality.factbank}, {claim.factuality.value:+.1f})"),
        ("source", source_chain(claim.sources)),
        ("actor", ", ".join(map(_party, event.actors))),
        ("recipient", ", ".join(map(_party, event.recipients))),
        ("place", ", ".join(f"{p.role} {_place_name(p.toponym.span, report, p)}" for p in event.places)),
        ("thing", ", ".join(f"{t.text} ({t.kind})" for t in event.things)),
        ("time", f"{event.time.span.words(report.text)} = {event.time.value}" if event.time else ""),
        *((slot.name, slot.value) for slot in event.slots),
        ("also at", ", ".join(f"{m.words(report.text)} {_range(m)}" for m in claim.mentions)),
        ("extraction score", f"{claim.score:.2f} (that an annotator would record the event)"),
        ("confidence", _confidence(claim)),
    ]
    return [(name, value) for name, value in rows if value]


def source_chain(sources: tuple[Source, ...]) -> str:
    """The chain as words, outermost first; the report itself where it is empty."""
    if not sources:
        return "the report itself"
    first, *rest = sources
    chain = f"{first.name} {first.relation}" if first.kind != "author" else "the report itself"
    return " > ".join([chain, *(f"{s.relation} {s.name}" for s in rest)])


def bracketed(told: Explanation) -> str:
    """The quoted stretch with its parts in labelled brackets: ``[actor Norway] plans to [trigger send]``."""
    text, edges = told.report.text, _edges(told.marks)
    pieces: list[str] = []
    at = told.shown.start
    for position, piece in edges:
        pieces += [text[at:position], piece]
        at = position
    pieces.append(text[at : told.shown.end])
    return " ".join("".join(pieces).split())


def explanation_text(told: Explanation) -> str:
    """The whole explanation without colour: sentence, parts, steps, operators."""
    lines = [bracketed(told), ""]
    lines += [f"{name + ':':18}{value}" for name, value in summary_rows(told)]
    lines += ["", "Steps (layer, part, words, why)"]
    lines += [f"  {layer:12}{part:14}{words!r}: {why}" for layer, part, words, why in told.steps] or ["  none recorded"]
    lines += ["", "Factuality operators, outermost first"]
    lines += [f"  {word!r} ({kind}): {effect}" for word, kind, effect in told.operators] or [f"  {_NO_OPERATORS}"]
    return "\n".join(lines) + "\n"


_NO_OPERATORS = "none: nothing in the sentence weakens, negates or defers the event"


def explanation_renderable(told: Explanation) -> Group:
    """The whole explanation for a Rich console."""
    from rich.console import Group
    from rich.text import Text

    parts: list[Text | Table] = [_coloured(told), _legend(told), Text(), _summary_table(told), Text()]
    parts.append(_grid(("layer", "part", "words", "why"), told.steps, "no step was recorded for this claim"))
    parts += [Text(), _grid(("factuality operator", "kind", "effect"), told.operators, _NO_OPERATORS)]
    return Group(*parts)


def _marks(claim: Claim, statements: tuple[Statement, ...]) -> Iterator[Mark]:
    event = claim.event
    wanted = {source.statement for source in claim.sources if source.statement}
    yield from (Mark("source", source.span) for source in claim.sources if source.span)
    yield from (Mark("cue", cue) for s in statements if s.id in wanted for cue in s.cue)
    yield from (Mark("factuality", operator.span) for operator in claim.factuality.operators)
    yield Mark("trigger", event.trigger)
    yield from (Mark("actor", party.span) for party in event.actors)
    yield from (Mark("recipient", party.span) for party in event.recipients)
    yield from (Mark("place", place.toponym.span) for place in event.places)
    yield from (Mark("thing", thing.span) for thing in event.things)
    if event.time:
        yield Mark("time", event.time.span)


def _shown(claim: Claim, marks: tuple[Mark, ...], near: int = 400) -> Span:
    """The evidence, widened to marks that stand close by (a source named in the sentence before)."""
    spans = [m.span for m in marks if claim.evidence.start - near <= m.span.start <= claim.evidence.end + near]
    return Span(min(s.start for s in (claim.evidence, *spans)), max(s.end for s in (claim.evidence, *spans)))


def _mark_order(mark: Mark) -> tuple[int, int, int]:
    return (mark.span.start, -mark.span.end, _DEPTH.index(mark.label))


def _edges(marks: tuple[Mark, ...]) -> list[tuple[int, str]]:
    """Opening and closing brackets by position. A mark that would cross an earlier one is left out."""
    edges: list[tuple[int, int, int, str]] = []
    open_marks: list[Mark] = []
    for number, mark in enumerate(marks):
        while open_marks and open_marks[-1].span.end <= mark.span.start:
            open_marks.pop()
        if open_marks and not open_marks[-1].span.contains(mark.span):
            continue
        open_marks.append(mark)
        edges.append((mark.span.start, 1, number, f"[{mark.label} "))
        edges.append((mark.span.end, 0, -number, "]"))
    return [(position, piece) for position, _, _, piece in sorted(edges)]


def _range(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _party(party: Participant) -> str:
    how = "implied" if party.implied else ""
    if party.understood is not None:
        how = f"understood from the report, probability {party.understood:.2f}"
    notes = ", ".join(x for x in (party.actor.code if party.actor else "", how) if x)
    return f"{party.name} ({notes})" if notes else party.name


def _confidence(claim: Claim) -> str:
    if claim.confidence is None:
        return ""
    return f"{claim.confidence:.2f} (that type, status and actors are as a careful reader would have them)"


def _place_name(span: Span, report: Report, part: object) -> str:
    place = getattr(getattr(part, "toponym", None), "place", None)
    words = span.words(report.text)
    return f"{words} = {place.name}, {place.level}" if place else f"{words} (not resolved)"


def _coloured(told: Explanation) -> Text:
    from rich.text import Text

    line = Text(told.report.text[told.shown.start : told.shown.end])
    for mark in sorted(told.marks, key=lambda m: _DEPTH.index(m.label)):
        line.stylize(STYLES[mark.label], mark.span.start - told.shown.start, mark.span.end - told.shown.start)
    return line


def _legend(told: Explanation) -> Text:
    from rich.text import Text

    used = {mark.label for mark in told.marks}
    return Text("  ").join(Text(label, style=style) for label, style in STYLES.items() if label in used)


def _summary_table(told: Explanation) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in summary_rows(told):
        grid.add_row(name, Text(value, style=STYLES.get(name, "")) if name != "trigger" else value)
    return grid


def _grid(headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...], empty: str) -> Table | Text:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return Text(f"{headers[0]}: {empty}", style="dim")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
