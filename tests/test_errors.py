"""Errors: each has its own slug, each slug its paragraph, and a message says what, where and what next."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from dateline import errors
from dateline.errors import DatelineError, NoDateError

ROOT = Path(__file__).parents[1]
CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, DatelineError)]


def headings() -> list[str]:
    return re.findall(r"^## (.+)$", (ROOT / "docs" / "errors.md").read_text(encoding="utf8"), re.MULTILINE)


def test_every_slug_is_documented_and_no_other() -> None:
    assert sorted(headings()) == sorted(c.slug for c in CLASSES)


def test_every_error_has_a_slug_of_its_own() -> None:
    assert len({c.slug for c in CLASSES}) == len(CLASSES)


@pytest.mark.parametrize("error", CLASSES, ids=lambda c: c.__name__)
def test_every_class_is_drawn_in_the_tree_and_named_in_the_docs(error: type[DatelineError]) -> None:
    assert error.__name__ in (errors.__doc__ or "")
    assert error.__name__ in (ROOT / "docs" / "errors.md").read_text(encoding="utf8")


def test_a_message_says_where_what_and_what_next() -> None:
    error = NoDateError("no date was found", where="a.txt", hint="Give --date.")
    assert str(error) == "a.txt: no date was found Give --date."
    assert (error.where, error.hint, error.slug) == ("a.txt", "Give --date.", "no-date")
