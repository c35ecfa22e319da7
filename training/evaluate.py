"""Scores of the weights on the development parts: what rules, encoder and both together reach, and factuality.

    python training/evaluate.py ../shared/bench [--weights FOLDER] [--only rules,encoder,both] [--errors 50]

Runs in the project's own environment. The scorers are the data folder's own. `--errors N` prints N missed
or wrong attributions, evenly spread over the articles, for reading.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language
from spans import read_lines, written

from dateline.analyse.attribution import AttributionLayer
from dateline.analyse.draft import Draft
from dateline.analyse.encoder import Encoder, EncoderLayer, load_encoder
from dateline.analyse.sentences import ParseLayer, find_quotes, load_parser, parse
from dateline.model import Report

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.attribution import attribution

PARTS = ("source", "cue", "content", "triple", "who-what")
FACTS = ("uw", "uds", "meantime")


def main() -> None:
    """Print a table for each task."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--only", default="rules,encoder,both")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    encoder = load_encoder(options.weights)
    layers = {
        "rules": AttributionLayer(),
        "encoder": AttributionLayer(encoder=encoder, rules=False),
        "both": AttributionLayer(encoder=encoder),
    }
    scorer = load_scorer(options.data / "attribution" / "score.py")
    for name in ("polnear_dev", "chains_dev"):
        items = read_lines(options.data / "attribution" / f"{name}.jsonl")
        drafts = list(parsed(items, encoder))
        for mode in options.only.split(","):
            found = predict(drafts, layers[mode])
            print(f"{name:12} {mode:8} {row(scorer.score({i['id']: i for i in items}, found))}", flush=True)
            if options.errors and name == "polnear_dev" and mode == "both":
                print_errors(items, found, scorer, options.errors)
    for name in FACTS:
        items = read_lines(options.data / "factuality" / f"{name}_dev.jsonl")
        print(f"{name:12} factuality r {correlation(items, encoder):.3f}")


def load_scorer(path: Path) -> ModuleType:
    """The data folder's scorer as a module."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(items: Sequence[dict[str, Any]], encoder: Encoder) -> Iterator[Draft]:
    """The parses and the encoder's scores, made once for all modes."""
    nlp, sentences, scores = load_parser(), ParseLayer(), EncoderLayer(encoder)
    for item in items:
        report = Report(item["id"], item["text"], str(item.get("date") or "2022-01-01"))
        yield scores(sentences(Draft(report, parse(nlp, report))))


def predict(drafts: Sequence[Draft], layer: AttributionLayer) -> dict[str, dict[str, Any]]:
    """Predictions as the scorer reads them."""
    return {
        d.report.id: {"id": d.report.id, "attributions": [attribution(s) for s in layer(d).statements]} for d in drafts
    }


def row(result: dict[str, Any]) -> str:
    """F1 with overlap of each part, and of nesting where the data have it."""
    parts = [f"{p} {result[p]['overlap']['f1']:.3f}" for p in PARTS]
    if "nested" in result and result["nested"]["r"]:
        parts.append(f"nested {result['nested']['f1']:.3f}")
    return "  ".join(parts)


def print_errors(
    items: Sequence[dict[str, Any]], found: dict[str, dict[str, Any]], scorer: ModuleType, most: int
) -> None:
    """Missed and wrong attributions, every k-th of them."""
    errors = [e for i in items for e in errors_of(i, found[i["id"]]["attributions"], scorer)]
    for text in errors[:: max(1, len(errors) // most)][:most]:
        print(text)


def errors_of(item: dict[str, Any], found: Sequence[dict[str, Any]], scorer: ModuleType) -> Iterator[str]:
    """One line an attribution that has no who-what match on the other side."""
    text = item["text"]

    def same(a: dict[str, Any], b: dict[str, Any]) -> bool:
        return all(
            scorer.dice(scorer.letters(text, a[r]), scorer.letters(text, b[r])) >= 0.5 for r in ("source", "content")
        )

    def shown(a: dict[str, Any]) -> str:
        return "  ".join(f"{r}={' | '.join(text[s:e] for s, e in a[r])!r}" for r in ("source", "cue", "content"))

    yield from (f"MISSED {shown(g)}" for g in item["attributions"] if not any(same(g, f) for f in found))
    yield from (f"WRONG  {shown(f)}" for f in found if not any(same(g, f) for g in item["attributions"]))


def correlation(items: Sequence[dict[str, Any]], encoder: Encoder) -> float:
    """Pearson's r of the factuality head with the annotation."""
    nlp = load_parser()
    pairs = [p for i in items for p in guesses(i, encoder, nlp)]
    n = len(pairs)
    mean_a, mean_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    cov = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    return float(cov / (sum((a - mean_a) ** 2 for a, _ in pairs) * sum((b - mean_b) ** 2 for _, b in pairs)) ** 0.5)


def guesses(item: dict[str, Any], encoder: Encoder, nlp: Language) -> Iterator[tuple[float, float]]:
    """(annotated, guessed) for each event."""
    text, begins = written(item["tokens"])
    windows = encoder.read(parse(nlp, Report("t", text, "2022-01-01")), text, find_quotes(text))
    for event in item["events"]:
        at = begins[event["token"]]
        for w in windows:
            for k in range(len(w.starts)):
                if w.starts[k] <= at < w.ends[k]:
                    yield float(event["factuality"]), float(w.factuality[k])


if __name__ == "__main__":
    main()
