"""Statements inside statements, sources behind sources, and the author's own stance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyse.attributed import attribute, by_cue, parent_of

if TYPE_CHECKING:
    from spacy.language import Language


def chain(nlp: Language, text: str, cue: str) -> list[tuple[str, str]]:
    """(source, relation) from the outermost statement to the one with this cue."""
    everything = attribute(nlp, text)
    said = by_cue(nlp, text, cue)
    found = [(said.source, said.statement.relation)]
    while (outer := parent_of(said, everything)) is not None:
        found.insert(0, (outer.source, outer.statement.relation))
        said = outer
    return found


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        (
            "The premier said that the navy had reported that a submarine was following the ferry.",
            "reported",
            [("The premier", "says"), ("the navy", "says")],
        ),
        (
            "The embassy rejected claims by the opposition that it had paid the protesters.",
            "claims",
            [("The embassy", "denies"), ("the opposition", "says")],
        ),
        (
            "Le Monde reported, citing two diplomats, that the summit would be moved to Oslo.",
            "citing",
            [("Le Monde", "says"), ("two diplomats", "cites")],
        ),
        (
            "The governor was told by engineers that the dam would hold.",
            "told",
            [("engineers", "says")],
        ),
        (
            "Tass quoted the admiral as saying that the fleet would return in March.",
            "saying",
            [("Tass", "cites"), ("the admiral", "says")],
        ),
        (
            "The agency said that, according to the railway, forty wagons were missing.",
            "according",
            [("The agency", "says"), ("the railway", "says")],
        ),
    ],
)
def test_chains(nlp: Language, text: str, cue: str, expected: list[tuple[str, str]]) -> None:
    """Each hop has its source and its relation."""
    assert chain(nlp, text, cue) == expected


def test_cited_source_shares_the_content(nlp: Language) -> None:
    """Whom the paper cites says the same thing, and the citing words are not part of it."""
    text = "Le Monde reported, citing two diplomats, that the summit would be moved to Oslo."
    paper, diplomats = by_cue(nlp, text, "reported"), by_cue(nlp, text, "citing")
    assert paper.content == diplomats.content
    assert "diplomats" not in paper.content


def test_coordinated_cues_are_not_nested(nlp: Language) -> None:
    """ "said ..., adding that ...": two statements side by side."""
    text = "The mayor said the road was closed, adding that schools would open on Monday."
    assert by_cue(nlp, text, "adding").statement.parent is None
    assert by_cue(nlp, text, "adding").source == "The mayor"


def test_every_parent_is_a_statement(nlp: Language) -> None:
    """No parent points nowhere, and none points in a circle."""
    text = 'Kyiv said Minsk believes that Warsaw knows the plan. "He told me that you said so," she said.'
    statements = {s.statement.id: s.statement for s in attribute(nlp, text)}
    for statement in statements.values():
        seen = set()
        at = statement
        while at.parent is not None:
            assert at.id not in seen
            seen.add(at.id)
            at = statements[at.parent]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry falsely claimed that the bridge had been rebuilt.", "disputed"),
        ("The ministry claimed, without offering evidence, that the bridge had been rebuilt.", "disputed"),
        ("The analyst correctly predicted that the bridge would be rebuilt.", "supported"),
        ("The ministry said that the bridge had been rebuilt.", ""),
    ],
)
def test_authors_stance(nlp: Language, text: str, stance: str) -> None:
    """What the report itself adds about a claim."""
    assert [s.statement.stance for s in attribute(nlp, text)] == [stance]
