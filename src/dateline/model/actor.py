"""Who: the words (`Mention`) and the party they stand for (`Actor`)."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.span import Span

ACTOR_KINDS = (
    "person", "office", "government", "country", "force", "alliance", "igo", "ngo", "armed_group",
    "party", "company", "media", "document", "group", "organization", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved party.

    `country` is ISO 3166-1 alpha-3, "IGO", "NGO" or "" where unknown. `sector` is a PLOVER sector (GOV, MIL,
    REB, SPY, LEG, JUD, PTY, OPP, MED, BUS, CVL, COP, ...) or "". `wikidata` is a Q-number or "".
    """

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    wikidata: str = ""

    @property
    def code(self) -> str:
        """Country and sector as PLOVER joins them, for instance "USAMIL"."""
        return self.country + self.sector


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a party. `actor` is None where nobody could be settled on; `method` says how it was.

    `head` is the code-point span of the head word. `plural` is True for "officials", "troops", "they".
    """

    span: Span
    head: Span
    kind: str
    actor: Actor | None = None
    method: str = ""
    plural: bool = False
