"""Chooses among the places that share a name.

Each candidate is scored by what is known of it (people, level, whether the name is its main one) and by how well it
fits the report: the division named behind it, the countries and divisions of the other names, their distance. Names
that are clear weigh more as context than names that are not. One name has one sense in a report, except where a
division behind it says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.analyse.place_names import PlaceName
from dateline.analyse.place_ties import find_ties, fits_tie, is_lone
from dateline.codebook import Entry, place_key
from dateline.model import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_CANDIDATES = 25
NEAR_KM = 150.0
ENOUGH = 3.0  # names in the same country, division or neighbourhood: more of them say no more
MIN_NAMESAKE = 5_000  # people of a place that a country's own name may mean, without its division behind
MIN_ALIAS = 15_000  # people: a smaller town is not called by a foreign name with its division behind
EARTH_KM = 6371.0088
FEATURES = (
    "population", "country", "region", "division2", "water", "area", "site", "curated", "alias", "within", "not_within",
    "division_word", "capital", "twin", "same_country", "same_division", "near", "country_log", "division_log",
)  # fmt: skip
# Learned (softmax regression, L2 of 1) on the resolved toponyms of two thirds of the development halves of GeoWebNews,
# GeoVirus, LGL (weight 0.6) and TR-News (1.5), then rounded; `within`, `not_within`, `division_word` and `twin`, for
# which those have few cases, were pulled towards 3, -3, 6 and -3. The other third gives 0.93, 0.87, 0.88 and 0.94.
WEIGHTS = np.array([4.7, 0.8, 0.1, -0.1, 0.1, 0.1, 0.0, 2.6, -1.7, 3.0, -3.0, 6.0, 1.4, -2.0, 1.4, 1.8, 1.8, 0.8, 2.7])
_FIRST_OF_CONTEXT = FEATURES.index("same_country")


@dataclass(frozen=True, slots=True)
class Sense:
    """A name in one report: `names` are the indices of its mentions; candidates, best known first."""

    key: str
    names: tuple[int, ...]
    entries: tuple[Entry, ...]
    within: tuple[Entry, ...]
    division: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The place taken for a mention, why, and how clear the choice was (0 to 1, not a probability)."""

    place: Place | None
    reason: str
    score: float


LONE = Choice(None, "the other places of the report lie in other countries", 0.0)


def choose_places(names: Sequence[PlaceName]) -> list[Choice]:
    """One choice for each name, in the same order."""
    senses = group_senses(names)
    choices = [_fixed(n) for n in names]
    if not senses:
        return choices
    features = describe_senses(senses, names)
    ranked = [(sense, table, table @ WEIGHTS) for sense, table in zip(senses, features, strict=True)]
    for sense, table, scores in ranked:
        _settle(choices, sense, _choice(sense, table, scores))
    ties = find_ties(names, choices)
    for sense, _, scores in ranked:
        tie = next((ties[k] for k in sense.names if k in ties), None)
        if tie is not None and not fits_tie(sense.entries[int(np.argmax(scores))], tie):
            _settle(choices, sense, _tied_choice(sense, scores, tie))
    return _without_lone(names, choices, senses)


def _settle(choices: list[Choice], sense: Sense, choice: Choice) -> None:
    for k in sense.names:
        choices[k] = choice


def _without_lone(names: Sequence[PlaceName], choices: Sequence[Choice], senses: Sequence[Sense]) -> list[Choice]:
    """The choices, those left open that the rest of the report contradicts: see `is_lone`."""
    left = list(choices)
    for sense in senses:
        choice = choices[sense.names[0]]
        entry = next((e for e in sense.entries if choice.place is not None and e.place.id == choice.place.id), None)
        own = set(sense.names)
        others = [c.place for k, c in enumerate(choices) if k not in own and c.place is not None]
        tied = any(names[k].tie >= 0 or names[k].within for k in sense.names)
        if entry is not None and not tied and is_lone(entry, choice.score, others):
            _settle(left, sense, LONE)
    return left


def group_senses(names: Sequence[PlaceName]) -> list[Sense]:
    """Mentions of one name together; what stands behind one of them holds for all, unless they disagree."""
    groups: dict[str, list[int]] = {}
    for k, name in enumerate(names):
        if name.entries:
            groups.setdefault(place_key(name.name), []).append(k)
    senses = []
    for key, members in groups.items():
        for part in _parted(names, members):
            within = next((names[k].within for k in part if names[k].within), ())
            division = any(names[k].division for k in part)
            entries = {e.place.id: e for k in part for e in names[k].entries}
            senses.append(Sense(key, tuple(part), _shortlist([*entries.values()], within, division), within, division))
    return senses


def _parted(names: Sequence[PlaceName], members: Sequence[int]) -> list[list[int]]:
    """The mentions of a name by sense: those called a division apart from the town, and by what stands behind."""
    parts: dict[tuple[bool, tuple[str, ...]], list[int]] = {}
    for k in members:
        key = (names[k].division, tuple(sorted(e.place.id for e in names[k].within)))
        parts.setdefault(key, []).append(k)
    explicit = [key for key in parts if key[1] and not key[0]]
    if len(explicit) == 1 and (False, ()) in parts:
        parts[explicit[0]] = sorted(parts[explicit[0]] + parts.pop((False, ())))
    return list(parts.values())


def _shortlist(entries: Sequence[Entry], within: Sequence[Entry], division: bool) -> tuple[Entry, ...]:
    """The likeliest entries; only first-level divisions where one is asked for and there is one."""
    divisions = _around_cities([e for e in entries if e.division == 1]) if division else []
    if not within and any(e.place.level == "country" and not e.alias for e in entries):
        entries = [e for e in entries if e.population >= MIN_NAMESAKE or e.curated or e.place.level == "country"]
    ranked = sorted(divisions or entries, key=lambda e: (not _inside(e, within), e.alias, -e.population, e.place.id))
    return tuple(ranked[:MAX_CANDIDATES])


def _around_cities(divisions: Sequence[Entry]) -> list[Entry]:
    """Without cities that are divisions themselves where the division around them has their name: Kyiv, Moscow."""
    around = {e.place.country for e in divisions if " " in e.place.name}
    return [e for e in divisions if " " in e.place.name or e.place.country not in around]


def _inside(entry: Entry, within: Sequence[Entry]) -> bool:
    for outer in within:
        if (
            outer.place.level == "country"
            and entry.place.country == outer.place.country
            and entry.place.id != outer.place.id
        ):
            return True
        if outer.place.geonameid and outer.place.geonameid in (entry.admin1, entry.admin2):
            return True
    return False


def describe_senses(senses: Sequence[Sense], names: Sequence[PlaceName]) -> list[NDArray[np.float64]]:
    """For each sense a table, one row a candidate, columns as in `FEATURES`."""
    entries = [e for s in senses for e in s.entries]
    owner = np.repeat(np.arange(len(senses)), [len(s.entries) for s in senses])
    table = np.array([_own_features(e, senses[int(o)]) for e, o in zip(entries, owner, strict=True)])
    prior = _shares(table @ WEIGHTS, owner, len(senses))
    fixed = [n.fixed.country for n in names if n.fixed is not None]
    table[:, _FIRST_OF_CONTEXT:] = _context_features(entries, owner, prior, fixed)
    return [table[owner == k] for k in range(len(senses))]


def _own_features(entry: Entry, sense: Sense) -> list[float]:
    level = entry.place.level
    inside = _inside(entry, sense.within)
    return [
        float(np.log10(entry.population + 10)) / 7, float(level == "country"), float(entry.division == 1),
        float(entry.division == 2), float(level == "water"), float(level in ("area", "continent")),
        float(level == "site"), float(entry.curated), float(entry.alias), float(inside),
        float(bool(sense.within) and not inside), float(sense.division and entry.division > 0), float(entry.capital),
        0.0 if sense.division else _is_twin(entry, sense.entries),
        0.0, 0.0, 0.0, 0.0, 0.0,
    ]  # fmt: skip


def _is_twin(entry: Entry, others: Sequence[Entry]) -> float:
    """1 for a division called like a town that holds much of its people: without a word for it the town is meant."""
    if not entry.division:
        return 0.0
    towns = (o for o in others if o.place.level == "town" and o.place.country == entry.place.country)
    return float(any(5 * o.population >= entry.population for o in towns))


def _shares(scores: NDArray[np.float64], owner: NDArray[np.intp], n: int) -> NDArray[np.float64]:
    """Softmax of the scores within each sense."""
    top = np.full(n, -np.inf)
    np.maximum.at(top, owner, scores)
    raised = np.exp(scores - top[owner])
    return np.asarray(raised / np.bincount(owner, raised, n)[owner])


def _context_features(
    entries: Sequence[Entry], owner: NDArray[np.intp], prior: NDArray[np.float64], fixed: Sequence[str]
) -> NDArray[np.float64]:
    """How the other names of the report support each candidate: country, division, distance."""
    countries = np.unique([e.place.country for e in entries], return_inverse=True)[1]
    divisions = np.unique([_division(e) for e in entries], return_inverse=True)[1]
    blank = np.array([not e.place.country for e in entries])
    unplaced = np.array([_division(e) == 0 for e in entries])
    others = max(1, int(owner[-1]))
    by_country = np.where(blank, 0.0, _support(countries, owner, prior))
    by_country += np.array([0.5 * sum(1 for c in fixed if c and c == e.place.country) for e in entries])
    by_division = np.where(unplaced, 0.0, _support(divisions, owner, prior))
    near = np.minimum(_nearness(entries, owner, prior), ENOUGH)
    share = by_country / (others + 0.5 * len(fixed))
    return np.column_stack(
        [
            share,
            by_division / others,
            np.log1p(near),
            np.log1p(np.minimum(by_country, ENOUGH)),
            np.log1p(np.minimum(by_division, ENOUGH)),
        ]
    )


def _division(entry: Entry) -> int:
    return entry.place.geonameid or 0 if entry.division == 1 else entry.admin1


def _support(group: NDArray[np.intp], owner: NDArray[np.intp], prior: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight that other names put on the candidate's group."""
    width = int(group.max()) + 1
    total = np.bincount(group, prior, width)[group]
    pair = owner * width + group
    own = np.bincount(pair, prior, (int(owner.max()) + 1) * width)[pair]
    return np.asarray(total - own)


def _nearness(entries: Sequence[Entry], owner: NDArray[np.intp], prior: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight of other names' candidates, falling off by 1/e every `NEAR_KM`; points only, not areas."""
    point = np.array([e.place.level in ("town", "site") or e.division == 2 for e in entries])
    angles = np.radians([(e.place.lat or 0.0, e.place.lon or 0.0) for e in entries])
    lat, lon = angles[:, 0], angles[:, 1]
    vectors = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    heavy = np.flatnonzero(point & (prior > 0.01))
    distance = EARTH_KM * np.arccos(np.clip(vectors @ vectors[heavy].T, -1.0, 1.0))
    closeness = np.exp(-distance / NEAR_KM) * prior[heavy]
    closeness[owner[:, None] == owner[heavy][None, :]] = 0.0
    return np.asarray(np.where(point, closeness.sum(axis=1), 0.0))


def _fixed(name: PlaceName) -> Choice:
    if name.fixed is None:
        return Choice(None, "not in the gazetteer", 0.0)
    why = {"demonym": "people or adjective of", "metonym": "seat of power:"}[name.basis]
    return Choice(name.fixed, f"{why} {name.fixed.name}", 0.95)


def _tied_choice(sense: Sense, scores: NDArray[np.float64], tie: Place) -> Choice:
    """The choice among those that lie where the words around say; open where the gazetteer has none there."""
    rows = [k for k, entry in enumerate(sense.entries) if fits_tie(entry, tie)]
    if not rows:
        return Choice(None, f"the gazetteer has none of this name in or near {tie.name}", 0.0)
    best = max(rows, key=lambda k: (float(scores[k]), -k))
    return Choice(sense.entries[best].place, f"said to be in or near {tie.name}", round(1 / len(rows), 3))


def _choice(sense: Sense, table: NDArray[np.float64], scores: NDArray[np.float64]) -> Choice:
    best = int(np.argmax(scores))
    entry = sense.entries[best]
    if len(scores) == 1:
        return Choice(entry.place, "only place of this name", 0.9)
    share = float(_shares(scores, np.zeros(len(scores), dtype=np.intp), 1)[best])
    return Choice(entry.place, _reason(sense, table, best), round(share, 3))


def _reason(sense: Sense, table: NDArray[np.float64], best: int) -> str:
    """The feature that set the choice apart most from the runner-up's, in words."""
    row = table[best]
    if row[FEATURES.index("within")]:
        return f"named as part of {sense.within[0].place.name}"
    rest = np.delete(table, best, axis=0)
    gain = (row - rest.mean(axis=0)) * WEIGHTS
    country, division = "others named lie in the same country", "others named lie in the same division"
    words = {
        "same_country": country, "country_log": country, "same_division": division, "division_log": division,
        "near": "near to others named", "division_word": "called a division", "population": "most people",
        "capital": "a capital",
    }  # fmt: skip
    return words.get(FEATURES[int(np.argmax(gain))], "best known of this name")
