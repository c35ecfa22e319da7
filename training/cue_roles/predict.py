"""Predictions of a trained model (model.pt or the exported ONNX files) for the attribution scorer.

python training/cue_roles/predict.py --model build/attribution --base MINILM_FOLDER DATA.jsonl --out PRED.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from decode import Decoded, decode, find_cues, parents
from encoder import Attribution, Shape
from tokenizers import Tokenizer
from train import collate
from windows import Window, cut_windows

Heads = Callable[[Window], tuple[np.ndarray, Callable[[tuple[int, ...]], np.ndarray]]]


def main() -> None:
    """Read, predict, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--onnx", action="store_true", help="use the exported files")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    heads = onnx_heads(args.model) if args.onnx else torch_heads(args.model, args.base)
    with args.out.open("w", encoding="utf8") as out:
        for line in args.data.read_text(encoding="utf8").splitlines():
            item = json.loads(line)
            out.write(json.dumps(predict(item["id"], item["text"], tokenizer, heads)) + "\n")


def predict(item: str, text: str, tokenizer: Tokenizer, heads: Heads) -> dict[str, Any]:
    """The attributions of one text, as the scorer reads them."""
    found: list[Decoded] = []
    for window in cut_windows(item, text, tokenizer):
        tags, roles_of = heads(window)
        found += [decode(window, cue, score, roles_of(cue), text) for cue, score in find_cues(tags)]
    found = [d for d in found if d.content and d.cue]
    rows = [_row(k, d, parent) for k, (d, parent) in enumerate(zip(found, parents(found), strict=True))]
    return {"id": item, "attributions": rows}


def _row(k: int, one: Decoded, parent: int | None) -> dict[str, Any]:
    spans = {name: [[s.start, s.end] for s in getattr(one, name)] for name in ("source", "cue", "content")}
    return {"id": str(k), **spans, "nested_in": None if parent is None else str(parent), "score": one.score}


def torch_heads(folder: Path, base: Path) -> Heads:
    """The heads of a saved model."""
    model = Attribution(Shape.read(base))
    model.load_state_dict(torch.load(folder / "model.pt", map_location="cpu"))
    model.eval()

    def run(window: Window) -> tuple[np.ndarray, Callable[[tuple[int, ...]], np.ndarray]]:
        batch = collate([window])
        with torch.no_grad():
            states = model.encoder(batch.pieces, batch.present)
            tags = model.cues(states).softmax(-1)[0, 1:-1].numpy()

        def roles(cue: tuple[int, ...]) -> np.ndarray:
            with torch.no_grad():
                return model.roles(states, torch.tensor(mask(window, cue))).softmax(-1)[0, 1:-1].numpy()

        return tags, roles

    return run


def onnx_heads(folder: Path) -> Heads:
    """The heads of the exported files: what runs in dateline, without PyTorch."""
    import onnxruntime

    names = ("encoder", "cues", "roles")
    encoder, tagger, linker = (onnxruntime.InferenceSession(str(folder / f"{n}.onnx")) for n in names)

    def run(window: Window) -> tuple[np.ndarray, Callable[[tuple[int, ...]], np.ndarray]]:
        batch = collate([window])
        given = {"pieces": batch.pieces.numpy(), "present": batch.present.numpy()}
        states = encoder.run(None, given)[0]
        tags = softmax(tagger.run(None, {"states": states})[0])[0, 1:-1]

        def roles(cue: tuple[int, ...]) -> np.ndarray:
            logits = linker.run(None, {"states": states, "cues": mask(window, cue)})[0]
            return softmax(logits)[0, 1:-1]

        return tags, roles

    return run


def mask(window: Window, cue: tuple[int, ...]) -> np.ndarray:
    """The cue as ones among the window's places."""
    found = np.zeros((1, len(window.pieces) + 2), dtype=np.float32)
    found[0, [i + 1 for i in cue]] = 1
    return found


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


if __name__ == "__main__":
    main()
