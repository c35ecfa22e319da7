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


def report(name: str, day: str, text: str, outlet: str = "Toy Wire") -> Report:
    """A report of the tests."""
    return Report(name, text, day, "given", f"Title of {name}", outlet)


def claim(
    item: Report,
    trigger: str,
    event_type: str = "MOBILIZE",
    status: str = "occurred",
    *,
    clause: str = "",
    ledger: str = "deployment",
    actor: str = "",
    recipient: str = "",
    place: str = "",
    thing: str = "",
    quantity: str = "",
    sources: tuple[Source, ...] = (),
    operators: tuple[Operator, ...] = (),
    slots: tuple[Slot, ...] = (),
) -> Claim:
    """A claim about the first sentence of a report that holds `trigger`; names given as words of that sentence."""
    text = item.text
    at = find(text, trigger)
    start = max(text.rfind(". ", 0, at.start) + 2, 0) if ". " in text[: at.start] else 0
    end = text.find(".", at.end) + 1
    parts = {
        "actors": tuple(Participant(find(text, n), n, Actor(n, n, "government")) for n in actor.split("; ") if n),
        "recipients": tuple(Participant(find(text, n), n) for n in recipient.split("; ") if n),
        "places": (PlaceRole(Toponym(find(text, place), Place(f"p-{place}", place, "country")), "to"),)
        if place
        else (),
        "things": (Thing(find(text, thing), thing, thing, Quantity(quantity) if quantity else None),) if thing else (),
    }
    span = find(text, clause) if clause else Span(start, end)
    event = Event(at, trigger, span, event_type, "", (), ledger, slots=slots, **parts)
    value = {"denied": -3.0, "occurred": 3.0, "ongoing": 3.0}.get(status, 1.0)
    factuality = Factuality(value, "CT+" if value == 3 else "CT-" if value == -3 else "PS+", status, operators)
    claim_id = Claim.make_id(item, event, sources)
    return Claim(claim_id, item.id, event, sources, factuality, Span(start, end), 0.7)


def says(name: str, relation: str = "says", kind: str = "person") -> tuple[Source, ...]:
    """A chain of one source."""
    return (Source(name, name, kind, relation),)
