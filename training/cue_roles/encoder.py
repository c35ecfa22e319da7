"""The shared encoder (BERT as in MiniLM) and its heads, in plain PyTorch; weights from a folder with safetensors.

No transformers library is needed, at training or later. Each head is small and is exported to a file of its own, so
that one pass of the encoder a window serves all of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

DISTANCES = 32  # buckets of how far a piece stands from the cue, per side


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder, from its `config.json`."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """The shape of the encoder in a folder."""
        config = json.loads((folder / "config.json").read_text(encoding="utf8"))
        return cls(
            config["vocab_size"], config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"],
            config["intermediate_size"], config["max_position_embeddings"],
        )  # fmt: skip


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query, self.key, self.value = (nn.Linear(shape.hidden, shape.hidden) for _ in range(3))
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.inner, self.outer = nn.Linear(shape.hidden, shape.inner), nn.Linear(shape.inner, shape.hidden)
        self.first, self.second = (nn.LayerNorm(shape.hidden, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """New states; `mask` is added to the attention scores (0 for pieces, very negative for padding)."""
        batch, length, hidden = states.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        query, key, value = split(self.query(states)), split(self.key(states)), split(self.value(states))
        scores = query @ key.transpose(-1, -2) / (hidden // self.heads) ** 0.5 + mask
        mixed = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(batch, length, hidden)
        states = self.first(states + self.dropout(self.output(mixed)))
        return self.second(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Encoder(nn.Module):
    """Word pieces in, one vector a piece out."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.hidden, padding_idx=0)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.kind = nn.Parameter(torch.zeros(shape.hidden))
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, pieces: Tensor, present: Tensor) -> Tensor:
        """States (batch, length, hidden). `present` is 1 for pieces and 0 for padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.dropout(self.norm(self.words(pieces) + self.positions(places) + self.kind))
        mask = (1.0 - present[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load(self, folder: Path) -> None:
        """Take the weights of a BERT saved by the transformers library."""
        given = load_file(str(folder / "model.safetensors"))
        names = {"words": "word_embeddings", "positions": "position_embeddings", "norm": "LayerNorm"}
        own = {f"{a}.{w}": given[f"embeddings.{b}.{w}"] for a, b in names.items() for w in ("weight", "bias")
               if f"embeddings.{b}.{w}" in given}  # fmt: skip
        own["kind"] = given["embeddings.token_type_embeddings.weight"][0]
        for k in range(len(self.layers)):
            for a, b in _LAYER_NAMES.items():
                for w in ("weight", "bias"):
                    own[f"layers.{k}.{a}.{w}"] = given[f"encoder.layer.{k}.{b}.{w}"]
        self.load_state_dict(own)


_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "first": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "second": "output.LayerNorm",
}


class CueHead(nn.Module):
    """Tags each piece: outside, begins a cue, inside a cue."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.dropout = nn.Dropout(0.1)
        self.tag = nn.Linear(hidden, 3)

    def forward(self, states: Tensor) -> Tensor:
        """Logits (batch, length, 3)."""
        return self.tag(self.dropout(states))


class RoleHead(nn.Module):
    """For one cue, what each piece is to it: nothing, source or content. Nested cues each have their own."""

    def __init__(self, hidden: int, inner: int = 256) -> None:
        super().__init__()
        self.piece, self.cue = nn.Linear(hidden, inner), nn.Linear(hidden, inner, bias=False)
        self.product = nn.Linear(hidden, inner, bias=False)
        self.distance = nn.Embedding(2 * DISTANCES + 1, inner)
        self.neighbours = nn.Conv1d(inner, inner, kernel_size=5, padding=2, groups=8)
        self.dropout = nn.Dropout(0.1)
        self.role = nn.Linear(inner, 3)

    def forward(self, states: Tensor, cues: Tensor) -> Tensor:
        """Logits (cues, length, 3) from the states of each cue's window and its mask (cues, length)."""
        weights = cues.to(states.dtype)
        count = weights.sum(1, keepdim=True).clamp(min=1.0)
        cue = (weights[:, :, None] * states).sum(1) / count
        mixed = self.piece(states) + self.cue(cue)[:, None, :] + self.product(states * cue[:, None, :])
        mixed = functional.gelu(mixed + self.distance(distances(weights, count)))
        mixed = mixed + functional.gelu(self.neighbours(mixed.transpose(1, 2)).transpose(1, 2))
        return self.role(self.dropout(mixed))


def distances(cues: Tensor, count: Tensor) -> Tensor:
    """Buckets of the distance of each piece from the middle of the cue: one apiece up to 16, then ever wider."""
    places = torch.arange(cues.shape[1], device=cues.device, dtype=cues.dtype)
    away = places[None, :] - (cues * places).sum(1, keepdim=True) / count
    size = away.abs()
    wide = torch.where(size <= 16, size, 16 + 4 * torch.log2(size.clamp(min=1) / 16))
    return (away.sign() * wide.clamp(max=DISTANCES)).round().long() + DISTANCES


class Attribution(nn.Module):
    """Encoder with the two heads of attribution. Later heads join here."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.cues = CueHead(shape.hidden)
        self.roles = RoleHead(shape.hidden)
