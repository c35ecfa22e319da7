"""The confidence of a claim: what its numbers are made of, and which way each moves it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from dateline.analyse import Analyser, load_analyser
from dateline.analyse.claims import ClaimsLayer, each_told
from dateline.analyse.confidence import NUMBERS, RISING, ConfidenceNumbers, Numbers
from dateline.analyse.draft import Draft
from dateline.analyse.encoder import PARTS, WindowScores, packaged_encoder
from dateline.analyse.event_join import NUMBERS as EVENT_NUMBERS
from dateline.analyse.event_join import EventNumbers
from dateline.analyse.events import EventsLayer
from dateline.analyse.sentences import parse
from dateline.codebook import PLOVER_TYPES, read_codebook
from dateline.model import STATUSES, Report
from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from spacy.language import Language

BY_EVENT = tuple(float(n == "event") for n in EVENT_NUMBERS)
AS_SEEN = EventNumbers(BY_EVENT, BY_EVENT, 0.0, 2.0, (0.0,) * 4, (2.0,) * 4, (2.0,) * 4)  # grammar's parts as they are
EVEN = ConfidenceNumbers((0.0,) * len(NUMBERS))
TEXT = "Kenya shelled Uganda while Rwanda watched."


def window(text: str, trigger: str, status: str, actors: dict[str, float]) -> WindowScores:
    """A piece a word: the trigger names an ASSAULT with 0.8, has this status with 0.91, and these words as actors."""
    places = [m.span() for m in re.finditer(r"\w+", text)]
    named = [text[s:e] for s, e in places]
    n, k = len(named), named.index(trigger)
    events = np.zeros((n, 17), dtype=np.float32)
    events[:, 0] = 1.0
    events[k, 0], events[k, PLOVER_TYPES.index("ASSAULT") + 1] = 0.2, 0.8
    statuses = np.full((n, len(STATUSES)), 0.01, dtype=np.float32)
    statuses[:, STATUSES.index(status)] = 0.91
    parts = np.zeros((len(PARTS), n), dtype=np.float32)
    parts[0] = [actors.get(w, 0.0) for w in named]
    return WindowScores(
        np.array([s for s, _ in places]), np.array([e for _, e in places]), np.zeros((n, 4), dtype=np.float32),
        np.zeros((4, n, n + 1), dtype=np.float32), np.zeros(n, dtype=np.float32), events, statuses, {k: parts},
    )  # fmt: skip


def seen(grammar: Analyser, text: str, scores: WindowScores | None) -> Draft:
    """The draft of a text up to its events, read with these scores in the place of the encoder's."""
    report = Report("r", text, "2015-06-01")
    draft = Draft(report, parse(grammar.nlp, report))
    for layer in grammar.layers[:-1]:
        if isinstance(layer, EventsLayer) and scores is not None:
            draft, layer = replace(draft, scores=(scores,)), replace(layer, fit=AS_SEEN)  # noqa: PLW2901
        draft = layer(draft)
    return draft


def numbers(
    grammar: Analyser, actors: dict[str, float], *, text: str = TEXT, status: str = "occurred"
) -> dict[str, float]:
    """The numbers of the one claim of a text, by name."""
    ((_, found),) = each_told(seen(grammar, text, window(text, "shelled", status, actors)), None)
    assert found is not None
    return dict(zip(NUMBERS, found, strict=True))


def test_what_the_encoder_finds_likely_are_the_numbers(grammar: Analyser) -> None:
    found = numbers(grammar, {"Kenya": 0.9, "Rwanda": 0.25})
    assert found["event"] == pytest.approx(0.8, abs=1e-3)
    assert found["type"] == pytest.approx(1.0)
    assert found["status"] == pytest.approx(0.91)
    assert found["actor"] == pytest.approx(0.9)
    assert found["complete"] == pytest.approx(0.75)  # Rwanda may be one that is missing
    assert found["all"] == pytest.approx(0.8 * 0.91 * 0.9 * 0.75, abs=1e-3)
    assert [found[n] for n in ("bias", "agreed", "no actor", "implied", "several")] == [1, 1, 0, 0, 0]


def test_another_status_in_the_encoders_eyes_is_disagreement(grammar: Analyser) -> None:
    found = numbers(grammar, {"Kenya": 0.9}, status="planned")
    assert (found["agreed"], found["status"]) == (0.0, pytest.approx(0.01))


def test_the_weakest_of_several_actors_counts(grammar: Analyser) -> None:
    found = numbers(grammar, {"Kenya": 0.9, "Chad": 0.3}, text="Kenya and Chad shelled Uganda.")
    assert (found["actor"], found["several"]) == (pytest.approx(0.3), 1.0)


def test_without_an_actor_only_those_that_may_be_missing_count(grammar: Analyser) -> None:
    found = numbers(grammar, {"Rwanda": 0.6}, text="Uganda was shelled while Rwanda watched.")
    assert (found["no actor"], found["actor"], found["complete"]) == (1.0, 1.0, pytest.approx(0.4))


def test_a_pronoun_that_nobody_settled_is_told(grammar: Analyser) -> None:
    found = numbers(grammar, {"They": 0.95}, text="They shelled Uganda.")
    assert (found["unsettled"], found["actor"]) == (1.0, pytest.approx(0.95))
    assert numbers(grammar, {"Kenya": 0.9})["unsettled"] == 0.0


def test_a_claim_about_nobody_in_particular_is_not_believed() -> None:
    model = fitted()
    shares = dict.fromkeys(RISING, 1.0)
    sure = {n: shares.get(n, float(n == "bias")) for n in NUMBERS}
    believed = model.confidence(tuple(sure.values()))
    assert believed > 0.7
    assert model.confidence(tuple((sure | {"unsettled": 1.0, "unnamed": 1.0}).values())) < min(0.5, believed - 0.3)


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("Kenya shelled Uganda.", [], ["same side", "question", "no recipient", "anyone", "unnamed", "sourced"]),
        ("Kenya shelled the Kenyan army.", ["same side"], ["no recipient"]),
        ("Has Kenya shelled Uganda?", ["question"], []),
        ("Others shelled Uganda.", ["anyone"], []),
        ("We shelled Uganda.", ["first person"], ["anyone"]),
        ("Rwanda said that Kenya shelled Uganda.", ["sourced"], []),
    ],
)
def test_what_readers_pass_over_is_told(grammar: Analyser, text: str, true: list[str], false: list[str]) -> None:
    found = numbers(grammar, {"Kenya": 0.9}, text=text)
    assert [found[n] for n in true] == [1.0] * len(true)
    assert [found[n] for n in false] == [0.0] * len(false)


def test_the_type_is_one_of_the_numbers(grammar: Analyser) -> None:
    found = numbers(grammar, {"Kenya": 0.9})
    assert [n for n in PLOVER_TYPES if found[n]] == ["ASSAULT"]


@pytest.mark.parametrize(("bias", "shown"), [(-9.0, 0), (9.0, 1)])
def test_what_is_all_but_surely_wrong_is_left_out(grammar: Analyser, bias: float, shown: int) -> None:
    fit = replace(EVEN, weights=(bias, *EVEN.weights[1:]))
    draft = seen(grammar, TEXT, window(TEXT, "shelled", "occurred", {"Kenya": 0.9}))
    assert len(ClaimsLayer(None, fit)(draft).claims) == shown


def test_words_that_go_on_from_an_actor_are_not_another_one(grammar: Analyser) -> None:
    found = numbers(grammar, {"rebel": 0.8, "gunners": 0.9}, text="The rebel gunners shelled Uganda.")
    assert found["complete"] >= 0.9


def test_without_weights_everything_is_even() -> None:
    assert EVEN.confidence((1.0,) * len(NUMBERS)) == 0.5


def test_the_model_is_logistic_and_rounded_to_three_places() -> None:
    certain = replace(EVEN, weights=(np.log(3.0), *EVEN.weights[1:]))
    assert certain.confidence((1.0,) + (0.0,) * (len(NUMBERS) - 1)) == 0.75
    third = replace(EVEN, weights=(-np.log(2.0), *EVEN.weights[1:]))
    assert third.confidence((1.0,) + (0.0,) * (len(NUMBERS) - 1)) == 0.333


def fitted() -> ConfidenceNumbers:
    encoder = packaged_encoder()
    assert encoder is not None
    return ConfidenceNumbers.of(encoder.calibration["confidence"])


@pytest.mark.parametrize("name", RISING)
def test_surer_parts_never_lower_the_confidence_of_the_weights_in_the_package(name: str) -> None:
    model, at = fitted(), NUMBERS.index(name)

    def with_share(share: float) -> Numbers:
        return tuple(share if k == at else float(n == "bias") or 0.5 for k, n in enumerate(NUMBERS))

    steps = [model.confidence(with_share(x / 10)) for x in range(11)]
    assert steps == sorted(steps)
    assert all(0.0 <= c <= 1.0 for c in steps)


def test_all_parts_sure_is_believed_and_all_unsure_is_not() -> None:
    model = fitted()
    shares = {**dict.fromkeys(NUMBERS, 0.0), "bias": 1.0}
    sure = model.confidence(tuple((shares | dict.fromkeys(RISING, 1.0)).values()))
    unsure = model.confidence(tuple((shares | dict.fromkeys(RISING, 0.1)).values()))
    assert unsure < 0.25
    assert sure > 0.75


def test_a_weight_that_is_missing_is_named() -> None:
    with pytest.raises(KeyError, match="several"):
        ConfidenceNumbers.of({n: 0.0 for n in NUMBERS if n != "several"})


def test_the_layer_gives_the_models_word(grammar: Analyser) -> None:
    draft = seen(grammar, TEXT, window(TEXT, "shelled", "occurred", {"Kenya": 0.9}))
    (claim,) = ClaimsLayer(confidence=EVEN)(draft).claims
    assert claim.confidence == 0.5
    (without,) = ClaimsLayer()(draft).claims
    assert without.confidence is None


def test_a_claim_of_the_rules_alone_has_none(grammar: Analyser) -> None:
    (claim,) = ClaimsLayer(confidence=EVEN)(seen(grammar, TEXT, None)).claims
    assert claim.confidence is None


def test_a_calibration_without_the_entry_gives_none(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = packaged_encoder()
    assert encoder is not None
    older = replace(encoder, calibration={k: v for k, v in encoder.calibration.items() if k != "confidence"})
    monkeypatch.setattr("dateline.analyse.pipeline.packaged_encoder", lambda: older)
    assert claim_at(load_analyser(nlp), "Kenya shelled Uganda on Monday.", "shelled").confidence is None


def test_a_type_of_one_s_own_has_none_and_others_have_one(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("events:\n  - {type: EVICT, parent: COERCE, verbs: [evict]}\n", encoding="utf8")
    analyse = load_analyser(nlp, codebook=read_codebook(path))
    text = "Kenyan police evicted forty families on Monday. On Friday Kenya shelled Uganda."
    assert claim_at(analyse, text, "evicted").confidence is None
    assert claim_at(analyse, text, "shelled").confidence is not None
