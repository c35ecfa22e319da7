from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.sentences import parse
from dateline.analyse.syntax import objects_of
from dateline.analyse.things import find_thing, hedged_objects, things_under
from dateline.model import Quantity, Report, Thing

if TYPE_CHECKING:
    from spacy.language import Language


def objects(nlp: Language, text: str) -> tuple[Thing, ...]:
    """The things under the objects of the sentence's verbs."""
    doc = parse(nlp, Report("r", text, "2022-02-02"))
    heads = [token for token in doc if token.dep_ in ("dobj", "nsubjpass") and token.head.pos_ == "VERB"]
    found = things_under(heads, text)
    assert all(thing.span.words(text) == thing.text for thing in found)
    return found


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (
            "The country sent tanks, rocket launchers and artillery to the front.",
            [("tanks", "tank"), ("rocket launchers", "rocket launcher"), ("artillery", "artillery")],
        ),
        (
            "They will deliver weapons, including anti-tank missiles and drones, as well as ammunition, to the army.",
            [
                ("weapons", "weapons"),
                ("anti-tank missiles", "anti-tank missile"),
                ("drones", "drone"),
                ("ammunition", "ammunition"),
            ],
        ),
        (
            "The rebels used heavy weapons such as mortars and howitzers.",
            [("heavy weapons", "weapons"), ("mortars", "artillery"), ("howitzers", "artillery")],
        ),
        (
            "They received Javelin and Stinger missiles.",
            [("Javelin", "anti-tank missile"), ("Stinger missiles", "MANPADS")],
        ),
        (
            "Warsaw offered MANPADS, shoulder-fired anti-aircraft missiles.",
            [("MANPADS", "MANPADS"), ("shoulder-fired anti-aircraft missiles", "MANPADS")],
        ),
        ("She rejected the proposal that was made in the spring.", [("proposal", "proposal")]),
        ("The union froze the assets of the bank.", [("assets of the bank", "assets")]),
    ],
)
def test_lists_examples_and_appositions_are_taken_apart(
    nlp: Language, text: str, things: list[tuple[str, str]]
) -> None:
    assert [(t.text, t.kind) for t in objects(nlp, text)] == things


@pytest.mark.parametrize(
    ("text", "thing", "kind", "quantity", "unit"),
    [
        ("The ministry ordered a shipment of rifles.", "rifles", "small arms", "a shipment", "shipment"),
        ("The ministry ordered 40 crates of ammunition.", "ammunition", "ammunition", "40 crates", "crate"),
        ("Moscow moved hundreds of tanks to the border.", "tanks", "tank", "hundreds", ""),
        ("The navy dispatched a number of warships.", "warships", "warship", "a number", ""),
        ("Washington approved $200 million in military aid.", "military aid", "assistance", "$200 million", "USD"),
        ("They delivered $60 million worth of arms.", "arms", "weapons", "$60 million", "USD"),
        ("Canada gave an additional loan of 120 million dollars.", "additional loan of 120 million dollars", "money",
         "120 million dollars", "USD"),
        ("Poland promised 14 Leopard 2 tanks.", "14 Leopard 2 tanks", "tank", "14", ""),
    ],
)  # fmt: skip
def test_measures_give_the_quantity_and_not_the_thing(
    nlp: Language, text: str, thing: str, kind: str, quantity: str, unit: str
) -> None:
    (found,) = objects(nlp, text)
    assert (found.text, found.kind) == (thing, kind)
    assert found.quantity is not None
    assert (found.quantity.text, found.quantity.unit) == (quantity, unit)


def test_a_hedge_between_verb_and_object(nlp: Language) -> None:
    text = "The government deployed up to 8,500 troops."
    (verb,) = [t for t in parse(nlp, Report("r", text, "2022-02-02")) if t.text == "deployed"]
    (found,) = things_under([*objects_of(verb), *hedged_objects(verb)], text)
    assert found.kind == "troops"
    assert found.quantity == Quantity("up to 8,500", None, 8500, "at most")


def test_what_the_next_clause_does_is_no_thing(nlp: Language) -> None:
    assert [t.text for t in objects(nlp, "They sent missiles, and troops left the town.")] == ["missiles", "town"]


def test_coordinated_adjectives_do_not_make_two_things(nlp: Language) -> None:
    (found,) = objects(nlp, "They attacked Russian and Belarusian bases.")
    assert found.text == "Russian and Belarusian bases"


@pytest.mark.parametrize(
    "text", ["The envoy found a way.", "They met Maria Jensen.", "They left it.", "They seized power on Monday."]
)
def test_persons_days_pronouns_and_abstract_words_are_none(nlp: Language, text: str) -> None:
    assert [t for t in objects(nlp, text) if t.text in ("way", "Maria Jensen", "it", "Monday")] == []


def test_force_alone_is_no_unit(nlp: Language) -> None:
    text = "They took the town by force."
    doc = nlp(text)
    (force,) = [t for t in doc if t.text == "force"]
    assert find_thing(force, text) is None
