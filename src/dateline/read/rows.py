"""Records with named fields (JSON objects, table rows, front matter): which field of a report a name stands for."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.errors import NoDateError, ReadError
from dateline.read.dates import FoundDate
from dateline.read.options import ReadOptions
from dateline.read.raw import RawReport

FIELDS = {
    "id": ("id", "report_id", "doc_id", "article_id", "guid", "uuid"),
    "dct": (
        "dct", "date", "published", "published_at", "publishedat", "date_published", "datepublished", "publish_date",
        "publication_date", "pub_date", "pubdate", "publishdate", "created_at", "created", "timestamp", "day",
    ),
    "title": ("title", "headline", "heading", "subject"),
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "content_text", "story"),
    "outlet": ("outlet", "source", "publisher", "source_name", "publication", "newspaper", "media", "site", "feed"),
    "url": ("url", "link", "source_url", "article_url", "permalink", "href"),
}  # fmt: skip
_ALIASES = {alias: name for name, aliases in FIELDS.items() for alias in aliases}
_MAX_PARTS = 10_000


def field_of(name: str) -> str:
    """The report's field that a column or key names ("Published At" -> "dct"), "" where it is none."""
    return _ALIASES.get(_plain(name), "")


def check_columns(columns: Mapping[str, str]) -> None:
    """Raise ReadError where a mapping names a field that reports do not have."""
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise ReadError(f"reports have no field {unknown[0]!r}", hint=f"Map one of: {', '.join(FIELDS)}.")


def choose_columns(names: list[str], options: ReadOptions) -> dict[str, str]:
    """Field -> the record's own name for it: as mapped, else the first alias in the order of `FIELDS`.

    Raises:
        ReadError: a mapped column is not there.
    """
    check_columns(options.columns)
    missing = [c for c in options.columns.values() if c not in names]
    if missing:
        raise ReadError(f"there is no column {missing[0]!r}; there are {listed(names)}", hint="Check --map.")
    chosen = dict(options.columns)
    by_plain = {_plain(name): name for name in reversed(names)}
    for field, aliases in FIELDS.items():
        found = next((by_plain[a] for a in aliases if a in by_plain), None)
        if found is not None:
            chosen.setdefault(field, found)
    return chosen


def raw_from(record: Mapping[str, object], columns: Mapping[str, str], where: str, place: str) -> RawReport:
    """The report in one record.

    Raises:
        ReadError: it has no text, or a field is not text.
        NoDateError: its date is not text.
    """
    column = columns.get("text", "")
    if not column:
        raise ReadError(f"no field holds the text; there are {listed(list(record))}", hint="Map one: --map text=NAME.")
    values = {name: _words(record.get(columns.get(name, "")), name) for name in FIELDS}
    return RawReport(
        values["text"],
        where,
        place,
        id=values["id"],
        title=values["title"],
        outlet=values["outlet"],
        url=values["url"],
        date=FoundDate(values["dct"], f"field '{columns['dct']}'") if values["dct"] else None,
        is_row=True,
    )


def _words(value: object, field: str) -> str:
    """A field's value as text; a list of paragraphs is joined."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return value.strip() if field != "text" else value
    if isinstance(value, int) and field != "text" and (field != "dct" or value < 10**8):  # larger: seconds, not a day
        return str(value)
    if field == "dct":
        raise NoDateError(f"{value!r} is not a date"[:120], hint="Write the date as YYYY-MM-DD.")
    if isinstance(value, list) and field == "text" and all(isinstance(part, str) for part in value[:_MAX_PARTS]):
        return "\n\n".join(str(part) for part in value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):  # "source": {"name": "Reuters"}
        return str(value["name"])
    if field == "text":
        raise ReadError(f"the text is a {type(value).__name__}, not text", hint="Map another field: --map text=NAME.")
    return ""


def _plain(name: str) -> str:
    return name.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_")


def listed(names: list[str]) -> str:
    """Column names for a message, the first few of many."""
    shown = ", ".join(repr(str(name)[:30]) for name in names[:8]) or "none at all"
    return shown[:250] + (f" and {len(names) - 8} more" if len(names) > 8 else "")
