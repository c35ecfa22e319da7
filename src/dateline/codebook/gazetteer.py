"""The gazetteer: GeoNames' populated places and divisions, countries, and a curated table on top.

The large part lies in sorted arrays that are mapped into memory and searched by the hash of the normalised name, so
that opening it costs milliseconds and worker processes share one copy. tools/build_gazetteer.py makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.codebook.countries import Country, countries
from dateline.codebook.loader import expect, read_data
from dateline.codebook.toponym_keys import key_hashes, place_key
from dateline.errors import CodebookError
from dateline.model import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME_OF_ALIAS = 1 << 31
CAPITAL = 1 << 7
PLACE_COLUMNS = [
    ("geonameid", "<u4"),
    ("lat", "<f4"),
    ("lon", "<f4"),
    ("population", "<u4"),
    ("admin1", "<u4"),
    ("admin2", "<u4"),
    ("label", "<u4"),
    ("label_length", "u1"),
    ("country", "S2"),
    ("level", "u1"),
]
_POINT = re.compile(r"(-?[\d.]+), *(-?[\d.]+)")
LEVELS = ("site", "town", "region", "country", "water", "area", "continent")
_ARRAY_LEVELS = ("town", "region", "region")
_WEIGHT = {
    "site": 50_000, "town": 20_000, "region": 1_000_000, "country": 20_000_000, "water": 10_000_000,
    "area": 10_000_000, "continent": 500_000_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A place the gazetteer holds under a name.

    `population` is people, or a stand-in of the same order where GeoNames counts none (seas, bases). `admin1` and
    `admin2` are GeoNames ids of the divisions it lies in, 0 where unknown. `alias` is True where the name asked for
    is not its main one; `division` is 1 or 2 for first- and second-level divisions, else 0. `capital` is True for
    the capital of a country.
    """

    place: Place
    population: int
    admin1: int = 0
    admin2: int = 0
    alias: bool = False
    curated: bool = False
    division: int = 0
    capital: bool = False


class Gazetteer:
    """Looks places up by name or GeoNames id. Made by `gazetteer()`; holds no state that changes."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], own: Iterable[tuple[Place, Iterable[str]]] = ()) -> None:
        self._places = arrays["places"]
        import numpy as np

        self._numpy = np
        self._ids = np.ascontiguousarray(arrays["places"]["geonameid"])
        self._labels = arrays["labels"]
        self._keys = arrays["keys"]
        self._targets = arrays["targets"]
        self._named: dict[str, list[Entry]] = {}
        self._by_id: dict[int, Entry] = {}
        self._codes = {c.alpha2: c.alpha3 for c in countries()}
        self.abbreviations: Mapping[str, tuple[Entry, ...]] = self._add_curated()
        for place, aliases in own:
            self._add_own(place, aliases)

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places with this name, in no order that means anything; empty where there is none."""
        return self.find_all([name])[name]

    def find_all(self, names: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """The places of each name, keyed by the name as given. One search for all: prefer it to many `find`."""
        keys = {name: place_key(name) for name in names}
        wanted = sorted(set(keys.values()) - {""})
        found: dict[str, tuple[Entry, ...]] = {"": ()}
        for key, rows in zip(wanted, self._search(wanted), strict=True):
            curated = self._named.get(key, [])
            seen = {e.place.geonameid for e in curated}
            listed = [e for e in (self._entry(int(t), key) for t in rows) if e.place.geonameid not in seen]
            found[key] = (*curated, *listed)
        return {name: found[key] for name, key in keys.items()}

    def knows(self, keys: Sequence[str]) -> list[bool]:
        """For each normalised name (`place_key`) whether any place has it."""
        if not keys:
            return []
        hashes = key_hashes(keys)
        at = self._numpy.minimum(self._numpy.searchsorted(self._keys, hashes), len(self._keys) - 1)
        hit = self._keys[at] == hashes
        return [bool(h) or k in self._named for h, k in zip(hit, keys, strict=True)]

    def by_id(self, geonameid: int) -> Entry | None:
        """The place with this GeoNames id."""
        if geonameid in self._by_id:
            return self._by_id[geonameid]
        at = int(self._numpy.searchsorted(self._ids, geonameid))
        if at < len(self._ids) and int(self._ids[at]) == geonameid:
            return self._entry(at)
        return None

    def country_near(self, lat: float, lon: float, *, places: int = 5, within_km: float = 200.0) -> str:
        """The alpha-2 code of the country in which the nearest places lie, "" where they are far or disagree."""
        np = self._numpy
        degrees = within_km / 111.0
        near = np.abs(self._places["lat"] - lat) < degrees
        rows = self._places[near]
        east = (rows["lon"] - lon + 180.0) % 360.0 - 180.0
        square = (rows["lat"] - lat) ** 2 + (east * np.cos(np.radians(lat))) ** 2
        nearest = np.argsort(square)[:places]
        codes = {bytes(c).decode("ascii") for c in rows["country"][nearest[square[nearest] < degrees**2]]}
        return codes.pop() if len(codes) == 1 else ""

    def __len__(self) -> int:
        return len(self._places)

    def _search(self, keys: Sequence[str]) -> list[NDArray[Any]]:
        hashes = key_hashes(keys)
        lows = self._numpy.searchsorted(self._keys, hashes, side="left")
        highs = self._numpy.searchsorted(self._keys, hashes, side="right")
        return [self._targets[low:high] for low, high in zip(lows, highs, strict=True)]

    def _entry(self, target: int, key: str = "") -> Entry:
        """The entry of a row number, with or without the alias flag; `key` is the name it was found by."""
        gid, lat, lon, population, admin1, admin2, start, length, code, level = self._places[
            target & ~NAME_OF_ALIAS
        ].item()
        alias = bool(target & NAME_OF_ALIAS)
        capital, level = bool(level & CAPITAL), level & ~CAPITAL
        known = self._by_id.get(gid)
        if known is not None:
            return replace(known, alias=alias or (key != "" and key != place_key(known.place.name)))
        name = bytes(self._labels[start : start + length]).decode("utf8", "ignore")
        country = self._codes.get(code.decode("ascii"), "")
        place = Place(f"gn-{gid}", name, _ARRAY_LEVELS[level], round(lat, 5), round(lon, 5), country, gid)
        return Entry(place, population, admin1, admin2, alias, division=level, capital=capital)

    def _add_curated(self) -> dict[str, tuple[Entry, ...]]:
        table = read_data("places_extra")
        expect(isinstance(table, dict) and set(table) == {"divisions", "places"}, "places_extra",
               "expected the parts 'divisions' and 'places'")  # fmt: skip
        for country in countries():
            self._add(_of_country(country), country.aliases)
        short: dict[str, list[Entry]] = {}
        for line in table["divisions"]:
            name, code, gid, at, abbreviations = _parts(line, 5)
            entry = self._add(self._curated(line, (name, "region", at, code, gid)), ())
            for abbreviation in _listed(abbreviations):
                short.setdefault(abbreviation, []).append(entry)
        for line in table["places"]:
            *parts, aliases = _parts(line, 6)
            self._add(self._curated(line, parts), _listed(aliases))
        return {k: tuple(v) for k, v in short.items()}

    def _add_own(self, place: Place, aliases: Iterable[str]) -> None:
        """A place of the user's, with the divisions of the GeoNames entry where there is one."""
        listed = self.by_id(place.geonameid) if place.geonameid else None
        weight = max(_WEIGHT[place.level], listed.population if listed else 0)
        entry = replace(listed, alias=False) if listed is not None else Entry(place, weight)
        self._add(replace(entry, place=place, population=weight, curated=True), aliases)

    def _curated(self, line: str, parts: Sequence[str]) -> Entry:
        """The entry of a line's name, level, point, country and GeoNames id."""
        place = curated_place(line, parts)
        listed = self.by_id(place.geonameid) if place.geonameid else None
        weight = max(_WEIGHT[place.level], listed.population if listed else 0)
        if listed is None:
            return Entry(place, weight, curated=True)
        return replace(listed, place=place, population=weight, alias=False, curated=True)

    def _add(self, entry: Entry, aliases: Iterable[str]) -> Entry:
        if entry.place.geonameid:
            self._by_id[entry.place.geonameid] = entry
        keys = dict.fromkeys(place_key(n) for n in (entry.place.name, *aliases))
        for key in keys:
            self._named.setdefault(key, []).append(entry)
        return entry


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process: about 60 ms, most of it for the curated table.

    Raises:
        CodebookError: an array is missing or damaged, or the curated table has a bad entry.
    """
    return _opened(())


def gazetteer_with(own: Sequence[tuple[Place, Sequence[str]]]) -> Gazetteer:
    """The gazetteer with places of the user's own and their further names; opened anew each time.

    Raises:
        CodebookError: as `gazetteer`.
    """
    return _opened(own)


def _opened(own: Sequence[tuple[Place, Sequence[str]]]) -> Gazetteer:
    import numpy as np

    folder = Path(str(resources.files("dateline.codebook") / "data" / "gazetteer"))
    try:
        arrays = {n: np.load(folder / f"{n}.npy", mmap_mode="r") for n in ("places", "labels", "keys", "targets")}
    except (OSError, ValueError) as error:
        raise CodebookError(
            f"the gazetteer cannot be opened: {error}", where="data/gazetteer",
            hint="Install dateline again, or run tools/build_gazetteer.py.",
        ) from error  # fmt: skip
    expect(
        arrays["places"].dtype == np.dtype(PLACE_COLUMNS),
        "gazetteer",
        "places.npy has other columns than this version reads",
    )
    return Gazetteer(arrays, own)


def _of_country(country: Country) -> Entry:
    place = Place(
        f"gn-{country.geonameid}", country.name, "country", country.lat, country.lon, country.alpha3, country.geonameid
    )
    return Entry(place, _WEIGHT["country"], curated=True)


def curated_place(line: str, parts: Sequence[str]) -> Place:
    """The place of a line of the curated table, checked.

    Raises:
        CodebookError: the message has the line and what is wrong with it.
    """
    name, level, at, country, gid = parts
    point = _POINT.fullmatch(at)
    expect(name, "places_extra", f"{line!r}: a place without a name")
    expect(level in LEVELS, "places_extra", f"{line!r}: level {level!r} is none of {LEVELS}")
    lat, lon = (float(point[1]), float(point[2])) if point else (999.0, 999.0)
    expect(abs(lat) <= 90 and abs(lon) <= 180, "places_extra", f"{line!r}: {at!r} is not a point")
    expect(not country or country in countries().by_alpha3, "places_extra", f"{line!r}: unknown country {country!r}")
    expect(not gid or gid.isdecimal(), "places_extra", f"{line!r}: {gid!r} is not a GeoNames id")
    key = f"gn-{gid}" if gid else f"dl-{_slug(name, country)}"
    return Place(key, name, level, lat, lon, country, int(gid) if gid else None)


def _parts(line: Any, count: int) -> list[str]:
    expect(isinstance(line, str), "places_extra", f"{line!r}: expected a line of text")
    parts = [part.strip() for part in line.split("|")]
    expect(len(parts) <= count, "places_extra", f"{line!r}: more than {count} parts")
    return parts + [""] * (count - len(parts))


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())


def _slug(name: str, country: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", place_key(f"{name} {country}")).strip("-")
