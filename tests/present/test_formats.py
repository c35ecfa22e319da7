"""Machine formats read back as what was written."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.errors import UsageError
from dateline.present import write_file, write_rows

ROWS = [
    {"id": "c-1", "dct": date(2022, 2, 2), "actors": ["Norway", "Latvia"], "lat": -1.5, "words": 'a "no",\nthen left'},
    {"id": "c-2", "dct": None, "actors": [], "lat": None, "words": "=HYPERLINK(1)"},
]  # fmt: skip


def table() -> pa.Table:
    return pa.Table.from_pylist(ROWS)


def written(form: str, rows: pa.Table | None = None) -> str:
    out = io.StringIO(newline="")
    write_rows(table() if rows is None else rows, form, out)
    return out.getvalue()


def test_json_is_one_array_and_jsonl_one_object_a_line():
    whole = json.loads(written("json"))
    assert whole == [json.loads(line) for line in written("jsonl").splitlines()]
    assert whole[0] == ROWS[0] | {"dct": "2022-02-02"}
    assert whole[1]["dct"] is None
    assert whole[1]["actors"] == []


@pytest.mark.parametrize(
    ("form", "expected"), [("json", "[]\n"), ("jsonl", ""), ("csv", "id,dct,actors,lat,words\r\n")]
)
def test_no_rows(form, expected):
    assert written(form, table().slice(0, 0)) == expected


def test_csv_reads_back_with_line_ends_quotes_and_lists():
    text = written("csv")
    header, first, second = csv.reader(io.StringIO(text, newline=""))
    assert header == ["id", "dct", "actors", "lat", "words"]
    assert first == ["c-1", "2022-02-02", "Norway; Latvia", "-1.5", 'a "no",\nthen left']
    assert second == ["c-2", "", "", "", "'=HYPERLINK(1)"]
    assert text.count("\r\n") == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_words_starts_a_formula(start):
    text = written("csv", pa.table({"words": [start + "cmd|' /C calc'!A0"]}))
    (_, (cell,)) = csv.reader(io.StringIO(text, newline=""))
    assert cell.startswith("'" + start)


def test_instants_are_iso():
    assert (
        json.loads(written("jsonl", pa.table({"at": [datetime(2022, 2, 2, 3, 4, 5)]})))["at"] == "2022-02-02T03:04:05"
    )


def test_parquet_keeps_types(tmp_path):
    path = tmp_path / "rows.parquet"
    write_file(table(), "parquet", path)
    assert pq.read_table(path).to_pylist() == ROWS


def test_file_is_whole_or_not_there(tmp_path):
    class StopError(Exception):
        pass

    class Broken:
        column_names = ("id",)

        def to_batches(self, max_chunksize):
            raise StopError

    with pytest.raises(StopError):
        write_file(Broken(), "csv", tmp_path / "rows.csv")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(table(), "csv", tmp_path / "none" / "rows.csv")


def test_unknown_format_names_the_known_ones():
    with pytest.raises(UsageError, match="json, jsonl, csv"):
        written("xml")
