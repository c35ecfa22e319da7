"""What the layers hand on: one report on its way to claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dateline.model import Claim, Mention, Report, Sentence, Span, Statement, Timex3, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.analyse.candidate import Candidate
    from dateline.analyse.encoder import WindowScores
    from dateline.analyse.predicates import Predicates


@dataclass(frozen=True, slots=True)
class Draft:
    """A report and what the layers so far have found in it.

    `doc` is the parse: ``token.idx`` counts code points of ``report.text``, but the parser saw brackets and line
    ends blanked out, so words are always taken from ``report.text``. `quotes` are stretches in quotation marks,
    marks included; `glosses` are editors' brackets ("he [Putin]"): the bracket with its marks. `scores` are what the
    encoder says of each window, empty where it is not used.
    """

    report: Report
    doc: Doc
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[Span, ...] = ()
    glosses: tuple[Span, ...] = ()
    scores: tuple[WindowScores, ...] = ()
    predicates: Predicates | None = None
    mentions: tuple[Mention, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    times: tuple[Timex3, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Candidate, ...] = ()
    claims: tuple[Claim, ...] = ()


class Layer(Protocol):
    """One step of the analysis: takes a draft, returns it with `assigns` filled in. Pure: no clock, no network."""

    @property
    def name(self) -> str:
        """What it is called in settings and traces."""
        ...

    @property
    def requires(self) -> Sequence[str]:
        """The fields of a draft it reads."""
        ...

    @property
    def assigns(self) -> Sequence[str]:
        """The fields of a draft it fills."""
        ...

    def __call__(self, draft: Draft) -> Draft:
        """The draft with this layer's fields replaced."""
        ...
