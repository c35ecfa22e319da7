"""Who "we" are where two sides speak together."""

from __future__ import annotations

import pytest

from dateline.analyse import Analyser
from dateline.analyse.joint import joint_authors, joint_parties
from dateline.analyse.report_focus import country_of_outlet
from dateline.model import Report


def names(title: str, outlet: str = "The White House") -> list[str]:
    report = Report("x", "We met.", "2023-05-05", title=title, outlet=outlet)
    return [actor.name for actor in joint_parties(report)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Remarks by President Biden and Prime Minister Kishida of Japan", ["Joe Biden", "Fumio Kishida"]),
        (
            "Joint Statement by Prime Minister Rishi Sunak and President Emmanuel Macron on Fishing",
            ["Rishi Sunak", "Emmanuel Macron"],
        ),
        ("Joint declaration of Kenya and Tanzania on the border", ["Kenya", "Tanzania"]),
        ("Remarks by President Biden on the Economy", []),
        ("Remarks by President Biden and Secretary of State Antony Blinken", []),
        ("Kenya holds talks with Tanzania", []),
        ("", []),
    ],
)
def test_the_sides_that_a_title_names(title: str, expected: list[str]) -> None:
    assert names(title) == expected


def test_who_speaks_with_somebody_is_the_outlet_s_own_head() -> None:
    title = "Joint news conference with Prime Minister of Hungary Viktor Orban"
    assert names(title, "President of Russia (kremlin.ru)") == ["Vladimir Putin", "Viktor Orban"]


def test_we_of_two_who_speak_together_are_both_in_what_they_do_together(grammar: Analyser) -> None:
    text = "PRESIDENT BIDEN: We met this morning. We will send tanks to Estonia."
    title = "Remarks by President Biden and Prime Minister Kishida of Japan"
    report = Report("x", text, "2023-05-05", title=title, outlet="The White House")
    found = {c.event.type: {p.name for p in c.event.actors} for c in grammar(report).claims}
    assert found["CONSULT"] == {"Joe Biden", "Fumio Kishida"}
    assert all("Fumio Kishida" not in actors for kind, actors in found.items() if kind != "CONSULT")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Joint Statement by the G7 Announcing Aid to Kenya", ["G7"]),
        ("G7 Leaders’ Statement", ["G7"]),
        ("Kenya-Tanzania Joint Leaders’ Statement", ["Kenya", "Tanzania"]),
        ("Statement from the President on the NATO Summit", []),
        ("Statement by Kenya", []),
        ("Kenya rejects Tanzania statement", []),  # a headline
    ],
)
def test_the_authors_of_a_statement(title: str, expected: list[str]) -> None:
    report = Report("x", "We met.", "2023-05-05", title=title, outlet="The White House")
    assert [actor.name for actor in joint_authors(report)] == expected


def test_we_of_a_joint_statement_are_both(grammar: Analyser) -> None:
    report = Report("x", "We condemn the attack.", "2023-05-05", title="Joint Statement by Kenya and Tanzania")
    (claim, *_) = [c for c in grammar(report).claims if c.event.type == "ACCUSE"]
    assert {p.name for p in claim.event.actors} == {"Kenya", "Tanzania"}
    assert all(p.implied for p in claim.event.actors)


@pytest.mark.parametrize(
    ("outlet", "code"),
    [("President of Ukraine (president.gov.ua)", "UKR"), ("Prime Minister of Kenya", "KEN"), ("The White House", "USA"),
     ("The Kenyan Herald", ""), ("Reuters", ""), ("", "")],
)  # fmt: skip
def test_the_country_whose_government_is_the_outlet(outlet: str, code: str) -> None:
    assert country_of_outlet(Report("x", "", "2023-05-05", outlet=outlet)) == code


def test_they_goes_on_over_a_sentence_between(grammar: Analyser) -> None:
    text = "Sudanese troops left the town. They burned the mill. It was dark. They shelled Orr."
    claims = grammar(Report("x", text, "2023-05-05")).claims
    (actor,) = next(c.event.actors for c in claims if c.event.trigger.words(text) == "shelled")
    assert actor.actor is not None
    assert actor.actor.country == "SDN"


@pytest.mark.parametrize(
    ("outlet", "name"), [("President of Russia (kremlin.ru)", "Vladimir Putin"), ("Nairobi Council", "Nairobi Council")]
)
def test_i_of_a_report_is_who_holds_the_outlets_office_or_the_outlet(grammar: Analyser, outlet: str, name: str) -> None:
    report = Report("x", "I praised the Kenyan president on Monday.", "2023-05-05", outlet=outlet)
    (claim,) = grammar(report).claims
    assert [p.name for p in claim.event.actors] == [name]


OPENING = "We, the leaders of Kenya, the European Commission and Tanzania, condemn the attack. We will send our troops."


def test_those_who_name_themselves_at_the_beginning_of_a_joint_statement_are_its_authors() -> None:
    report = Report("x", OPENING, "2023-05-05", title="Joint Statement on Further Measures", outlet="The White House")
    assert [a.name for a in joint_authors(report)] == ["Kenya", "European Commission", "Tanzania"]
    assert (
        joint_authors(Report("x", OPENING, "2023-05-05", title="On Further Measures", outlet="The White House")) == ()
    )


def test_we_of_a_joint_statement_by_nobody_known_is_not_the_outlet_s_country(grammar: Analyser) -> None:
    text = "We will impose sanctions on Chad."
    joint, own = (
        Report("x", text, "2023-05-05", title=title, outlet="The White House")
        for title in ("Joint Statement on Further Measures", "Statement on Further Measures")
    )
    named = {r.title: [p.name for c in grammar(r).claims for p in c.event.actors] for r in (joint, own)}
    assert named == {joint.title: ["We"], own.title: ["United States"]}
