"""The words of a brief: labels, quotations and who says so, so that a plan never reads as an event."""

from __future__ import annotations

import re

from dateline.model import Claim, Source, Span
from dateline.present.brief.lines import Cited, Line, fold, is_name, party_names, target_names, thing_words
from dateline.present.excerpt import ELLIPSIS, excerpt

QUOTE_WIDTH = 240
SENTENCE_WIDTH = 170  # a sentence up to this long is quoted whole
NEAR_EDGE = 40  # characters that are quoted too where only they are missing to the sentence's end
TYPE_WORDS = {
    "AGREE": "agreement", "CONSULT": "talks", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation",
    "AID": "aid", "RETREAT": "withdrawal", "REQUEST": "demand", "ACCUSE": "accusation", "REJECT": "refusal",
    "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "deployment", "COERCE": "coercion",
    "ASSAULT": "attack",
}  # fmt: skip
_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_[]<>|#"})
_PLAIN_FUTURE = ("will", "'ll", "’ll", "wo", "shall", "should")  # they say when or what ought to be, not how likely
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]{2,60}(?:, \w{3,9}\.? \d{1,2}(?:, \d{4})?)? ?(?:\([^()]{2,40}\) ?)?[-–—]+ ")
_TURN = re.compile(r"(?:Q:?|A:|[A-Z][A-Z.'’ -]{2,40}(?:\([^()]{1,40}\))?:)\s+(?=\S)")  # who speaks, in a transcript
_ARTICLE = re.compile(r"^(?:The|A|An) ")
_LOOSE_END = re.compile(r"[\s,;]+(?:(?:and|or|but)[\s,;]*)?$")
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
    "conditional": "hypothetical",
    "proposed": "wanted, not agreed",
    "unclear": "unclear",
}


def label(claim: Claim) -> str:
    """What the line is about, in the record's own words: "France · deployment · forces → Romania"."""
    event = claim.event
    own = event.own_type.replace("_", " ").casefold()
    what = own or TYPE_WORDS.get(event.type, event.type.casefold())
    things = ", ".join(_short(words) for words in thing_words(claim)[:2])
    towards = ", ".join(target_names(claim)[:2])
    actors = ", ".join(party_names(event.actors)[:2])
    about = " · ".join(escape(x) for x in (actors, what, things) if x)
    return f"{about} → {escape(towards)}" if towards else about


def quotation(item: Cited, width: int = QUOTE_WIDTH) -> str:
    """The report's own words in “quotation marks”, the trigger in italics.

    The sentence where it is short, else the stretch of it that holds the clause, its parties and the words that bear
    on its status, from the sentence's start where there is room; cut around the trigger where that is long too. A
    dateline in front is left out. Marks inside become single ones, Markdown is escaped, and what was cut inside shows
    as "…".
    """
    text, trigger = item.report.text, item.claim.event.trigger
    span = _quoted_span(item.claim, text)
    keep = (trigger.start - span.start, trigger.end - span.start) if span.contains(trigger) else None
    words, kept = excerpt(span.words(text), width, keep)
    marked = _set_off(words, kept)
    opened = ELLIPSIS if _cut_before(text, span, item.claim.evidence) and not marked.startswith(ELLIPSIS) else ""
    return f"“{opened}{marked}”"


def told_by(item: Cited) -> str:
    """The status in words and who vouches for it: "a plan, according to John Kirby"."""
    claim = item.claim
    status = _status_words(claim)
    source = _source_words(claim.sources, claim.factuality.status, item.report.outlet)
    return f"{status}, {source}" if status else source


def status_label(claim: Claim) -> str:
    """The status as the bold label of a line."""
    return f"**{claim.factuality.status}**"


def likelihood_words(claim: Claim) -> tuple[str, ...]:
    """The source's own words of likelihood, verbatim, each once, in the order of the sentence."""
    slots = [slot.value for slot in claim.event.slots if slot.name == "likelihood"]
    operators = (o for o in claim.factuality.operators if o.kind in ("modal", "likelihood"))
    modal = [o.word for o in operators if fold(o.word).casefold() not in _PLAIN_FUTURE]
    return tuple(dict.fromkeys(fold(w) for w in slots or modal if w))


def source_name(item: Cited) -> str:
    """The chain's names, outermost first; the outlet's own account where the report itself vouches."""
    named = [s for s in item.claim.sources if s.kind != "author"]
    if not named:
        return escape(f"{item.report.outlet} (own account)" if item.report.outlet else "the report itself")
    return " < ".join(dict.fromkeys(_named(s) for s in named))


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


def _quoted_span(claim: Claim, text: str) -> Span:
    """The sentence, or the part of a long one that the claim is made of."""
    evidence, event = claim.evidence, claim.event
    dateline = _DATELINE.match(evidence.words(text)) or _TURN.match(evidence.words(text))
    if dateline and evidence.start + dateline.end() <= event.trigger.start:
        evidence = Span(evidence.start + dateline.end(), evidence.end)
    if len(fold(evidence.words(text))) <= SENTENCE_WIDTH:
        return evidence
    parties = (party.span for party in (*event.actors, *event.recipients) if not party.implied)
    parts = [event.clause, event.trigger, *parties, *(o.span for o in claim.factuality.operators)]
    inside = [part for part in parts if evidence.contains(part) and len(part)]
    if not any(evidence.contains(party.span) for party in event.actors if not party.implied):
        return evidence  # a clause without its subject ("to send forces") says too little by itself
    hull = Span(min(part.start for part in inside), max(part.end for part in inside))
    near = hull.end - evidence.start <= QUOTE_WIDTH or hull.start - evidence.start <= NEAR_EDGE
    start = evidence.start if near else hull.start
    end = evidence.end if evidence.end - hull.end <= NEAR_EDGE else hull.end
    return Span(start, end)


def _cut_before(text: str, span: Span, evidence: Span) -> bool:
    """True where the quotation begins inside its sentence, with a word that no reader takes for a beginning."""
    return evidence.start < span.start and text[span.start : span.start + 1].islower()


def _set_off(words: str, kept: tuple[int, int] | None) -> str:
    """The words escaped, quotation marks inside made single, and the kept ones in italics."""
    single = single_marks(words)
    if kept is None or len(single) != len(words) or not single[kept[0] : kept[1]].strip():
        return escape(single.strip(" ,;:"))
    before, trigger, after = single[: kept[0]], single[kept[0] : kept[1]], single[kept[1] :]
    return f"{escape(before.lstrip(' ,;:'))}*{escape(trigger)}*{escape(after.rstrip(' ,;:'))}"


def _short(words: str, width: int = 60) -> str:
    return excerpt(words, width)[0]


def _named(source: Source) -> str:
    """The source's name; a role without a name as printed; in quotation marks where there is only a pronoun for it."""
    if not is_name(source.name):
        return f"“{escape(fold(source.name))}”"
    printed = fold(source.mention)
    if source.actor is None or source.name != source.name.lower():
        return escape(_short(fold(source.name)))
    if not is_name(printed):
        return f"the {escape(fold(source.name))}"
    return escape(_short(_ARTICLE.sub(lambda m: m.group().lower(), printed)))


def _status_words(claim: Claim) -> str:
    status = claim.factuality.status
    if status == "denied" and claim.sources and claim.sources[0].relation == "denies":
        return ""
    condition = next((_LOOSE_END.sub("", fold(s.value)) for s in claim.event.slots if s.name == "condition"), "")
    if status == "conditional" and condition:
        return f"on the condition “{escape(single_marks(condition))}”"
    words = _STATUS_WORDS.get(status, status)
    hedges = likelihood_words(claim) if status in _HEDGED else ()
    quoted = ", ".join(f"“{escape(single_marks(h))}”" for h in hedges)
    return f"{words} ({quoted})" if quoted else words


def _source_words(sources: tuple[Source, ...], status: str, outlet: str) -> str:
    named = [s for s in sources if s.kind != "author"]
    if not named:
        return f"as reported by {escape(outlet)}" if outlet else "according to the report itself"
    first, *rest = [s for n, s in enumerate(named) if all(s.name != before.name for before in named[:n])]
    denied = first.relation == "denies" and status != "denied"  # the denial is of something else in the sentence
    lead = "according to" if denied else _SAID.get(first.relation, "according to")
    chain = [f"{lead} {_named(first)}"]
    chain += [f"{'based on' if s.relation == 'based on' else 'citing'} {_named(s)}" for s in rest]
    return ", ".join(chain)


def understood_note(claim: Claim) -> str:
    """Which parties shown stand in no words of the sentence: they are understood from the rest of the report."""
    parties = (*claim.event.actors, *claim.event.recipients)
    names = dict.fromkeys(fold(p.name) for p in parties if p.understood is not None and is_name(p.name))
    return f"({escape(', '.join(names))}: understood from the rest of the report)" if names else ""
