"""Places: toponyms resolved to the gazetteer, with the reason for each choice.

Whether a place is where something happened, came from or goes to is decided with the events, not here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.draft import Draft
from dateline.analyse.place_choice import LONE, choose_places
from dateline.analyse.place_names import NameFinder
from dateline.codebook import OwnCodebook, gazetteer, gazetteer_with, place_words
from dateline.model import Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc


class PlacesLayer:
    """Fills `toponyms`. `codebook` is the user's own: its places are added to the gazetteer."""

    name = "places"
    requires = ("sentences",)
    assigns = ("toponyms",)

    def __init__(self, codebook: OwnCodebook | None = None) -> None:
        self._find = load_finder(codebook)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its toponyms in reading order, none overlapping another."""
        return replace(draft, toponyms=find_toponyms(draft.report.text, draft.doc, find=self._find))


def find_toponyms(text: str, doc: Doc, *, find: NameFinder | None = None) -> tuple[Toponym, ...]:
    """The toponyms of a parsed text, in reading order, none overlapping another.

    Args:
        text: the report's text; `doc` is its parse with the same offsets.
        find: a finder to use again and again; a new one is made where it is not given.

    Returns:
        Literal and other toponyms; `place` is None for a name the gazetteer lacks.
    """
    names = (find or load_finder())(doc, text)
    return tuple(
        Toponym(name.span, choice.place, name.literal, choice.reason, choice.score)
        for name, choice in zip(names, choose_places(names), strict=True)
        # What only the gazetteer took for a place, and the rest of the report speaks against, is none.
        if choice is not LONE or name.basis == "name"
    )


def load_finder(codebook: OwnCodebook | None = None) -> NameFinder:
    """A finder over dateline's gazetteer and vocabulary, and the places of the user's own codebook."""
    own = [(p.place, p.aliases) for p in codebook.places] if codebook is not None else []
    return NameFinder(gazetteer_with(own) if own else gazetteer(), place_words())
