"""A toy analyser for tests of the record: it reads a grammar of five words and needs no parser.

Each line "WHO says ACTOR STATUS VERB THING to PLACE on DAY" is a statement and a claim; "ACTOR STATUS VERB ..." without
"says" is the report's own; any other line is a sentence without a claim.
"""

from __future__ import annotations

import re

from dateline.model import (
    Actor,
    Analysis,
    Claim,
    Event,
    Factuality,
    Mention,
    Operator,
    Participant,
    Place,
    PlaceRole,
    Quantity,
    Report,
    Sentence,
    Slot,
    Source,
    Span,
    Statement,
    Step,
    Thing,
    Timex3,
    Toponym,
    content_id,
)

LINE = re.compile(
    r"(?:(?P<who>\w+) (?P<cue>says|denies|declines) )?(?P<actor>\w+) (?P<status>occurred|planned|denied|possible) "
    r"(?P<verb>send|attack|demand|oppose|expect) (?P<thing>(?P<number>\d+ )?\w+)(?: to (?P<place>\w+))?"
    r"(?: on (?P<day>\d{4}-\d{2}(?:-\d{2})?))?"
)
TYPES = {
    "send": ("MOBILIZE", "deployment"),
    "attack": ("ASSAULT", "combat"),
    "demand": ("REQUEST", "negotiation"),
    "oppose": ("REJECT", "position"),
    "expect": ("ASSAULT", "assessment"),
}
FACTS = {"occurred": (3.0, "CT+"), "planned": (2.0, "PR+"), "denied": (-3.0, "CT-"), "possible": (0.5, "PS+")}
COUNTRIES = {"Russia": "RUS", "Ukraine": "UKR", "Kirby": "USA", "France": "FRA"}
POINTS = {"Kyiv": (50.45, 30.52), "Paris": (48.85, 2.35)}
RELATIONS = {"says": "says", "denies": "denies", "declines": "refuses to say"}


def toy_analyse(report: Report) -> Analysis:
    """The analysis of a text in the toy grammar."""
    if "explode" in report.text:
        raise RuntimeError("the toy exploded")
    sentences, claims, statements, mentions, toponyms, times = [], [], [], [], [], []
    for line in re.finditer(r"[^\n]+", report.text):
        sentence = Sentence(len(sentences), Span(*line.span()), len(sentences))
        sentences.append(sentence)
        match = LINE.search(report.text, *line.span())
        if match is None:
            continue
        if match["who"]:
            statements.append(_statement(report, match))
            mentions.append(Mention(_span(match, "who"), _span(match, "who"), "person", _actor(match["who"])))
        mentions.append(Mention(_span(match, "actor"), _span(match, "actor"), "country", _actor(match["actor"])))
        if match["place"]:
            toponyms.append(_toponym(match))
        if match["day"]:
            times.append(_time(match))
        claims.append(_claim(report, sentence, match))
    return Analysis(
        report, tuple(sentences), tuple(mentions), tuple(toponyms), tuple(times), tuple(statements), tuple(claims)
    )


def toy_loader():
    """A loader as the runner takes it: picklable, for processes that are spawned."""
    return ToyAnalyser()


class ToyAnalyser:
    """Callable as the real one is, with settings."""

    def __init__(self) -> None:
        self.settings = {"parser": "toy 1"}

    def __call__(self, report: Report) -> Analysis:
        return toy_analyse(report)


def _span(match: re.Match[str], name: str) -> Span:
    return Span(*match.span(name))


def _actor(name: str) -> Actor:
    kind = "person" if name == "Kirby" else "country"
    return Actor(content_id("actor", name), name, kind, COUNTRIES.get(name, ""), "GOV")


def _toponym(match: re.Match[str]) -> Toponym:
    name = match["place"]
    lat, lon = POINTS.get(name, (None, None))
    place = Place(content_id("place", name), name, "town", lat, lon, "UKR", 7) if name in POINTS else None
    return Toponym(_span(match, "place"), place, reason="toy", score=0.9)


def _time(match: re.Match[str]) -> Timex3:
    value = match["day"]
    begin, end = (value, value) if len(value) == 10 else (f"{value}-01", f"{value}-28")
    return Timex3(_span(match, "day"), "DATE", value, begin=begin, end=end)


def _statement(report: Report, match: re.Match[str]) -> Statement:
    content = Span(match.start("actor"), match.end())
    ident = content_id("s", report.id, report.content_hash, content)
    parts = (_span(match, "who"),), (_span(match, "cue"),), (content,)
    return Statement(ident, *parts, relation=RELATIONS[match["cue"]], speaker=_actor(match["who"]), notes=("toy",))


def _claim(report: Report, sentence: Sentence, match: re.Match[str]) -> Claim:
    kind, ledger = TYPES[match["verb"]]
    number = match["number"]
    quantity = Quantity(number.strip(), float(number), float(number), "about", "troops") if number else None
    event = Event(
        _span(match, "verb"), match["verb"], Span(match.start("actor"), match.end()), kind, "troops", ("military",),
        ledger, (Participant(_span(match, "actor"), match["actor"], _actor(match["actor"])),),
        places=(PlaceRole(_toponym(match), "to"),) if match["place"] else (),
        things=(Thing(_span(match, "thing"), match["thing"], "troops", quantity),),
        time=_time(match) if match["day"] else None,
        slots=(Slot("movement", "send", _span(match, "verb")), Slot("purpose", "none")),
    )  # fmt: skip
    sources = ()
    if match["who"]:
        relation = RELATIONS[match["cue"]]
        statement = _statement(report, match).id
        source = Source(match["who"], match["who"], "person", relation, _span(match, "who"), _actor(match["who"]))
        sources = (Source(*(getattr(source, f) for f in source.__slots__[:-1]), statement),)
    value, factbank = FACTS[match["status"]]
    operator = Operator(_span(match, "status"), "modal", match["status"], match["status"])
    return Claim(
        Claim.make_id(report, event, sources), report.id, event, sources,
        Factuality(value, factbank, match["status"], (operator,)), sentence.span, 0.75, (_span(match, "actor"),),
        (Step("events", "type", match["verb"], "toy rule", _span(match, "verb")), Step("sources", "chain", "", "none")),
    )  # fmt: skip
