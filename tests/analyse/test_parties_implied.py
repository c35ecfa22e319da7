"""Actors and recipients that other words than the event's own give, each with a near miss that must stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyse.reading import claim_at, claims_of

if TYPE_CHECKING:
    from dateline.analyse import Analyser
    from dateline.model import Claim


def parties(claim: Claim) -> tuple[list[str], list[str]]:
    return [p.name for p in claim.event.actors], [p.name for p in claim.event.recipients]


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        # agents of nouns and passives
        ("Ten people died in US-led air strikes on Raqqa.", "strikes", ["United States"], ["people"]),
        ("The killing of 12 civilians at the hands of Chadian soldiers caused anger.", "killing",
         ["Chadian soldiers"], ["civilians"]),
        ("U.S. troop deployments to Poland will continue.", "deployments", ["United States"], ["Poland"]),
        ("Norway and Sweden are united in their support for Ukraine.", "support", ["Norway", "Sweden"], ["Ukraine"]),
        ("Kenyan authorities jailed four editors.", "jailed", ["Kenyan government"], ["editors"]),
        ("The editors were jailed on good authority.", "jailed", [], ["editors"]),
        ("Those who back the strike attacked two guards.", "attacked", ["Those"], ["guards"]),
        ("Many Norwegians opposed the Iraqi war.", "war", ["Iraq"], []),
        ("The editor's arrest worried Norway.", "arrest", [], ["editor"]),
        ("The army's arrest of an editor worried Norway.", "arrest", ["army"], ["editor"]),
        ("The minister's assassination worried Norway.", "assassination", [], ["minister"]),
        ("Norway's detention of two editors worried Chad.", "detention", ["Norway"], ["editors"]),
        ("Finnish and Swedish soldiers shelled the depot.", "shelled", ["Finnish soldiers", "Swedish soldiers"],
         ["the depot"]),
        ("Chad said four of its warplanes bombed the depot.", "bombed", ["Chad"], ["the depot"]),
        # around an event noun
        ("Islamic State claimed responsibility for the bombing of the market.", "bombing", ["Islamic State"],
         ["the market"]),
        ("Islamic State condemned the bombing of the market.", "bombing", [], ["the market"]),
        ("Finland faces the danger of a Swedish attack.", "attack", ["Sweden"], ["Finland"]),
        ("Finland described the danger of a Swedish attack.", "attack", ["Sweden"], []),
        ("Norway faces sanctions from the European Union over its oil policy.", "sanctions", ["European Union"],
         ["Norway"]),
        ("The attack earned Chad a rebuke from Norway.", "rebuke", ["Norway"], ["Chad"]),
        ("Ten soldiers were killed in clashes with Chadian rebels.", "killed", ["Chadian rebels"], ["soldiers"]),
        ("Ten soldiers were killed in talks with Chadian rebels.", "killed", [], ["soldiers"]),
        ("Sweden is the largest provider of assistance to Chad.", "assistance", ["Sweden"], []),
        ("Norway is ready to continue talks in good faith with Sweden.", "continue", ["Norway"], ["Sweden"]),
        ("In partnership with Sweden, Norway sent troops to Mali.", "partnership", ["Norway", "Sweden"], ["Sweden"]),
        # by control, condition and answer
        ("Chad rejected Sudan's demands to withdraw its troops.", "demands", ["Sudan"], ["Chad"]),
        ("Chad discussed Sudan's demands to withdraw its troops.", "demands", ["Sudan"], []),
        ("Norway will impose sanctions if Chad refuses to talk.", "impose", ["Norway"], ["Chad"]),
        ("Norway will impose sanctions when Chad refuses to talk.", "impose", ["Norway"], []),
        # who acts together with the subject, and who is at the other end of a bargain
        ("Together with Sweden, Norway shelled the depot.", "shelled", ["Norway", "Sweden"], ["the depot"]),
        ("Norway, in coordination with Sweden, sanctioned Chad.", "sanctioned", ["Norway", "Sweden"], ["Chad"]),
        ("Norway, alongside Sweden, will continue to prepare for sanctioning Chad.", "sanctioning",
         ["Norway", "Sweden"], ["Chad"]),
        ("Norway fought with Sweden.", "fought", ["Norway"], ["Sweden"]),
        ("Chad demanded concessions from Norway in exchange for withdrawing from Mali.", "withdrawing", ["Chad"], []),
        ("Norway paid Chad in return for withdrawing from Mali.", "withdrawing", ["Chad"], []),
        ("Norway paid Chad before withdrawing from Mali.", "withdrawing", ["Norway"], []),
        # whom it happened to stands before the verb
        ("Forty civilians killed in the raid on Gulu were buried.", "killed", [], ["civilians"]),
        ("Chadian soldiers killed forty civilians.", "killed", ["Chadian soldiers"], ["civilians"]),
        ("Chadian soldiers fought for their country.", "fought", ["Chadian soldiers"], []),
        ("Chadian soldiers fought against Sudan.", "fought", ["Chadian soldiers"], ["Sudan"]),
        # not the same party on both sides, and topics are not partners
        ("Norway and Sweden affirmed their support for Ukraine.", "affirmed", ["Norway", "Sweden"], ["Ukraine"]),
        ("Norway's premier met the cabinet to discuss Chad's attack on Sudan.", "discuss",
         ["Erna Solberg"], []),
        ("Chad condemned the attack by Sudan on Niger.", "condemned", ["Chad"], ["Sudan"]),
        # coordination that the parse loses
        ("Widows and aid groups accused the army of torture.", "accused", ["widows", "aid groups"],
         ["army"]),
    ],
)  # fmt: skip
def test_parties(grammar: Analyser, text: str, words: str, actors: list[str], recipients: list[str]) -> None:
    assert parties(claim_at(grammar, text, words)) == (actors, recipients)


def test_what_grammar_implies_is_marked_and_adds_nothing_to_the_score(grammar: Analyser) -> None:
    implied = claim_at(grammar, "Finland faces the danger of a Swedish attack.", "attack")
    unsaid = claim_at(grammar, "Finland described the danger of a Swedish attack.", "attack")
    assert [p.implied for p in implied.event.recipients] == [True]
    assert implied.event.score == unsaid.event.score


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The Free Coast Movement (FCM) denied it. The FCM attacked Chad on Monday.", ["Free Coast Movement"]),
        ("The Southern Liberation Front denied it. SLF fighters attacked Chad on Monday.",
         ["Southern Liberation Front fighters"]),
        ("The Southern Liberation League denied it. SLF fighters attacked Chad on Monday.", ["fighters"]),
    ],
)  # fmt: skip
def test_initials_stand_for_the_name_spelt_out(grammar: Analyser, text: str, actors: list[str]) -> None:
    assert parties(claim_at(grammar, text, "attacked"))[0] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Norway and Sweden held talks in Oslo. They discussed aid to Ukraine.", ["Norway", "Sweden"]),
        ("Norway and Sweden held talks in Oslo. The two sides discussed aid to Ukraine.", ["Norway", "Sweden"]),
        ("Norway held talks in Oslo. The two sides discussed aid to Ukraine.", ["The two sides"]),
        ("Rebels and soldiers left the north. They discussed aid to Ukraine.", ["rebels"]),
    ],
)
def test_a_plural_word_spreads_over_those_named_together(grammar: Analyser, text: str, actors: list[str]) -> None:
    assert parties(claim_at(grammar, text, "discussed"))[0] == actors


def last_actors(grammar: Analyser, text: str) -> list[str]:
    """The actors of the last claim of an attack."""
    found = [c for c in claims_of(grammar, text) if c.event.type == "ASSAULT"]
    assert len(found) > 1
    return parties(found[-1])[0]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("These attacks may go on.", ["gunmen"]),
        ("The attacks may go on.", ["gunmen"]),
        ("The attacks on the port may go on.", []),  # other attacks
    ],
)
def test_a_noun_takes_the_actors_of_what_it_points_back_to(grammar: Analyser, sentence: str, actors: list[str]) -> None:
    text = f"Gunmen attacked three villages. {sentence}"
    assert last_actors(grammar, text) == actors


def test_it_points_to_what_is_near(grammar: Analyser) -> None:
    filler = "The harvest was good in the south, and prices fell. " * 12
    text = f"Gunmen attacked three villages. {filler}The attacks may go on."
    assert last_actors(grammar, text) == []


def test_a_war_named_after_a_country_is_not_its_act(grammar: Analyser) -> None:
    found = claims_of(grammar, "Many Norwegians opposed the Iraq war.")
    assert "Iraq" not in [p.name for c in found for p in c.event.actors]
