"""Both sides of what is done together, protesters whom a protest does not name, and whose words a text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse import claims
from dateline.model import Report
from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from dateline.analyse import Analyser
    from dateline.model import Claim


def sides(claim: Claim) -> tuple[list[str], list[str]]:
    return [p.name for p in claim.event.actors], [p.name for p in claim.event.recipients]


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        ("Norway held talks with Sweden in Oslo.", "held", ["Norway", "Sweden"], ["Sweden"]),
        ("Norway met Sweden and Finland in Oslo.", "met", ["Norway", "Sweden", "Finland"], ["Sweden", "Finland"]),
        ("Norway cooperates with Sweden on fisheries.", "cooperates", ["Norway", "Sweden"], ["Sweden"]),
        ("Chadian police clashed with miners.", "clashed", ["Chadian police", "miners"], ["miners"]),
        ("US-British air strikes on Gulu continued.", "strikes", ["United States", "United Kingdom"], ["Gulu"]),
        # one-sided: a visit, an attack, a fight "with" an ally
        ("Norway visited Sweden on Monday.", "visited", ["Norway"], ["Sweden"]),
        ("Norway attacked Sweden with rockets.", "attacked", ["Norway"], ["Sweden"]),
        ("Norway fought with Sweden.", "fought", ["Norway"], ["Sweden"]),
    ],
)
def test_what_two_do_together_both_do(
    grammar: Analyser, text: str, words: str, actors: list[str], recipients: list[str]
) -> None:
    assert sides(claim_at(grammar, text, words)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Angry demonstrators filled the square in Gulu. The protests went on at night.", "protests",
         ["demonstrators"]),
        ("The protests went on at night. Angry demonstrators filled the square in Gulu.", "protests",
         ["demonstrators"]),
        # nobody called so; those of another country
        ("Farmers filled the square in Gulu. The protests went on at night.", "protests", []),
        ("Kenyan demonstrators filled a square in Nairobi. Protests were held in Oslo.", "Protests", []),
    ],
)  # fmt: skip
def test_a_protest_without_a_name_is_that_of_the_reports_protesters(
    analyser: Analyser, text: str, words: str, actors: list[str]
) -> None:
    found = claim_at(analyser, text, words).event.actors
    assert [p.name for p in found] == actors
    assert all(p.implied for p in found)


@pytest.mark.parametrize(
    ("text", "words", "against"),
    [
        ("An anti-NATO protest was held in Oslo.", "held", ["NATO"]),
        ("Anti-Kenyan protests broke out in Gulu.", "protests", ["Kenya"]),
        ("Anti-government protesters marched in Gulu.", "marched", ["government"]),
        ("Peter Olm spoke. An anti-Olm protest was held in Oslo.", "held", ["Peter Olm"]),
        ("An anti-Olm protest was held in Oslo.", "held", []),
        ("An anti-war protest was held in Oslo.", "held", []),
        ("An anti-NATO protest against Norway was held in Oslo.", "held", ["Norway"]),
    ],
)
def test_whom_a_protest_is_against_may_stand_before_its_noun(
    grammar: Analyser, text: str, words: str, against: list[str]
) -> None:
    assert [p.name for p in claim_at(grammar, text, words).event.recipients] == against


OPENINGS = [
    ("Here are the remarks of President Emmanuel Macron on Friday: ", ""),
    ("This is the text of President Emmanuel Macron's address to the nation. ", ""),
    ("", "Full text of President Emmanuel Macron's speech"),
]


@pytest.mark.parametrize(("opening", "title"), OPENINGS)
def test_a_printed_speech_is_its_speakers(grammar: Analyser, opening: str, title: str) -> None:
    report = Report("x", f"{opening}Sudan attacked Chad. I condemn it.", "2023-05-05", title=title, outlet="Gazette")
    attacked, condemn = (next(c for c in grammar(report).claims if c.event.lemma == w) for w in ("attack", "condemn"))
    assert [s.name for s in attacked.sources] == ["Emmanuel Macron"]
    assert [p.name for p in condemn.event.actors] == ["Emmanuel Macron"]


@pytest.mark.parametrize(
    "opening",
    ["The prime minister read the remarks of President Emmanuel Macron on Friday. ", "Macron spoke on Friday. "],
)
def test_a_report_about_a_speech_is_the_outlets(grammar: Analyser, opening: str) -> None:
    report = Report("x", f"{opening}Sudan attacked Chad.", "2023-05-05", outlet="Gazette")
    (claim,) = (c for c in grammar(report).claims if c.event.lemma == "attack")
    assert claim.sources == ()


def test_you_in_a_question_is_who_answers(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "LEAST_CONFIDENCE", 0.0)  # whoever is meant, surely or not
    text = "Q Have you condemned the attack on Chad?\n\nMR. KIRBY: We have.\n"
    assert sides(claim_at(analyser, text, "condemned"))[0] == ["John Kirby"]
    assert sides(claim_at(analyser, text.replace("you", "they"), "condemned"))[0] != ["John Kirby"]


@pytest.mark.parametrize(("words", "actor"), [("met", "Emmanuel Macron"), ("are ready to meet", "France")])
def test_an_officials_we_is_the_country_in_talks_yet_to_come(grammar: Analyser, words: str, actor: str) -> None:
    text = f'"We {words} the rebels," President Emmanuel Macron said.'
    assert sides(claim_at(grammar, text, "met" if words == "met" else "meet"))[0][0] == actor


@pytest.mark.parametrize("thought", ["They may believe that Sudan attacked Chad.", "Few knew Sudan had attacked Chad."])
def test_a_thought_only_supposed_has_no_source(grammar: Analyser, thought: str) -> None:
    assert claim_at(grammar, f"The rebels left. {thought}", "attacked").sources == ()


def test_they_are_not_whoever_says_i_met_them(grammar: Analyser) -> None:
    text = '"I met Emmanuel Macron and Viktor Orban in Oslo. They condemned the attack on Chad," Erna Solberg said.'
    assert sides(claim_at(grammar, text, "condemned"))[0] == ["Emmanuel Macron", "Viktor Orban"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Norway thanked Sweden for its support.", True),
        ("Norway thanked Norwegian soldiers.", False),
        ("Erna Solberg thanked the nurses and the engineers.", False),
    ],
)
def test_thanks_at_home_are_no_event(analyser: Analyser, text: str, kept: bool) -> None:
    claims = analyser(Report("x", text, "2018-05-05")).claims
    assert any(c.event.lemma == "thank" for c in claims) is kept


@pytest.mark.parametrize("verb", ["saw", "witnessed"])
def test_who_only_sees_an_attack_does_not_make_it(analyser: Analyser, verb: str) -> None:
    claims = analyser(Report("x", f"Norway {verb} a violation of the truce in Chad.", "2018-05-05")).claims
    assert not any(p.name == "Norway" for c in claims for p in c.event.actors)


def test_you_in_a_talk_of_two_is_the_other(analyser: Analyser) -> None:
    text = "Vladimir Putin: Go on.\n\nSergei Lavrov: You have condemned the attack on Chad.\n\nVladimir Putin: I have."
    assert sides(claim_at(analyser, text, "condemned"))[0] == ["Vladimir Putin"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A full transcript of President Emmanuel Macron's speech was published on Monday. Sudan attacked Chad.", ""),
        ("Sudan attacked Chad.", "Full text of President Emmanuel Macron's speech sparks protests"),
        ("Transcript of President Emmanuel Macron's interview with the Gazette. Sudan attacked Chad.", ""),
    ],
)
def test_a_sentence_about_a_speech_makes_nobody_its_source(grammar: Analyser, text: str, title: str) -> None:
    claims = grammar(Report("x", text, "2023-05-05", title=title, outlet="Gazette")).claims
    (claim,) = (c for c in claims if c.event.lemma == "attack")
    assert claim.sources == ()
