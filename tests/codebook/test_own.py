"""A user's own codebook: what it holds, and what is said where it is wrong."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dateline.codebook import OwnCodebook, read_codebook
from dateline.errors import CodebookError

GOOD = """\
actors:
  - name: Desert Falcons
    aliases: [DFB]
    kind: armed_group
    country: SYR
    sector: REB
offices:
  - {person: Salma Haddad, office: foreign minister, country: SYR, from: 2024-02, to: 2024-11, gender: f}
places:
  - {name: Umm Barudi, lat: 14.9, lon: 22.9, country: SDN, level: town, aliases: [Um Barudi]}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf8")
    return path


def read(folder: Path, text: str) -> OwnCodebook:
    return read_codebook(write(folder, text))


def test_the_entries(tmp_path: Path) -> None:
    own = read(tmp_path, GOOD)
    assert [(r.actor.name, r.actor.kind, r.actor.code, r.aliases) for r in own.actors] == [
        ("Desert Falcons", "armed_group", "SYRREB", ("DFB",))
    ]
    (holding,) = own.holdings
    assert (holding.covers("2024-01-31"), holding.covers("2024-11-30"), holding.covers("2024-12-01")) == (
        False, True, False,
    )  # fmt: skip
    (place,) = own.places
    assert (place.place.lat, place.place.country, place.aliases) == (14.9, "SDN", ("Um Barudi",))
    assert pickle.loads(pickle.dumps(own)) == own


def test_the_digest_follows_the_entries_and_not_the_file(tmp_path: Path) -> None:
    own = read(tmp_path, GOOD)
    assert read(tmp_path, "# a comment\n" + GOOD).digest == own.digest
    assert read(tmp_path, GOOD.replace("14.9", "14.8")).digest != own.digest
    assert read(tmp_path, "places: []\n").digest == read(tmp_path, "actors: []\n").digest


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("armed_group", "armed_grup", 2, "'Desert Falcons' in actors: unknown kind 'armed_grup'"),
        ("    country: SYR", "    country: SY", 2, "unknown country 'SY'"),
        ("sector: REB", "sector: XYZ", 2, "unknown sector 'XYZ'"),
        ("sector: REB", "colour: red", 2, "there is no 'colour'"),
        ("  - name: Desert Falcons\n    aliases", "  - aliases", 2, "name is missing"),
        ("[DFB]", "DFB", 2, "expected a list of names"),
        ("[DFB]", "[desert falcons]", 2, "names another actor too"),
        ("foreign minister", "foreign minster", 8, "unknown office 'foreign minster'"),
        ("from: 2024-02", "from: 2025-02", 8, "it ends (2024-11) before it begins (2025-02)"),
        ("from: 2024-02", "from: Feb 2024", 8, "expected a day, month or year"),
        ("country: SYR, from", "from", 8, "expected either country"),
        ("lat: 14.9", "lat: 140.9", 10, "lat is '140.9'"),
        ("lat: 14.9", "lat: north", 10, "lat is 'north'"),
        ("level: town", "level: hamlet", 10, "unknown level 'hamlet'"),
        ("places:", "towns:", 9, "unknown part 'towns'"),
        ("[Um Barudi]", "[Um Barudi", 10, "not YAML"),
    ],
)
def test_an_error_names_file_line_and_entry(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    with pytest.raises(CodebookError) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert message in caught.value.message
    assert caught.value.where == f"own.yaml line {line}"
    assert caught.value.hint


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n"])
def test_a_file_without_the_parts(tmp_path: Path, text: str) -> None:
    with pytest.raises(CodebookError, match="expected the parts"):
        read(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        read_codebook(tmp_path / "none.yaml")
