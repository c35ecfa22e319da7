"""Quotations signed with a dash, and dashes that sign nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Report

if TYPE_CHECKING:
    from dateline.analyse import Analyser

WORDS = "“Sudan attacked the bridge at dawn, and we shall not forget it.”"


@pytest.mark.parametrize("dash", ["― ", "—", " -- "])
def test_who_signs_a_quotation_says_it(grammar: Analyser, dash: str) -> None:
    text = f"The square was full.\n\n{WORDS}{dash}Petra Olm, a teacher\n\nThe harvest was good."
    (claim,) = (c for c in grammar(Report("x", text, "2023-05-05")).claims if c.event.lemma == "attack")
    assert [s.name for s in claim.sources] == ["Petra Olm"]


@pytest.mark.parametrize("rest", [" — The harvest was good, said Petra Olm.", " — but nobody signed it."])
def test_a_sentence_behind_a_dash_signs_nothing(grammar: Analyser, rest: str) -> None:
    statements = grammar(Report("x", f"{WORDS}{rest}", "2023-05-05")).statements
    assert not any("signature" in s.method for s in statements)
