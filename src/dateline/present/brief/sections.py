"""The sections of a brief: which lines each takes, in what order, and how a line is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from dateline.model import LEDGERS
from dateline.present.brief.contradictions import Pair
from dateline.present.brief.lines import (
    Line,
    expected,
    fold,
    importance,
    is_firm,
    party_names,
    target_names,
    thing_words,
)
from dateline.present.brief.references import References
from dateline.present.brief.wording import (
    escape,
    label,
    likelihood_words,
    quotation,
    source_name,
    spread,
    status_label,
    told_by,
    understood_note,
)

HAPPENED = frozenset({"occurred", "ongoing"})
AGE_COST_A_DAY = 0.12  # what a day of age costs against what is expected: three weeks weigh about one type
# Against what is expected, for each line that the same report, sentence or ledger, or what somebody does to somebody,
# has in the section already.
REPORT_COST, SENTENCE_COST, LEDGER_COST, DEED_COST = 0.4, 2.0, 0.25, 1.0
CANDIDATES = 20  # lines looked at for each that is chosen
LEAST_IMPORTANCE = 6.0  # keeps bare meetings and praise without a party or place out of the key developments
_LEDGER_TITLES = {
    "combat": "Fighting",
    "deployment": "Deployments",
    "negotiation": "Negotiations",
    "sanction": "Sanctions",
    "diplomacy": "Diplomacy",
    "unrest": "Unrest",
    "transfer": "Transfers",
    "": "Other",
}
_LEDGER_ORDER = ("combat", "deployment", "transfer", "sanction", "negotiation", "diplomacy", "unrest", "")


def pick(lines: Iterable[Line], most: int, newest: str) -> list[Line]:
    """The `most` lines that matter, weighing expected importance against age at the day `newest`; best first.

    Further lines from a report, a ledger, about the same deed, and still more from a sentence, that has lines already
    weigh less, so that no long report, heavy day of fighting or war that all speak of fills a section.
    """
    weighed = [(expected(line) - AGE_COST_A_DAY * _age(line.date, newest), line) for line in lines]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].claim.id))
    left = weighed[: most * CANDIDATES]
    chosen: list[Line] = []
    while left and len(chosen) < most:
        best = max(range(len(left)), key=lambda n: left[n][0] - _crowding(left[n][1], chosen))
        chosen.append(left.pop(best)[1])
    return chosen


def by_date(lines: Iterable[Line]) -> list[Line]:
    """Newest first, then by expected importance."""
    ordered = sorted(lines, key=lambda line: line.claim.id)
    ordered.sort(key=expected, reverse=True)
    ordered.sort(key=lambda line: line.date, reverse=True)
    return ordered


def bullet(line: Line, refs: References) -> str:
    """One line: date, status, what it is about, the report's words, who says so, references."""
    claim = line.claim
    words = f"- {line.date} · {status_label(claim)} · {label(claim)}: {quotation(line.lead)} — {told_by(line.lead)}"
    return " ".join(x for x in (words, refs.marks(line), understood_note(claim), _spread_note(line)) if x)


def key_developments(lines: list[Line], refs: References, most: int, newest: str) -> list[str]:
    """What has happened or is under way, by ledger and, inside it, by who acts on whom."""
    events = [line for line in lines if line.claim.factuality.status in HAPPENED and _is_development(line)]
    chosen = pick(events, most, newest)
    out: list[str] = []
    for ledger in _LEDGER_ORDER:
        mine = [line for line in chosen if _ledger_of(line) == ledger]
        if mine:
            out += [f"### {_LEDGER_TITLES[ledger]}", "", *_by_pair(mine, refs), ""]
    return _with_count(out, len(chosen), len(events))


def status_section(lines: list[Line], refs: References, statuses: tuple[str, ...], most: int, newest: str) -> list[str]:
    """Lines of the given statuses under one heading a status."""
    out: list[str] = []
    for status in statuses:
        mine = [line for line in lines if line.claim.factuality.status == status and not _is_assessment(line)]
        chosen = by_date(pick(mine, most, newest))
        if chosen:
            out += [f"### {status.capitalize()}", "", *(bullet(line, refs) for line in chosen), ""]
            out += _with_count([], len(chosen), len(mine))
    return out


def rejected(lines: list[Line], refs: References, most: int, newest: str) -> list[str]:
    """What somebody has refused or turned down (PLOVER's REJECT, done or under way)."""
    mine = [ln for ln in lines if ln.claim.event.type == "REJECT" and ln.claim.factuality.status in HAPPENED]
    chosen = by_date(pick(mine, most, newest))
    if not chosen:
        return []
    return ["### Rejected", "", *(bullet(line, refs) for line in chosen), "", *_with_count([], len(chosen), len(mine))]


def positions(lines: list[Line], refs: References, most: int, newest: str, changes: Mapping[str, str]) -> list[str]:
    """Who holds what, a paragraph a holder, with the change against the holder's last word on it."""
    mine = [line for line in lines if line.claim.event.ledger == "position" or _change_of(line, changes)]
    mine = [line for line in mine if not _is_assessment(line)]
    chosen = pick(mine, most, newest)
    out: list[str] = []
    for holder, group in _headed(chosen, lambda line: _holder(line, changes)):
        out += [f"**{holder}**", ""] if holder else []
        out += [_with_change(bullet(line, refs), _change_of(line, changes)) for line in by_date(group)]
        out += [""]
    return _with_count(out, len(chosen), len(mine))


def contradictions_section(pairs: list[Pair], refs: References, most: int) -> list[str]:
    """Each contradiction as two bullets, claimed and denied, under what it is about."""
    out: list[str] = []
    for claimed, denied in pairs[:most]:
        out += [f"**{label(claimed.claim)}**", "", bullet(claimed, refs), bullet(denied, refs), ""]
    return _with_count(out, len(pairs[:most]), len(pairs), "pairs")


def transfers(lines: list[Line], refs: References, most: int, newest: str) -> list[str]:
    """The transfers as a table with quantities; a transfer that is only planned or asked for says so."""
    mine = [line for line in lines if line.claim.event.ledger == "transfer"]
    chosen = by_date(pick(mine, most, newest))
    if not chosen:
        return []
    head = [
        "| date | status | from → to | what | quantity | according to | reference |",
        "|---|---|---|---|---|---|---|",
    ]
    return _with_count([*head, *(_transfer_row(line, refs) for line in chosen), ""], len(chosen), len(mine))


def assessments(lines: list[Line], refs: References, most: int, newest: str, changes: Mapping[str, str]) -> list[str]:
    """Judgements about what may come that no later event has closed, with the words of likelihood as used."""
    mine = [line for line in lines if _is_assessment(line) and line.claim.factuality.status not in HAPPENED]
    chosen = by_date(pick(mine, most, newest))
    out = [_with_change(bullet(line, refs), _change_of(line, changes)) for line in chosen]
    return _with_count([*out, ""] if out else [], len(chosen), len(mine))


def _crowding(line: Line, chosen: list[Line]) -> float:
    """What the lines chosen already take from a further one like them."""
    same_report = [other for other in chosen if other.lead.report.id == line.lead.report.id]
    same_sentence = [other for other in same_report if other.claim.evidence == line.claim.evidence]
    same_ledger = sum(other.claim.event.ledger == line.claim.event.ledger for other in chosen)
    same_deed = sum(_deed(other) == _deed(line) for other in chosen)
    costs = (REPORT_COST * len(same_report), SENTENCE_COST * len(same_sentence), LEDGER_COST * same_ledger)
    return sum(costs) + DEED_COST * same_deed


def _deed(line: Line) -> tuple[str, ...]:
    """Of what type, by whom and to whom first."""
    return (line.claim.event.type, *party_names(line.claim.event.actors)[:1], *target_names(line.claim)[:1])


def _age(day: str, newest: str) -> int:
    return (date.fromisoformat(newest) - date.fromisoformat(day)).days


def _is_assessment(line: Line) -> bool:
    return line.claim.event.ledger == "assessment"


def _is_development(line: Line) -> bool:
    apart = line.claim.event.ledger in ("position", "assessment") or line.claim.event.type == "REJECT"
    return not apart and importance(line) >= LEAST_IMPORTANCE


def _ledger_of(line: Line) -> str:
    ledger = line.claim.event.ledger
    return ledger if ledger in LEDGERS and ledger in _LEDGER_ORDER else ""


def _pair(line: Line) -> str:
    event = line.claim.event
    actors = party_names(event.actors)[:1]
    towards = target_names(line.claim)[:1]
    return " → ".join(escape(x) for x in (*actors, *towards)) if actors else ""


def _holder(line: Line, changes: Mapping[str, str]) -> str:
    """Who holds the position: its source where that one has moved, else who acts."""
    named = [s for s in line.claim.sources if s.kind != "author"]
    actors = party_names(line.claim.event.actors)
    if named and (_change_of(line, changes) or not actors):
        return source_name(line.lead)
    return escape(actors[0]) if actors else ""


def _grouped(lines: list[Line], key: Callable[[Line], str]) -> list[tuple[str, list[Line]]]:
    """The lines by key, in the order in which the keys first come."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return list(groups.items())


def _headed(lines: list[Line], key: Callable[[Line], str]) -> list[tuple[str, list[Line]]]:
    """Groups of two lines or more under their heading, the single ones together at the end."""
    groups = _grouped(lines, key)
    headed = [(heading, group) for heading, group in groups if heading and len(group) > 1]
    single = [line for heading, group in groups if not (heading and len(group) > 1) for line in group]
    return [*headed, ("Others" if headed else "", single)] if single else headed


def _by_pair(lines: list[Line], refs: References) -> list[str]:
    out: list[str] = []
    for pair, group in _headed(lines, _pair):
        out += [f"**{pair}**", ""] if pair else []
        out += [*(bullet(line, refs) for line in by_date(group)), ""]
    return out


def _spread_note(line: Line) -> str:
    note = spread(line)
    return f"({note})" if note else ""


def _change_of(line: Line, changes: Mapping[str, str]) -> str | None:
    """The newest change among those mentions of a line that are no guesses."""
    firm = (c.claim.id for c in (line.lead, *line.also) if is_firm(c.claim))
    return next((changes[name] for name in firm if name in changes), None)


def _with_change(words: str, change: str | None) -> str:
    return f"{words} **({escape(change)})**" if change else words


def _transfer_row(line: Line, refs: References) -> str:
    claim = line.claim
    event = claim.event
    towards = target_names(claim)[:2]
    parties = " → ".join((", ".join(party_names(event.actors)[:2]) or "?", ", ".join(towards) or "?"))
    things = "; ".join(
        (thing_words(claim) or tuple(dict.fromkeys(fold(t.text) for t in event.things)))[:3]
    ) or event.trigger.words(line.lead.report.text)
    amounts = "; ".join(dict.fromkeys(t.quantity.text for t in event.things if t.quantity)) or "not given"
    hedges = ", ".join(f"“{escape(h)}”" for h in likelihood_words(claim))
    status = status_label(claim) + (f" {hedges}" if hedges else "")
    parties = " ".join(x for x in (escape(parties), understood_note(claim)) if x)
    cells = (line.date, status, parties, escape(things), escape(amounts), source_name(line.lead))
    return "| " + " | ".join((*cells, refs.marks(line))) + " |"


def _with_count(out: list[str], shown: int, total: int, noun: str = "lines") -> list[str]:
    """The section with a note below it where lines were left out."""
    if shown >= total:
        return out
    return [*out, f"*{shown} of {total:,} {noun} shown.*", ""]
