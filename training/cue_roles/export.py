"""A trained model as three ONNX files with int8 weights: encoder, cues, roles.

    python training/cue_roles/export.py --model build/attribution --base MINILM_FOLDER

The encoder runs once a window and its states serve every head; a later head adds one small file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from encoder import Attribution, Shape
from onnxruntime.quantization import QuantType, quantize_dynamic

_EXAMPLE = 12  # pieces of the example the export traces; lengths are free in the file


def main() -> None:
    """Export and quantize."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    args = parser.parse_args()
    model = Attribution(Shape.read(args.base))
    model.load_state_dict(torch.load(args.model / "model.pt", map_location="cpu"))
    export(model.eval(), args.model)


def export(model: Attribution, folder: Path) -> None:
    """Write encoder.onnx, cues.onnx and roles.onnx into a folder."""
    pieces, present = torch.ones(2, _EXAMPLE, dtype=torch.long), torch.ones(2, _EXAMPLE)
    states = model.encoder(pieces, present)
    free = {0: "batch", 1: "length"}
    parts = {
        "encoder": (model.encoder, (pieces, present), ["pieces", "present"]),
        "cues": (model.cues, (states,), ["states"]),
        "roles": (model.roles, (states, torch.ones(2, _EXAMPLE)), ["states", "cues"]),
    }
    for name, (module, example, inputs) in parts.items():
        plain, small = folder / f"{name}.float.onnx", folder / f"{name}.onnx"
        axes = dict.fromkeys([*inputs, "out"], free)
        torch.onnx.export(
            module, example, str(plain), input_names=inputs, output_names=["out"], dynamic_axes=axes, opset_version=17,
            dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"])
        plain.unlink()


if __name__ == "__main__":
    main()
