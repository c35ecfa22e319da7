"""The encoder's view of events joined with the frames': with made-up scores, so that each decision is seen alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from dateline.analyse.actors import ActorsLayer
from dateline.analyse.candidate import Candidate
from dateline.analyse.draft import Draft
from dateline.analyse.encoder import PARTS, WindowScores
from dateline.analyse.encoder_events import Sights
from dateline.analyse.event_join import NUMBERS, EventNumbers
from dateline.analyse.events import EventsLayer
from dateline.analyse.factuality import assess
from dateline.analyse.places import PlacesLayer
from dateline.analyse.predicates import Predicate, PredicatesLayer
from dateline.analyse.scope import Scope
from dateline.analyse.scores import Scores
from dateline.analyse.sentences import ParseLayer, parse
from dateline.analyse.status_join import StatusNumbers, decided_by, join_status, likeliest, shares_of
from dateline.analyse.times import TimesLayer
from dateline.codebook import PLOVER_TYPES, Frame
from dateline.model import STATUSES, Event, Factuality, Report, Span

if TYPE_CHECKING:
    from spacy.language import Language

# The probability is the encoder's own for both kinds of candidate; a frame's score counts for nothing.
BY_EVENT = tuple(float(n == "event") for n in NUMBERS)
FIT = EventNumbers(BY_EVENT, BY_EVENT, least=0.5, retype=0.5, keep=(0.2,) * 4, add=(0.5,) * 4, more=(2.0,) * 4)
Seen = dict[str, tuple[float, str, dict[str, list[str]]]]


def scores(text: str, seen: Seen) -> WindowScores:
    """One window with a piece a word: `seen` gives a word's event probability, its type, and the words of its parts."""
    words = [m.span() for m in re.finditer(r"\w+", text)]
    named = [text[s:e] for s, e in words]
    n = len(words)
    events = np.zeros((n, 17), dtype=np.float32)
    events[:, 0] = 1.0
    parts = {}
    for word, (share, kind, fillers) in seen.items():
        k = named.index(word)
        events[k] = 0.0
        events[k, 0], events[k, PLOVER_TYPES.index(kind) + 1] = 1.0 - share, share
        parts[k] = np.array(
            [[0.9 if w in fillers.get(p, ()) else 0.01 for w in named] for p in PARTS], dtype=np.float32
        )
    return WindowScores(
        np.array([s for s, _ in words]), np.array([e for _, e in words]),
        np.zeros((n, 4), dtype=np.float32), np.zeros((4, n, n + 1), dtype=np.float32), np.zeros(n, dtype=np.float32),
        events, np.full((n, 10), 0.1, dtype=np.float32), parts,
    )  # fmt: skip


def events(nlp: Language, text: str, seen: Seen, fit: EventNumbers | None = FIT) -> list[Event]:
    """The events of a text under made-up scores."""
    report = Report("r", text, "2015-06-01")
    draft = Draft(report, parse(nlp, report))
    for layer in (ParseLayer(), PredicatesLayer(), ActorsLayer(), PlacesLayer(), TimesLayer()):
        draft = layer(draft)
    draft = replace(draft, scores=(scores(text, seen),))
    return [c.event for c in EventsLayer(fit)(draft).events]


def words(spans: list[Span], text: str) -> list[str]:
    return [s.words(text) for s in spans]


WHEEDLE = "Kenya wheedled Uganda on Tuesday to reopen the crossing."


def test_a_word_outside_the_vocabulary_becomes_an_event(nlp: Language) -> None:
    seen: Seen = {"wheedled": (0.9, "REQUEST", {"actor": ["Kenya"], "recipient": ["Uganda"]})}
    (event,) = [e for e in events(nlp, WHEEDLE, seen) if e.trigger.words(WHEEDLE) == "wheedled"]
    assert (event.type, event.ledger) == ("REQUEST", "negotiation")
    assert words([p.span for p in event.actors], WHEEDLE) == ["Kenya"]
    assert words([p.span for p in event.recipients], WHEEDLE) == ["Uganda"]
    assert event.score == pytest.approx(0.9, abs=0.01)


def test_without_fitted_numbers_the_vocabulary_stands_alone(nlp: Language) -> None:
    seen: Seen = {"wheedled": (0.9, "REQUEST", {})}
    assert not [e for e in events(nlp, WHEEDLE, seen, None) if e.trigger.words(WHEEDLE) == "wheedled"]


SHELLED = "Rebel gunners shelled Port Belo while the orchestra played."


def test_a_frame_that_the_encoder_finds_improbable_is_dropped(nlp: Language) -> None:
    assert [e.type for e in events(nlp, SHELLED, {"shelled": (0.95, "ASSAULT", {})})] == ["ASSAULT"]
    assert events(nlp, SHELLED, {"shelled": (0.1, "ASSAULT", {})}) == []


def test_a_much_likelier_type_replaces_the_frames(nlp: Language) -> None:
    (event,) = events(nlp, SHELLED, {"shelled": (0.95, "PROTEST", {})})
    assert (event.type, event.ledger) == ("PROTEST", "unrest")


def test_an_improbable_party_goes_and_a_probable_one_comes(nlp: Language) -> None:
    text = "Ghana praised Togo, which had troubled Benin for years."
    (event,) = [
        e for e in events(nlp, text, {"praised": (0.9, "SUPPORT", {"actor": ["Ghana"], "recipient": ["Benin"]})})
        if e.type == "SUPPORT"
    ]  # fmt: skip
    assert words([p.span for p in event.recipients], text) == ["Benin"]


def test_a_verb_and_its_noun_of_one_type_are_one_event(nlp: Language) -> None:
    text = "Peru convened parleys with Chile in Lima."
    seen: Seen = {"convened": (0.6, "CONSULT", {}), "parleys": (0.9, "CONSULT", {})}
    assert [e.trigger.words(text) for e in events(nlp, text, seen)] == ["parleys"]
    apart: Seen = {"convened": (0.6, "REQUEST", {}), "parleys": (0.9, "CONSULT", {})}
    assert len(events(nlp, text, apart)) == 2


def test_of_three_that_hang_together_the_most_probable_stays_with_all_their_parts(nlp: Language) -> None:
    text = "Peace talks were convened by Norway."
    seen: Seen = {
        "Peace": (0.9, "CONSULT", {}),
        "talks": (0.7, "CONSULT", {}),
        "convened": (0.6, "CONSULT", {"actor": ["Norway"]}),
    }
    (event,) = events(nlp, text, seen)
    assert (event.trigger.words(text), [p.name for p in event.actors]) == ("Peace", ["Norway"])


def test_a_noun_that_points_back_gets_the_actor_and_keeps_its_probability(nlp: Language) -> None:
    text = "Norway deployed two frigates. These deployments alarmed Chad."
    seen: Seen = {"deployed": (0.9, "MOBILIZE", {"actor": ["Norway"]}), "deployments": (0.95, "MOBILIZE", {})}
    (_, back) = events(nlp, text, seen)
    assert [(p.name, p.implied) for p in back.actors] == [("Norway", True)]
    assert back.score == 0.95


@pytest.mark.parametrize(("text", "recipients"), [("Olsen defended his record.", 0), ("Olsen defended Chad.", 1)])
def test_nobody_acts_on_himself_by_the_encoders_word(nlp: Language, text: str, recipients: int) -> None:
    seen: Seen = {"defended": (0.9, "SUPPORT", {"actor": ["Olsen"], "recipient": ["his", "Chad"]})}
    (event,) = events(nlp, f"Hans Olsen came. {text}", seen)
    assert ([p.name.split()[-1] for p in event.actors], len(event.recipients)) == (["Olsen"], recipients)


def test_a_verb_lends_its_parts_to_its_noun(nlp: Language) -> None:
    text = "Norway launched raids in Chad."
    seen: Seen = {"launched": (0.01, "ASSAULT", {}), "raids": (0.9, "ASSAULT", {})}
    (event,) = events(nlp, text, seen)
    assert (event.trigger.words(text), [p.name for p in event.actors]) == ("raids", ["Norway"])


def test_a_word_that_grammar_has_resolved_is_no_further_party(nlp: Language) -> None:
    text = "Chadian fighters attacked Sudan."
    (event,) = events(nlp, text, {"attacked": (0.9, "ASSAULT", {"actor": ["Chadian", "fighters"]})})
    assert len(event.actors) == 1


def test_conditions_that_held_keep_the_type(nlp: Language) -> None:
    seen: Seen = {"sent": (0.95, "AID", {})}
    assert [e.type for e in events(nlp, "Norway sent two frigates to the strait.", seen)] == ["MOBILIZE"]


def test_the_status_is_the_scope_analysiss_unless_the_encoder_is_surer() -> None:
    fit = StatusNumbers(1.0, dict.fromkeys(STATUSES, 2.0))
    even = dict.fromkeys(STATUSES, 0.1)
    assert likeliest("denied", "denied", even, fit) == "denied"
    assert likeliest("occurred", "occurred", {**even, "planned": 0.9, "occurred": 0.1}, fit) == "planned"
    assert likeliest("occurred", "occurred", {**even, "planned": 0.6, "occurred": 0.3}, fit) == "occurred"


def test_an_operator_counts_by_its_kind_and_outright_where_the_fit_lacks_it() -> None:
    fit = StatusNumbers(1.0, {"plan of verb": 0.5})
    surely = {**dict.fromkeys(STATUSES, 0.001), "occurred": 0.99}
    assert likeliest("planned", "plan of verb", surely, fit) == "occurred"
    assert likeliest("planned", "imminent of verb", {**surely, "planned": 0.004}, fit) == "planned"


def test_what_is_denied_never_becomes_a_fact_by_the_encoders_word() -> None:
    fit = StatusNumbers(1.0, {"deny of verb": 0.0, "deny of noun": 0.0})
    surely = {**dict.fromkeys(STATUSES, 0.001), "ongoing": 0.99}
    assert likeliest("denied", "deny of verb", surely, fit) == "denied"
    assert likeliest("denied", "deny of noun", surely, fit) == "ongoing"
    assert likeliest("occurred", "deny of verb", surely, fit) == "ongoing"


@pytest.mark.parametrize(
    ("sentence", "word", "decided"),
    [
        ("The navy shelled the port.", "shelled", "occurred"),
        ("The navy did not shell the port.", "shell", "negation of verb"),
        ("The navy almost shelled the port.", "shelled", "counterfactual of verb"),
        ("There are no indications that the navy shelled the port.", "shelled", "evidence of verb"),
    ],
)
def test_what_decided_a_status(nlp: Language, sentence: str, word: str, decided: str) -> None:
    token = next(t for t in nlp(sentence) if t.text == word)
    assert decided_by(assess(token, Scope())[0], is_verb=True) == decided


@pytest.mark.parametrize(
    ("text", "share"),
    [("Laos will host the summit.", 0.0), ("Laos will host it if asked.", 0.91), ("Laos would host it.", 0.91)],
)
def test_nothing_is_conditional_without_a_word_for_a_condition(nlp: Language, text: str, share: float) -> None:
    candidate = hosting(nlp, text, "conditional")
    assert candidate.sight is not None
    found = shares_of(candidate, candidate.sight)
    assert found["conditional"] == pytest.approx(share)
    assert found["planned"] == pytest.approx(0.01)


def test_a_status_by_the_encoder_stands_in_the_trace(nlp: Language) -> None:
    fit = StatusNumbers(1.0, dict.fromkeys(STATUSES, 1.0))
    candidate = hosting(nlp, "Laos will host the summit.", "planned")
    joined = join_status(Factuality(3.0, "CT+", "occurred"), candidate, fit)
    assert joined.status == "planned"
    assert [(o.kind, o.word) for o in joined.operators] == [("encoder", "host")]
    assert join_status(joined, replace(candidate, sight=None), fit) is joined


def hosting(nlp: Language, text: str, status: str) -> Candidate:
    """A candidate at "host", of whose status the encoder is sure."""
    window = scores(text, {"host": (0.9, "CONSULT", {})})
    (host,) = [t for t in parse(nlp, Report("r", text, "2015-06-01")) if t.lower_ == "host"]
    sight = Sights(Scores.of((window,))).at(host)
    assert sight is not None
    statuses = np.full(10, 0.01, dtype=np.float32)
    statuses[STATUSES.index(status)] = 0.91
    event = Event(Span(10, 14), "host", Span(0, len(text)), "CONSULT")
    candidate = Candidate(event, Predicate(host, ()), Frame("CONSULT", "", "diplomacy"))
    return replace(candidate, sight=replace(sight, statuses=statuses))


def praised(nlp: Language, text: str, parts: dict[str, list[str]], more: float = 2.0) -> tuple[list[str], list[str]]:
    """Actors and recipients of the event at "praised"."""
    found = events(nlp, text, {"praised": (0.9, "SUPPORT", parts)}, replace(FIT, more=(more,) * 4))
    (event,) = [e for e in found if e.trigger.words(text) == "praised"]
    return words([p.span for p in event.actors], text), words([p.span for p in event.recipients], text)


def test_of_coordinated_parties_all_stay_or_none(nlp: Language) -> None:
    text = "Ghana and Benin praised Togo."
    assert praised(nlp, text, {"actor": ["Ghana"], "recipient": ["Togo"]})[0] == ["Ghana", "Benin"]
    assert praised(nlp, text, {"recipient": ["Togo"]})[0] == []


def test_a_party_that_comes_in_brings_those_coordinated_with_it(nlp: Language) -> None:
    text = "Ghana and Benin heard of it. The row over the dam in Ghana and Benin grew."
    found = events(nlp, text, {"row": (0.9, "ACCUSE", {"actor": ["Ghana"]})})
    (event,) = [e for e in found if e.trigger.words(text) == "row"]
    assert words([p.span for p in event.actors], text) == ["Ghana", "Benin"]
    assert [p.span.start for p in event.actors] == [text.rindex("Ghana"), text.rindex("Benin")]


@pytest.mark.parametrize(
    ("text", "word", "kind", "actors"),
    [
        ("Radars were sent to Ghana and Benin.", "sent", "MOBILIZE", []),
        ("Radars were sent to Togo by Ghana and Benin.", "sent", "MOBILIZE", ["Ghana", "Benin"]),
        ("Radars were stationed in Ghana.", "stationed", "MOBILIZE", []),
        ("Exercises were held in Ghana.", "Exercises", "COOPERATE", []),
        ("The radars came from Ghana.", "came", "MOBILIZE", ["Ghana"]),
    ],
)
def test_where_it_goes_or_is_done_does_not_do_it(
    nlp: Language, text: str, word: str, kind: str, actors: list[str]
) -> None:
    found = events(nlp, text, {word: (0.9, kind, {"actor": ["Ghana"]})})
    (event,) = [e for e in found if e.trigger.words(text) == word]
    assert [p.name for p in event.actors if not p.implied] == actors


def test_beside_others_a_party_must_be_surer(nlp: Language) -> None:
    text = "Ghana praised Togo, which had troubled Benin for years."
    parts = {"actor": ["Ghana"], "recipient": ["Togo", "Benin"]}
    assert praised(nlp, text, parts, more=0.95)[1] == ["Togo"]
    assert praised(nlp, text, parts, more=0.85)[1] == ["Togo", "Benin"]


def test_a_pronoun_that_nobody_could_settle_is_shown_as_it_stands(nlp: Language) -> None:
    text = "There they wheedled Uganda to reopen the crossing."
    seen: Seen = {"wheedled": (0.9, "REQUEST", {"actor": ["they"], "recipient": ["Uganda"]})}
    (event,) = [e for e in events(nlp, text, seen) if e.trigger.words(text) == "wheedled"]
    assert [(p.name, p.actor) for p in event.actors] == [("they", None)]
