"""dateline's own small encoder: one pass over a text gives scores that several layers read.

The weights (`weights/`, see docs/model-card.md) are a MiniLM of 22 million parameters, trained in `training/` and
stored as ONNX with 8-bit weights. Windows are run one at a time and on one thread: a window's scores then never depend
on what else is in the batch, and workers, not threads, use the cores.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.analyse.draft import Draft
from dateline.analyse.piece_features import BLANK, features_of, mark_parties
from dateline.analyse.quotations import all_quotes
from dateline.analyse.windows import Pieces, find_pieces, find_windows
from dateline.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

    from dateline.model import Span

NONE, SOURCE, CUE, CONTENT = range(4)
PARTS = ("actor", "recipient", "place", "thing")
# The labels of the heads for single sentences, in their order; of SIDES and ENTITY_TYPES each has two tags (`Coded`).
SIDES = ("S", "T", "R")
ENTITY_TYPES = ("Organisation", "Location", "Person", "Temporal", "Quantity", "Weapon", "DocumentReference",
                "MilitaryPlatform", "Nationality", "Money")  # fmt: skip
MODALITIES = ("happened", "future", "possible", "denied", "unknown")
LINK_CUE, LINK_CONTENT, LINK_FIRST, LINK_LAST = range(4)
_OPENING, _CLOSING = 101, 102  # the marks around a window in the vocabulary
_FILES = ("encoder.onnx", "tokenizer.json", "calibration.json")
_OUTPUTS = ("role", "links", "factuality", "event", "status", "parts")
_CODED = ("label", "sides", "entities", "modality")
LONGEST = 180  # wordpieces of a sentence that is coded; training cuts there too
LEAST_TRIGGER = 0.05  # pieces less likely than this to name an event have no parts looked up


@dataclass(frozen=True, slots=True, eq=False)
class WindowScores:
    """What the encoder says of one window of n wordpieces, in text order.

    `starts`, `ends`: code points of each piece in the text, half-open. `roles` (n, 4): probabilities of none, source,
    cue, content. `links` (4, n, n + 1): for each kind of link (cue to its first piece, content to its cue's first
    piece, that piece to the first and to the last of its source) the probability of each target; target 0 is "none",
    target k + 1 is piece k. `factuality` (n,): -3 to 3, for the piece that heads an event. `events` (n, 17):
    probabilities of no event and of each of `codebook.PLOVER_TYPES`; `statuses` (n, 10): of each of `model.STATUSES`,
    for the piece of a trigger. `parts`: for each piece that may well be a trigger (4, n), the probability of each piece
    to belong to each of `PARTS`.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    roles: NDArray[np.float32]
    links: NDArray[np.float32]
    factuality: NDArray[np.float32]
    events: NDArray[np.float32]
    statuses: NDArray[np.float32]
    parts: dict[int, NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """How coders of single sentences would code one of n wordpieces, as probabilities.

    `starts`, `ends`: code points of each piece. `label` (17,): what is told of the two marked parties, or at all where
    none are marked: nothing, or one of `codebook.PLOVER_TYPES`. `sides` (n, 7) and `entities` (n, 21): outside, then a
    beginning and a continuation for each of source, target and reciprocal, and for each of RE3D's types. `modality`
    (n, 5): MEANTIME's label of the event that a piece heads.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    label: NDArray[np.float32]
    sides: NDArray[np.float32]
    entities: NDArray[np.float32]
    modality: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """The loaded weights. It keeps nothing between texts.

    `calibration` holds the numbers fitted on held-out articles; `name` identifies the weights in a run's settings.
    """

    session: InferenceSession
    tokenizer: Tokenizer
    calibration: dict[str, Any]
    name: str

    def read(self, doc: Doc, text: str, quotes: Sequence[Span]) -> tuple[WindowScores, ...]:
        """The scores of each window of a parsed text, in order; nothing for a text without words.

        Cost: about half of what the parser takes.
        """
        pieces = find_pieces(self.tokenizer, text)
        features = features_of(doc, text, pieces, all_quotes(text, quotes))
        return tuple(self._window(pieces, features, a, b) for a, b in find_windows(text, pieces))

    def code(
        self, doc: Doc, text: str, quotes: Sequence[Span], sources: Sequence[Span] = (), targets: Sequence[Span] = ()
    ) -> Coded:
        """A parsed sentence as coders would code it, with the parties whose relation is asked for marked.

        What goes beyond `LONGEST` wordpieces is not read.
        """
        pieces = find_pieces(self.tokenizer, text)
        features = features_of(doc, text, pieces, all_quotes(text, quotes))
        end = min(len(pieces.ids), LONGEST)
        feed = self._feed(pieces, mark_parties(features, pieces, sources, targets), 0, end)
        label, sides, entities, modality = self.session.run(list(_CODED), feed)
        return Coded(
            np.array(pieces.starts[:end], dtype=np.int64),
            np.array(pieces.ends[:end], dtype=np.int64),
            softmax(label[0]),
            *(softmax(scores[0, 1:-1]) for scores in (sides, entities, modality)),
        )

    def _feed(self, pieces: Pieces, features: NDArray[np.int64], start: int, end: int) -> dict[str, NDArray[np.int64]]:
        return {
            "ids": np.array([[_OPENING, *pieces.ids[start:end], _CLOSING]], dtype=np.int64),
            "features": np.concatenate([BLANK, features[start:end], BLANK])[None],
        }

    def _window(self, pieces: Pieces, features: NDArray[np.int64], start: int, end: int) -> WindowScores:
        feed = self._feed(pieces, features, start, end)
        roles, links, factuality, events, statuses, parts = self.session.run(list(_OUTPUTS), feed)
        happening = softmax(events[0, 1:-1])
        return WindowScores(
            np.array(pieces.starts[start:end], dtype=np.int64),
            np.array(pieces.ends[start:end], dtype=np.int64),
            softmax(roles[0, 1:-1]),
            softmax(links[0, :, 1:-1, :-1]),
            np.clip(factuality[0, 1:-1], -3.0, 3.0),
            happening,
            softmax(statuses[0, 1:-1]),
            {int(k): sigmoid(parts[0, :, k + 1, 1:-1]) for k in np.flatnonzero(happening[:, 0] < 1.0 - LEAST_TRIGGER)},
        )


@dataclass(frozen=True, slots=True)
class EncoderLayer:
    """Fills `scores`, which later layers read; with None for an encoder there are none."""

    encoder: Encoder | None
    name: str = "encoder"
    requires: Sequence[str] = ("sentences", "quotes")
    assigns: Sequence[str] = ("scores",)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with the scores of its windows."""
        if self.encoder is None:
            return draft
        return replace(draft, scores=self.encoder.read(draft.doc, draft.report.text, draft.quotes))


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities over the last axis."""
    powers = scores - scores.max(axis=-1, keepdims=True)
    np.exp(powers, out=powers)
    powers /= powers.sum(axis=-1, keepdims=True)
    return np.asarray(powers, dtype=np.float32)


def sigmoid(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities of yes or no."""
    return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float32)


def has_weights() -> bool:
    """True where the weights are part of this installation."""
    return all(path.is_file() for path in _paths(None))


def packaged_encoder() -> Encoder | None:
    """The encoder with the packaged weights, or None where an installation goes without them.

    Raises:
        ModelError: the weights are there but do not load.
    """
    return load_encoder() if has_weights() else None


@cache
def load_encoder(folder: Path | None = None) -> Encoder:
    """The encoder with the packaged weights, or with those in `folder`. Takes about 0.3 seconds once a process.

    Raises:
        ModelError: the weights are missing, or do not load.
    """
    model, words, numbers = _paths(folder)
    try:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # plans for a shape that rarely comes again cost time
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(words))
        calibration = json.loads(numbers.read_text(encoding="utf8"))
    except Exception as error:  # onnxruntime and tokenizers raise types of their own, some of them plain Exception
        raise ModelError(f"the encoder's weights do not load: {error}", where=str(model.parent)) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Encoder(session, tokenizer, calibration, calibration["name"])


def _paths(folder: Path | None) -> Iterator[Path]:
    home = folder or Path(str(resources.files("dateline.analyse"))) / "weights"
    return (home / name for name in _FILES)
