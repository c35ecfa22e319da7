"""dateline add, as a user calls it."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from dateline.cli.adding import expected
from dateline.cli.app import run
from tests.toy import ToyAnalyser, toy_loader

TEXTS = {
    "one": "Olm says Norway planned send 200 troops to Latvia on 2022-03-02 and the minister spoke of it on Tuesday.",
    "two": "Officials in Riga denied that any troops had arrived. They said talks would go on next week.",
}


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Calls the program with a record of its own; gives status, standard output and standard error."""
    monkeypatch.setenv("DATELINE_RECORD", str(tmp_path / "war.dateline"))
    monkeypatch.setattr("dateline.analyse.load_analyser", toy_loader)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        status = run([str(a) for a in arguments])
        return status, *capsys.readouterr()

    return run_it


def lines_file(folder: Path, **fields: str) -> Path:
    """Two reports as JSON Lines; `fields` rename the keys."""
    rows = [{"id": n, "date": "2022-03-01", "text": t} for n, t in TEXTS.items()]
    path = folder / "reports.jsonl"
    renamed = [{fields.get(key, key): value for key, value in row.items()} for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in renamed), encoding="utf8")
    return path


def test_reports_are_added_once(call, tmp_path):
    path = lines_file(tmp_path)
    status, out, err = call("add", path)
    assert (status, err) == (0, "")
    assert out.startswith("war.dateline: 2 reports added (2 sentences, 1 claim); ")
    status, out, _ = call("add", path)
    assert status == 0
    assert out.startswith("war.dateline: 0 reports added, 2 unchanged; ")
    shown = [json.loads(line)["report_id"] for line in call("show", "reports", "-f", "jsonl")[1].splitlines()]
    assert shown == ["one", "two"]


def test_what_fails_is_listed_with_what_to_do_and_sets_the_status(call, tmp_path):
    (tmp_path / "undated.txt").write_text(TEXTS["one"], encoding="utf8")
    status, out, err = call("add", lines_file(tmp_path), tmp_path / "undated.txt", tmp_path / "none.txt")
    assert status == 1
    assert "2 reports added" in out
    assert "2 failed" in out
    assert "failed: undated.txt: " in err
    assert "--date" in err
    assert "failed: none.txt: there is no such file" in err
    assert str(tmp_path) not in out + err
    assert "undated.txt" in call("show", "failures")[1]


def test_date_outlet_and_columns_are_options(call, tmp_path):
    path = lines_file(tmp_path, text="body", date="nothing")
    status, _, err = call("add", path, "--map", "text=body", "--date", "2022-03-02", "--outlet", "Toy Wire")
    assert (status, err) == (0, "")
    (row, _) = [json.loads(line) for line in call("show", "reports", "-f", "jsonl")[1].splitlines()]
    assert (row["dct"], row["outlet"]) == ("2022-03-02", "Toy Wire")


def test_quiet_says_only_what_failed(call, tmp_path):
    (tmp_path / "undated.txt").write_text(TEXTS["one"], encoding="utf8")
    status, out, err = call("add", tmp_path / "undated.txt", "--quiet")
    assert (status, out) == (1, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.txt"], "none.txt: there is no such file or folder"),
        (["REPORTS", "--date", "2022-02-30"], "--date: "),
        (["REPORTS", "--date", "2999-01-01"], "--date: "),
        (["REPORTS", "--map", "body"], "--map: 'body' maps nothing"),
        (["REPORTS", "--map", "colour=blue"], "--map: reports have no field 'colour'"),
        (["REPORTS", "--workers", "0"], "See: dateline add --help"),
        ([], "See: dateline add --help"),
    ],
)
def test_wrong_arguments_make_no_record(call, tmp_path, arguments, words):
    path = lines_file(tmp_path)
    status, out, err = call("add", *[path if a == "REPORTS" else a for a in arguments])
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert not (tmp_path / "war.dateline").exists()


def test_foreign_file_is_never_written_to(call, tmp_path):
    foreign = tmp_path / "war.dateline"
    foreign.write_text("my diary\n" * 100, encoding="utf8")
    assert call("add", lines_file(tmp_path))[0] == 2
    assert foreign.read_text(encoding="utf8") == "my diary\n" * 100


def test_empty_folder_is_told(call, tmp_path):
    (tmp_path / "empty").mkdir()
    status, _, err = call("add", tmp_path / "empty")
    assert (status, err) == (1, "dateline: no report was found. docs/reading.md lists what is read.\n")


def test_number_of_inputs_is_known_where_it_can_be(tmp_path):
    lines = lines_file(tmp_path)
    assert expected([str(lines)]) == 2
    (tmp_path / "a.txt").write_text("x", encoding="utf8")
    assert expected([str(tmp_path)]) == 3
    assert expected(["-", str(lines)]) is None
    (tmp_path / "table.csv").write_text("text\nx\n", encoding="utf8")
    assert expected([str(tmp_path)]) is None


def test_ctrl_c_keeps_what_is_done_and_says_so_once(call, tmp_path, monkeypatch):
    class StopsAtTheSecond(ToyAnalyser):
        def __call__(self, report):
            if report.id == "two":
                signal.raise_signal(signal.SIGINT)
            return super().__call__(report)

    monkeypatch.setattr("dateline.analyse.load_analyser", StopsAtTheSecond)
    path = lines_file(tmp_path)
    status, out, err = call("add", path)
    assert status == 130
    assert out.startswith("war.dateline: 1 report added")
    assert err.count("stopping") == 1
    assert err.endswith("dateline: stopped. What was finished is kept; the same command goes on.\n")
    monkeypatch.setattr("dateline.analyse.load_analyser", toy_loader)
    assert call("add", path)[1].startswith("war.dateline: 1 report added (1 sentence, 0 claims), 1 unchanged; ")
