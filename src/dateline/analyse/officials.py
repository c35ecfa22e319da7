"""Officials and the country they speak for: who decides for it, and who but says what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.codebook import actor_usage, countries, offices

if TYPE_CHECKING:
    from dateline.model import Actor

_DIPLOMATS = frozenset({"foreign minister", "vice president", "secretary general", "deputy prime minister"})


def country_spoken_for(person: Actor | None) -> str:
    """The country that an official speaks for, as a code; "" for anybody else."""
    if person is None or person.kind not in ("person", "office") or person.sector not in ("GOV", "MIL"):
        return ""
    return person.country if person.country in countries().by_alpha3 else ""


def leads(person: Actor | None, dct: str) -> bool:
    """True for who heads a state or its diplomacy on a day ("" for any); a spokesman does not."""
    held = offices().by_name.get(person.name, ()) if person is not None and person.kind == "person" else ()
    now = [h for h in held if not dct or h.covers(dct)]
    return any(h.office in actor_usage().top_offices or h.office in _DIPLOMATS for h in now)
