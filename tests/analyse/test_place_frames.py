"""Names that only the words around show to be places, and namesakes elsewhere that they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.place_ties import distance_km, fits_tie, is_lone
from dateline.analyse.places import find_toponyms
from dateline.analyse.sentences import parse
from dateline.codebook import Entry
from dateline.model import Place, Report, Toponym

if TYPE_CHECKING:
    from spacy.language import Language


def read(nlp: Language, text: str) -> dict[str, Toponym]:
    doc = parse(nlp, Report("t", text, "2024-05-01"))
    return {t.span.words(text): t for t in find_toponyms(text, doc)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The army took the towns of Harbnafsiya, Tlafan and Deir al-Fardoun in Syria.",
         ["Harbnafsiya", "Tlafan", "Deir al-Fardoun"]),
        ("Militiamen burned the village of Umm Barudi in North Darfur.", ["Umm Barudi"]),
        ("Tamanyeet, a village near Khartoum, was looted on Friday.", ["Tamanyeet"]),
        ("Rebels seized Kashubwe, a hilltop town southwest of Bukavu in Congo.", ["Kashubwe"]),
        ("Fighters entered Jarjanazeh village before dawn.", ["Jarjanazeh"]),
    ],
)  # fmt: skip
def test_a_framed_name_is_kept_though_the_gazetteer_lacks_it(nlp: Language, text: str, names: list[str]) -> None:
    found = read(nlp, text)
    assert [n for n in names if n in found and found[n].place is None and found[n].literal] == names


def test_a_framed_name_is_found_again_without_its_frame(nlp: Language) -> None:
    text = "Raiders burned the village of Umm Barudi. They found Umm Barudi empty. Umm Barudi Council met."
    doc = parse(nlp, Report("t", text, "2024-05-01"))
    starts = [t.span.start for t in find_toponyms(text, doc) if t.span.words(text) == "Umm Barudi"]
    assert starts == [text.index("Umm Barudi"), text.index("Umm Barudi empty")]


def test_the_whole_name_is_taken_and_not_a_namesake_of_its_last_word(nlp: Language) -> None:
    found = read(nlp, "Raiders reached the village of Kafr Boston on Monday.")
    assert found["Kafr Boston"].place is None
    assert "Boston" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Syrian town of Salem was shelled. Residents of Idlib fled.", "Salem"),
        ("The Damascus suburb of Troy was shelled by government troops.", "Troy"),
        ("Columbia, a village in southern Lebanon, was evacuated.", "Columbia"),
    ],
)
def test_a_namesake_elsewhere_is_not_taken(nlp: Language, text: str, name: str) -> None:
    found = read(nlp, text)
    assert found[name].place is None
    assert "none of this name" in found[name].reason


def test_the_tie_finds_the_lesser_place_of_the_name(nlp: Language) -> None:
    found = read(nlp, "The Syrian town of Tripoli does not exist, but the Lebanese city of Tripoli does.")
    assert {t.place.country for t in found.values() if t.place and t.place.name.startswith("Trip")} <= {"LBN"}
    place = read(nlp, "The Lebanese city of Tripoli was quiet.")["Tripoli"].place
    assert place is not None
    assert place.country == "LBN"


def test_persons_and_kinds_of_people_are_no_villages(nlp: Language) -> None:
    found = read(nlp, "A Christian village welcomed Mary Hill, a town councillor, and a city of Germans.")
    assert not {"Christian", "Mary Hill", "Hill", "Germans"} & {n for n, t in found.items() if t.literal}


def entry(country: str, people: int, lat: float = 0.0, lon: float = 0.0, level: str = "town") -> Entry:
    return Entry(Place("gn-1", "X", level, lat, lon, country, 1), people)


def test_lone_namesakes() -> None:
    syria = [Place(f"gn-{k}", "Y", "town", 35.0, 38.0, "SYR", k) for k in range(6)]
    assert is_lone(entry("USA", 5_000, 40.0, -80.0), 0.9, syria)
    assert not is_lone(entry("USA", 5_000, 40.0, -80.0), 0.9, syria[:5]), "too few places to go by"
    assert not is_lone(entry("SYR", 5_000, 35.0, 38.0), 0.9, syria), "the same country"
    assert not is_lone(entry("USA", 900_000, 40.0, -80.0), 0.9, syria), "a great city, clearly meant"
    assert is_lone(entry("USA", 900_000, 40.0, -80.0), 0.3, syria), "a great city, not clearly meant"
    assert not is_lone(entry("IRQ", 60_000, 35.0, 43.0), 0.9, syria), "a city next door"


def test_ties() -> None:
    damascus = Place("gn-2", "Damascus", "town", 33.51, 36.29, "SYR", 2)
    assert fits_tie(entry("SYR", 10, 33.5, 36.4), damascus)
    assert fits_tie(entry("LBN", 10, 33.7, 35.9), damascus), "across the border, but near"
    assert not fits_tie(entry("SYR", 10, 36.9, 41.0), damascus), "the same country, but far"
    assert not fits_tie(entry("USA", 10, 42.7, -73.7), damascus)


def test_distance() -> None:
    paris, london = entry("FRA", 1, 48.8566, 2.3522).place, entry("GBR", 1, 51.5074, -0.1278).place
    assert distance_km(paris, london) == pytest.approx(344, abs=3)
