"""Who does what to whom, through the constructions of news English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.draft import Draft
from dateline.analyse.predicates import PredicatesLayer
from dateline.analyse.sentences import ParseLayer, parse
from dateline.model import Report

if TYPE_CHECKING:
    from spacy.language import Language

    from dateline.analyse.predicates import Predicate


def predicate_of(nlp: Language, sentence: str, word: str) -> Predicate:
    report = Report(id="t", text=sentence, dct="2020-01-01")
    draft = PredicatesLayer()(ParseLayer()(Draft(report, parse(nlp, report))))
    assert draft.predicates is not None
    return next(p for p in draft.predicates.values() if p.token.text == word)


@pytest.mark.parametrize(
    ("sentence", "word", "agents", "patients"),
    [
        ("Norway sent two frigates to the strait.", "sent", ["Norway"], ["frigates"]),
        ("Two frigates were sent to the strait by Norway.", "sent", ["Norway"], ["frigates"]),
        ("Norway and Denmark plan to send frigates.", "send", ["Norway", "Denmark"], ["frigates"]),
        ("Oslo urged Tehran to release the sailors.", "release", ["Tehran"], ["sailors"]),
        ("Oslo called on Tehran to release the sailors.", "release", ["Tehran"], ["sailors"]),
        ("Oslo promised Tehran to release the sailors.", "release", ["Oslo"], ["sailors"]),
        ("The offer, which Tehran rejected, was modest.", "rejected", ["Tehran"], ["which"]),
        ("The offer Tehran rejected was modest.", "rejected", ["Tehran"], ["offer"]),
        ("Rebels attacked the mine and burned the depot.", "burned", ["Rebels"], ["depot"]),
        ("Chad's deployment of troops angered Sudan.", "deployment", ["Chad"], ["troops"]),
        ("The Chadian deployment angered Sudan.", "deployment", ["Chadian"], []),
        ("An attack by militants closed the road.", "attack", ["militants"], []),
        ("Talks between Chad and Sudan collapsed.", "Talks", ["Chad", "Sudan"], []),
        ("Chad launched an attack on the camp.", "attack", ["Chad"], []),
    ],
)
def test_parts(nlp, sentence, word, agents, patients):
    found = predicate_of(nlp, sentence, word)
    assert [t.text for t in found.agents] == agents
    assert [t.text for t in found.patients] == patients


def test_a_new_clause_keeps_its_subject_where_the_parser_coordinates_it_wrongly(nlp):
    sentence = "Norway sent frigates to Iceland and other allies have deployed submarines."
    assert [t.text for t in predicate_of(nlp, sentence, "deployed").agents] == ["allies"]
    assert [n.text for _, n in predicate_of(nlp, sentence, "sent").obliques] == ["Iceland"]


def test_ellipsis_takes_the_verb_it_stands_for(nlp):
    found = predicate_of(nlp, "Norway has deployed frigates and Denmark may do so soon.", "do")
    assert found.antecedent is not None
    assert found.antecedent.text == "deployed"
    assert ("deploy", "do so") in [(key, " ".join(w.text for w in words)) for key, words in found.keys]


def test_particles_and_prepositions_belong_to_the_trigger(nlp):
    found = predicate_of(nlp, "The garrison pulled back from the river.", "pulled")
    assert next(key for key, _ in found.keys).startswith("pull back")
