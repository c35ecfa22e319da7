"""The encoder and its heads (PyTorch).

A MiniLM-L6 (22 million parameters) reads each wordpiece together with what the parse says of its word (part of
speech, dependency, name type, letter case, quotation marks, governing word: `dateline.analyse.piece_features`). Its
last layer feeds light heads, all of them read in one pass:

- role: each piece is none, source, cue or content of an attribution;
- links, four biaffine scorers over pairs of pieces (Dozat and Manning, 2017, with a learned bias for distance):
  cue piece to the cue's first piece, content piece to it, and from it to the first and to the last piece of its source
  (piece 0, the window's opening mark, stands for "nobody named"). PolNeAR is flat, so that each content piece has one
  cue, while one source may serve several;
- factuality: -3 to 3 for each piece as the head of an event (Stanovsky et al. 2017's scale);
- event: each piece is none or (part of) the trigger of an event of one of PLOVER's 16 root types;
- status: how the source nearest to it commits itself to the event of that trigger, as one of the ten statuses;
- label: what the sentence as a whole tells of the two parties that are marked in it, or at all where none are:
  nothing or one of PLOVER's 16 roots (read at the window's opening mark);
- sides: each piece is outside, begins or continues the source, the target, or a party to something mutual;
- entities: the same for RE3D's ten types of entity;
- modality: MEANTIME's label for the piece that heads an event;
- parts, four scorers over pairs of pieces: is this piece (part of) the actor, recipient, place or thing of the event
  whose trigger begins there? Several pieces, and several parties, may be.

`Heads.forward` returns a dict by name, and `export.py` writes every entry out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

ROLES = 4
LINKS = ("cue", "content", "source_first", "source_last")
PARTS = ("actor", "recipient", "place", "thing")
EVENTS = 17  # none and PLOVER's roots
STATUSES = 10
SIDES = 7  # outside, and a beginning and a continuation each of source, target and reciprocal
ENTITIES = 21  # the same of RE3D's ten types
MODALITIES = 5
RANK = 96
NONE, SOURCE, CUE, CONTENT = range(ROLES)


class Pairs(nn.Module):
    """Scores of pairs of pieces, one matrix for each kind: (windows, kinds, from, to)."""

    def __init__(self, width: int, kinds: int) -> None:
        super().__init__()
        self.kinds = kinds
        self.tail = nn.Linear(width, kinds * RANK)
        self.head = nn.Linear(width, kinds * RANK)
        self.popular = nn.Linear(width, kinds)
        self.distance = nn.Embedding(2 * 16 + 1, kinds)
        nn.init.zeros_(self.distance.weight)

    def forward(self, hidden: Tensor, buckets: Tensor) -> Tensor:
        """Raw scores."""
        n, length, _ = hidden.shape
        tail = nn.functional.gelu(self.tail(hidden)).view(n, length, self.kinds, RANK).transpose(1, 2)
        head = nn.functional.gelu(self.head(hidden)).view(n, length, self.kinds, RANK).transpose(1, 2)
        scores = tail @ head.transpose(2, 3) / RANK**0.5
        scores = scores + self.popular(hidden).transpose(1, 2).unsqueeze(2)
        return scores + self.distance(buckets).permute(2, 0, 1).unsqueeze(0)


class Heads(nn.Module):
    """All heads over the encoder's last layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.role = _small(width, ROLES)
        self.links = Pairs(width, len(LINKS))
        self.factuality = _small(width, 1)
        self.event = _small(width, EVENTS)
        self.status = _small(width, STATUSES)
        self.parts = Pairs(width, len(PARTS))
        self.label = _small(width, EVENTS)
        self.sides = _small(width, SIDES)
        self.entities = _small(width, ENTITIES)
        self.modality = _small(width, MODALITIES)

    def forward(self, hidden: Tensor, buckets: Tensor) -> dict[str, Tensor]:
        """Raw scores by name, for windows of t pieces: role (n, t, 4), links (n, 4, t, t), factuality (n, t),
        event (n, t, 17), status (n, t, 10), parts (n, 4, t, t), label (n, 17), sides (n, t, 7), entities (n, t, 21),
        modality (n, t, 5)."""
        hidden = self.drop(hidden)
        return {
            "role": self.role(hidden),
            "links": self.links(hidden, buckets),
            "factuality": self.factuality(hidden).squeeze(-1),
            "event": self.event(hidden),
            "status": self.status(hidden),
            "parts": self.parts(hidden, buckets),
            "label": self.label(hidden[:, 0]),
            "sides": self.sides(hidden),
            "entities": self.entities(hidden),
            "modality": self.modality(hidden),
        }


def _small(width: int, classes: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, 192), nn.GELU(), nn.Linear(192, classes))


class Words(nn.Module):
    """What goes into the encoder: the piece's own vector, moved by what the parse says of its word.

    Everything new begins at zero, so that the base model is untouched at the start.
    """

    def __init__(self, vectors: nn.Embedding, sizes: Sequence[int]) -> None:
        super().__init__()
        width = vectors.embedding_dim
        self.tables = nn.ModuleList(nn.Embedding(size, width) for size in sizes)
        self.governor = nn.Linear(width, width, bias=False)
        for layer in (*self.tables, self.governor):
            nn.init.zeros_(layer.weight)

    def forward(self, vectors: nn.Embedding, ids: Tensor, features: Tensor) -> Tensor:
        """(n, t, width) from ids (n, t) and features (n, t, 7)."""
        found = vectors(ids)
        for k, table in enumerate(self.tables):
            found = found + table(features[:, :, k])
        head = features[:, :, -1]
        return found + self.governor(vectors(head) * (head > 0).unsqueeze(-1))


class Reader(nn.Module):
    """Encoder and heads. `sizes` counts the values of each column of features but the last, a vocabulary id."""

    def __init__(self, base: Path, sizes: Sequence[int], dropout: float = 0.0) -> None:
        super().__init__()
        # Eager attention: on a CPU, PyTorch's fused kernel runs backward several times more slowly than plain products.
        self.encoder = BertModel.from_pretrained(
            base, add_pooling_layer=False, hidden_dropout_prob=dropout, attention_probs_dropout_prob=0.0,
            attn_implementation="eager",
        )  # fmt: skip
        self.words = Words(self.encoder.embeddings.word_embeddings, sizes)
        self.heads = Heads(self.encoder.config.hidden_size)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Raw scores by name; see `Heads`."""
        words = self.words(self.encoder.embeddings.word_embeddings, ids, features)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.heads(hidden, buckets_of(ids.shape[1], ids.device))


def buckets_of(length: int, device: torch.device) -> Tensor:
    """(length, length): the bucket of the distance from row to column, 0 to 32."""
    places = torch.arange(length, device=device)
    gap = places.unsqueeze(0) - places.unsqueeze(1)
    size = torch.clamp(torch.log2(gap.abs().float() + 1.0) * 2.0, max=15.0).long() + (gap != 0).long()
    return 16 + torch.sign(gap) * torch.clamp(size, max=16)
