"""Events as the encoder sees them: which words name a happening, of which type, with which status and parts.

The encoder (`encoder`) scores wordpieces; here they are read word by word. What is made of the numbers together with
the vocabulary's frames is decided in `event_join`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.analyse.encoder import PARTS
from dateline.analyse.scores import Scores, pieces_in
from dateline.analyse.syntax import token_span
from dateline.codebook import PLOVER_TYPES
from dateline.model import STATUSES, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    from dateline.analyse.draft import Draft
    from dateline.analyse.encoder import WindowScores

ACTOR, RECIPIENT, PLACE, THING = range(len(PARTS))
_FLOOR = 1e-9
_FAINT = 0.05  # words below this are held to fill no part
_SLACK = 1e-6  # against rounding, where a cheap look comes before the exact one
_PARTICLES = frozenset({"up", "down", "off", "out", "in", "over", "back", "by", "away", "through", "fire"})
_WORDS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"})


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What the encoder makes of one word as a trigger.

    `event` is the probability that it names an event to record; `types` and `statuses` are those of each type and
    status if it does. `window` and `piece` say where its parts are looked up.
    """

    event: float
    types: NDArray[np.float32]
    statuses: NDArray[np.float32]
    window: WindowScores
    piece: int

    @property
    def type(self) -> str:
        """The likeliest type."""
        return PLOVER_TYPES[int(self.types.argmax())]

    def type_share(self, name: str) -> float:
        """The probability of a type."""
        return float(self.types[PLOVER_TYPES.index(name)])

    def status_shares(self) -> Mapping[str, float]:
        """The probability of each status."""
        return dict(zip(STATUSES, map(float, self.statuses), strict=True))

    def part(self, kind: int, span: Span) -> float | None:
        """How likely the words of a span fill a part of this event; None where the encoder was not asked.

        The likeliest piece decides: a noun phrase holds the few words that name who is meant, and others.
        """
        rows = self.window.parts.get(self.piece)
        inside = pieces_in(self.window, (span,)) if rows is not None else []
        return float(rows[kind, inside[0] : inside[-1] + 1].max()) if rows is not None and inside else None

    def beside(self, kind: int, spans: Sequence[Span]) -> float | None:
        """How likely the likeliest word outside these spans fills a part; None where the encoder was not asked.

        Words that go on from one of the spans belong to it: the table's name may be shorter than the report's phrase.
        """
        if self.window.parts.get(self.piece) is None:
            return None
        others = [s for s in self.fillers(kind, _FAINT) if not any(s.overlaps(t) for t in spans)]
        return max((self.part(kind, s) or 0.0 for s in others), default=_FAINT)

    def fillers(self, kind: int, least: float) -> list[Span]:
        """The stretches of pieces that likely fill a part, in reading order."""
        rows = self.window.parts.get(self.piece)
        if rows is None:
            return []
        found: list[Span] = []
        previous = -2
        for k in (rows[kind] >= least).nonzero()[0].tolist():
            start, end = int(self.window.starts[k]), int(self.window.ends[k])
            if k == previous + 1:
                start = found.pop().start
            found.append(Span(start, end))
            previous = k
        return found


@dataclass(frozen=True, slots=True)
class Sights:
    """The encoder's view of a draft's words."""

    scores: Scores

    @classmethod
    def of(cls, draft: Draft) -> Sights | None:
        """The view of a draft; None where the encoder was not used."""
        return cls(Scores.of(draft.scores)) if draft.scores else None

    def likely_words(self, doc: Doc, least: float) -> list[Token]:
        """The words with a piece that names an event with a probability of `least` or more, in reading order."""
        places = [token.idx for token in doc]
        found: set[int] = set()
        for window in self.scores.windows:
            for k in np.flatnonzero(window.events[:, 0] <= 1.0 - least + _SLACK):
                first = bisect_right(places, int(window.starts[k])) - 1
                found.update(range(max(first, 0), bisect_left(places, int(window.ends[k]))))
        return [doc[i] for i in sorted(found)]

    def at(self, token: Token) -> Sight | None:
        """What is seen in a word; None for one that is in no window."""
        span = token_span(token)
        window = self.scores.at(span.start)
        pieces = pieces_in(window, (span,)) if window is not None else []
        if window is None or not pieces:
            return None
        best = min(pieces, key=lambda k: (float(window.events[k, 0]), k))
        event = 1.0 - float(window.events[best, 0])
        return Sight(event, window.events[best, 1:] / max(event, 1e-6), window.statuses[best], window, best)


def pair_shares(sights: Sights, actor: Span, recipient: Span) -> NDArray[np.float64] | None:
    """(16,): how likely each type is what one party of a sentence does to another, whichever word says so.

    Each likely trigger's type probability times the probabilities that the two are its actor and its recipient, summed
    over triggers: the same as the encoder was trained for on marked pairs. None where no word looks like a trigger.
    """
    window = sights.scores.at(actor.start)
    if window is None or not window.parts:
        return None
    doer, other = pieces_in(window, (actor,)), pieces_in(window, (recipient,))
    total = np.zeros(len(PLOVER_TYPES))
    for piece, rows in window.parts.items():
        logs = np.log(np.maximum(rows, _FLOOR))
        tie = sum(float(logs[kind, at].mean()) for kind, at in ((ACTOR, doer), (RECIPIENT, other)) if at)
        total += window.events[piece, 1:] * np.exp(tie)
    return total / max(float(total.sum()), _FLOOR)


def may_name_event(token: Token) -> bool:
    """True for words of the classes that triggers belong to."""
    named = token.pos_ in _WORDS and token.dep_ not in ("aux", "auxpass") and token.text[0].isalpha()
    return named and not _is_fragment(token)


def _is_fragment(token: Token) -> bool:
    """True for what stands before a hyphen, unless a particle follows: "de" of "de-escalation", not "stand-off"."""
    doc, end = token.doc, token.idx + len(token.text)
    if token.i + 2 >= len(doc) or doc[token.i + 1].text != "-" or doc[token.i + 1].idx != end:
        return False
    following = doc[token.i + 2]
    return following.idx == end + 1 and following.lower_ not in _PARTICLES
