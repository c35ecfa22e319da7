"""An event on its way to a claim: who vouches for it is known, how sure they are is not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.analyse.candidate import Candidate
    from dateline.model import Event, Factuality, Source, Statement


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate's event with the parties that its own words give.

    `chain` holds the statements that the event stands in, outermost first, `sources` who vouches for it, and
    `assessed` its factuality by the grammar around it, before the chain and the date are looked at.
    """

    candidate: Candidate
    event: Event
    chain: tuple[Statement, ...]
    sources: tuple[Source, ...]
    assessed: Factuality
