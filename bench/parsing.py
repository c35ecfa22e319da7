"""Parses of sentences that a data file gives as tokens, so that its token numbers stay true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.analyse.sentences import load_parser

if TYPE_CHECKING:
    from spacy.tokens import Doc


def parse_tokens(items: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Doc]]:
    """Each item with the parse of its `tokens`."""
    from spacy.tokens import Doc

    nlp = load_parser()
    items = list(items)
    docs = (Doc(nlp.vocab, words=item["tokens"]) for item in items)
    yield from zip(items, nlp.pipe(docs, batch_size=64), strict=True)
