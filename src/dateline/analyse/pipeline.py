"""Report in, claims out: the layers in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from dateline.analyse.actors import ActorsLayer
from dateline.analyse.attribution import AttributionLayer
from dateline.analyse.claims import ClaimsLayer
from dateline.analyse.confidence import ConfidenceNumbers
from dateline.analyse.draft import Draft, Layer
from dateline.analyse.encoder import EncoderLayer, packaged_encoder
from dateline.analyse.event_join import EventNumbers
from dateline.analyse.events import EventsLayer
from dateline.analyse.places import PlacesLayer
from dateline.analyse.predicates import PredicatesLayer
from dateline.analyse.sentences import ParseLayer, load_parser, parse
from dateline.analyse.status_join import StatusNumbers
from dateline.analyse.times import TimesLayer
from dateline.analyse.understood import UnderstoodNumbers
from dateline.codebook import triggers_with
from dateline.model import Analysis, Report

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from spacy.language import Language

    from dateline.codebook import OwnCodebook, OwnEvent, Triggers


@dataclass(frozen=True, slots=True)
class Analyser:
    """The whole analysis, ready to run. It holds the parser and the layers and keeps nothing between reports.

    `codebook` is the digest of the user's own codebook, "" without one; `encoder` names its weights, "" without them.
    """

    nlp: Language
    layers: tuple[Layer, ...]
    codebook: str = ""
    encoder: str = ""

    def __call__(self, report: Report) -> Analysis:
        """All that the report says. A pure function of the report's text and date."""
        draft = Draft(report, parse(self.nlp, report))
        return _finish(_run(self.layers, draft))

    def begin(self, report: Report, pool: Executor) -> Callable[[], Analysis]:
        """Start on a report; what it returns ends the analysis, the same as a call's.

        The encoder reads in `pool`, outside Python's lock, while the layers of another report run here. The other
        layers would only wait for that lock there.

        Raises:
            Whatever a layer before the encoder raises; what the others raise comes at the end.
        """
        at = next((k for k, layer in enumerate(self.layers) if isinstance(layer, EncoderLayer)), -1)
        if at < 0:
            return lambda: self(report)
        draft = _run(self.layers[:at], Draft(report, parse(self.nlp, report)))
        read = pool.submit(self.layers[at], draft)
        return lambda: _finish(_run(self.layers[at + 1 :], read.result()))

    @property
    def settings(self) -> dict[str, str]:
        """What the result depends on besides the text: parser's model and version, layers, encoder, own codebook."""
        meta = self.nlp.meta
        own = {k: v for k, v in (("encoder", self.encoder), ("codebook", self.codebook)) if v}
        return {
            "parser": f"{meta['lang']}_{meta['name']} {meta['version']}",
            "layers": " ".join(layer.name for layer in self.layers),
            **own,
        }


def load_analyser(
    nlp: Language | None = None, *, codebook: OwnCodebook | None = None, rules_only: bool = False
) -> Analyser:
    """The analysis with dateline's own layers, on a parser that is loaded already or the one installed.

    Args:
        nlp: the parser; loaded where it is not given.
        codebook: the user's own actors, office-holders, places and events, which go before dateline's tables.
        rules_only: leave the encoder out, as an installation without its weights does.

    Raises:
        ModelError: the parser's model is missing.
    """
    encoder = None if rules_only else packaged_encoder()
    fitted = encoder.calibration if encoder is not None else {}
    vocabulary = triggers_with(codebook.events if codebook is not None else ())
    layers: tuple[Layer, ...] = (
        ParseLayer(),
        EncoderLayer(encoder),
        PredicatesLayer(vocabulary),
        ActorsLayer(codebook),
        PlacesLayer(codebook),
        TimesLayer(),
        AttributionLayer(encoder=encoder),
        EventsLayer(EventNumbers.of(fitted["events"]) if "events" in fitted else None, vocabulary),
        ClaimsLayer(
            StatusNumbers(**fitted["status"]) if "status" in fitted else None,
            ConfidenceNumbers.of(fitted["confidence"]) if "confidence" in fitted else None,
            UnderstoodNumbers.of(fitted["understood"]) if "understood" in fitted else None,
        ),
    )
    check_order(layers)
    return Analyser(
        nlp or load_parser(),
        layers,
        codebook.digest if codebook is not None else "",
        encoder.name if encoder is not None else "",
    )


def with_events(analyser: Analyser, events: Sequence[OwnEvent]) -> Analyser:
    """The same analyser, its layers shared, with these event entries in the place of those it has.

    For trying a vocabulary: the settings no longer name a codebook.
    """
    vocabulary = triggers_with(events)
    layers = tuple(_with_vocabulary(layer, vocabulary) for layer in analyser.layers)
    return replace(analyser, layers=layers, codebook="")


def _with_vocabulary(layer: Layer, vocabulary: Triggers) -> Layer:
    if isinstance(layer, EventsLayer):
        return replace(layer, vocabulary=vocabulary)
    return PredicatesLayer(vocabulary) if isinstance(layer, PredicatesLayer) else layer


def check_order(layers: Sequence[Layer]) -> None:
    """Raise ValueError where a layer needs what no layer before it assigns."""
    have = {"report", "doc"}
    known = {f.name for f in fields(Draft)}
    for layer in layers:
        unknown = (set(layer.requires) | set(layer.assigns)) - known
        if unknown:
            raise ValueError(f"layer {layer.name!r} names fields a draft lacks: {sorted(unknown)}")
        missing = set(layer.requires) - have
        if missing:
            raise ValueError(f"layer {layer.name!r} needs {sorted(missing)}, which no layer before it assigns")
        have |= set(layer.assigns)


def _run(layers: Sequence[Layer], draft: Draft) -> Draft:
    for layer in layers:
        draft = layer(draft)
    return draft


def _finish(draft: Draft) -> Analysis:
    return Analysis(
        draft.report, draft.sentences, draft.mentions, draft.toponyms, draft.times, draft.statements, draft.claims
    )
