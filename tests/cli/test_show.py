"""dateline show, brief, explain and export, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dateline.cli.app import run
from dateline.cli.showing import opened
from dateline.model import Analysis, Sentence
from dateline.present import lint_brief
from dateline.present.layouts import KINDS
from dateline.record import Record, Run
from tests.present.toy import claim, report, says


@pytest.fixture
def dateline(record_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Calls the program on the small record; gives status, standard output and standard error."""
    monkeypatch.setenv("DATELINE_RECORD", str(record_file))
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        return status, *capsys.readouterr()

    return call


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_every_kind_in_every_format(dateline, kind, form):
    status, out, err = dateline("show", kind, "--format", form)
    assert (status, err) == (0, "")
    assert "\x1b" not in out
    if form == "json":
        assert isinstance(json.loads(out), list)
    if form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(out))}) == 1
    if form == "table":
        assert max(len(line) for line in out.splitlines()) <= 80


def test_filters_choose_claims(dateline):
    rows = [
        json.loads(line) for line in dateline("show", "claims", "-f", "jsonl", "--status", "denied")[1].splitlines()
    ]
    assert [(row["report_id"], row["status"]) for row in rows] == [("toy-3", "denied")]
    both = dateline("show", "claims", "-f", "jsonl", "--status", "denied", "--status", "planned")[1]
    assert len(both.splitlines()) == 2
    late = dateline("show", "claims", "-f", "jsonl", "--since", "2022-03-05")[1]
    assert len(late.splitlines()) == 1


def test_filters_by_ledger_recipient_and_words(dateline):
    def reports(*arguments):
        return [
            json.loads(line)["report_id"]
            for line in dateline("show", "claims", "-f", "jsonl", *arguments)[1].splitlines()
        ]

    assert reports("--ledger", "combat") == ["toy-2", "toy-3"]
    assert reports("--text", "olm rand DENIED") == ["toy-3"]
    assert reports("--recipient", "nobody at all") == []
    exported = dateline("export", "claims", "--ledger", "combat", "--text", "rained")[1]
    assert exported == ""
    assert len(dateline("export", "claims", "--ledger", "combat")[1].splitlines()) == 2
    status, _, err = dateline("show", "claims", "--ledger", "combats")
    assert status == 2
    assert "combat" in err


def test_the_surest_claims_alone_are_shown_exported_and_briefed(dateline):
    def shown(*least: str) -> list[tuple[str, float | None]]:
        rows = json.loads(dateline("show", "claims", "--format", "json", *least)[1])
        return [(row["report_id"], row["confidence"]) for row in rows]

    assert shown() == [("toy-1", 0.8), ("toy-2", None), ("toy-3", 0.4)]  # the attack has none
    assert shown("--confidence", "0") == [("toy-1", 0.8), ("toy-3", 0.4)]
    assert shown("--confidence", "0.5") == [("toy-1", 0.8)]
    rows = [json.loads(line) for line in dateline("export", "claims", "--confidence", "0.4")[1].splitlines()]
    assert [(row["report_id"], row["confidence"]) for row in rows] == [("toy-1", 0.8), ("toy-3", 0.4)]
    brief = dateline("brief", "--confidence", "0.5")[1]
    assert "**Only:** confidence 0.5 or more" in brief
    assert "Latvia" in brief
    assert "Tessa" not in brief
    assert lint_brief(brief) == []


def test_limit_cuts_and_is_told(dateline):
    out = dateline("show", "claims", "--limit", "1")[1]
    assert "1 of 3 claims shown, 2 left out" in out
    assert len(dateline("show", "claims", "--limit", "1", "-f", "jsonl")[1].splitlines()) == 1
    assert len(dateline("show", "claims", "--limit", "0", "-f", "jsonl")[1].splitlines()) == 3


def test_files_follow_their_name(dateline, tmp_path):
    assert dateline("show", "claims", "--out", str(tmp_path / "c.parquet"))[:2] == (0, "")
    assert pq.read_table(tmp_path / "c.parquet").num_rows == 3
    dateline("show", "claims", "--out", str(tmp_path / "c.csv"))
    assert (tmp_path / "c.csv").read_bytes().count(b"\r\n") == 4
    dateline("show", "claims", "--out", str(tmp_path / "c.txt"))
    assert (tmp_path / "c.txt").read_text(encoding="utf8").endswith("3 claims; denied 1, occurred 1, planned 1\n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.csv", "c.parquet", "c.txt"]


def test_brief_quotes_and_passes_its_lint(dateline, tmp_path):
    status, out, _ = dateline("brief", "--title", "Toy brief")
    assert status == 0
    assert out.startswith("# Toy brief\n")
    assert "Norway plans to *send* at least 200 troops to Latvia.” — a plan, according to Ingrid Holm [2, s. 2]" in out
    assert "## Contradictions" in out
    assert lint_brief(out) == []
    dateline("brief", "--title", "Toy brief", "--out", str(tmp_path / "b.md"))
    assert (tmp_path / "b.md").read_text(encoding="utf8") == out


def test_brief_names_its_filters(dateline):
    out = dateline("brief", "--since", "2022-03-04", "--actor", "Marrow")[1]
    assert "**Only:** since 2022-03-04, actor Marrow" in out
    assert "Latvia" not in out
    assert "**Reports:** 2 " in out


def test_explain_takes_the_id_that_the_table_shows(dateline):
    line = next(x for x in dateline("show", "claims", "--status", "planned")[1].splitlines() if x.startswith("c-"))
    status, out, _ = dateline("explain", line.split()[0])
    assert status == 0
    assert "[actor Norway] [factuality plans] to [trigger send]" in out
    assert "predicate of intention over the event" in out


def test_export_is_one_claim_a_line_with_offsets(dateline):
    status, out, err = dateline("export", "claims")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [row["report_id"] for row in rows] == ["toy-1", "toy-2", "toy-3"]
    assert rows[0]["trigger"]["text"] == "send"
    assert rows[0]["outlet"] == "Toy Wire"
    assert out == dateline("export", "claims")[1]


@pytest.mark.parametrize(
    ("arguments", "where", "words"),
    [
        (["show", "claim"], "show", "Did you mean claims"),
        (["show", "claims", "--status", "plannd"], "", "Did you mean planned"),
        (["show", "claims", "--since", "2022-13-01"], "", "not a date"),
        (["show", "claims", "--since", "yesterday"], "", "2022-02-24"),
        (["show", "claims", "--format", "xlsx"], "", "table, json, jsonl, csv, parquet"),
        (["show", "claims", "--format", "parquet"], "", "--out FILE.parquet"),
        (["show", "claims", "--limit", "-1"], "show", "dateline show --help"),
        (["show", "claims", "--confidence", "1.5"], "", "not a number from 0 to 1. Write the least as 0.6"),
        (["export", "claims", "--confidence", "-1"], "", "not a number from 0 to 1. Write the least as 0.6"),
        (["brief", "--confidence", "60"], "", "not a number from 0 to 1. Write the least as 0.6"),
        (["show", "claims", "--confidence", "high"], "show", "dateline show --help"),
        (["show", "actors", "--confidence", "0.5"], "", "cannot be filtered by confidence"),
        (["show", "runs", "--actor", "RUS"], "", "cannot be filtered by actor"),
        (["show", "claims", "--report", "toy-9"], "", "there is no report"),
        (["show", "claims", "--out", "/nowhere/at/all.csv"], "", "cannot be written"),
        (["explain", "c-ffff"], "", "there is no claim"),
        (["export", "everything"], "export", "Choose from: claims"),
        (["brief", "--max-lines", "0"], "brief", "dateline brief --help"),
        (["shwo"], "", "Did you mean 'show'"),
        (["show"], "show", "dateline show --help"),
        (["show", "claims", "--colour"], "show", "dateline show --help"),
    ],
)
def test_wrong_arguments_are_one_line_with_what_to_do(dateline, arguments, where, words):
    status, out, err = dateline(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"dateline: {where}")
    assert words in err
    assert err.count("\n") == 1


def test_brief_tells_which_position_has_moved(tmp_path, capsys):
    moment = datetime(2022, 3, 6, tzinfo=UTC)
    analyses = []
    for day, status in (("2022-03-01", "denied"), ("2022-03-03", "planned"), ("2022-03-05", "planned")):
        item = report(day, day, f"Marrow will send tanks to Tessa, Mira Vall said on {day}.")
        made = claim(item, "send", "MOBILIZE", status, actor="Marrow", place="Tessa", sources=says("Mira Vall"))
        analyses.append(Analysis(item, (Sentence(0, made.evidence, 0),), claims=(made,)))
    with Record.open(tmp_path / "moved.dateline", create=True) as made_record:
        made_record.write_batch(analyses, [], Run("0", {}, moment, moment))
    assert run(["brief", "--record", str(tmp_path / "moved.dateline")]) == 0
    moved = [line for line in capsys.readouterr().out.splitlines() if "(was: " in line]
    assert len(moved) == 1
    assert moved[0].startswith("- 2022-03-05")
    assert moved[0].endswith("**(was: denies, 2022-03-01)**")


def test_missing_and_foreign_records_are_told(dateline, tmp_path):
    status, _, err = dateline("show", "claims", "--record", str(tmp_path / "none.dateline"))
    assert (status, "dateline add" in err) == (2, True)
    foreign = tmp_path / "notes.txt"
    foreign.write_text("not a record at all\n" * 50, encoding="utf8")
    status, _, err = dateline("brief", "--record", str(foreign))
    assert (status, err.startswith("dateline: notes.txt: ")) == (2, True)
    assert str(tmp_path) not in err
    assert foreign.read_text(encoding="utf8").startswith("not a record")


def test_output_file_is_whole_or_as_it_was(tmp_path):
    path = tmp_path / "out.md"
    path.write_text("before", encoding="utf8")
    with pytest.raises(ZeroDivisionError), opened(path) as stream:
        print("half of", 1 / 0, file=stream)
    assert [p.name for p in tmp_path.iterdir()] == ["out.md"]
    assert path.read_text(encoding="utf8") == "before"
