"""Result tables for other programs: JSON, JSON Lines, CSV (RFC 4180) and Parquet. No colours, no cutting."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dateline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("table", "json", "jsonl", "csv", "parquet")
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the start of a formula
_BATCH = 1_000


def choose_format(form: str, path: Path | None) -> str:
    """The format asked for; where none was, the one the file's name stands for, else "table".

    Raises:
        UsageError: it is none of `FORMATS`, or Parquet without a file.
    """
    suffix = path.suffix.removeprefix(".").lower() if path else ""
    chosen = form.lower() or (suffix if suffix in FORMATS else "table")
    if chosen not in FORMATS:
        raise UsageError(f"there is no format {form!r}", hint=f"Choose from: {', '.join(FORMATS)}.")
    if chosen == "parquet" and path is None:
        raise UsageError("Parquet goes to a file", hint="Add: --out FILE.parquet")
    return chosen


def write_rows(table: pa.Table, form: str, out: IO[str]) -> None:
    """Write a result table as text in one of the machine formats (`json`, `jsonl` or `csv`).

    Args:
        table: rows and columns as the record gives them.
        form: "json" (one array), "jsonl" (one object a line) or "csv" (a header, CRLF line ends).
        out: opened with ``newline=""``, so that CSV keeps its line ends.

    Raises:
        UsageError: `form` is something else.
    """
    writers = {"json": _write_json, "jsonl": _write_jsonl, "csv": _write_csv}
    if form not in writers:
        raise UsageError(f"{form!r} is not a text format", hint=f"Expected one of: {', '.join(writers)}.")
    writers[form](table, out)


def write_file(table: pa.Table, form: str, path: Path) -> None:
    """Write a result table to a file, whole or not at all.

    Raises:
        UsageError: `form` is unknown, or the file cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as made:
            temporary = Path(made.name)
        try:
            _write_to(table, form, temporary)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(path)) from error


def guard_formula(words: str) -> str:
    """The words, with an apostrophe in front where a spreadsheet would run them as a formula."""
    return "'" + words if words.startswith(FORMULA_MARKS) else words


def plain_value(value: Any) -> Any:
    """The value as JSON knows it: days and instants as ISO 8601 strings, the rest as it is."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_value(item) for key, item in value.items()}
    return value


def cell_text(value: Any) -> str:
    """The value in one cell: lists joined with "; ", absent values empty, whole numbers without ".0"."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(cell_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(plain_value(value), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(plain_value(value))


def _write_to(table: pa.Table, form: str, path: Path) -> None:
    if form == "parquet":
        import pyarrow.parquet

        pyarrow.parquet.write_table(table, path)
        return
    with path.open("w", encoding="utf8", newline="") as out:
        write_rows(table, form, out)


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            yield {key: plain_value(value) for key, value in row.items()}


def _write_json(table: pa.Table, out: IO[str]) -> None:
    out.write("[")
    for number, row in enumerate(_rows(table)):
        out.write((",\n " if number else "\n ") + json.dumps(row, ensure_ascii=False))
    out.write("\n]\n" if table.num_rows else "]\n")


def _write_jsonl(table: pa.Table, out: IO[str]) -> None:
    for row in _rows(table):
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_csv(table: pa.Table, out: IO[str]) -> None:
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in _rows(table):
        writer.writerow([_csv_cell(value) for value in row.values()])


def _csv_cell(value: Any) -> str:
    words = cell_text(value)
    is_number = isinstance(value, int | float)
    return words if is_number else guard_formula(words)
