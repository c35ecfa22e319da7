"""Dictionaries of PETRARCH: what is read, what is left out, and the codebook they make."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook import Dictionaries, read_codebook, read_dictionaries
from dateline.errors import CodebookError

ACTORS = """\
<!-- a comment
 over two lines -->
FREEDONIA [FRD]   # of the film
+SYLVANIAN_MARCH
RUFUS_FIREFLY [FRD] # default
\t[FRDOPP <330101]
\t[FRDGOV 19330101 - 19351231]
\t[FRDELI > 19360101]
OSTERLICH [---]
FREEDONIA [XXX]
"""
AGENTS = """\
!POST! = MINISTER, MINISTERS
SOLDIER [~MIL]
DEPUTY {} [~LEG]
SENTRY [~MIL]
GOOSE {GEESE} [~ANI]
RELIEF_BODY [NGO~]
!POST!_OF_WAR [~GOV]
HERALD MIL
"""
VERBS = """\
&COIN
+CROWN
+SILVER_PENNY
--- GIVE [070:070] ---
GIVE {GAVE GIVEN}
+HAND_OUT
WOULD
- * &COIN [072]
- * (TO CHARITY) [073]
- + * $ [050]
- * VIEWS [010]
"""


def made(folder: Path, **texts: str) -> Dictionaries:
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf8")
    return read_dictionaries(paths)


def test_actors_have_synonyms_and_dated_codes(tmp_path: Path) -> None:
    found = made(tmp_path, actors=ACTORS)
    assert found.actors == [
        {"name": "Freedonia", "kind": "country", "aliases": ["Sylvanian March"], "code": "FRD"},
        {
            "name": "Rufus Firefly",
            "kind": "country",
            "code": "FRD",
            "codes": [
                "FRDOPP to 1933-01-01",
                "FRDGOV from 1933-01-01 to 1935-12-31",
                "FRDELI from 1936-01-01",
            ],
        },
    ]


def test_lines_left_out_have_file_and_line(tmp_path: Path) -> None:
    found = made(tmp_path, actors=ACTORS)
    assert [(u.file, u.line, u.why) for u in found.unread] == [
        ("actors.txt", 9, "no code of an actor"),
        ("actors.txt", 10, "the name has an entry already"),
    ]


def test_agents_have_their_plurals(tmp_path: Path) -> None:
    found = made(tmp_path, agents=AGENTS)
    assert {row["name"]: (row["code"], row.get("aliases", [])) for row in found.agents} == {
        "soldier": ("~MIL", ["soldiers"]),
        "deputy": ("~LEG", []),
        "sentry": ("~MIL", ["sentries"]),
        "goose": ("~ANI", ["geese"]),
        "relief body": ("NGO~", ["relief bodies"]),
        "minister of war": ("~GOV", ["ministers of war"]),
    }
    assert [u.line for u in found.unread] == [8]


def test_verbs_become_events_of_plover(tmp_path: Path) -> None:
    found = made(tmp_path, verbs=VERBS)
    assert found.events == [
        {"type": "AID", "verbs": ["give"], "not_object": ["=views", "=view"]},
        {"type": "AID", "verbs": ["hand out"], "not_object": ["=views", "=view"]},
        {"type": "AID", "verbs": ["give", "hand out"], "object": ["=crown", "=silver penny"]},
        {"type": "AID", "verbs": ["give to", "hand out to"], "object": ["=charity"]},
    ]
    assert [u.line for u in found.unread] == [7, 10, 11]


def test_dateline_takes_the_codebook(tmp_path: Path) -> None:
    found = made(tmp_path, actors=ACTORS, agents=AGENTS, verbs=VERBS)
    out = tmp_path / "own.yaml"
    out.write_text(found.yaml(), encoding="utf8")
    own = read_codebook(out)
    assert [row.actor.code for row in own.actors] == ["FRD", "FRD"]
    assert [c.code for c in own.codes["rufus-firefly"] if c.covers("1934-05-01")] == ["FRDGOV"]
    assert [a.before for a in own.agents if a.code == "NGO"] == [True]
    assert len(own.events) == 4


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        read_dictionaries(["nowhere.actors"])


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("actors:\n  - {name: Freedonia, kind: country, code: frd}\n", "capitals"),
        ("actors:\n  - {name: Freedonia, kind: country, code: FRD, country: FRA}\n", "either code or country"),
        ("actors:\n  - {name: Freedonia, kind: country, codes: [FRD since May]}\n", "FRD since May"),
        ("agents:\n  - {name: soldier, code: MIL}\n", "~MIL"),
    ],
)
def test_a_wrong_code_is_an_error_with_its_line(tmp_path: Path, entry: str, told: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(entry, encoding="utf8")
    with pytest.raises(CodebookError) as error:
        read_codebook(file)
    assert error.value.where == "own.yaml line 2"
    assert told in f"{error.value} {error.value.hint}"
