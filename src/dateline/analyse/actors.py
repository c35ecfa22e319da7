"""Names, titles, pronouns, demonyms and metonyms, and the parties they stand for."""

from __future__ import annotations

from dataclasses import replace

from dateline.analyse.bare_phrases import resolve_phrase
from dateline.analyse.coreference import resolve_mentions
from dateline.analyse.draft import Draft
from dateline.analyse.mentions import MentionIndex, find_mentions
from dateline.analyse.own_actors import OwnActors
from dateline.codebook import OwnCodebook

__all__ = ["ActorsLayer", "MentionIndex", "resolve_phrase"]


class ActorsLayer:
    """Fills `mentions` of a draft: words that name a party, each with the actor meant or None.

    `codebook` is the user's own: its names and offices go before dateline's tables.
    """

    name = "actors"
    requires = ("sentences", "glosses")
    assigns = ("mentions",)

    def __init__(self, codebook: OwnCodebook | None = None) -> None:
        self._own = OwnActors(codebook) if codebook is not None else None

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its mentions, in reading order."""
        speakers = sorted({s.speaker for s in draft.sentences if s.speaker is not None})
        found = find_mentions(draft.doc, draft.report.text, draft.glosses, speakers)
        mentions = resolve_mentions(found, draft)
        return replace(draft, mentions=self._own(mentions, draft) if self._own is not None else mentions)
