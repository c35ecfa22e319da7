"""dateline codebook test and show, as a user calls them; and a type of one's own from the file to the tables."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet
import pytest
from rich.cells import cell_len

import dateline
from dateline.cli.app import run

OWN = """\
events:
  - type: EVICT
    parent: COERCE
    mode: housing
    ledger: unrest
    verbs: [evict]
    adjectives: [homeless]
    examples:
      - Police <evicted> forty families from the estate on Monday.
"""
REPORTS = {
    "a.txt": "Kenyan police evicted forty families in Kibera on Monday. The Kenyan families are homeless.\n",
    "b.txt": "Kenyan troops shelled Garissa on Friday.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("try")
    for name, text in REPORTS.items():
        (made / name).write_text(text, encoding="utf8")
    (made / "own.yaml").write_text(OWN, encoding="utf8")
    return made


@pytest.fixture(scope="module")
def record(folder: Path) -> Path:
    """A record of the reports, analysed without the codebook."""
    path = folder / "kenya.dateline"
    assert run(["add", str(folder), "--date", "2024-05-02", "--record", str(path), "-q"]) == 0
    return path


def test_on_a_record_as_json_and_nothing_is_written(
    folder: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = record.read_bytes()
    assert run(["codebook", "test", str(folder / "own.yaml"), "--record", str(record), "-f", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(e["holds"], e["entry"], e["where"]) for e in told["examples"]] == [
        (True, "EVICT housing", "own.yaml line 2")
    ]
    assert told["reports"] == {"analysed": 2, "found": 2, "failed": 0}
    claims = told["claims"]
    assert (claims["new"], claims["gone"], claims["changed"]) == (1, 0, 1)
    assert claims["after"] == claims["before"] + 1
    keys = ("change", "trigger", "type_before", "mode_before", "type", "mode", "ledger", "parent")
    assert [tuple(row[key] for key in keys) for row in told["changes"]] == [
        ("changed", "evicted", "COERCE", "", "EVICT", "housing", "unrest", "COERCE"),
        ("new", "homeless", "", "", "EVICT", "housing", "unrest", "COERCE"),
    ]
    assert record.read_bytes() == before


@pytest.mark.parametrize("width", [80, 120])
def test_as_a_table_that_fits(
    folder: Path, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    command = ["codebook", "test", str(folder / "own.yaml"), str(folder / "a.txt"), "--date", "2024-05-02", "-q"]
    assert run(command) == 0
    out = capsys.readouterr().out
    assert "own.yaml: 1 example and 0 counter-examples; all hold" in out
    assert "EVICT housing: Police <evicted> forty families" in out
    assert "  changed     1  COERCE unrest → EVICT housing unrest\n" in out
    assert "  new         1  EVICT housing\n" in out
    assert max(map(cell_len, out.splitlines())) <= width
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_an_example_that_fails_is_told_why_and_sets_the_status(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(OWN.replace("<evicted>", "<removed>") + "  - {type: AID, verbs: [rehouse]}\n", encoding="utf8")
    assert run(["codebook", "test", str(wrong), str(folder / "b.txt"), "--date", "2024-05-02", "-q"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "1 of 1 fail" in out
    assert "'removed' as 'remove', which the entry does not list under verbs" in out
    assert "no example: AID (wrong.yaml line 10)" in out
    assert "no claim would change" in out


def test_a_codebook_without_examples_says_so(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "parties.yaml"
    path.write_text("actors:\n  - {name: Desert Falcons, kind: armed_group}\n", encoding="utf8")
    assert run(["codebook", "test", str(path), str(folder / "b.txt"), "--date", "2024-05-02", "-q"]) == 0
    assert capsys.readouterr().out.startswith("parties.yaml: no examples\n")


def test_against_the_codebook_in_use_nothing_changes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = str(folder / "own.yaml")
    command = ["codebook", "test", own, str(folder / "a.txt"), "--date", "2024-05-02", "-q", "-f", "json"]
    assert run([*command, "--against", own]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_a_sample_is_the_same_each_time(folder: Path, record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        command = ["codebook", "test", str(folder / "own.yaml"), "-r", str(record), "--limit", "1", "-q"]
        assert run(command) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "1 of 2 reports analysed (--limit 0: all)" in outputs[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["codebook", "test", "none.yaml"], "none.yaml: the codebook cannot be read"),
        (["codebook", "test", "{own}", "{folder}/nowhere"], "there is no such file or folder"),
        (["codebook", "test", "{own}", "-r", "{folder}/none.dateline"], "there is no record"),
        (["codebook", "test", "{own}", "-f", "jsno"], "Did you mean json?"),
        (["codebook", "show", "--event", "COERSE"], "Did you mean COERCE"),
    ],
)
def test_what_is_wrong_is_one_line(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [one.format(own=folder / "own.yaml", folder=folder) for one in arguments]
    assert run(filled) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_reports_that_cannot_be_read_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "test", str(folder / "own.yaml"), str(folder / "b.txt"), "-q"]) == 1
    assert "failed: b.txt" in capsys.readouterr().err


def test_show_lists_types_with_their_words(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own = str(folder / "own.yaml")
    assert run(["codebook", "show", own, "--event", "coerce", "-f", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["type"], row["parent"], row["origin"]) for row in rows] == [
        ("COERCE", "", "dateline"), ("EVICT", "COERCE", "own"),
    ]  # fmt: skip
    assert (rows[1]["verbs"], rows[1]["verbs_listed"], rows[1]["adjectives_listed"]) == (1, ["evict"], ["homeless"])
    assert rows[0]["verbs"] == len(rows[0]["verbs_listed"]) > 50
    assert run(["codebook", "show"]) == 0
    assert "EVICT" not in capsys.readouterr().out
    assert run(["codebook", "show", own, "-o", str(tmp_path / "t.parquet")]) == 0
    assert "EVICT" in pyarrow.parquet.read_table(tmp_path / "t.parquet").column("type").to_pylist()


def test_a_type_of_one_s_own_in_the_record(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.dateline"
    at = ["--record", str(path)]
    added = ["add", str(folder), "--date", "2024-05-02", "--codebook", str(folder / "own.yaml"), "-q", *at]
    assert run(added) == 0
    for event in ("evict", "COERCE"):  # its own name, and its PLOVER root
        assert run(["show", "claims", "--event", event, "-f", "jsonl", *at]) == 0
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [(row["event"], row["own_type"], row["mode"]) for row in rows] == [("COERCE", "EVICT", "housing")] * 2
    assert run(["show", "claims", "--event", "evcit", *at]) == 2
    assert "Did you mean EVICT" in capsys.readouterr().err
    assert run(["show", "claims", *at]) == 0
    assert "EVICT/COERCE" in capsys.readouterr().out
    assert run(["export", "claims", *at]) == 0
    exported = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["event"], row.get("own_type")) for row in exported] == [
        ("COERCE", "EVICT"), ("COERCE", "EVICT"), ("ASSAULT", None),
    ]  # fmt: skip
    assert run(["explain", rows[0]["claim_id"], *at]) == 0
    assert "EVICT / COERCE / housing" in capsys.readouterr().out
    assert run(["brief", *at]) == 0
    assert "evict" in capsys.readouterr().out


def test_the_same_from_python(folder: Path, record: Path) -> None:
    from dateline.api import codebook_types

    with dateline.open(record, read_only=True) as desk:
        trial = desk.codebook_test(folder / "own.yaml")
    assert (trial.broken, trial.count("new"), trial.count("changed"), trial.reports) == (0, 1, 1, 2)
    assert [row["type"] for row in codebook_types(folder / "own.yaml", event="EVICT").rows()] == ["EVICT"]


def test_import_writes_a_codebook_and_says_what_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "my.actors", tmp_path / "own.yaml"
    source.write_text("FREEDONIA [FRD]\nOSTERLICH\n\t[AUT <19]\n", encoding="utf8")
    assert run(["codebook", "import", str(source), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert "my.actors line 3: no code of an actor" in said
    assert "own.yaml: 1 actors, 0 agents, 0 event entries; 1 lines left out" in said
    assert "name: Freedonia" in out.read_text(encoding="utf8")


def test_import_keeps_a_file_that_exists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "my.actors", tmp_path / "own.yaml"
    source.write_text("FREEDONIA [FRD]\n", encoding="utf8")
    out.write_text("mine", encoding="utf8")
    assert run(["codebook", "import", str(source), "--out", str(out)]) == 2
    assert "exists" in capsys.readouterr().err
    assert out.read_text(encoding="utf8") == "mine"
    assert run(["codebook", "import", str(source), "--out", str(out), "--force"]) == 0
    assert out.read_text(encoding="utf8") != "mine"
