"""Fixtures every room's tests share, and the rule that holds for all of them: no network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dateline.analyse import Analyser, load_analyser
from dateline.analyse.sentences import load_parser
from tests.nonet.netblock import block

if TYPE_CHECKING:
    from spacy.language import Language

ATTEMPTS = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Cut the whole run off, collection included."""
    config.stash[ATTEMPTS] = block()


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fails a test in which anything tried to reach another machine, even where the error was swallowed."""
    attempts = request.config.stash[ATTEMPTS]
    yield attempts
    seen = attempts.copy()
    attempts.clear()
    assert seen == [], "the network was used"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once for the whole run."""
    return load_parser()


@pytest.fixture(scope="session")
def analyser(nlp: Language) -> Analyser:
    """The whole analysis, loaded once for the whole run."""
    return load_analyser(nlp)


@pytest.fixture(scope="session")
def grammar(nlp: Language) -> Analyser:
    """The analysis by rules alone: for tests of what grammar and vocabulary say, whatever the weights of the day."""
    return load_analyser(nlp, rules_only=True)
