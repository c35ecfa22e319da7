"""Shorthand for the attribution tests: a text in, its statements out as words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.attribution import AttributionLayer
from dateline.analyse.draft import Draft
from dateline.analyse.sentences import ParseLayer, parse
from dateline.model import Report, Statement

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Said:
    """A statement with its spans as words."""

    source: str
    cue: str
    content: str
    statement: Statement


def attribute(nlp: Language, text: str) -> list[Said]:
    """The statements of a text, in the order of their cues."""
    report = Report("r", text, "2022-02-02")
    draft = AttributionLayer()(ParseLayer()(Draft(report, parse(nlp, report))))
    return [_words(s, text) for s in draft.statements]


def by_cue(nlp: Language, text: str, cue: str) -> Said:
    """The one statement whose cue holds a word."""
    found = [s for s in attribute(nlp, text) if cue in s.cue.split()]
    assert len(found) == 1, [(s.source, s.cue, s.content) for s in attribute(nlp, text)]
    return found[0]


def parent_of(said: Said, others: list[Said]) -> Said | None:
    """The statement that holds this one."""
    return next((o for o in others if o.statement.id == said.statement.parent), None)


def _words(statement: Statement, text: str) -> Said:
    source, cue, content = (
        " | ".join(s.words(text) for s in spans) for spans in (statement.source, statement.cue, statement.content)
    )
    return Said(source, cue, content, statement)
