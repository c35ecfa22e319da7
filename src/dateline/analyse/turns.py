"""Transcripts: each turn belongs to the speaker whose label opens it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.analyse.mentions import SHORTEST_LABEL
from dateline.analyse.phrases import trim
from dateline.analyse.readings import Reading
from dateline.analyse.selection import Scored
from dateline.model import Span

if TYPE_CHECKING:
    from dateline.analyse.draft import Draft

_LABEL_END = re.compile(r"[ \t\xa0]*:")
TURN_SCORE = 0.95  # a label at the start of a paragraph leaves little doubt


def find_turns(draft: Draft) -> list[Scored]:
    """One statement for each paragraph of a labelled turn; the label is the source, its colon the cue."""
    text = draft.report.text
    found: list[Scored] = []
    labelled = [s for s in draft.sentences if s.speaker is not None]
    for (speaker, _), group in groupby(labelled, key=lambda s: (s.speaker, s.paragraph)):
        sentences = list(group)
        start, end = sentences[0].span.start, sentences[-1].span.end
        if speaker is None or end <= max(start, _after_label(text, speaker)):
            continue
        body = trim(Span(max(start, _after_label(text, speaker)), end), text)
        if len(body) == 0:
            continue
        head = draft.doc.char_span(speaker.start, speaker.end, alignment_mode="expand")
        cue = _colon(text, speaker)
        reading = Reading(head.root.i if head is not None else 0, "label", "mark", "turn", (speaker,), (cue,), (body,),
                          head.root.i if head is not None else None)  # fmt: skip
        found.append(Scored(reading, TURN_SCORE))
    return found


def _after_label(text: str, speaker: Span) -> int:
    return _colon(text, speaker).end


def _colon(text: str, speaker: Span) -> Span:
    """The colon of the label; the label itself where it is a bare letter without one ("Q  When will ...").

    What a page hung on the name may stand between: up to 45 characters of the same line.
    """
    if len(speaker) < SHORTEST_LABEL:
        found = _LABEL_END.match(text, speaker.end)
        return Span(found.end() - 1, found.end()) if found is not None else speaker
    line = text.find("\n", speaker.end)
    colon = text.find(":", speaker.end, min(speaker.end + 45, line if line >= 0 else len(text)))
    return Span(colon, colon + 1) if colon >= 0 else speaker
