"""What a user's own codebook does to the analysis, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.analyse import Analyser, load_analyser
from dateline.codebook import OwnCodebook, gazetteer, read_codebook
from dateline.model import Actor, Analysis, Report

if TYPE_CHECKING:
    from spacy.language import Language

ENTRIES = """\
actors:
  - {name: Desert Falcons, aliases: [DFB], kind: armed_group, country: SYR, sector: REB}
offices:
  - {person: Salma Haddad, office: foreign minister, country: SYR, from: 2024-02, to: 2024-11, gender: f}
places:
  - {name: Umm Barudi, lat: 14.9, lon: 22.9, country: SDN, level: town, aliases: [Um Barudi]}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> OwnCodebook:
    path: Path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(ENTRIES, encoding="utf8")
    return read_codebook(path)


@pytest.fixture(scope="module")
def analyse(nlp: Language, own: OwnCodebook) -> Analyser:
    return load_analyser(nlp, codebook=own)


def actors(analysis: Analysis) -> dict[str, Actor | None]:
    return {m.span.words(analysis.report.text): m.actor for m in analysis.mentions}


def test_names_of_the_codebook_are_known(analyse: Analyser) -> None:
    report = Report("r", "The Desert Falcons shelled Aleppo. DFB fighters left on Friday.", "2024-05-02")
    found = actors(analyse(report))
    group, fighters = found["The Desert Falcons"], found["DFB fighters"]
    assert group is not None
    assert (group.name, group.kind, group.code) == ("Desert Falcons", "armed_group", "SYRREB")
    assert fighters is not None
    assert fighters.code == "SYRREB"


def test_a_person_has_the_office_of_the_date_and_the_surname_follows(analyse: Analyser) -> None:
    text = "Salma Haddad arrived in Cairo. Haddad will hold talks."
    in_office, later = (actors(analyse(Report("r", text, day))) for day in ("2024-05-02", "2025-05-02"))
    assert [a and a.code for a in in_office.values() if a and a.kind == "person"] == ["SYRGOV", "SYRGOV"]
    assert [a and a.code for a in later.values() if a and a.kind == "person"] == ["SYRELI", "SYRELI"]


def test_a_title_means_the_holder_on_the_date_only(analyse: Analyser) -> None:
    text = "The Syrian foreign minister rejected the offer."
    then, before = (actors(analyse(Report("r", text, day))) for day in ("2024-05-02", "2023-05-02"))
    assert then["The Syrian foreign minister"] is not None
    assert then["The Syrian foreign minister"].name == "Salma Haddad"
    assert before["The Syrian foreign minister"] is None or before["The Syrian foreign minister"].name != "Salma Haddad"


def test_a_place_is_found_and_dateline_s_own_gazetteer_stays_as_it_is(analyse: Analyser) -> None:
    report = Report("r", "Raiders burned houses in Um Barudi on Friday.", "2024-05-02")
    (place,) = [t.place for t in analyse(report).toponyms]
    assert place is not None
    assert (place.name, place.lat, place.country) == ("Umm Barudi", 14.9, "SDN")
    assert gazetteer().find("Um Barudi") == ()


def test_the_settings_tell_the_codebook(analyse: Analyser, nlp: Language, own: OwnCodebook) -> None:
    assert analyse.settings["codebook"] == own.digest
    assert "codebook" not in load_analyser(nlp).settings


def test_an_empty_codebook_changes_nothing(nlp: Language) -> None:
    text = "Russia said NATO troops had reached Rzeszow. The alliance denied it, and so did President Duda."
    report = Report("r", text, "2022-02-10")
    assert load_analyser(nlp, codebook=OwnCodebook())(report) == load_analyser(nlp)(report)
