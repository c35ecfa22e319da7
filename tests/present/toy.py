"""Claims made by hand, for the tests of the rooms that only read."""

from __future__ import annotations

from dateline.model import (
    Actor,
    Claim,
    Event,
    Factuality,
    Operator,
    Participant,
    Place,
    PlaceRole,
    Quantity,
    Report,
    Slot,
    Source,
    Span,
    Step,
    Thing,
    Timex3,
    Toponym,
)

NORWAY = Actor("a-nor", "Norway", "government", "NOR", "GOV")
LATVIA = Place("g-458258", "Latvia", "country", 57.0, 25.0, "LVA", 458258)
HOLM = Actor("a-holm", "Ingrid Holm", "person", "NOR", "GOV")


def find(text: str, words: str) -> Span:
    """The span of the first occurrence of `words`."""
    start = text.index(words)
    return Span(start, start + len(words))


def norway_report() -> Report:
    """A short report with one plan in it."""
    text = (
        "OSLO, March 1 (Toy Wire) - Snow fell. Ingrid Holm said on Tuesday that Norway plans to send "
        "at least 200 troops to Latvia. Nobody disagreed."
    )
    return Report("toy-1", text, "2022-03-01", "dateline", "Holm on troops", "Toy Wire")


def norway_claim() -> Claim:
    """The plan of `norway_report`, as Ingrid Holm tells it."""
    report = norway_report()
    text = report.text
    sentence = find(text, "Ingrid Holm said on Tuesday that Norway plans to send at least 200 troops to Latvia.")
    event = Event(
        trigger=find(text, "send"),
        lemma="send",
        clause=find(text, "Norway plans to send at least 200 troops to Latvia"),
        type="MOBILIZE",
        mode="troops",
        ledger="deployment",
        actors=(Participant(find(text, "Norway"), "Norway", NORWAY),),
        places=(PlaceRole(Toponym(find(text, "Latvia"), LATVIA), "to"),),
        things=(
            Thing(
                find(text, "at least 200 troops"),
                "at least 200 troops",
                "troops",
                Quantity("at least 200", 200.0, None, "at least"),
            ),
        ),
        time=Timex3(find(text, "on Tuesday"), "DATE", "2022-03-01", begin="2022-03-01", end="2022-03-01"),
        slots=(Slot("movement", "send", find(text, "send")),),
    )
    plans = find(text, "plans")
    factuality = Factuality(1.0, "PR+", "planned", (Operator(plans, "attitude", "plans", "planned"),))
    sources = (Source("Ingrid Holm", "Ingrid Holm", "person", "says", find(text, "Ingrid Holm"), HOLM),)
    steps = (
        Step("events", "type", "send", "verb of movement with forces as object", find(text, "send")),
        Step("factuality", "status", "plans", "predicate of intention over the event", plans),
        Step("attribution", "source", "Ingrid Holm said", "subject of a reporting verb", find(text, "Ingrid Holm")),
    )
    claim_id = Claim.make_id(report, event, sources)
    return Claim(claim_id, report.id, event, sources, factuality, sentence, 0.8, (), steps)
