"""Parties filled in from the rest of the report, by weights made for each test: what competes, and what stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse import Analyser
from dateline.analyse.claims import ClaimsLayer, each_told, told_events
from dateline.analyse.draft import Draft
from dateline.analyse.scene import NOBODY, Scene
from dateline.analyse.sentences import parse
from dateline.analyse.understood import UnderstoodNumbers
from dateline.model import Report

if TYPE_CHECKING:
    from dateline.model import Claim

ATTACK = "Kenya invaded Uganda in May. Rwanda protested. On Friday two villagers were killed in Gulu."


def read(grammar: Analyser, text: str, title: str = "", outlet: str = "") -> Draft:
    report = Report("r", text, "2015-06-01", title=title, outlet=outlet)
    draft = Draft(report, parse(grammar.nlp, report))
    for layer in grammar.layers:
        if not isinstance(layer, ClaimsLayer):
            draft = layer(draft)
    return draft


def told(
    draft: Draft, words: str, actor: dict[str, float], least: float = 0.5, recipient: dict[str, float] | None = None
) -> Claim:
    """The claim of a trigger, with actors, and recipients if asked, filled in by these weights."""
    weights = {"actor": actor, "recipient": recipient or {}}
    fit = UnderstoodNumbers(weights, {"actor": least, "recipient": 2.0 if recipient is None else least})
    found = [c for c, _ in each_told(draft, None, fit) if c.event.trigger.words(draft.report.text) == words]
    (claim,) = found
    return claim


def actors(claim: Claim) -> list[tuple[str, bool]]:
    return [(p.name, p.implied) for p in claim.event.actors]


def test_who_does_such_things_in_the_report_is_understood(grammar: Analyser) -> None:
    claim = told(read(grammar, ATTACK), "killed", {"acts": 9.0})
    assert actors(claim) == [("Kenya", True)]
    assert any(s.part == "actor" and "rest of the report" in s.why for s in claim.steps)
    (kenya,) = claim.event.actors
    assert kenya.understood is not None
    assert 0.5 <= kenya.understood <= 1.0


@pytest.mark.parametrize("weights", [{"acts": 9.0, NOBODY: 20.0}, {}])
def test_a_gap_stays_where_nobody_is_likelier_or_nothing_tells(grammar: Analyser, weights: dict[str, float]) -> None:
    assert actors(told(read(grammar, ATTACK), "killed", weights)) == []


def test_a_gap_stays_where_the_model_is_not_sure_enough(grammar: Analyser) -> None:
    assert actors(told(read(grammar, ATTACK), "killed", {"acts": 9.0}, least=1.01)) == []


def test_a_country_and_its_army_count_as_one_side(grammar: Analyser) -> None:
    text = "Kenya and the Kenyan army denied it. Rwanda complained. Later two villagers were killed."
    weights = {"subject": 1.0}
    claim = told(read(grammar, text), "killed", weights, least=0.5)
    assert [p.actor.country for p in claim.event.actors if p.actor] == ["KEN"]
    alone = "Kenya denied it. Rwanda complained. Later two villagers were killed."
    assert actors(told(read(grammar, alone), "killed", weights, least=0.5)) == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russian government spokesman Oleg Orlov spoke. Later two villagers were killed.", "Russia"),
        ("Vladimir Putin spoke. Later two villagers were killed.", "Vladimir Putin"),
        ("Russian forces spoke. Later two villagers were killed.", "Russian forces"),
    ],
)
def test_a_spokesman_is_understood_as_the_country_and_its_leader_as_himself(
    grammar: Analyser, text: str, actor: str
) -> None:
    assert actors(told(read(grammar, text), "killed", {"named": 50.0})) == [(actor, True)]


def test_who_is_named_is_never_replaced(grammar: Analyser) -> None:
    claim = told(read(grammar, ATTACK), "invaded", {"suffers": 50.0, "named": 50.0})
    assert actors(claim) == [("Kenya", False)]


def test_who_undergoes_it_is_no_candidate(grammar: Analyser) -> None:
    text = "Rwanda spoke of Uganda. Uganda was invaded in May."
    claim = told(read(grammar, text), "invaded", {"named": 50.0})
    assert [p.name for p in claim.event.recipients] == ["Uganda"]
    assert actors(claim) == [("Rwanda", True)]


def test_protests_are_by_protesters(grammar: Analyser) -> None:
    text = "Kenya spoke. There was a protest in Nairobi on Friday."
    assert actors(told(read(grammar, text), "protest", {"named": 50.0})) == []


@pytest.mark.parametrize(
    ("sentence", "word", "recipients"),
    [
        ("Later rebels attacked.", "attacked", ["Uganda"]),
        ("Later the troops withdrew.", "withdrew", []),
        ("Later the army deployed troops.", "deployed", []),
    ],
)
def test_a_move_is_done_to_nobody(grammar: Analyser, sentence: str, word: str, recipients: list[str]) -> None:
    text = f"Kenya shelled Uganda. Uganda complained. {sentence}"
    claim = told(read(grammar, text), word, {}, recipient={"suffers at all": 9.0})
    assert [p.name for p in claim.event.recipients] == recipients


def test_candidates_are_named_before_the_end_of_the_sentence_and_nearest_come_first(grammar: Analyser) -> None:
    text = "Kenya spoke. Rwanda spoke. Two villagers were killed, Ghana said. Chad spoke."
    draft = read(grammar, text)
    events = list(told_events(draft))
    at = next(k for k, t in enumerate(events) if t.event.trigger.words(text) == "killed")
    found = [p.name for p in Scene(draft, events).gap(at, "actor", "empty").candidates()]
    assert [n for n in found if n in ("Kenya", "Rwanda", "Ghana", "Chad")] == ["Ghana", "Rwanda", "Kenya"]


def test_what_the_title_names_is_seen(grammar: Analyser) -> None:
    draft = read(grammar, "Rwanda spoke. Kenya spoke. Two villagers were killed.", title="Kenya strikes the border")
    assert actors(told(draft, "killed", {"title": 9.0})) == [("Kenya", True)]


INVADERS = "Kenya shelled Gulu. Kenya bombed Arua. The invaders captured a mayor."


def test_invaders_are_who_attacks_most(grammar: Analyser) -> None:
    claim = told(read(grammar, INVADERS), "captured", {})
    assert actors(claim) == [("Kenya", False)]
    assert [p.understood for p in claim.event.actors] == [None]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Kenya shelled Gulu. Chad bombed Arua. The invaders captured a mayor.", ""),  # one each
        ("Kenya shelled Gulu. The invaders captured a mayor.", ""),  # one act is too few
        (INVADERS, "President of Kenya"),  # never one's own country
    ],
)
def test_invaders_stay_words_where_the_report_does_not_tell(grammar: Analyser, text: str, outlet: str) -> None:
    claim = told(read(grammar, text, outlet=outlet), "captured", {})
    assert [name.lower() for name, _ in actors(claim)] == ["invaders"]
