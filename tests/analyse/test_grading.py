"""The graded judgement: order and bounds, on sentences of its own."""

from __future__ import annotations

import pytest

from dateline.analyse.factuality import assess
from dateline.analyse.grading import GradeNumbers, Seen, grade
from dateline.analyse.scope import Scope


def graded(nlp, sentence: str, word: str, scale: str = "news") -> float:
    token = next(t for t in nlp(sentence) if t.text == word)
    return grade(token, assess(token, Scope())[0], scale=scale)


def test_news_sets_done_above_open_and_open_above_denied(nlp):
    done = graded(nlp, "The navy shelled the port.", "shelled")
    open_ = graded(nlp, "The navy may shell the port.", "shell")
    denied = graded(nlp, "The navy did not shell the port.", "shell")
    assert 3 >= done > open_ > denied >= -3


@pytest.mark.parametrize("verb", ["may shell", "did not shell", "planned to shell"])
def test_web_sets_done_above_all_else(nlp, verb):
    assert graded(nlp, "The navy shelled the port.", "shelled", "web") > graded(
        nlp, f"The navy {verb} the port.", "shell", "web"
    )


def test_denied_events_fall_on_the_negative_side(nlp):
    assert graded(nlp, "The envoy did not sign the treaty.", "sign") < -0.5


def test_unknown_scale_is_an_error(nlp):
    with pytest.raises(KeyError):
        graded(nlp, "The navy shelled the port.", "shelled", "poetry")


def test_the_encoders_number_is_joined_in_by_the_fit(nlp):
    token = next(t for t in nlp("The navy shelled the port.") if t.text == "shelled")
    found = assess(token, Scope())[0]
    fit = {"news": GradeNumbers(rule=0.0, seen=0.5, bias=1.0, centre=0.0, stretch=2.0)}
    assert grade(token, found, seen=Seen(-1.0, fit)) == 1.0  # (1 + 0.5 * -1) * 2
    assert grade(token, found, seen=Seen(3.0, fit)) == 3.0  # 5 is cut
    with pytest.raises(KeyError):
        grade(token, found, scale="web", seen=Seen(3.0, fit))
