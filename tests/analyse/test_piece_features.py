"""What the encoder is told of each wordpiece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse.encoder import load_encoder
from dateline.analyse.piece_features import COLUMNS, DEPENDENCIES, ENTITIES, POS, SHAPES, SIZES, features_of
from dateline.analyse.sentences import find_quotes, parse
from dateline.analyse.windows import find_pieces
from dateline.model import Report

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = 'Ghana warned: "The US will not wait," its envoy Kofi Mensah told 12 reporters.'


def rows_of(nlp: Language, text: str) -> dict[str, dict[str, int]]:
    """The columns of each word's first piece, by the word."""
    pieces = find_pieces(load_encoder().tokenizer, text)
    rows = features_of(parse(nlp, Report("r", text, "")), text, pieces, find_quotes(text))
    assert rows.shape == (len(pieces.ids), len(COLUMNS))
    found: dict[str, dict[str, int]] = {}
    for start, end, row in zip(pieces.starts, pieces.ends, rows, strict=True):
        found.setdefault(text[start:end], dict(zip(COLUMNS, map(int, row), strict=True)))
    return found


def test_grammar_case_names_and_quotes_are_told(nlp: Language) -> None:
    rows = rows_of(nlp, TEXT)
    assert POS[rows["warned"]["pos"] - 1] == "VERB"
    assert ENTITIES[rows["Ghana"]["entity"] - 1] == "GPE"
    assert DEPENDENCIES[rows["Ghana"]["dependency"] - 1] == "nsubj"
    assert [SHAPES[rows[w]["shape"] - 1] for w in ("envoy", "Ghana", "US", "12")] == [
        "lower",
        "Title",
        "UPPER",
        "digits",
    ]
    assert (rows["wait"]["quoted"], rows["envoy"]["quoted"]) == (1, 0)


def test_the_head_is_the_governing_words_first_piece(nlp: Language) -> None:
    rows = rows_of(nlp, TEXT)
    tokenizer = load_encoder().tokenizer
    assert tokenizer.id_to_token(rows["not"]["head"]) == "wait"


def test_every_value_has_a_place_in_its_table(nlp: Language) -> None:
    pieces = find_pieces(load_encoder().tokenizer, TEXT)
    rows = features_of(parse(nlp, Report("r", TEXT, "")), TEXT, pieces, find_quotes(TEXT))
    assert all(rows[:, k].min() >= 0 and rows[:, k].max() < size for k, size in enumerate(SIZES))


def test_a_text_without_words_has_no_rows(nlp: Language) -> None:
    pieces = find_pieces(load_encoder().tokenizer, " \n")
    assert features_of(parse(nlp, Report("r", " \n", "")), " \n", pieces, ()).shape == (0, len(COLUMNS))
