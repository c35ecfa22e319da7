"""Names behind long titles and contracted perfects, which the parser gets wrong; names like others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Report
from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from dateline.analyse import Analyser


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Head of the NATO Mission in Ukraine Karen Lindqvist condemned the attack on Chad.", "condemned",
         ["Karen Lindqvist"]),
        ("The minister met Chairman of the NATO Military Committee Jorge Almeida in Oslo.", "met",
         ["minister", "Jorge Almeida"]),
        ("The minister met the chairman of the NATO Military Committee in Oslo.", "met", ["minister", "chairman"]),
        # a comma, and a place that is one
        ("The head of the mission in Ukraine, Karen Lindqvist, condemned the attack on Chad.", "condemned",
         ["Karen Lindqvist"]),
        ("The head of NATO condemned the attack on Chad.", "condemned", ["Jens Stoltenberg"]),
    ],
)  # fmt: skip
def test_a_name_behind_a_long_title(grammar: Analyser, text: str, words: str, actors: list[str]) -> None:
    assert [p.name for p in claim_at(grammar, text, words).event.actors] == actors


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("The government is strict. It's sent jets to Chad.", "sent", ["government"]),
        ("The town is old. It's shelled by Norway.", "shelled", ["Norway"]),
    ],
)
def test_a_contracted_perfect_is_active(grammar: Analyser, text: str, words: str, actors: list[str]) -> None:
    assert [p.name for p in claim_at(grammar, text, words).event.actors] == actors


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mohammed, a 20-year-old student, condemned the attack on Chad.", "Mohammed"),
        ("Yousef, an old taxi driver, condemned the attack on Chad.", "Yousef"),
        ("Mohammed, the king of Morocco, condemned the attack on Chad.", "King Mohammed VI"),
    ],
)
def test_a_first_name_alone_is_nobody_of_the_tables(grammar: Analyser, text: str, name: str) -> None:
    assert [p.name for p in claim_at(grammar, text, "condemned").event.actors] == [name]


def test_a_surname_of_two_words_is_not_its_last(grammar: Analyser) -> None:
    found = claim_at(grammar, "Ben Ali condemned the attack on Chad.", "condemned", "2010-06-15")
    assert [p.name for p in found.event.actors] == ["Zine El Abidine Ben Ali"]


def test_a_cemetery_is_no_person(grammar: Analyser) -> None:
    text = "Sam Huff was buried at Arlington National Cemetery."
    mentions = grammar(Report("x", text, "2010-06-15")).mentions
    assert [m.span.words(text) for m in mentions] == ["Sam Huff"]


def test_who_speaks_is_not_whom_the_quotation_names(grammar: Analyser) -> None:
    text = 'Viktor Orban left the hall. "Emmanuel Macron is right. We condemn the attack on Chad," he said.'
    assert claim_at(grammar, text, "condemn").sources[0].name == "Viktor Orban"


@pytest.mark.parametrize("text", ["The Swedish death toll in Mali rose.", "Swedish casualties in Mali rose."])
def test_whose_dead_they_are_suffers(analyser: Analyser, text: str) -> None:
    claims = analyser(Report("x", text, "2023-05-05")).claims
    assert not any(p.name == "Sweden" for c in claims for p in c.event.actors)


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        ("Rebels want to see the mayor deposed.", "deposed", [], ["mayor"]),
        ("The army had ten editors arrested.", "arrested", ["army"], ["editors"]),
        ("The mayor saw rebels attack the town.", "attack", ["rebels"], ["the town"]),
    ],
)
def test_what_becomes_of_a_subject_is_done_to_it(
    grammar: Analyser, text: str, words: str, actors: list[str], recipients: list[str]
) -> None:
    event = claim_at(grammar, text, words).event
    assert ([p.name for p in event.actors], [p.name for p in event.recipients]) == (actors, recipients)


def test_he_that_somebody_was_called_is_no_she_later(grammar: Analyser) -> None:
    text = (
        "Lu Quanzhang is in jail, and he is ill. Karen Lindqvist has written to the court since. "
        "Lu Quanzhang is held in Gulu. She condemned the attack on Chad."
    )
    assert [p.name for p in claim_at(grammar, text, "condemned").event.actors] == ["Karen Lindqvist"]


def test_people_are_not_always_the_same_people(grammar: Analyser) -> None:
    event = claim_at(grammar, "Some people came. They killed innocent people in Gulu.", "killed").event
    assert [p.name for p in event.recipients] == ["people"]


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        ("Envoy of President Emmanuel Macron left. He's denied asylum by Chad.", "denied", ["Chad"], []),
        ("The mayor heard police shelled the town.", "shelled", ["police"], ["the town"]),
    ],
)
def test_what_only_looks_like_these(
    grammar: Analyser, text: str, words: str, actors: list[str], recipients: list[str]
) -> None:
    event = claim_at(grammar, text, words).event
    assert [p.name for p in event.actors] == actors
    assert set(recipients) <= {p.name for p in event.recipients}


def test_descriptions_have_no_gender_of_their_own(grammar: Analyser) -> None:
    text = "One resident said he fled the town. Another resident said she had shelled a depot."
    assert [p.name for p in claim_at(grammar, text, "shelled").event.actors] == ["resident"]
