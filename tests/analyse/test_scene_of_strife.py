"""Where strife is: at what is struck, and where the strife told right before it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from dateline.analyse import Analyser


def places(analyser: Analyser, text: str, words: str) -> list[str]:
    return [p.toponym.span.words(text) for p in claim_at(analyser, text, words).event.places]


@pytest.mark.parametrize("text", ["Sudan shelled Kharkiv.", "Kharkiv was shelled at dawn."])
def test_what_is_struck_is_where_it_happens(analyser: Analyser, text: str) -> None:
    assert places(analyser, text, "shelled") == ["Kharkiv"]


CLASHES = "Clashes broke out in Nyala on Monday. "


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (CLASHES + "Two people were wounded.", "wounded", ["Nyala"]),
        (CLASHES + "Two people were wounded in Kutum.", "wounded", ["Kutum"]),
        # another country's people, too far, and no strife before
        (CLASHES + "Norwegian police arrested two Norwegian ministers.", "arrested", []),
        (CLASHES + "The harvest was good in the south and prices fell again. " * 6 + "Two people were wounded.",
         "wounded", []),
        ("Ministers met in Nyala on Monday. Two people were wounded.", "wounded", []),
    ],
)  # fmt: skip
def test_strife_without_a_place_is_where_the_last_was(
    analyser: Analyser, text: str, words: str, expected: list[str]
) -> None:
    assert places(analyser, text, words) == expected


@pytest.mark.parametrize(
    ("text", "actors"),
    [("The Iraq invasion shocked Europe.", []), ("The Iraqi invasion shocked Europe.", ["Iraq"])],
)
def test_an_invasion_is_named_after_whom_it_struck(grammar: Analyser, text: str, actors: list[str]) -> None:
    assert [p.name for p in claim_at(grammar, text, "invasion").event.actors] == actors
