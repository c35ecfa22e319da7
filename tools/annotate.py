"""Turns hand-made golden claims (YAML, in quoted words) into annotation files (JSON, in offsets).

python tools/annotate.py SOURCE.yaml... [--out FOLDER] [--check]

A source names a report under examples/, the words its text begins with, and its claims. All words of a claim are
quoted from the report; this script finds where they stand and refuses words that are absent or ambiguous, so no
offset is ever typed by hand. `$NAME` stands for the aliases given under `names`, `a|b` for "either".
See tests/golden/README.md. --check writes nothing and fails where a file would change.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

from dateline.model import STATUSES

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
LISTS = ("sources", "actor", "recipient", "place", "things")
CLAIM_KEYS = {"evidence", "triggers", "event", "ledger", "status", "note", *LISTS}
ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


class AnnotationError(ValueError):
    """A source quotes words the report lacks, or uses a label that does not exist."""


def main(argv: list[str] | None = None) -> int:
    """Exit status 1 where --check finds a stale file, 2 where a source is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", type=Path, help="YAML files; all of tests/golden/src unless given")
    parser.add_argument("--out", type=Path, default=GOLDEN)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args(argv)
    stale = 0
    for source in args.sources or sorted((GOLDEN / "src").glob("*.yaml")):
        try:
            wanted = as_json(annotate(source))
        except (AnnotationError, OSError, yaml.YAMLError) as error:
            print(f"annotate: {source}: {error}", file=sys.stderr)
            return 2
        target = args.out / f"{source.stem}.json"
        if args.check:
            stale += not target.exists() or target.read_text(encoding="utf8") != wanted
        else:
            target.write_text(wanted, encoding="utf8")
    if stale:
        print(f"annotate: {stale} file(s) are not what their source says; run tools/annotate.py", file=sys.stderr)
    return 1 if stale else 0


def as_json(annotation: dict[str, Any]) -> str:
    """The file's text."""
    return json.dumps(annotation, ensure_ascii=False, indent=1) + "\n"


def annotate(source: Path) -> dict[str, Any]:
    """One annotation. Raises AnnotationError naming the claim and the words that do not fit."""
    data = yaml.safe_load(source.read_text(encoding="utf8"))
    text = report_text(ROOT / data["report"], data["begins"])
    report = {"id": f"ex-{source.stem}", "date": data["date"], "outlet": data.get("outlet", ""), "text": text}
    names = {k: v.split("|") for k, v in data.get("names", {}).items()}
    claims = [annotate_claim(c, f"c{n:02d}", text, names) for n, c in enumerate(data["claims"], 1)]
    return {"report": report, "claims": claims}


def report_text(path: Path, begins: str) -> str:
    """The report's text from the words it begins with to its end."""
    whole = path.read_text(encoding="utf8")
    start, _ = find_once(begins, whole, "the report")
    return whole[start:].strip() + "\n"


def annotate_claim(claim: dict[str, Any], claim_id: str, text: str, names: dict[str, list[str]]) -> dict[str, Any]:
    """One claim in the annotation format."""
    unknown = set(claim) - CLAIM_KEYS
    if unknown:
        raise AnnotationError(f"{claim_id}: unknown keys {sorted(unknown)}")
    start, end = find_once(claim["evidence"], text, claim_id)
    quote = text[start:end]
    triggers = [[start + a, start + b] for a, b in (find_word(t, quote, claim_id) for t in claim["triggers"])]
    return {
        "id": claim_id,
        "evidence": [start, end],
        "triggers": triggers,
        "event": labels(claim["event"], ROOTS, claim_id),
        "ledger": claim.get("ledger", "none").split("|")[0],
        "status": labels(claim["status"], STATUSES, claim_id),
        **{part: [aliases(entry, names, claim_id) for entry in claim.get(part, [])] for part in LISTS},
        "note": claim.get("note", ""),
    }


def find_once(words: str, text: str, where: str) -> tuple[int, int]:
    """Where the words stand. They must stand there once."""
    count = text.count(words)
    if count != 1:
        raise AnnotationError(f"{where}: {words!r} stands {count} times in the text, expected once; quote more or less")
    start = text.index(words)
    return start, start + len(words)


def find_word(words: str, quote: str, where: str) -> tuple[int, int]:
    """The first place in the quote where the words stand as whole words."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote)
    if match is None:
        raise AnnotationError(f"{where}: the trigger {words!r} is not in {quote!r}")
    return match.span()


def labels(value: str, known: tuple[str, ...], where: str) -> list[str]:
    """The labels of an `a|b` string, checked."""
    found = value.split("|")
    if not set(found) <= set(known):
        raise AnnotationError(f"{where}: {sorted(set(found) - set(known))} is none of {list(known)}")
    return found


def aliases(entry: str, names: dict[str, list[str]], where: str) -> list[str]:
    """The aliases of an `a|$NAME` string."""
    found: list[str] = []
    for part in str(entry).split("|"):
        if part.startswith("$") and part[1:].isalpha():
            if part[1:] not in names:
                raise AnnotationError(f"{where}: {part} is not under names")
            found += names[part[1:]]
        else:
            found.append(part)
    return found


if __name__ == "__main__":
    sys.exit(main())
