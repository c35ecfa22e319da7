"""The scope analysis on sentences that differ in one operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from bench.traps import HELD, OPEN, SUITE, read_traps, run, share, status_of
from dateline.analyse.factuality import VALUES, Scope, assess
from dateline.model import STATUSES
from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from spacy.language import Language

    from dateline.analyse import Analyser

FILE = yaml.safe_load(SUITE.read_text(encoding="utf8"))
WORKED = [(name, *case) for name, cases in FILE["worked"].items() for case in cases]
TRAPS = read_traps()
OPEN_TRAPS = [t for t in TRAPS if t.half == OPEN]


@pytest.mark.parametrize(("phenomenon", "sentence", "word", "status"), WORKED, ids=lambda v: v if len(v) < 25 else "")
def test_status_of_the_authors_own_words(nlp, phenomenon, sentence, word, status):
    assert status_of(nlp, sentence, word) == status


@pytest.mark.parametrize("trap", OPEN_TRAPS, ids=lambda t: f"{t.phenomenon}-{t.word}")
def test_open_half_holds_but_for_the_faults_listed(nlp, trap):
    right = status_of(nlp, trap.sentence, trap.word) in trap.accepted
    assert right == (trap.sentence not in FILE["faults"])


def test_held_half_keeps_its_floor(nlp: Language):
    assert share(run(nlp, [t for t in TRAPS if t.half == HELD])) >= FILE["floor"]


def test_suite_is_as_large_as_it_says():
    assert len(TRAPS) >= 220
    assert len({t.phenomenon for t in TRAPS}) >= 25
    assert {s for t in TRAPS for s in t.accepted} == set(STATUSES)


def test_every_fault_is_a_sentence_of_the_open_half():
    assert set(FILE["faults"]) <= {t.sentence for t in OPEN_TRAPS}


def test_every_status_has_a_value_on_its_side():
    assert set(VALUES) == set(STATUSES)
    assert VALUES["denied"][0] < VALUES["unlikely"][0] < 0 < VALUES["possible"][0] < VALUES["occurred"][0]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The embargo on Chad is in effect.", "ongoing"),
        ("The embargo on Chad is no longer in effect.", "denied"),
        ("The embargo on Chad is not in force.", "denied"),
        ("The embargo on Chad has expired.", "occurred"),
        ("The embargo on Chad has not expired.", "ongoing"),
        ("The embargo on Chad will expire on Friday.", "ongoing"),
        ("The rebels hope that the embargo on Chad will end.", "ongoing"),
        ("The embargo on Chad has not been suspended.", "ongoing"),
        ("The embargo on Chad was suspended in May.", "occurred"),
        ("The embargo on Chad is under consideration.", "possible"),
    ],
)
def test_whether_a_standing_state_still_stands(nlp: Language, sentence: str, status: str) -> None:
    assert status_of(nlp, sentence, "embargo") == status


def test_operators_come_outermost_first(nlp):
    doc = nlp("The minister did not rule out that the army might attack.")
    found, _ = assess(next(t for t in doc if t.text == "attack"), Scope())
    words = [o.word for o in found.operators]
    assert words.index("rule") < words.index("might")


def test_a_second_verb_that_calls_it_unreal_denies_it_too(nlp: Language) -> None:
    assert status_of(nlp, "The army denied it, and called the raid on Gulu staged.", "raid") == "denied"
    assert status_of(nlp, "The army denied it, and called the raid on Gulu planned.", "raid") == "occurred"


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Chad called the massacre a hoax.", "massacre", "denied"),
        ("Chad described the raid on Gulu as fake.", "raid", "denied"),
        ("The ministry dismissed the bombing as a fabrication.", "bombing", "denied"),
        ("Chad called the massacre staged.", "massacre", "denied"),
        ("Chad called the massacre planned.", "massacre", "occurred"),
        ("Chad called the massacre a crime.", "massacre", "occurred"),
        ("Chad called the invasion of Mali wrong.", "invasion", "occurred"),
        ("Chad described the raid on Gulu as brutal.", "raid", "occurred"),
        ("Chad called the demand a hoax.", "demand", "occurred"),
    ],
)
def test_what_is_called_unreal_is_denied_by_who_says_so(analyser: Analyser, text: str, words: str, status: str) -> None:
    claim = claim_at(analyser, text, words)
    assert claim.factuality.status == status
    if status == "denied":
        assert claim.sources
