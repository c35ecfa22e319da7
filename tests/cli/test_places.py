"""dateline places missing, as a user calls it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.cli.app import run
from dateline.model import Report
from dateline.record import Record, Run
from tests.toy import toy_analyse


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "toy.dateline"
    report = Report("one", "Russia occurred send troops to Narnia", "2022-02-02")
    with Record.open(path, create=True) as made:
        made.write_batch([toy_analyse(report)], [], Run("0.1.0", {}, datetime(2026, 1, 2, tzinfo=UTC)))
    return path


def test_missing_in_all_formats(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = {}
    for form in ("table", "json", "jsonl", "csv"):
        assert run(["places", "missing", "--record", str(record), "-f", form]) == 0
        outputs[form] = capsys.readouterr().out
    (row,) = json.loads(outputs["json"])
    assert (row["name"], row["mentions"], row["report_ids"]) == ("Narnia", 1, ["one"])
    assert json.loads(outputs["jsonl"]) == row
    assert outputs["csv"].splitlines()[1].startswith("Narnia,1,1,1,Russia occurred")
    assert "1 missing place\n" in outputs["table"]
    assert "Russia occurred send troops to Narnia" in outputs["table"]


def test_a_group_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["places", "misssing"]) == 2
    assert "places" in capsys.readouterr().err


def test_a_wrong_codebook_stops_add_before_a_record_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, text, made = tmp_path / "own.yaml", tmp_path / "r.txt", tmp_path / "new.dateline"
    own.write_text("actors:\n  - {name: X, kind: armd_group}\n", encoding="utf8")
    text.write_text("Troops left.\n", encoding="utf8")
    status = run(["add", str(text), "--date", "2024-01-01", "--record", str(made), "--codebook", str(own)])
    assert (status, made.exists()) == (2, False)
    assert "own.yaml line 2: 'X' in actors: unknown kind 'armd_group'. Did you mean armed_group?" in (
        capsys.readouterr().err
    )


def test_decisions_about_actors(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Record.open(record) as opened:
        report = Report("two", "Rossiya planned send tanks to Kyiv", "2022-02-03")
        opened.write_batch([toy_analyse(report)], [], Run("0.1.0", {}, datetime(2026, 1, 2, tzinfo=UTC)))
    at = ["--record", str(record)]
    assert run(["actors", "merge", "Russia", "Rossiya", "--by", "Ana", "--note", "spelling", *at]) == 0
    decision = capsys.readouterr().out.strip()
    assert run(["show", "actors", "-f", "jsonl", *at]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == ["Russia"]
    assert run(["export", "claims", *at]) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [claim["actors"][0]["name"] for claim in claims] == ["Russia", "Russia"]
    assert run(["actors", "split", "Russia", "--report", "two", "--as", "Rossiya (old)", "--by", "Ana", *at]) == 0
    assert run(["actors", "undo", decision, "--by", "Bo", *at]) == 0
    capsys.readouterr()
    assert run(["actors", "decisions", "-f", "jsonl", *at]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["part"], row["reviewer"], row["undone_by"] is None) for row in rows] == [
        ("actor merge", "Ana", False), ("actor split", "Ana", True), ("actor undo", "Bo", True),
    ]  # fmt: skip
    assert run(["actors", "merge", "Russia", "Narnia", "--by", "Ana", *at]) == 2
    assert "there is no actor 'Narnia'" in capsys.readouterr().err
