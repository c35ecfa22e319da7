from __future__ import annotations

import gzip
import json
from pathlib import Path

from dateline.model import Report
from dateline.read import ReadFailure, ReadOptions, read_reports

OPTIONS = ReadOptions(today="2022-06-01")


def read(path: Path, content: str | bytes, options: ReadOptions = OPTIONS) -> list[Report | ReadFailure]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_reports(path, options))


def test_aliases_name_the_fields(tmp_path: Path) -> None:
    row = {
        "headline": "Talks",
        "content": "They met in the city.",
        "published_at": "2022-02-02T10:00:00Z",
        "publisher": "Wire",
        "link": "https://a.example/talks",
    }
    (found,) = read(tmp_path / "a.jsonl", json.dumps(row))
    assert isinstance(found, Report)
    assert (found.title, found.text, found.dct, found.outlet, found.url) == (
        "Talks",
        "They met in the city.",
        "2022-02-02",
        "Wire",
        "https://a.example/talks",
    )
    assert found.dct_basis == "field 'published_at'"
    assert found.origin == "a.jsonl:1"


def test_a_bad_line_leaves_the_others(tmp_path: Path) -> None:
    lines = [
        '{"id": "one", "text": "They met.", "date": "2022-02-02"}',
        '{"id": "two", "text":',
        "[1]",
        "",
        '{"id": "three", "text": "They left.", "date": "2022-02-30"}',
        '{"id": "four", "body": "They left.", "date": "2022-02-03"}',
    ]
    found = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert [f.id if isinstance(f, Report) else f.where for f in found] == [
        "one",
        "a.jsonl:2",
        "a.jsonl:3",
        "a.jsonl:5",
        "four",
    ]


def test_json_in_its_shapes(tmp_path: Path) -> None:
    one = {"id": "one", "text": "They met.", "date": "2022-02-02"}
    shapes = [one, {"report": one, "claims": []}, [one], {"reports": [one]}, [{"report": one}]]
    for number, shape in enumerate(shapes):
        (found,) = read(tmp_path / f"{number}.json", json.dumps(shape, indent=1))
        assert isinstance(found, Report)
        assert found.id == "one"
    many = "\n".join(json.dumps(one | {"id": str(n)}) for n in range(3))
    assert [f.id for f in read(tmp_path / "lines.json", many) if isinstance(f, Report)] == ["0", "1", "2"]


def test_clean_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "  “We’re ready”, he said .\n\nThey left — “again”…"
    (found,) = read(tmp_path / "a.jsonl", json.dumps({"text": text, "date": "2022-02-02"}))
    assert isinstance(found, Report)
    assert found.text == text


def test_csv_with_mapped_columns(tmp_path: Path) -> None:
    table = 'no,body,day\n1,"They met, and\nthey left.",2022-02-02\n2,short row\n3,They came back.,2022-02-03\n'
    options = ReadOptions(today="2022-06-01", columns={"text": "body", "dct": "day", "id": "no"})
    found = read(tmp_path / "a.csv", table, options)
    assert [f.id if isinstance(f, Report) else f.where for f in found] == ["1", "a.csv:4", "3"]
    assert isinstance(found[0], Report)
    assert found[0].text == "They met, and\nthey left."


def test_csv_in_other_dialects_and_encodings(tmp_path: Path) -> None:
    for name, table in (
        ("a.csv", "text;date\nThe café met; the bar left.;x\n"),
        ("b.tsv", "text\tdate\nThe café met.\t2022-02-02\n"),
        ("c.csv", "text;date\nThe café met.;2022-02-02\n"),
    ):
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
            (found,) = read(tmp_path / name, table.encode(encoding))
            assert isinstance(found, Report) is (name != "a.csv"), (name, encoding)
            if isinstance(found, Report):
                assert found.text == "The café met."


def test_wrong_columns_are_one_clear_failure(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.csv", "a,b\n1,2\n3,4\n")
    assert isinstance(found, ReadFailure)
    assert "'a', 'b'" in found.message
    assert "--map" in found.hint
    (found,) = read(tmp_path / "a.csv", "text,b\n1,2\n", ReadOptions(columns={"text": "body"}))
    assert isinstance(found, ReadFailure)
    assert "'body'" in found.message
    (found,) = read(tmp_path / "a.csv", "text,b\n1,2\n", ReadOptions(columns={"txet": "text"}))
    assert isinstance(found, ReadFailure)
    assert "'txet'" in found.message


def test_gzip_is_unpacked_and_a_torn_one_is_a_failure(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"id": "one", "text": "They met.", "date": "2022-02-02"}\n' * 3)
    assert len(read(tmp_path / "a.jsonl.gz", packed)) == 3
    assert isinstance(read(tmp_path / "b.jsonl.gz", packed[:-12])[-1], ReadFailure)


def test_keys_follow_id_then_link_then_place(tmp_path: Path) -> None:
    def key(name: str, row: dict[str, str]) -> str:
        (found,) = read(tmp_path / name, json.dumps({"text": "They met.", "date": "2022-02-02"} | row))
        assert isinstance(found, Report)
        return found.key

    assert key("a.jsonl", {"id": "x"}) != key("a.jsonl", {"id": "y"})
    assert key("a.jsonl", {"id": "x"}) == key("b.jsonl", {"id": "x", "text": "They met again."})
    link = {"url": "https://a.example/talks"}
    assert key("a.jsonl", link) == key("b.jsonl", link | {"text": "They met again."})
    front = {"url": "https://a.example/"}
    assert key("a.jsonl", front) != key("a.jsonl", front | {"text": "They met again."})
    assert key("a.jsonl", {}) != key("b.jsonl", {})
    assert str(tmp_path) not in key("a.jsonl", {})
