"""The words of a brief: labels, quotations and who says so, so that a plan never reads as an event."""

from __future__ import annotations

from dateline.model import Claim, Source
from dateline.present.brief.lines import Cited, Line, fold, party_names, place_names
from dateline.present.excerpt import excerpt

QUOTE_WIDTH = 240
_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_[]<>|#"})
_HEDGED = ("possible", "likely", "unlikely")
_SAID = {
    "confirms": "confirmed by",
    "denies": "denied by",
    "demands": "demanded by",
    "offers": "offered by",
    "asks": "asked for by",
    "accuses": "alleged by",
    "believes": "believed by",
    "expects": "expected by",
    "doubts": "doubted by",
    "shows": "shown by",
    "refuses to say": "left open by",
}
_STATUS_WORDS = {
    "occurred": "",
    "ongoing": "under way",
    "planned": "a plan",
    "likely": "likely",
    "possible": "possible",
    "unlikely": "unlikely",
    "denied": "said not to be so",
    "conditional": "under a condition",
    "proposed": "wanted, not agreed",
    "unclear": "unclear",
}


def label(claim: Claim) -> str:
    """What the line is about, in the record's own words: "France · deployment · forces → Romania"."""
    event = claim.event
    what = event.ledger or event.type.casefold()
    things = ", ".join(dict.fromkeys(_short(t.text) for t in event.things[:2]))
    towards = ", ".join((*party_names(event.recipients)[:2], *place_names(claim)[:2])[:2])
    actors = ", ".join(party_names(event.actors)[:2])
    about = " · ".join(escape(x) for x in (actors, what, things) if x)
    return f"{about} → {escape(towards)}" if towards else about


def quotation(item: Cited, width: int = QUOTE_WIDTH) -> str:
    """The report's own words around the trigger, in “quotation marks”: its clause, or its sentence where that is short.

    Marks inside become single ones and Markdown is escaped; what was cut shows as "…".
    """
    claim, text = item.claim, item.report.text
    span = claim.event.clause
    usable = span.contains(claim.event.trigger) and claim.evidence.contains(span)
    if not usable or len(span.words(text).split()) < 5:
        span = claim.evidence
    trigger = claim.event.trigger
    keep = (trigger.start - span.start, trigger.end - span.start) if span.contains(trigger) else None
    words, _ = excerpt(span.words(text), width, keep)
    return f"“{escape(single_marks(words.strip(' ,;:')))}”"


def told_by(item: Cited) -> str:
    """The status in words and who vouches for it: "a plan, according to John Kirby"."""
    claim = item.claim
    status = _status_words(claim)
    source = _source_words(claim.sources, claim.factuality.status)
    return f"{status}, {source}" if status else source


def status_label(claim: Claim) -> str:
    """The status as the bold label of a line."""
    return f"**{claim.factuality.status}**"


def likelihood_words(claim: Claim) -> tuple[str, ...]:
    """The source's own words of likelihood, verbatim, each once, in the order of the sentence."""
    slots = [slot.value for slot in claim.event.slots if slot.name == "likelihood"]
    modal = [o.word for o in claim.factuality.operators if o.kind in ("modal", "likelihood")]
    return tuple(dict.fromkeys(fold(w) for w in slots or modal if w))


def source_name(item: Cited) -> str:
    """The chain's names, outermost first; the outlet's own account where the report itself vouches."""
    named = [s for s in item.claim.sources if s.kind != "author"]
    if not named:
        return escape(f"{item.report.outlet or item.report.id} (own account)")
    return " < ".join(escape(fold(s.name)) for s in named)


def spread(line: Line) -> str:
    """How far a line has spread: "in 3 reports, 1 origin"; empty where it stands in one report."""
    return f"in {line.reports} reports, 1 origin" if line.reports > 1 and line.copied else ""


def escape(words: str) -> str:
    """The words with Markdown's own characters made plain."""
    return words.translate(_MARKDOWN)


def single_marks(words: str) -> str:
    """Double quotation marks as single ones; a mark whose partner was cut away is dropped."""
    out: list[str] = []
    opened: int | None = None
    for at, mark in enumerate(words):
        if mark not in '“”„«»"':
            out.append(mark)
            continue
        opens = mark in "“„«" or (mark == '"' and opened is None and (at == 0 or not words[at - 1].isalnum()))
        if opens:
            if opened is not None:
                out[opened] = ""
            opened = len(out)
            out.append("‘")
        elif opened is not None:
            opened = None
            out.append("’")
        else:
            out.append("")
    if opened is not None:
        out[opened] = ""
    return "".join(out)


def _short(words: str, width: int = 60) -> str:
    return excerpt(words, width)[0]


def _status_words(claim: Claim) -> str:
    status = claim.factuality.status
    if status == "denied" and claim.sources and claim.sources[0].relation == "denies":
        return ""
    condition = next((fold(s.value) for s in claim.event.slots if s.name == "condition" and s.value), "")
    if status == "conditional" and condition:
        return f"on the condition “{escape(single_marks(condition))}”"
    words = _STATUS_WORDS.get(status, status)
    hedges = likelihood_words(claim) if status in _HEDGED else ()
    quoted = ", ".join(f"“{escape(single_marks(h))}”" for h in hedges)
    return f"{words} ({quoted})" if quoted else words


def _source_words(sources: tuple[Source, ...], status: str) -> str:
    named = [s for s in sources if s.kind != "author"]
    if not named:
        return "according to the report itself"
    first, *rest = named
    denied = first.relation == "denies" and status != "denied"  # the denial is of something else in the sentence
    lead = "according to" if denied else _SAID.get(first.relation, "according to")
    chain = [f"{lead} {escape(fold(first.name))}"]
    chain += [f"{'based on' if s.relation == 'based on' else 'citing'} {escape(fold(s.name))}" for s in rest]
    return ", ".join(chain)
