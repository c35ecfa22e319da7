"""Who "we" are where two sides speak together: the parties that the report's title sets side by side.

"Remarks by President X and Chancellor Y", "Joint Statement by X and Y", "Joint news conference with Prime Minister Z"
(which the outlet's own head of state holds). Nobody where the title names one side only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.analyse.actor_resolution import country_actor, entry_actor
from dateline.analyse.actor_words import lexicon, split_words
from dateline.analyse.bare_phrases import resolve_phrase
from dateline.analyse.report_focus import country_of_outlet
from dateline.model import Actor, Report

_TOGETHER = re.compile(
    r"^\W*(?:(?:joint|news|press|opening|bilateral|trilateral|virtual|video)\s+)*"
    r"(?:(?P<own>statement|declaration|communiqu[eé])|remarks|conference|talks|meeting)\b[^:;]*?"
    r"\b(?P<how>by|of|from|between|with)\s+(?P<who>[^:;–—]+)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^\W*(?:joint\s+)?(?:statement|declaration|communiqu[eé])\s+(?:by|of|from)\s+(?P<by>[^:;–—]+)"
    r"|^(?P<whose>[^:;–—]+?)(?:\s+(?:leaders|ministers|summit))?['’]?s?['’]?\s+(?:joint\s+)?"
    r"(?:statement|declaration|communiqu[eé])\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\W*joint\s+(?:statement|declaration|communiqu[eé])\b", re.IGNORECASE)
# A name's words begin with a capital; what else stands before "statement" makes a headline of it.
_OTHER_WORDS = re.compile(r"\b(?!and\b|the\b|of\b)[a-z]")
_LEADING = re.compile(r"[\s,]*(?:(?:the|leaders|heads|of|state|and|government|foreign|ministers)\s+)*")
_OPENING = re.compile(
    r"\bWe,(?P<who>(?:\s*,?\s*(?:the|leaders|heads|of|state|and|government|foreign|ministers|[A-Z][\w’'.-]*))+)"
)
_OPENING_WITHIN = 1000  # characters
# What the two speak about, and where and when, follows their names.
_REST = re.compile(r"\s(?:on|in|at|before|after|ahead|following|regarding|about|during|to|for)\s.*$", re.IGNORECASE)
_BESIDE = re.compile(r",?\s+and\s+|,\s+")
_ADDRESS = re.compile(r"\s*[(,].*$")
_AUTHORS = frozenset({"country", "government", "alliance", "igo", "organization"})
_SIDES = frozenset({"person", "office", "country", "government", "alliance", "organization"})


@lru_cache(maxsize=4)  # asked of every "we" of a report
def joint_parties(report: Report) -> tuple[Actor, ...]:
    """The parties of two or more sides that speak in a report, in the order of its title; () where there are none."""
    match = _TOGETHER.search(report.title)
    if match is None:
        return ()
    home = country_actor(country_of_outlet(report))
    named = [_side(words, home, report.dct) for words in _BESIDE.split(_REST.sub("", match["who"]))]
    if match["how"].lower() == "with":
        named.insert(0, head_of_outlet(report) or home)
    sides = {actor.id: actor for actor in named if actor is not None}
    several = len({actor.country for actor in sides.values()}) > 1
    return tuple(sides.values()) if several else ()


@lru_cache(maxsize=4)
def head_of_outlet(report: Report) -> Actor | None:
    """Who holds the office that a report's outlet is named after ("President of Russia (kremlin.ru)"), if it is."""
    words = _ADDRESS.sub("", report.outlet)
    holder = resolve_phrase(f"the {words}", "", report.dct or None) if words else None
    return holder if holder is not None and holder.kind in ("person", "office") and holder.country else None


def joint_authors(report: Report) -> tuple[Actor, ...]:
    """The same where the whole text is theirs: a joint statement or declaration, not remarks in turn.

    A body of states is one author ("Joint Statement by the G7"); "U.S.-Singapore Joint Leaders' Statement" is of both.
    """
    match = _TOGETHER.search(report.title)
    sides = joint_parties(report) if match is not None and match["own"] else ()
    return sides or _authors_of_title(report) or (_authors_of_opening(report) if is_joint(report) else ())


def is_joint(report: Report) -> bool:
    """True for a text whose title says that several speak in it as one, whether or not anybody is named."""
    return _JOINT.match(report.title) is not None


def _authors_of_title(report: Report) -> tuple[Actor, ...]:
    """The body of states, or the countries, whose statement a title says the text is."""
    match = _OWN.search(report.title)
    if match is None or (match["whose"] and _OTHER_WORDS.search(match["whose"])):
        return ()
    words = match["by"] or match["whose"]
    found = _named(words, report.dct)
    if found and found[0].kind in ("alliance", "igo"):
        return found[:1]
    return found if len(found) > 1 else ()


def _authors_of_opening(report: Report) -> tuple[Actor, ...]:
    """Those who name themselves at the beginning: "We, the leaders of France, Germany and Italy, condemn ..."."""
    match = _OPENING.search(report.text[:_OPENING_WITHIN])
    found = _named(match["who"], report.dct) if match is not None else ()
    return found if len(found) > 1 else ()


def _named(words: str, dct: str) -> tuple[Actor, ...]:
    """The countries and bodies that words name; () where they begin with somebody else."""
    hits = lexicon().find(split_words(words), words)
    if not hits or not _LEADING.fullmatch(words[: hits[0].begin]):
        return ()
    found = (a for h in hits if (a := entry_actor(h.entry, dct)) is not None and a.kind in _AUTHORS)
    return tuple({a.id: a for a in found}.values())


def _side(words: str, home: Actor | None, dct: str) -> Actor | None:
    """Whom the words name; a surname that several have is the outlet's own president, else one of its country."""
    actor = resolve_phrase(words.strip(), "", dct or None)
    if actor is not None and actor.kind == "person" and not actor.country and home is not None:
        holder = resolve_phrase(f"the president of {home.name}", "", dct or None)
        is_holder = holder is not None and holder.name.endswith(f" {actor.name}")
        actor = holder if is_holder else resolve_phrase(words.strip(), home.name, dct or None)
    return actor if actor is not None and actor.kind in _SIDES and actor.country else None
