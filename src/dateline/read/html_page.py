"""Web pages: main text by trafilatura (Barbaresi 2021); the date from metadata, time tags or the link, never a guess.

A date is taken, in this order, from the page's metadata (publication before creation, never modification), its
JSON-LD, its <time> elements, its address, and its dateline. What htmldate proposes beyond that counts only where the
page shows that very day in words or figures that can mean nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.errors import ReadError
from dateline.read.clean import decode, normalise
from dateline.read.dates import FoundDate, is_day
from dateline.read.inputs import Input
from dateline.read.options import ReadOptions
from dateline.read.page_date import date_words
from dateline.read.plain import dateline_of
from dateline.read.quiet import quiet
from dateline.read.raw import RawReport

MAX_BYTES = 16 * 1024 * 1024
MAX_ELEMENTS = 100_000
MAX_DEPTH = 200  # the deepest of the news pages in trafilatura's own tests stays under 60
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "date.published", "published_time", "publication_date", "publish-date", "publishdate", "published-date",
    "publish_date", "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "dcterms.available",
    "citation_publication_date", "citation_date", "originalpublicationdate", "article_date_original", "release_date",
    "bt:pubdate", "date", "datecreated", "article.created",
)  # fmt: skip
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?!\d)", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(r"(?:updated|modified|edited|revised|reviewed|copyright|©|accessed|retrieved)\W[^.|]*$")
_MIN_TEXT = 120
_WORDS = ".//text()[not(ancestor::script or ancestor::style)]"


def read_html(source: Input, options: ReadOptions) -> Iterator[RawReport]:
    """The one report in a web page.

    Raises:
        ReadError: the page is too big, too deep, or holds no text.
    """
    data = source.read(MAX_BYTES)
    declared = _CHARSET.search(data[:4096])
    markup, note = decode(data, options.encoding or _known_charset(declared))
    if note:
        options.note(source.name, "repaired-encoding", note)
    tree = _parse(markup)
    with quiet("trafilatura", "htmldate", "courlan"):
        yield _report(tree, source, options)


def _known_charset(declared: re.Match[bytes] | None) -> str:
    """The charset a page declares where Python knows it; a wrong declaration is no reason to refuse a page."""
    name = declared[1].decode("ascii", "replace") if declared else ""
    try:
        "".encode(name or "utf-8")
    except LookupError:
        return ""
    return name


def _parse(markup: str) -> Any:
    """The page as an lxml tree within bounds."""
    from lxml import etree, html  # type: ignore[import-untyped]

    if markup.count("<") > 3 * MAX_ELEMENTS:
        raise ReadError(f"the page has over {MAX_ELEMENTS:,} elements", hint=_BOMB)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(markup.replace("\x00", "").encode("utf8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"not a web page: {error}"[:200], hint="Check that the file is whole.") from error
    _check_size(tree)
    return tree


_BOMB = "Save the article alone, as a page or as text."


def _check_size(tree: Any) -> None:
    """Refuse a tree with too many elements or too deep a nesting: the extraction is recursive and slow on them."""
    depth = count = 0
    level = [tree]
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            what = f"nests over {MAX_DEPTH} deep" if depth > MAX_DEPTH else f"has over {MAX_ELEMENTS:,} elements"
            raise ReadError(f"the page {what}", hint=_BOMB)
        level = [child for element in level for child in element]


def _report(tree: Any, source: Input, options: ReadOptions) -> RawReport:
    import trafilatura

    meta = _meta(tree)
    paragraphs = _paragraphs(tree)
    if len(paragraphs) > options.max_chars:  # refused where the report is built; the extraction is slow on it
        return RawReport(paragraphs, source.name)
    url = _link(tree, meta)
    found = _date(tree, meta, url, options)  # before the extraction, which takes the tree apart
    page = trafilatura.bare_extraction(tree, url=url or None, include_comments=False, with_metadata=False)
    text = normalise("\n\n".join(str(getattr(page, "text", None) or "").split("\n")))
    if len(text) < _MIN_TEXT and len(paragraphs) > len(text):
        text = normalise(paragraphs)
    text = _without_furniture(text, _title(tree, meta))
    line = dateline_of(text)
    if found is None and line.words:
        found = FoundDate(line.words, "dateline")
    return RawReport(
        text, source.name, source.place, title=_title(tree, meta), url=url, date=found,
        outlet=meta.get("og:site_name", "") or meta.get("application-name", "") or line.agency,
        yearless="" if line.words else line.day,
    )  # fmt: skip


def _without_furniture(text: str, title: str) -> str:
    """The text without the title and the date line that some pages keep at its top."""
    paragraphs = text.split("\n\n")
    same = " ".join(title.split()).casefold()
    top = [p for p in paragraphs[:3] if p.casefold() != same and not date_words(p)]
    return "\n\n".join([*top, *paragraphs[3:]])


def _meta(tree: Any) -> dict[str, str]:
    """Name or property, in lower case -> content; the first one counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _paragraphs(tree: Any) -> str:
    """The page's own paragraphs, for pages too short for trafilatura."""
    body = next((e for name in ("article", "main", "body") for e in tree.iter(name)), tree)
    words = [_words(p) for p in body.iter("p")]
    return "\n\n".join(w for w in words if w) or _words(body, " ")


def _words(element: Any, between: str = "") -> str:
    """The words in an element on one line, without scripts and styles."""
    return " ".join(between.join(element.xpath(_WORDS)).split())


def _link(tree: Any, meta: dict[str, str]) -> str:
    canonical = [e.get("href") or "" for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"]
    links = [link.strip() for link in (*canonical, meta.get("og:url", ""))]
    return next((link for link in links if link.startswith(("http://", "https://"))), "")


def _title(tree: Any, meta: dict[str, str]) -> str:
    heading = next((_words(e) for e in tree.iter("h1")), "")
    title = next((_words(e) for e in tree.iter("title")), "")
    return meta.get("og:title", "") or heading or meta.get("twitter:title", "") or title


def _date(tree: Any, meta: dict[str, str], url: str, options: ReadOptions) -> FoundDate | None:
    named = next((n for n in _DATE_NAMES if is_day(meta.get(n, ""))), "")
    if named:
        return FoundDate(meta[named], f"html meta '{named}'")
    return _json_ld_date(tree) or _time_tag(tree) or _url_date(url) or _proposed(tree, url, options)


def _json_ld_date(tree: Any) -> FoundDate | None:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads((script.text or "")[:500_000])
        except (ValueError, RecursionError):
            continue
        day = _published_in(value)
        if day:
            return FoundDate(day, "html JSON-LD 'datePublished'")
    return None


def _published_in(value: Any) -> str:
    """The first datePublished of a JSON-LD block: of the thing itself or of one in its list or graph."""
    things = value if isinstance(value, list) else [value]
    for thing in things[:200]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            for one in [thing, *(graph if isinstance(graph, list) else [])]:
                day = one.get("datePublished") if isinstance(one, dict) else None
                if isinstance(day, str) and is_day(day):
                    return day
    return ""


def _time_tag(tree: Any) -> FoundDate | None:
    """The page's <time>: one marked as publication, else the only day that any of them names."""
    times = [(e, (e.get("datetime") or e.text or "").strip()) for e in tree.iter("time")]
    marked = [
        w for e, w in times if is_day(w) and (e.get("pubdate") is not None or e.get("itemprop") == "datePublished")
    ]
    others = [w for _, w in times if is_day(w)]
    if marked:
        return FoundDate(marked[0], "html <time> of publication")
    return FoundDate(others[0], "html <time>") if others and len({w[:10] for w in others}) == 1 else None


def _url_date(url: str) -> FoundDate | None:
    match = _URL_DAY.search(url)
    if not match:
        return None
    year, month, day = match.groups()
    words = f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}"
    return FoundDate(words, "url") if is_day(words) else None


def _proposed(tree: Any, url: str, options: ReadOptions) -> FoundDate | None:
    from htmldate import find_date

    found = find_date(
        tree, extensive_search=False, original_date=True, url=url or None, max_date=options.today or None
    )  # fmt: skip
    if not found or not is_day(found):
        return None
    shown = _words(tree, " ").lower()
    for form in _forms(date.fromisoformat(found)):
        at = shown.find(form)
        if at >= 0 and not _NOT_PUBLISHED.search(shown[max(0, at - 40) : at]):
            return FoundDate(found, "html markup")
    return None


def _forms(day: date) -> list[str]:
    """How a page may write a day so that it can mean no other."""
    months = (f"{day:%B}".lower(), f"{day:%b}".lower(), f"{day:%b}.".lower())
    numbers = dict.fromkeys((str(day.day), f"{day.day:02d}"))
    spelled = [f"{n} {m} {day.year}" for m in months for n in numbers]
    spelled += [f"{m} {n}, {day.year}" for m in months for n in numbers]
    return [day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", *spelled]
