"""What is read of a word once stays with its parse, and only there."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Token

from dateline.analyse.memory import found_once, read_once


def _doc() -> Doc:
    return Doc(spacy.blank("en").vocab, words=["The", "envoys", "left"], heads=[1, 2, 2], deps=["det", "nsubj", "ROOT"])


def test_a_word_is_read_once_a_parse() -> None:
    asked: list[int] = []

    @read_once
    def length(token: Token) -> int:
        asked.append(token.i)
        return len(token.text)

    one, other = _doc(), _doc()
    assert [length(one[1]), length(one[1]), length(other[1]), length(one[0])] == [6, 6, 6, 3]
    assert asked == [1, 1, 0]


def test_a_found_word_comes_back_as_a_word_and_none_as_none() -> None:
    @found_once
    def above(token: Token) -> Token | None:
        return token.head if token.head.i != token.i else None

    doc = _doc()
    assert [above(doc[0]), above(doc[0])] == [doc[1], doc[1]]
    assert above(doc[2]) is None
    assert above(doc[2]) is None
