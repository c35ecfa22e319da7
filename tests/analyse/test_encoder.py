"""The encoder: exact offsets, the same scores whatever stands around, and what it adds to attribution."""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse.attribution import AttributionLayer
from dateline.analyse.draft import Draft
from dateline.analyse.encoder import PARTS, Encoder, EncoderLayer, WindowScores, load_encoder
from dateline.analyse.encoder_attribution import tidy
from dateline.analyse.encoder_spans import Seen, find_seen, inside_of
from dateline.analyse.sentences import ParseLayer, find_quotes, parse
from dateline.analyse.windows import LIMIT, find_pieces, find_windows
from dateline.errors import ModelError
from dateline.model import Report, Span, Statement

if TYPE_CHECKING:
    from spacy.language import Language

ODD = (
    "Zoë Çelik – “naïve”, ﬁne…",
    "emoji 🇺🇦👩‍👩‍👧 and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "שלום עולם said مرحبا",
    "soft\u00adhyphen, zero\u200bwidth, nul\x00byte, tab\tline\r\nend",
    "e\u0301tat d’urgence \ufeffbom",
    "x" * 5_000,
    "한국 東京 ｆｕｌｌ",
)
ARTICLE = (
    "The harbour master said on Monday that two ships had left the port before dawn.\n\n"
    "“We saw them go,” she told reporters. “Nobody stopped them.”\n\n"
) * 12


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


Read = Callable[[str], tuple[WindowScores, ...]]


@pytest.fixture(scope="module")
def read(nlp: Language, encoder: Encoder) -> Read:
    """Parses a text and reads it."""

    def scores(text: str) -> tuple[WindowScores, ...]:
        return encoder.read(parse(nlp, Report("r", text, "2022-02-02")), text, find_quotes(text))

    return scores


def plain(words: str) -> str:
    """Lower case without accents and invisible characters, as the vocabulary has it."""
    kept = [c for c in unicodedata.normalize("NFD", words.lower()) if unicodedata.category(c) not in ("Mn", "Cf", "Cc")]
    return "".join(kept)


@pytest.mark.parametrize("text", ODD)
def test_each_piece_is_the_slice_it_points_at(encoder: Encoder, text: str) -> None:
    pieces = find_pieces(encoder.tokenizer, text)
    for number, start, end in zip(pieces.ids, pieces.starts, pieces.ends, strict=True):
        piece, words = plain(encoder.tokenizer.id_to_token(number).removeprefix("##")), plain(text[start:end])
        part_of_a_letter = end - start == 1 and piece in words  # a Korean syllable is several pieces
        assert piece in ("[unk]", words) or part_of_a_letter
    assert pieces.ids


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_pieces_run_forward_and_stay_in_the_text(text: str) -> None:
    pieces = find_pieces(load_encoder().tokenizer, text)
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    assert list(pieces.starts) == sorted(pieces.starts)


@given(st.lists(st.sampled_from(["Talks ended. ", "he said", "\n\n", "“No.” ", "a " * 300]), max_size=30))
@settings(max_examples=60, deadline=None)
def test_windows_cover_every_piece_once_and_keep_the_limit(parts: list[str]) -> None:
    text = "".join(parts)
    pieces = find_pieces(load_encoder().tokenizer, text)
    windows = find_windows(text, pieces)
    assert [k for a, b in windows for k in range(a, b)] == list(range(len(pieces.ids)))
    assert all(0 < b - a <= LIMIT for a, b in windows)


def test_a_window_ends_with_a_paragraph_where_it_can(encoder: Encoder) -> None:
    pieces = find_pieces(encoder.tokenizer, ARTICLE)
    windows = find_windows(ARTICLE, pieces)
    assert len(windows) > 1
    assert all(ARTICLE[pieces.starts[a]] in "T“" for a, _ in windows)


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00", "\u200b"])
def test_a_text_without_words_has_no_scores(read: Read, text: str) -> None:
    assert read(text) == ()


def test_reading_twice_gives_the_same_numbers(read: Read) -> None:
    first = read(ARTICLE)
    read("Something else was read in between, he said.")
    for a, b in zip(first, read(ARTICLE), strict=True):
        assert np.array_equal(a.roles, b.roles)
        assert np.array_equal(a.links, b.links)
        assert np.array_equal(a.factuality, b.factuality)
        assert np.array_equal(a.events, b.events)
        assert a.parts.keys() == b.parts.keys()


def test_a_window_does_not_depend_on_the_others(read: Read) -> None:
    whole = read(ARTICLE)
    start = int(whole[1].starts[0])
    alone = read(ARTICLE[start:])
    assert np.array_equal(whole[1].roles, alone[0].roles)
    assert np.array_equal(whole[1].starts, alone[0].starts + start)


def test_scores_are_probabilities(read: Read) -> None:
    (window,) = read("The envoy denied that the talks had failed.")
    assert np.allclose(window.roles.sum(axis=1), 1.0, atol=1e-5)
    assert np.allclose(window.links.sum(axis=2), 1.0, atol=1e-5)
    assert np.allclose(window.events.sum(axis=1), 1.0, atol=1e-5)
    assert np.allclose(window.statuses.sum(axis=1), 1.0, atol=1e-5)
    assert all(
        p.shape == (len(PARTS), len(window.starts)) and 0 <= p.min() <= p.max() <= 1 for p in window.parts.values()
    )
    assert window.factuality.min() >= -3.0
    assert window.factuality.max() <= 3.0


def test_a_doubtful_piece_does_not_tear_a_stretch() -> None:
    scores = np.array([0.0, 0.9, 0.95, 0.4, 0.9, 0.97, 0.1, 0.02], dtype=np.float32)
    assert inside_of(scores) == [(1, 6)]
    assert inside_of(np.array([0.9, 0.95, 0.0, 0.0, 0.0, 0.9, 0.95], dtype=np.float32)) == [(0, 2), (5, 7)]
    assert inside_of(np.zeros(4, dtype=np.float32)) == []


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("Mr. Holtz-Eakin said that the plan had failed.", "Mr", "Mr. Holtz-Eakin"),
        ("Del. Stacey Olm said that the plan had failed.", "Del. Stacey", "Del. Stacey Olm"),
        ("The Kenya plan, Ann Olm said, had failed.", "Ann Olm", "Ann Olm"),
        ("Chad officials said that the plan had failed.", "Chad", "Chad"),
    ],
)
def test_a_source_that_breaks_off_inside_a_name_goes_on_to_its_end(
    nlp: Language, text: str, seen: str, whole: str
) -> None:
    at = text.index(seen)
    cue, content = (Span(text.index(w), text.index(w) + len(w)) for w in ("said", "had failed"))
    found = tidy(Seen((cue,), (Span(at, at + len(seen)),), (content,), 0.9, 0.9, 0.9), nlp(text), text, ())
    assert [span.words(text) for span in found.source] == [whole]


def test_it_sees_who_said_what(read: Read) -> None:
    text = "The deputy mayor of Kherson said that the bridge would be closed for repairs until Friday."
    (seen,) = [s for s in find_seen(read(text), text) if s.cue_score > 0.5]
    assert [s.words(text) for s in seen.source] == ["The deputy mayor of Kherson"]
    assert [s.words(text) for s in seen.cue] == ["said"]
    assert "the bridge would be closed for repairs" in " ".join(s.words(text) for s in seen.content)


def statements(nlp: Language, encoder: Encoder | None, text: str) -> tuple[Statement, ...]:
    report = Report("r", text, "2022-02-02")
    draft = EncoderLayer(encoder)(ParseLayer()(Draft(report, parse(nlp, report))))
    return AttributionLayer(encoder=encoder)(draft).statements


def test_with_the_encoder_nesting_stays(nlp: Language, encoder: Encoder) -> None:
    text = "The chancellor said that Warsaw had confirmed that the convoy crossed the river."
    outer, inner = statements(nlp, encoder, text)
    assert inner.parent == outer.id
    assert [s.words(text) for s in inner.source] == ["Warsaw"]


@pytest.mark.parametrize("text", [*ODD, "", "“", "said said said", "He said: “" + "no " * 900])
def test_odd_texts_do_no_harm(nlp: Language, encoder: Encoder, text: str) -> None:
    for statement in statements(nlp, encoder, text):
        for span in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= span.start < span.end <= len(text)
        assert 0.0 <= statement.score <= 1.0


def test_missing_weights_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="weights"):
        load_encoder(tmp_path)


def test_scores_can_be_sent_to_another_process(read: Read) -> None:
    (window,) = read("He said so.")
    again = pickle.loads(pickle.dumps(window))
    assert np.array_equal(window.roles, again.roles)
