"""One dated text, and the sentences in it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.identity import content_id
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Report:
    """One dated news item as stored. Every offset of the record counts code points of `text`.

    `id` is the name it is known by: given by the input, or made from its file name and content.
    `key` says which report a later file is a new version of; it never shows a path of this machine.
    `dct` (document creation time) is an ISO day, ``YYYY-MM-DD``; `dct_basis` says where it was found.
    `outlet` is who published it. Empty strings mean that the input did not say.
    """

    id: str
    text: str
    dct: str
    dct_basis: str = "given"
    title: str = ""
    outlet: str = ""
    url: str = ""
    language: str = "en"
    key: str = ""
    origin: str = ""

    @property
    def content_hash(self) -> str:
        """Changes with anything that analysis or a reader could see."""
        return content_id("r", self.text, self.dct, self.title, self.outlet, self.url)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the report, its paragraph, and who speaks it where a transcript labels that."""

    index: int
    span: Span
    paragraph: int
    speaker: Span | None = None
