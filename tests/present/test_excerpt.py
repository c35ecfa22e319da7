"""Excerpts stay within their width and keep the words that matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.present.excerpt import excerpt

LONG = "The minister told a crowded hall that the brigade would leave the northern town before the end of the month."


def test_short_words_stay_whole_and_blanks_are_folded():
    assert excerpt("Troops \n left  town.", 40, (8, 12)) == ("Troops left town.", (7, 11))


@pytest.mark.parametrize("width", [24, 40, 60, 80])
@pytest.mark.parametrize("word", ["minister", "brigade", "northern", "month"])
def test_trigger_stays_visible_wherever_it_stands(width, word):
    at = LONG.index(word)
    shown, kept = excerpt(LONG, width, (at, at + len(word)))
    assert len(shown) <= width
    assert kept is not None
    assert shown[kept[0] : kept[1]] == word


def test_cut_ends_show_dots_and_whole_words():
    at = LONG.index("leave")
    shown, _ = excerpt(LONG, 50, (at, at + 5))
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert all(word in LONG.split() for word in shown.strip("…").split())


def test_beginning_is_shown_where_the_trigger_fits_there():
    shown, _ = excerpt(LONG, 50, (4, 12))
    assert shown.startswith("The minister told")


@given(st.text(alphabet="ab \n…é", max_size=120), st.integers(12, 60), st.data())
def test_any_words_fit_and_the_kept_ones_are_not_lost(words, width, data):
    flat = words.split()
    if not flat:
        return
    word = data.draw(st.sampled_from(flat))
    at = words.index(word)
    shown, kept = excerpt(words, width, (at, at + len(word)))
    assert len(shown) <= width
    assert kept is not None
    if len(word) <= width // 2:
        assert shown[kept[0] : kept[1]] == word
