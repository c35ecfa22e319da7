"""Texts, views and counts as sources of what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from dateline.analyse import Analyser


def chain(grammar: Analyser, text: str, trigger: str) -> list[str]:
    """The names in the source chain of the claim at a trigger."""
    return [s.name for s in claim_at(grammar, text, trigger).sources]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Under the deal, Sudan would release 40 prisoners.", "release", ["the deal"]),
        ("Under the deal, Sudan released 40 prisoners in March.", "released", []),
        ("Under pressure, Sudan would release 40 prisoners.", "release", []),
        ("The proposal included a withdrawal of foreign troops from Libya.", "withdrawal", ["The proposal"]),
        ("The plan foresees that Chad will withdraw its troops.", "withdraw", ["The plan"]),
        ("The plan envisages the deployment of 2,000 peacekeepers.", "deployment", ["The plan"]),
        ("The minister said that under the deal, Kenya would withdraw its troops.", "withdraw",
         ["minister", "the deal"]),
    ],
)  # fmt: skip
def test_what_texts_hold(grammar: Analyser, text: str, trigger: str, expected: list[str]) -> None:
    """An agreement or a plan vouches for what it provides, and for nothing that the report itself tells."""
    assert chain(grammar, text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("In the minister's view, the rebels are preparing an attack on the capital.", "attack", ["minister"]),
        ("In the general's account, the rebels attacked first.", "attacked", ["general"]),
        ("By his own account, the general ordered the attack.", "attack", ["general"]),
        ("The general met reporters. In his view, the rebels attacked first.", "attacked", ["general"]),
        ("In view of the attack, the army withdrew.", "withdrew", []),
        ("In our view, the rebels attacked first.", "attacked", []),
    ],
)
def test_whose_view_or_count(grammar: Analyser, text: str, trigger: str, expected: list[str]) -> None:
    """What is so in somebody's view is his claim."""
    assert chain(grammar, text, trigger) == expected


def test_a_text_is_a_document(grammar: Analyser) -> None:
    """A source that is a text says so."""
    found = claim_at(grammar, "Under the treaty, Chad must withdraw its troops.", "withdraw")
    assert [s.kind for s in found.sources] == ["document"]
