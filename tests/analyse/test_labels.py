"""Who speaks by the labels of a transcript, in the layouts that ministries and their scrapers give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.labels import find_labels
from dateline.model import Report
from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from dateline.analyse import Analyser

RUN_TOGETHER = (
    "The minister met his colleague in the capital. * * * Minister of Defence Anna Berg: Good morning. We sent two "
    "battalions to the coast. Question: Will they attack the port? Anna Berg: No. Ivan Olm (retranslated): Thank you. "
    "I told them that the rebels had shelled our villages. Anna Berg: Our army will defend them."
)


def labels(text: str) -> list[str]:
    """The labels of a text as words."""
    return [label.span.words(text) for label in find_labels(text)]


def test_labels_inside_a_paragraph() -> None:
    """A label opens a turn wherever a sentence has ended; an office and a bracket belong to it or are skipped."""
    assert labels(RUN_TOGETHER) == ["Minister of Defence Anna Berg", "Question", "Anna Berg", "Ivan Olm", "Anna Berg"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MR BERG: Good day.\nQ  Did you call the emir?\nMR BERG: I did.", ["MR BERG", "Q", "MR BERG"]),
        ("QUESTION: Did you?\n\nMS. LÖVE: We did.  QUESTION: Why? MS. LÖVE: I had to.",
         ["QUESTION", "MS. LÖVE", "QUESTION", "MS. LÖVE"]),
        ("Q Did you call? Q And why? MS. LEE: I was asked to.\n\nQ Thank you.", ["Q", "Q", "MS. LEE", "Q"]),
        ("Jan Olm: Are you ready?\n\nEva Lund: We are.\n\nOlm: When?\n\nLund: I will say.\n\nOlm: Thank you.",
         ["Jan Olm", "Eva Lund", "Olm", "Lund", "Olm"]),
    ],
)  # fmt: skip
def test_layouts(text: str, expected: list[str]) -> None:
    """With and without empty lines, dots and full names."""
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Export Controls: The list grows.\n\nFrozen Assets: The bank is shut.\n\nExport Controls: Ships are stopped.",
        "Minister Olm: War Is Near\n\nSnow fell on Monday. We saw it and I wrote it down, and our readers know it.",
        "She met the U.S. Ambassador Jan Olm: they talked. I was told so. He left. Note: We asked. Imagine: I fell.",
        "On Foreign Trade: we have agreed. On Foreign Trade: you know it. As For Peace: I hope so.",
    ],
)
def test_no_labels(text: str) -> None:
    """Headings, a headline, a title in the middle of a sentence and a colon of prose are none."""
    assert labels(text) == []


def test_a_speech_has_one_label() -> None:
    """One label counts where a titled speaker goes on in the first person for long."""
    speech = "President of Chad Ali Deby: Friends, " + "we know what we owe to those who fell and I thank them. " * 9
    assert labels(speech) == ["President of Chad Ali Deby"]
    assert labels(speech[:100]) == []


@pytest.mark.parametrize(
    ("trigger", "source", "actor"),
    [
        ("sent", "Anna Berg", "Anna Berg"),
        ("attack", "questioner", None),
        ("shelled", "Ivan Olm", "rebels"),
    ],
)
def test_each_claim_is_its_speakers(grammar: Analyser, trigger: str, source: str, actor: str | None) -> None:
    """What stands behind a label inside a paragraph is that speaker's, and "we" is the speaker."""
    claim = claim_at(grammar, RUN_TOGETHER, trigger)
    assert claim.sources[0].name == source
    assert actor is None or [p.name for p in claim.event.actors] == [actor]


def test_we_in_what_somebody_was_told_is_who_tells_it(grammar: Analyser) -> None:
    """Indirect speech inside a turn keeps the speaker's first person."""
    text = (
        "Anna Berg: Good morning.\n\nQuestion: What did the emir say?\n\n"
        "Anna Berg: The emir told me that we had bombed the bridge."
    )
    claim = claim_at(grammar, text, "bombed")
    assert [s.name for s in claim.sources] == ["Anna Berg", "emir"]
    assert [p.name for p in claim.event.actors] == ["Anna Berg"]


def test_a_short_question_is_the_questioners_and_not_the_next_speakers(grammar: Analyser) -> None:
    text = (
        "MS. OSTRANDER:  Good morning. We sent weapons to Chad.\n\nQ    Did you attack the port?\n\n"
        "MS. OSTRANDER:  Norway shelled the town.\n"
    )
    claims = grammar(Report("t", text, "2021-06-15")).claims
    told = {c.event.trigger.words(text): [s.name for s in c.sources] for c in claims}
    assert told == {"sent": ["Ostrander"], "attack": ["questioner"], "shelled": ["Ostrander"]}
