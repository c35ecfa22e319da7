"""The scope analysis on sentences that differ in one operator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from dateline.analyse.factuality import VALUES, Scope, assess
from dateline.model import STATUSES

if TYPE_CHECKING:
    from spacy.language import Language

TRAPS = yaml.safe_load(Path(__file__).with_name("traps.yaml").read_text(encoding="utf8"))
CASES = [(name, *case) for name, cases in TRAPS.items() for case in cases]


def status_of(nlp: Language, sentence: str, word: str) -> str:
    token = next(t for t in nlp(sentence) if t.text == word)
    return assess(token, Scope())[0].status


@pytest.mark.parametrize(("phenomenon", "sentence", "word", "status"), CASES, ids=lambda v: v if len(v) < 25 else "")
def test_status_of_the_authors_own_words(nlp, phenomenon, sentence, word, status):
    assert status_of(nlp, sentence, word) == status


def test_every_status_has_a_value_on_its_side():
    assert set(VALUES) == set(STATUSES)
    assert VALUES["denied"][0] < VALUES["unlikely"][0] < 0 < VALUES["possible"][0] < VALUES["occurred"][0]


def test_operators_come_outermost_first(nlp):
    doc = nlp("The minister did not rule out that the army might attack.")
    found, _ = assess(next(t for t in doc if t.text == "attack"), Scope())
    words = [o.word for o in found.operators]
    assert words.index("rule") < words.index("might")
