"""Turn the packaged 8-bit weights back into a checkpoint, to go on training from them.

    python training/restore.py src/dateline/analyse/weights/encoder.onnx --base MODEL --out build/training/reader.pt

Then `train.py ... --out build/training/reader.pt --resume` begins anew from these weights: with annotations of one's
own, say, without the hours that the whole takes. What the 8 bits lost stays lost (a thousandth of a weight); the frozen
embeddings are taken from the base.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from model import Reader
from numpy.typing import NDArray
from onnx import numpy_helper

PREFIX = "reader."
STEPS_TO_BIAS = 4  # MatMulInteger, Cast, Mul, Add


def main() -> None:
    """Read the file, fill a reader with it, save it as an ended training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = dict(read_weights(onnx.load(options.weights)))
    sizes = [len(w) for name, w in found.items() if name.startswith("words.tables.")]
    reader = Reader(options.base, sizes)
    state = reader.state_dict()
    missing = sorted(n for n in state if n not in found and not n.startswith("encoder.embeddings."))
    if missing or (foreign := sorted(set(found) - set(state))):
        raise SystemExit(
            f"{options.weights}: no weights for {missing or 'nothing'}, none known as {foreign or 'these'}"
        )
    embeddings = {n: w for n, w in state.items() if n.startswith("encoder.embeddings.")}
    state |= {n: torch.tensor(w).reshape(state[n].shape) for n, w in found.items()}
    reader.load_state_dict(state | embeddings)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"model": reader.state_dict(), "step": 0, "seconds": 0.0}, options.out)
    print(f"{options.out}: {len(found)} of {len(state)} tensors from {options.weights}, the rest from the base")


def read_weights(model: onnx.ModelProto) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The parameters of the reader by name, as float32; a linear layer's as PyTorch has them: (out, in)."""
    stored = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    linear = dict(linear_names(model, stored))
    for name, values in stored.items():
        if name.endswith("_quantized"):
            key = name.removesuffix("_quantized")
            whole = (values.astype(np.float32) - stored[f"{key}_zero_point"].astype(np.float32)) * stored[
                f"{key}_scale"
            ]
            if key in linear:
                yield linear[key].removeprefix(PREFIX), whole.T
            elif key.endswith("_Transposed"):
                yield key.removesuffix("_Transposed").removeprefix(PREFIX), whole.T
            else:
                yield key.removeprefix(PREFIX), whole
        elif not name.endswith(("_scale", "_zero_point")) and name.startswith(PREFIX):
            yield name.removeprefix(PREFIX), values


def linear_names(model: onnx.ModelProto, stored: dict[str, NDArray[np.float32]]) -> Iterator[tuple[str, str]]:
    """The export names a linear layer's matrix by a number: its parameter is the one whose bias is added to it.

    The governor's matrix is the only one without a bias.
    """
    readers: dict[str, list[onnx.NodeProto]] = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        key = node.input[1].removesuffix("_quantized")
        bias = bias_behind(node, readers, stored)
        if not key.endswith("_Transposed"):
            yield key, f"{bias.removesuffix('.bias')}.weight" if bias else f"{PREFIX}words.governor.weight"


def bias_behind(
    node: onnx.NodeProto, readers: dict[str, list[onnx.NodeProto]], stored: dict[str, NDArray[np.float32]]
) -> str:
    """The bias added to a product, if there is one a few nodes behind it."""
    for _ in range(STEPS_TO_BIAS):
        followers = readers.get(node.output[0], [])
        if len(followers) != 1:
            return ""
        (node,) = followers
        bias = next((name for name in node.input if name in stored and name.endswith(".bias")), "")
        if node.op_type == "Add" and bias:
            return bias
    return ""


if __name__ == "__main__":
    main()
