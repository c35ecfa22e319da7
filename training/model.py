"""The encoder and its heads (PyTorch).

A MiniLM-L6 (22 million parameters) whose last layer feeds light heads, all of them read in one pass:

- role: each piece is none, source, cue or content of an attribution;
- links, four biaffine scorers over pairs of pieces (Dozat and Manning, 2017, with a learned bias for distance):
  cue piece to the cue's first piece, content piece to it, and from it to the first and to the last piece of its source
  (piece 0, the window's opening mark, stands for "nobody named"). PolNeAR is flat, so that each content piece has one
  cue, while one source may serve several;
- factuality: -3 to 3 for each piece as the head of an event (Stanovsky et al. 2017's scale).

Slot for later heads: `Heads.forward` returns a dict by name, and `export.py` writes every entry out. An event head adds
an entry there, its loss in `train.py`, and its reading in the package.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

ROLES = 4
LINKS = ("cue", "content", "source_first", "source_last")
RANK = 96
REACH = 190  # distances are told apart up to here, in logarithmic buckets
NONE, SOURCE, CUE, CONTENT = range(ROLES)


class Links(nn.Module):
    """Scores of pairs of pieces, one matrix for each kind of link: (windows, kinds, from, to)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        kinds = len(LINKS)
        self.tail = nn.Linear(width, kinds * RANK)
        self.head = nn.Linear(width, kinds * RANK)
        self.popular = nn.Linear(width, kinds)
        self.distance = nn.Embedding(2 * 16 + 1, kinds)
        nn.init.zeros_(self.distance.weight)

    def forward(self, hidden: Tensor, buckets: Tensor) -> Tensor:
        """Scores before the softmax over `to`."""
        n, length, _ = hidden.shape
        tail = torch.nn.functional.gelu(self.tail(hidden)).view(n, length, len(LINKS), RANK).transpose(1, 2)
        head = torch.nn.functional.gelu(self.head(hidden)).view(n, length, len(LINKS), RANK).transpose(1, 2)
        scores = tail @ head.transpose(2, 3) / RANK**0.5
        scores = scores + self.popular(hidden).transpose(1, 2).unsqueeze(2)
        return scores + self.distance(buckets).permute(2, 0, 1).unsqueeze(0)


class Heads(nn.Module):
    """All heads over the encoder's last layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.role = nn.Sequential(nn.Linear(width, 192), nn.GELU(), nn.Linear(192, ROLES))
        self.links = Links(width)
        self.factuality = nn.Sequential(nn.Linear(width, 192), nn.GELU(), nn.Linear(192, 1))

    def forward(self, hidden: Tensor, buckets: Tensor) -> dict[str, Tensor]:
        """Raw scores by name: role (n, t, 4), links (n, kinds, t, t), factuality (n, t)."""
        hidden = self.drop(hidden)
        return {
            "role": self.role(hidden),
            "links": self.links(hidden, buckets),
            "factuality": self.factuality(hidden).squeeze(-1),
        }


class Reader(nn.Module):
    """Encoder and heads. `layers` keeps only the first of the base's layers."""

    def __init__(self, base: Path, layers: int = 6) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.heads = Heads(self.encoder.config.hidden_size)

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Raw scores by name; see `Heads`."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.heads(hidden, buckets_of(ids.shape[1], ids.device))


def buckets_of(length: int, device: torch.device) -> Tensor:
    """(length, length): the bucket of the distance from row to column, 0 to 32."""
    places = torch.arange(length, device=device)
    gap = places.unsqueeze(0) - places.unsqueeze(1)
    size = torch.clamp(torch.log2(gap.abs().float() + 1.0) * 2.0, max=15.0).long() + (gap != 0).long()
    return 16 + torch.sign(gap) * torch.clamp(size, max=16)
