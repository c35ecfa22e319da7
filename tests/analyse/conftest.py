"""Fixtures of the layers: toponyms of a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dateline.analyse.places import find_toponyms, load_finder
from dateline.analyse.sentences import parse
from dateline.model import Report, Toponym

if TYPE_CHECKING:
    from spacy.language import Language

    from dateline.analyse.place_names import NameFinder


@pytest.fixture(scope="session")
def finder() -> NameFinder:
    """The finder of place names, loaded once."""
    return load_finder()


@pytest.fixture
def toponyms(nlp: Language, finder: NameFinder) -> Callable[[str], dict[str, Toponym]]:
    """The toponyms of a text by their words."""

    def find(text: str) -> dict[str, Toponym]:
        doc = parse(nlp, Report("t", text, "2022-02-02"))
        return {t.span.words(text): t for t in find_toponyms(text, doc, find=finder)}

    return find
