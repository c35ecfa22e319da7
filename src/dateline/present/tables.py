"""Result tables on a terminal: short columns, the sentence below with its trigger marked, counts at the end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dateline.present.excerpt import excerpt
from dateline.present.formats import cell_text
from dateline.present.layouts import CHANGE_STYLES, LAYOUTS, NARROW, STATUS_STYLES, UNDERSTOOD, Column, Layout

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console
    from rich.text import Text

_GAP = "  "
_INDENT = "    "
_LEGEND = "[name]: the sentence does not say it; understood from the rest of the report, one in three of them wrong"


def print_table(
    table: pa.Table, kind: str, console: Console, *, limit: int | None = None, option: str = "--limit"
) -> None:
    """Print a result table to fit the console's width, and below it how many rows there are and were left out.

    Columns without a value in any row shown are left out, so that the others get their room.

    Args:
        table: all rows found, in the record's order.
        kind: a key of `LAYOUTS`.
        console: where to print; its width decides which columns there are.
        limit: rows shown at most; None shows all.
        option: what shows more of them.
    """
    from rich.text import Text

    layout = LAYOUTS[kind]
    shown = table if limit is None else table.slice(0, limit)
    rows = shown.to_pylist()
    if rows:
        columns = [c for c in layout.columns if console.width >= NARROW or not c.wide_only]
        columns = [c for c in columns if any(column_text(c, row) for row in rows)]
        widths = fit_widths(columns, rows, console.width)
        console.print(_header(columns, widths), no_wrap=True, overflow="crop")
        for row in rows:
            _print_row(console, layout, columns, widths, row)
        if any(_is_marked(column, row) for row in rows for column in columns):
            console.print(Text(_LEGEND, style="dim"))
    console.print(count_line(table, kind, len(rows), option), style="dim")


def fit_widths(columns: list[Column], rows: list[dict[str, Any]], width: int) -> list[int]:
    """A width for each column: what its cells need, within its bounds, shrunk from the widest down to fit `width`."""
    needs = [max(len(c.header), *(len(column_text(c, row)) for row in rows)) for c in columns]
    widths = [min(max(need, c.narrowest), max(c.widest, len(c.header))) for need, c in zip(needs, columns, strict=True)]
    room = width - len(_GAP) * (len(columns) - 1)
    while sum(widths) > room:
        spare = [w - c.narrowest for w, c in zip(widths, columns, strict=True)]
        if max(spare) <= 0:
            break
        widths[spare.index(max(spare))] -= 1
    return widths


def column_text(column: Column, row: dict[str, Any]) -> str:
    """The cell of a row: the column's values joined, each once; an id without its prefix.

    Parties that the sentence does not give stand in square brackets, as editors set what they supply. Who does
    something together with others stands before the arrow only.
    """
    actors = _names(row.get(column.keys[0])) if column.unknown_first else []
    doing = frozenset(actors) if len(actors) > 1 else frozenset()
    values = [cell_text(_marked(key, row, doing if k == 1 else frozenset())) for k, key in enumerate(column.keys)]
    cells = list(dict.fromkeys(text for text in values if text))
    if column.header == "claim":
        return cells[0][: column.widest] if cells else ""
    if column.unknown_first and cells and not cell_text(row.get(column.keys[0])):
        cells.insert(0, "?")
    *before, last = values
    if column.last_apart and last and last not in before and len(cells) > 1:
        cells[-2:] = [f"{cells[-2]}, {last}"]
    return " ".join(column.between.join(cells).split())


def _marked(key: str, row: dict[str, Any], without: frozenset[str]) -> Any:
    """A row's value without some names, and with the understood parties among the others in brackets."""
    value, understood = row.get(key), row.get(UNDERSTOOD.get(key, "")) or ()
    if not value or not (understood or without):
        return value
    return [f"[{name}]" if name in understood else name for name in _names(value) if name not in without]


def _names(value: Any) -> list[str]:
    """The names of a cell that holds a list of them, or has them joined."""
    if not value:
        return []
    return value if isinstance(value, list) else str(value).split("; ")


def _is_marked(column: Column, row: dict[str, Any]) -> bool:
    return any(row.get(key) and row.get(UNDERSTOOD.get(key, "")) for key in column.keys)


def count_line(table: pa.Table, kind: str, shown: int, option: str = "--limit") -> str:
    """ "20 of 350 claims shown, 330 left out; occurred 200, planned 80, denied 70"."""
    total = table.num_rows
    noun = (kind[:-1] if total == 1 and kind.endswith("s") else kind).replace("_", " ")
    if kind == "timeline":
        noun = "entry" if total == 1 else "entries"
    left = f"{shown:,} of {total:,} {noun} shown, {total - shown:,} left out ({option} shows more)"
    line = left if shown < total else f"{total:,} {noun}"
    if "status" not in table.column_names or not total:
        return line
    counts = Counter(table.column("status").to_pylist())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return line + "; " + ", ".join(f"{status or 'no status'} {number:,}" for status, number in ranked)


def _header(columns: list[Column], widths: list[int]) -> Text:
    from rich.text import Text

    cells = [c.header[:w].ljust(w) for c, w in zip(columns, widths, strict=True)]
    return Text(_GAP.join(cells).rstrip(), style="bold underline")


def _print_row(console: Console, layout: Layout, columns: list[Column], widths: list[int], row: dict[str, Any]) -> None:
    from rich.text import Text

    cells = []
    for column, width in zip(columns, widths, strict=True):
        cell = Text(column_text(column, row), style=_style(column, row))
        cell.truncate(width, overflow="ellipsis", pad=True)
        cells.append(cell)
    line = Text(_GAP).join(cells)
    line.rstrip()
    console.print(line, no_wrap=True, overflow="crop")
    words = " ".join(cell_text(row.get(key)) for key in layout.detail).strip()
    if words:
        console.print(_detail(words, row, console.width), no_wrap=True, overflow="crop")


def _style(column: Column, row: dict[str, Any]) -> str:
    if column.style == "change":
        return CHANGE_STYLES.get(str(row.get("change")), "")
    if column.style == "status":
        return STATUS_STYLES.get(str(row.get("status")), "")
    return column.style


def _detail(words: str, row: dict[str, Any], width: int) -> Text:
    """The row's sentence in one line, cut around the trigger, which is set in bold."""
    from rich.text import Text

    keep = None
    if row.get("evidence") == words and row.get("trigger_start") is not None:
        keep = (row["trigger_start"] - row["evidence_start"], row["trigger_end"] - row["evidence_start"])
    shown, kept = excerpt(words, max(12, width - len(_INDENT)), keep)
    line = Text(_INDENT + shown, style="dim")
    if kept:
        line.stylize("not dim bold", len(_INDENT) + kept[0], len(_INDENT) + kept[1])
    return line
