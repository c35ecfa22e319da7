"""The vocabulary of the time grammar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.codebook import load_time_words, times
from dateline.errors import CodebookError


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    load_time_words.cache_clear()
    yield
    load_time_words.cache_clear()


def test_words_have_one_role_and_a_value_in_it() -> None:
    words = load_time_words()
    assert words.roles["february"] == "MONTH"
    assert words.values["MONTH", "february"] == 2
    assert words.roles["no"] == "NO"
    assert words.roles["on"] == "ON"
    assert all(word == word.lower() for word in words.roles)


def test_a_word_with_a_capital_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "read_data", lambda _: {"roles": {"DET": ["The"]}})
    with pytest.raises(CodebookError, match="'The'"):
        load_time_words()


def test_a_missing_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "read_data", lambda _: {"roles": {"DET": ["the"]}})
    with pytest.raises(CodebookError, match="'months'"):
        load_time_words()
