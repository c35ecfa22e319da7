"""Who said what: attribution relations (PolNeAR / PARC)."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.actor import Actor
from dateline.model.span import Span

RELATIONS = (
    "says", "denies", "confirms", "cites", "based on", "doubts", "believes", "expects", "demands", "offers",
    "accuses", "asks", "shows", "refuses to say",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: source, cue and content, each one or more spans in reading order.

    `source` is empty where nobody is named ("it is believed that"). `kind` is direct, indirect or mixed.
    `relation` is one of `RELATIONS`: how the source stands to the content. `negated` is True where the cue is
    denied ("did not say"). `stance` is what the author adds about the content: "" or "disputed" or "supported".
    `parent` is the id of the statement whose content holds this one. `speaker` is the resolved source.
    `score` is uncalibrated, 0 to 1.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str = "indirect"
    relation: str = "says"
    negated: bool = False
    stance: str = ""
    parent: str | None = None
    speaker: Actor | None = None
    speaker_kind: str = "unknown"
    method: str = ""
    score: float = 0.5
    notes: tuple[str, ...] = field(default=())
