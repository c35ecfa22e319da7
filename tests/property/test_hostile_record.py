"""Hostile input through the program and the real analysis: a clear message, a status, and a record that reads."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.analyse import Analyser
from dateline.cli.app import SOME_FAILED, run
from dateline.model import Report
from tests.read.conftest import pdf_bytes

Call = Callable[..., tuple[int, str, str]]
GOOD = "date 2022-02-02\n\nFrance is preparing to send troops to Romania, its foreign minister said on Wednesday.\n"
WORDS = "Norway said on Tuesday that it would send tanks to the port of Orr, and the minister agreed."
ROW = {"date": "2022-02-02", "text": WORDS}
REFUSED = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n" * 50,
    "one-line.txt": b"date 2022-02-02 " + b"The troops moved and " * 500_000,
    "rtl.txt": b"date 2022-02-02\n\n" + ("הכוחות נעו אל העיר ביום שני, אמר הדובר. " * 20).encode(),
    "noise.txt": bytes(range(128, 256)) * 40,
    "cut.pdf": pdf_bytes([[WORDS] * 30])[:400],
    "no.pdf": b"%PDF-1.7\n" + b"\x00\xff" * 500,
    "bomb.html": b"<html><body>" + b"<div>" * 120_000 + b"</body></html>",
    "torn.docx": b"PK\x03\x04" + b"\x00" * 200,
    "future.txt": ("date 2999-01-01\n\n" + WORDS).encode(),
    "list.json": b"[" * 5_000,
}
TAKEN = {
    "nul.txt": ("date 2022-02-02\n\n" + WORDS.replace(" ", "\x00 ", 3)).encode(),
    "emoji.txt": (
        "date 2022-02-02\n\n" + (WORDS + " \N{GRINNING FACE}\N{ZERO WIDTH JOINER}\U0001f1fa\U0001f1e6 ") * 5
    ).encode(),
    "bidi.txt": (
        "date 2022-02-02\n\n\N{RIGHT-TO-LEFT OVERRIDE}" + WORDS + "\N{POP DIRECTIONAL FORMATTING} שלום."
    ).encode(),
    "broken.txt": b"date 2022-02-02\n\n" + WORDS.encode() + b" It cost \xff\xfe 40 \xc3\x28 crowns, \xe2\x82 he said.",
    "formulas.csv": b'date,title,text\n2022-02-02,"=cmd|\'/c calc\'!A1","=HYPERLINK(""x"") ' + WORDS.encode() + b'"\n',
    "some.jsonl": f"{json.dumps(ROW)}\n{{'not': json\n{json.dumps(ROW | {'date': '2022-02-03'})}\n".encode(),
}


@pytest.fixture
def call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, analyser: Analyser
) -> Call:
    """Calls the program with a record of its own; gives status, standard output and standard error."""
    monkeypatch.setenv("DATELINE_RECORD", str(tmp_path / "war.dateline"))
    monkeypatch.setattr("dateline.analyse.load_analyser", lambda: analyser)

    def run_it(*arguments: object) -> tuple[int, str, str]:
        status = run([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    good = tmp_path / "good.txt"
    good.write_text(GOOD, encoding="utf8")
    assert run_it("add", good)[0] == 0
    return run_it


def written(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_what_cannot_be_read_is_refused_and_the_record_stays_as_it_was(call: Call, tmp_path: Path) -> None:
    before = call("export", "claims")[1]
    assert before
    status, out, err = call("add", written(tmp_path / "bad", REFUSED))
    assert status == SOME_FAILED
    assert "0 reports added" in out
    lines = err.splitlines()
    for name in REFUSED:
        (line,) = [line for line in lines if f": {name}" in line]
        assert len(line) < 500
        assert line.isprintable()
        assert "Traceback" not in line
    assert call("export", "claims")[1] == before
    rows = [json.loads(line) for line in call("show", "failures", "-f", "jsonl")[1].splitlines()]
    assert {row["origin"].split(" ")[0] for row in rows} == set(REFUSED)
    assert all(row["slug"] and row["message"] for row in rows)


def test_what_is_odd_but_readable_is_read_and_shown_safely(call: Call, tmp_path: Path) -> None:
    status, out, err = call("add", written(tmp_path / "odd", TAKEN))
    assert status == SOME_FAILED  # the bad line of some.jsonl
    assert "7 reports added" in out
    (failed,) = [line for line in err.splitlines() if line.startswith("failed:")]
    assert "some.jsonl:2: not JSON" in failed
    exported = [json.loads(line) for line in call("export", "claims")[1].splitlines()]
    assert exported
    assert "\x00" not in json.dumps(exported, ensure_ascii=False)
    shown = call("show", "claims", "-f", "csv")[1]
    cells = [cell for row in csv.reader(io.StringIO(shown)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "@")) for cell in cells)
    for arguments in (("show", "claims"), ("show", "actors"), ("show", "reports"), ("brief",)):
        assert call(*arguments)[0] == 0


def test_a_hostile_run_again_changes_nothing(call: Call, tmp_path: Path) -> None:
    folder = written(tmp_path / "odd", TAKEN | {"empty.txt": b""})
    call("add", folder)
    before = call("export", "claims")[1], call("show", "failures", "-f", "jsonl")[1]
    status, out, _ = call("add", folder)
    assert status == SOME_FAILED
    assert "0 reports added, 7 unchanged" in out
    assert (call("export", "claims")[1], call("show", "failures", "-f", "jsonl")[1]) == before


@pytest.mark.parametrize(
    "text",
    [
        " ".join(["the troops moved and"] * 1_250) + ".",
        " ".join(["Kirby said that Lavrov denied that Biden claimed that"] * 620) + " troops moved.",
        ", ".join(f"{a}{b}in {c}{a}ov" for a in ("Ba", "Do", "Ke", "Li", "Mu") for b in ("ra", "te", "no") * 11
                  for c in ("Ra", "Se", "Vo", "Zu", "Ny") * 3) + ".",
        "; ".join(f"in {1990 + n % 30}, Mr. Olm sent {n} tanks to Orr, which he denied" for n in range(430)) + ".",
    ],
    ids=["no end", "nested speech", "unknown names", "many events"],
)  # fmt: skip
def test_a_sentence_of_5_000_words_takes_seconds(analyser: Analyser, text: str) -> None:
    """Measured at 2 to 7 s each on a shared core; what grows with the square of the words took 23 s and more."""
    assert 4_800 <= len(text.split()) <= 5_600
    started = time.process_time()
    analysis = analyser(Report("long", text, "2022-02-02"))
    assert time.process_time() - started < 20
    for claim in analysis.claims:
        assert claim.event.clause.contains(claim.event.trigger)
