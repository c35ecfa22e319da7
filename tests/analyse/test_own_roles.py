"""Dated codes and role nouns of a codebook of one's own, in whole sentences."""

from __future__ import annotations

import pytest

from dateline.analyse import Analyser, load_analyser
from dateline.codebook import read_codebook
from dateline.model import Report

OWN = """\
actors:
  - {name: Freedonia, kind: country, code: FRD, aliases: [Freedonian]}
  - {name: Sylvania, kind: country, code: SYV}
  - name: Rufus Firefly
    kind: group
    codes: [FRDOPP to 1932, FRDGOV from 1933 to 1935-12-31]
agents:
  - {name: soldier, code: ~MIL, aliases: [soldiers]}
  - {name: ministry of fish, code: ~GOV}
  - {name: relief body, code: NGO~}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Analyser:
    file = tmp_path_factory.mktemp("own") / "own.yaml"
    file.write_text(OWN, encoding="utf8")
    return load_analyser(codebook=read_codebook(file))


def code_of(own: Analyser, text: str, word: str, day: str = "1934-05-01") -> str:
    """The code of the mention that the word heads; "" where it has none."""
    found = own(Report(id="r", text=text, dct=day)).mentions
    return next((m.actor.code for m in found if m.actor is not None and m.head.words(text) == word), "")


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Freedonian soldiers attacked Sylvania on Monday.", "soldiers", "FRDMIL"),
        ("Soldiers from Freedonia attacked Sylvania on Monday.", "Soldiers", "FRDMIL"),
        ("Sylvania attacked the soldiers of Freedonia in March.", "soldiers", "FRDMIL"),
        ("The Sylvania Ministry of Fish condemned the attack.", "Ministry", "SYVGOV"),
        ("Sylvania attacked Freedonia.", "Freedonia", "FRD"),
    ],
)
def test_a_role_noun_has_the_code_of_its_party(own: Analyser, text: str, word: str, code: str) -> None:
    assert code_of(own, text, word) == code


@pytest.mark.parametrize(
    ("day", "code"), [("1932-12-31", "FRDOPP"), ("1933-01-01", "FRDGOV"), ("1935-12-31", "FRDGOV"), ("1936-01-01", "")]
)
def test_a_code_holds_on_its_days(own: Analyser, day: str, code: str) -> None:
    assert code_of(own, "Rufus Firefly attacked Sylvania on Monday.", "Firefly", day) == code
