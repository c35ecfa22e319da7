"""Opens and makes the record's file, and refuses what is no record of ours."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

import duckdb

from dateline.errors import ForeignRecordError, RecordBusyError, RecordError
from dateline.version import __version__

SCHEMA_VERSION = 7
_VIEWS = ("views", "ledgers")
MARKER = "dateline"
IN_MEMORY = ":memory:"
# Nothing is ever fetched: DuckDB would otherwise download an extension that a query names. 512 MB is ample for sorting.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "512MB",
}


def connect(path: str | Path, *, create: bool = False, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the record at `path`, checked.

    Args:
        path: the file; ":memory:" gives a record that ends with the process.
        create: make the file where there is none, or an empty one.
        read_only: several processes may read at a time, as long as none writes.

    Raises:
        ForeignRecordError: the file is no record of dateline, or a newer dateline (or DuckDB) made it.
        RecordBusyError: another process has it open for writing.
        RecordError: there is no such file, or it cannot be made there.
    """
    if str(path) == IN_MEMORY:
        return _initialise(_open(IN_MEMORY, read_only=False))
    file = Path(path)
    if not file.exists() or (create and _is_empty_file(file)):
        if not create:
            raise RecordError("there is no record", where=file.name, hint="Make one with: dateline add REPORTS")
        _create(file)
    connection, version = _open_checked(file, read_only=read_only)
    if version == SCHEMA_VERSION:
        return connection
    if read_only:
        connection.close()
        connection, _ = _open_checked(file, read_only=False)
    _upgrade(connection, file.name)
    if read_only:
        connection.close()
        connection, _ = _open_checked(file, read_only=True)
    return connection


def _open_checked(file: Path, *, read_only: bool) -> tuple[duckdb.DuckDBPyConnection, int]:
    """The connection, and the schema of the record."""
    connection = _open(str(file), read_only=read_only)
    try:
        return connection, _check(connection, file.name)
    except BaseException:
        connection.close()
        raise


def _upgrade(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Add to the tables of an older record what they lack, and make its views anew."""
    try:
        connection.begin()
        for part in ("upgrade", *_VIEWS):
            connection.execute(read_sql(part))
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(SCHEMA_VERSION)])
        connection.commit()
    except duckdb.Error as error:
        connection.close()
        raise RecordError(f"the record cannot be brought up to date: {_first_line(error)}", where=name) from error


def read_sql(name: str) -> str:
    """The text of ``sql/NAME.sql`` beside this file."""
    return (resources.files("dateline.record") / "sql" / f"{name}.sql").read_text(encoding="utf8")


def _is_empty_file(file: Path) -> bool:
    return file.is_file() and file.stat().st_size == 0


def _create(file: Path) -> None:
    """Make the record beside its place and move it there whole, so that a crash leaves no half-made file."""
    if not os.access(file.parent, os.W_OK):
        reason = "no such folder" if not file.parent.is_dir() else "the folder cannot be written"
        raise RecordError(f"the record cannot be made: {reason}", where=file.name)
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        _initialise(_open(str(draft), read_only=False)).close()
        draft.replace(file)
    except OSError as error:
        raise RecordError(f"the record cannot be made: {error.strerror}", where=file.name) from error
    finally:
        draft.unlink(missing_ok=True)


def _initialise(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.begin()
    for name in ("schema", *_VIEWS):
        connection.execute(read_sql(name))
    entries = [("application", MARKER), ("schema_version", str(SCHEMA_VERSION)), ("made_by", __version__)]
    connection.executemany("INSERT INTO meta VALUES (?, ?)", entries)
    connection.commit()
    return connection


def _open(path: str, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    name = Path(path).name
    try:
        return duckdb.connect(path, read_only=read_only, config=_CONFIG)
    except duckdb.ConnectionException as error:  # the same process has it open in another way
        raise _busy(name) from error
    except duckdb.Error as error:
        raise _not_opened(path, error) from error


def _not_opened(path: str, error: duckdb.Error) -> RecordError:
    """Why DuckDB would not open the file, from the file itself where its message does not say."""
    name = Path(path).name
    if "lock" in str(error).lower():
        return _busy(name)
    try:
        with Path(path).open("rb") as file:
            mark = file.read(12)[8:]
    except OSError as reason:
        return RecordError(f"the record cannot be opened: {reason.strerror}", where=name)
    if mark != b"DUCK":
        return _foreign("this is not a DuckDB file", name)
    if isinstance(error, (duckdb.IOException, duckdb.SerializationException)):
        return _foreign(f"DuckDB {duckdb.__version__} cannot read this file", name, newer=True)
    return RecordError(f"the record cannot be opened: {_first_line(error)}", where=name)


def _check(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """The schema of the record, which this version reads."""
    try:
        meta = dict(connection.execute("SELECT key, value FROM main.meta").fetchall())
    except duckdb.Error as error:
        raise _foreign("this DuckDB file is not a record of dateline", name) from error
    if meta.get("application") != MARKER or not str(meta.get("schema_version")).isdigit():
        raise _foreign("this DuckDB file is not a record of dateline", name)
    version = int(meta["schema_version"])
    if version > SCHEMA_VERSION:
        found = f"this record has schema {version} (made by dateline {meta.get('made_by')})"
        raise _foreign(f"{found}; this dateline, {__version__}, reads up to {SCHEMA_VERSION}", name, newer=True)
    return version


def _foreign(message: str, name: str, *, newer: bool = False) -> ForeignRecordError:
    upgrade = "Upgrade with: pip install --upgrade dateline duckdb"
    return ForeignRecordError(message, where=name, hint=upgrade if newer else "Give another file with --record.")


def _busy(name: str) -> RecordBusyError:
    return RecordBusyError(
        "the record is open elsewhere", where=name, hint="Wait for the other dateline (or DuckDB client) to end."
    )


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
