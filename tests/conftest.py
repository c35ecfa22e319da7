"""Fixtures every room's tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.sentences import load_parser

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once for the whole run."""
    return load_parser()
