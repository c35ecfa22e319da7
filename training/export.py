"""Write a trained reader as ONNX with 8-bit weights, with its tokenizer.

    python training/export.py build/training/reader.pt --base MODEL_FOLDER --out src/dateline/analyse/weights

Linear layers and embeddings are quantised (dynamic, per channel); what is left stays float32. Weights use seven of the
eight bits: processors without VNNI add two products in 16 bits, which whole bytes overflow, so that the same file would
read worse there and differently. The softmaxes are taken where the scores are read, so that the file has plain scores.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from model import Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

NAMES = (
    "role", "links", "factuality", "event", "status", "parts", "label", "sides", "entities", "modality",
)  # fmt: skip


class Plain(nn.Module):
    """The reader for one unpadded window: ids and features in, scores out in the order of `NAMES`."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """The scores."""
        out = self.reader(ids, features, torch.ones_like(ids))
        return tuple(out[name] for name in NAMES)


def main() -> None:
    """Export, quantise, and copy the tokenizer without its padding and truncation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--full", type=Path, help="also keep the float32 file here")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu")
    sizes = [len(t) for n, t in state["model"].items() if n.startswith("words.tables.")]
    reader = Reader(options.base, sizes)
    reader.load_state_dict(state["model"])
    reader.encoder.set_attn_implementation("eager")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = options.full or Path(folder) / "full.onnx"
        write_onnx(reader.eval(), full)
        quantize_dynamic(
            full, options.out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    print({p.name: p.stat().st_size for p in sorted(options.out.iterdir())})


def write_onnx(reader: Reader, path: Path) -> None:
    """The float32 file, for windows of any length."""
    axes = {name: {1: "t"} for name in NAMES if name != "label"}
    axes |= {name: {2: "t", 3: "t"} for name in ("links", "parts")}
    ids = torch.arange(1000, 1024).unsqueeze(0)
    features = torch.zeros(1, 24, len(reader.words.tables) + 1, dtype=torch.long)
    torch.onnx.export(
        Plain(reader), (ids, features), str(path), input_names=["ids", "features"], output_names=list(NAMES),
        dynamic_axes={"ids": {1: "t"}, "features": {1: "t"}, **axes}, opset_version=17, dynamo=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
