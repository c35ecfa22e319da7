from __future__ import annotations

import io
from pathlib import Path

import pytest

from dateline.model import Report
from dateline.read import ReadFailure, ReadNote, ReadOptions, read_reports

TODAY = "2022-06-01"


def test_a_folder_is_walked_in_sorted_order_and_other_files_are_noted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/c.txt", "a.txt", "z.txt", "b/empty.txt", "picture.png", "README.md", ".hidden.txt"):
        (tmp_path / name).write_text(
            "" if "empty" in name else f"date 2022-02-02\nThe text of the file {name} is here."
        )
    notes: list[ReadNote] = []
    found = list(read_reports(tmp_path, ReadOptions(today=TODAY, on_note=notes.append)))
    assert [f.origin if isinstance(f, Report) else f.where for f in found] == [
        "a.txt",
        "z.txt",
        "b/c.txt",
        "b/empty.txt",
    ]
    assert [n.where for n in notes] == ["README.md", "picture.png"]


@pytest.mark.parametrize(
    ("name", "message"), [("gone.txt", "no such"), ("a.png", "'.png'"), ("gone", "no such"), ("a" * 5_000, "no such")]
)  # fmt: skip
def test_what_cannot_be_read_is_a_failure_without_its_path(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    (found,) = read_reports(tmp_path / name, ReadOptions(today=TODAY))
    assert isinstance(found, ReadFailure)
    assert message in found.message
    assert found.where == name
    assert str(tmp_path) not in f"{found}"


@pytest.mark.parametrize(
    "data",
    [
        b"date 2022-02-02\nThe convoy left.",
        b'{"text": "The convoy left.", "date": "2022-02-02"}',
        b'<html><head><meta name="date" content="2022-02-02"></head><body><p>The convoy left.</p></body></html>',
    ],
)
def test_standard_input_is_known_by_its_first_bytes(data: bytes) -> None:
    (found,) = read_reports("-", ReadOptions(today=TODAY), stdin=io.BytesIO(data))
    assert isinstance(found, Report), found
    assert (found.text, found.dct, found.origin) == ("The convoy left.", "2022-02-02", "stdin")


@pytest.mark.parametrize(
    "options", [{"date": "soon"}, {"date": "2023-01-01"}, {"format": "odt"}, {"columns": {"x": "y"}}]
)
def test_a_wrong_option_is_one_failure(tmp_path: Path, options: dict[str, object]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("date 2022-02-02\nThe convoy left.")
    (found,) = read_reports(tmp_path, ReadOptions(today=TODAY, **options))  # type: ignore[arg-type]
    assert isinstance(found, ReadFailure)


def test_ids_and_keys_are_stable_and_follow_the_content(tmp_path: Path) -> None:
    path = tmp_path / "My Report.txt"

    def read(text: str) -> Report:
        path.write_text(f"date 2022-02-02\n{text}")
        (found,) = read_reports(path, ReadOptions(today=TODAY))
        assert isinstance(found, Report)
        return found

    first, again, edited = read("The convoy left."), read("The convoy left."), read("The convoy left again.")
    assert first == again
    assert first.id.startswith("my-report-")
    assert first.key == edited.key
    assert first.id != edited.id
