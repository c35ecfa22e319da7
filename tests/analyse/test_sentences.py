"""Sentences, quotations, editors' brackets and transcript labels."""

from __future__ import annotations

import pytest

from dateline.analyse.sentences import (
    MAX_BLOCK,
    MAX_SENTENCE,
    blank_marks,
    find_blocks,
    find_glosses,
    find_quotes,
    find_sentences,
    parse,
)
from dateline.model import Report


def sentences_of(nlp, text):
    report = Report(id="t", text=text, dct="2020-01-01")
    return [s.span.words(text) for s in find_sentences(parse(nlp, report), text)]


def test_a_headline_does_not_run_into_its_story(nlp):
    assert sentences_of(nlp, "Talks resume in Oman\n\nEnvoys met on Monday.") == [
        "Talks resume in Oman",
        "Envoys met on Monday.",
    ]


def test_hard_wrapped_lines_stay_one_sentence(nlp):
    assert sentences_of(nlp, "The envoys met in\nthe old palace.") == ["The envoys met in\nthe old palace."]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"One." She left. "Two," he said.', ['"One."', '"Two,"']),
        ("He said \u201cno\u201d twice.", ["\u201cno\u201d"]),
        (
            '"They call the "republic" a state, and it is none," he said.',
            ['"They call the "republic" a state, and it is none,"'],
        ),
        ('"It begins here\n\n"and ends here," he said.', ['"It begins here', '"and ends here,"']),
    ],
)
def test_quotations(text, quotes):
    assert [q.words(text) for q in find_quotes(text)] == quotes


def test_brackets_behind_a_pronoun_are_blanked_whole_and_others_only_their_marks():
    text = "He [the emir] left and [then] they returned."
    blanked = blank_marks(text)
    assert len(blanked) == len(text)
    assert blanked == "He            left and  then  they returned."
    assert [g.words(text) for g in find_glosses(text)] == ["[the emir]", "[then]"]


def test_labels_of_a_transcript_are_the_speakers_of_their_turn(nlp):
    text = "MS. LEE: We met the envoy.  He left.\n\nQ: Will he return?\n\nMS. LEE: No."
    report = Report(id="t", text=text, dct="2020-01-01")
    found = find_sentences(parse(nlp, report), text)
    labels = [s.speaker.words(text) if s.speaker else "" for s in found]
    assert labels[0] == labels[1] == "MS. LEE"
    assert "Q" in labels
    assert labels[-1] == "MS. LEE"


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 30_000, "word " * 9_000, "\u202eabc\u202c \U0001f600. " * 50, "\n" * 400]
)
def test_blocks_cover_the_text_and_stay_small(text):
    blocks = find_blocks(text)
    assert "".join(b.words(text) for b in blocks) == text
    assert all(len(b) <= MAX_BLOCK for b in blocks)


def test_a_sentence_without_an_end_is_cut_at_pauses_and_nothing_is_lost(nlp):
    text = "They left town. " + "the envoys went on talking, " * 400 + "and so to bed."
    blocks = find_blocks(text)
    assert "".join(b.words(text) for b in blocks) == text
    assert max(map(len, blocks)) <= MAX_SENTENCE
    assert all(b.words(text).endswith(", ") for b in blocks[1:-1])
    assert max(map(len, find_blocks("x" * 10_000))) == MAX_SENTENCE
    assert max(map(len, find_blocks("Mr. Olm left and Gen. Rand of the U.S. Army stayed, " * 300))) <= MAX_SENTENCE


def test_long_sentences_of_prose_stay_whole():
    text = "The ministers agreed, " * 100 + "and went home. " + "He left. " * 300
    assert len(find_blocks(text)) == 1
