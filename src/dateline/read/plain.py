"""Plain text and Markdown: the date stands on the first line, in front matter, in header lines or in a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import yaml

from dateline.errors import ReadError
from dateline.read.clean import decode, normalise
from dateline.read.datelines import Dateline, find_dateline
from dateline.read.dates import MONTH, FoundDate
from dateline.read.inputs import Input
from dateline.read.options import MAX_FILE_BYTES, ReadOptions
from dateline.read.page_date import date_words
from dateline.read.raw import RawReport
from dateline.read.rows import field_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADER = re.compile(r"^(?P<name>[A-Za-z][A-Za-z_ -]{1,20})[ \t]*:[ \t]*(?P<value>\S.{0,500})$")
_DATE_WORDS = (
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}"
    rf"|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\.?,?|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?)\s+\d{{4}})"
)
_LABEL = r"(?:date(?:line)?|dct|published(?: on)?|posted(?: on)?|issued|updated|released)"
_DATE_LINE = re.compile(rf"^{_LABEL}\s*[:=]?\s*(?P<day>{_DATE_WORDS})(?P<rest>(?!\w).*)$", re.IGNORECASE)
_BAD_DATE_LINE = re.compile(r"^(?:date|dct)\b\s*[:=]?\s*(?P<day>\S*\d\S*)(?P<rest>.*)$", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"^(?P<day>{_DATE_WORDS})(?P<rest>(?!\w).*)$")
_URL = re.compile(r"https?://\S+")
_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Reuters|AP|AFP|TASS|Interfax|Ukrinform|BBC|CNN|NPR|Guardian|Journal|Herald|Tribune|Telegraph"
    r"|Agency|Press|Institute|Ministry|Department|Office|Council|Centre|Center|Magazine|Review|Gazette|Daily|Radio"
    r"|Television|TV|Network|Wire|Bloomberg|Economist|Independent|Foundation|Chronicle|Observer|Monitor)\b"
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*$")
_TITLE_CHARS, _BODY_CHARS = 150, 220
_HEAD_LINES = 12
_NEW_LINE = re.compile(r"[ \t]*(?:[-•*–—]\s|\d{1,2}[.)]\s|Q\b|[A-Z][A-Z .'’-]{2,40}:|\t)")
_LABELLED = re.compile(r"^(?:[A-Z][A-Z .'’-]+|Q|A|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}):")
_MARKDOWN = (
    (re.compile(r"^#{1,6}[ \t]+|[ \t]+#{1,6}$|^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?:|/|#|mailto:)[^()\n]{0,500}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=\S)\*(?![\w*])"), r"\1"),
)


@dataclass(slots=True)
class _Head:
    """What the lines above the text have said so far."""

    values: dict[str, str] = field(default_factory=dict)
    date: FoundDate | None = None

    def take(self, name: str, value: str, basis: str) -> None:
        if name == "dct":
            self.date = self.date or FoundDate(value, basis)
        else:
            self.values.setdefault(name, value)


def read_plain(source: Input, options: ReadOptions) -> Iterator[RawReport]:
    """The one report in a text file.

    Raises:
        ReadError: the file cannot be read.
    """
    text, note = decode(source.read(MAX_FILE_BYTES), options.encoding)
    if note:
        options.note(source.name, "repaired-encoding", note)
    if len(text) > options.max_chars:  # refused where the report is built; not worth the repair
        yield RawReport(text, source.name)
    else:
        yield read_text(normalise(text), source, is_markdown=source.name.lower().endswith((".md", ".markdown")))


def read_text(text: str, source: Input, *, is_markdown: bool = False) -> RawReport:
    """The report in a normalised text with its date line, header lines or front matter."""
    head = _Head()
    body = _take_front_matter(text, head)
    body = _take_lines(body.lstrip("\n "), head)
    if is_markdown:
        body = plain_markdown(body)
    body = _take_title(unwrap_lines(_take_date_line(body.strip("\n"), head)), head)
    return _with_head(body, head, source)


def _with_head(body: str, head: _Head, source: Input) -> RawReport:
    line = dateline_of(body)
    if line.agency:
        head.take("outlet", line.agency, "")
    if line.words:
        head.take("dct", line.words, "dateline")
    return RawReport(
        body,
        source.name,
        source.place,
        date=head.date,
        yearless="" if line.words else line.day,
        id=head.values.get("id", ""),
        title=head.values.get("title", ""),
        outlet=head.values.get("outlet", ""),
        url=head.values.get("url", ""),
    )


def dateline_of(body: str) -> Dateline:
    """The dateline among the first three paragraphs (a title and a byline may come before it); empty where none is."""
    lines = [line for line in body[:3_000].split("\n") if line.strip()]
    return next((found for found in map(find_dateline, lines[:3]) if found), Dateline())


def _take_front_matter(text: str, head: _Head) -> str:
    match = _FRONT_MATTER.match(text)
    if not match:
        return text
    try:
        values = yaml.load(match[1], Loader=yaml.BaseLoader)  # strings only: a day stays as written
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadError("the front matter is not YAML", hint="Mend the lines between the two '---'.") from error
    for name, value in values.items() if isinstance(values, dict) else ():
        known = field_of(str(name))
        if known and isinstance(value, str) and value.strip() and known != "text":
            head.take(known, value.strip(), "front matter")
    return text[match.end() :]


def _take_lines(body: str, head: _Head) -> str:
    """The text without its header lines. Those are read only where the first line is one of them or is a date."""
    for number in range(_HEAD_LINES):
        line, _, rest = body.partition("\n")
        basis = "first line" if number == 0 else f"header line {number + 1}"
        if not _take_line(line.strip(), rest, head, basis):
            break
        body = rest if not head.values.get("body") else head.values.pop("body") + "\n" + rest
        if not body.strip() or body.startswith("\n"):
            break
    return body.lstrip("\n")


def _take_date_line(body: str, head: _Head) -> str:
    """The text without a line that is nothing but a date, below a title or a byline."""
    lines = body.split("\n")
    shown = [i for i, line in enumerate(lines[:_HEAD_LINES]) if line.strip()]
    for number, i in enumerate(shown[:4] if head.date is None else (), 1):
        words = date_words(lines[i])
        if words:
            head.take("dct", words, f"line {number}")
            return "\n".join([*lines[:i], *lines[i + 1 :]])
    return body


def _take_line(line: str, rest: str, head: _Head, basis: str) -> bool:
    """True where the line is a header; what it says goes to `head`."""
    dated = _DATE_LINE.match(line) or (_DAY_FIRST.match(line) if head.date is None else None)
    if dated is None and head.date is None and basis == "first line":
        dated = _BAD_DATE_LINE.match(line)
    if dated:
        head.take("dct", dated["day"], basis)
        _take_rest(dated["rest"].strip(" \t-–—|:;,"), rest, head)
        return True
    match = _HEADER.match(line)
    known = field_of(match["name"]) if match else ""
    if not match or not known or known == "text":
        return False
    head.take(known, match["value"].strip(), basis if known != "dct" else f"header '{match['name'].strip()}'")
    return True


def _take_rest(words: str, rest: str, head: _Head) -> None:
    """What follows the date on its line: a link, the outlet, the title, or the text itself where it is long."""
    link = _URL.search(words)
    if link:
        head.take("url", link.group().rstrip(".,;)"), "")
        words = (words[: link.start()] + words[link.end() :]).strip(" \t-–—|:;,()")
    if not words:
        return
    if len(words) > _BODY_CHARS or not rest.strip() or (_SENTENCE_END.search(words) and words.count(" ") > 10):
        head.values["body"] = words
        return
    before, _, after = words.rpartition(" | ")
    if before and len(after.split()) <= 6:
        head.take("title", before.strip(), "")
        head.take("outlet", after.strip(), "")
    elif words.lower().startswith("by ") or (len(words.split()) <= 8 and _OUTLET.search(words)):
        head.take("outlet", words.removeprefix("by ").removeprefix("By "), "")
    else:
        head.take("title", words, "")


def _take_title(body: str, head: _Head) -> str:
    """The text without a headline: a short first line without a full stop, followed by an empty line and more text."""
    first, _, rest = body.partition("\n")
    line = first.strip()
    if "title" in head.values or not line or len(line) > _TITLE_CHARS or not rest.startswith("\n"):
        return body
    if _SENTENCE_END.search(line) or line.endswith((":", ",", ";")) or _LABELLED.match(line) or find_dateline(line):
        return body
    if len(rest.split()) <= len(line.split()) or not any(ch.islower() for ch in rest):
        return body
    head.take("title", line, "")
    return rest.lstrip("\n")


def plain_markdown(text: str) -> str:
    """Markdown without its marks: headings, quotes, emphasis, images; a link keeps its words."""
    for pattern, instead in _MARKDOWN:
        text = pattern.sub(instead, text)
    return text


def unwrap_lines(text: str) -> str:
    """Hard-wrapped paragraphs as one line each; the length stays the same. Other texts come back as they are.

    A text counts as wrapped where three in four of its lines that go on in a next one have 50 to 100 characters.
    """
    lines = text.split("\n")
    inner = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(inner) < 3 or sum(50 <= len(line) <= 100 for line in inner) < 0.75 * len(inner):
        return text
    out = [lines[0]]
    for before, line in pairwise(lines):
        joins = 50 <= len(before) <= 100 and line.strip() and not _NEW_LINE.match(line)
        out.append((" " if joins else "\n") + line)
    return "".join(out)
