"""Corpora to arrays: windows of wordpieces with roles and links, and sentences with factuality.

    python training/data.py ../shared/bench --tokenizer TOKENIZER.json --out build/training

Reads attribution/polnear_train.jsonl and factuality/*_train.jsonl of the data folder. Runs in the project's
own environment (it needs dateline and tokenizers, no torch). Writes `articles.jsonl` (wordpieces and labels of each
article; windows are cut while training) and `facts.jsonl`. Nothing it writes belongs in the project: it holds corpus
text.

Labels of an article, one a piece: `role` (0 none, 1 source, 2 cue, 3 content) and `head` (the first piece of the cue
that a cue or content piece belongs to, else -1); and `links`, one a cue: [head, first, last piece of its source], -1
where nobody is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from dateline.analyse.windows import Pieces, find_cuts, find_pieces

FACTS = ("uw", "meantime", "uds", "rp", "cb", "mv2")
ROLES = {"source": 1, "cue": 2, "content": 3}
HELD_OUT = 60  # train articles kept back for early stopping and calibration
_CLOSE = frozenset(
    [".", ",", ";", ":", "!", "?", ")", "]", "%", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "''", "’s"]
)
_OPEN = frozenset(["(", "[", "$", "``", "£", "#"])


def main() -> None:
    """Write both files and print what is in them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(options.tokenizer)
    items = read_lines(options.data / "attribution" / "polnear_train.jsonl")
    held = held_out([i["id"] for i in items])
    _write(options.out / "articles.jsonl", ({**label(i, tokenizer), "held": i["id"] in held} for i in items))
    facts = (f for name in FACTS for i in read_lines(options.data / "factuality" / f"{name}_train.jsonl")
             for f in [fact(i, tokenizer)] if f["events"])  # fmt: skip
    _write(options.out / "facts.jsonl", facts)


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The items of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def held_out(ids: list[str]) -> set[str]:
    """The articles kept back: those whose hashed id is smallest, so that the choice outlives reordering."""
    return set(sorted(ids, key=lambda i: hashlib.sha256(i.encode()).hexdigest())[:HELD_OUT])


def label(item: dict[str, Any], tokenizer: Tokenizer) -> dict[str, Any]:
    """An article's pieces with their labels. Passages that the annotators set aside are marked -1 in `role`."""
    text, pieces = item["text"], find_pieces(tokenizer, item["text"])
    role, head = [0] * len(pieces.ids), [-1] * len(pieces.ids)
    links = []
    for s, e in item.get("ignore") or []:
        for k in within(pieces, text, s, e):
            role[k] = -1
    for a in item["attributions"]:
        cue = [k for s, e in a["cue"] for k in within(pieces, text, s, e)]
        if not cue:
            continue
        for name, value in ROLES.items():
            for k in [k for s, e in a[name] for k in within(pieces, text, s, e)]:
                role[k] = value
                head[k] = cue[0] if name != "source" else -1
        source = [k for s, e in a["source"] for k in within(pieces, text, s, e)]
        links.append([cue[0], min(source, default=-1), max(source, default=-1)])
    return {"id": item["id"], "text": text, "ids": pieces.ids, "starts": pieces.starts, "ends": pieces.ends,
            "role": role, "head": head, "links": links, "cuts": find_cuts(text, pieces)}  # fmt: skip


def within(pieces: Pieces, text: str, start: int, end: int) -> list[int]:
    """The pieces in a span of code points, without quotation marks and blanks at its edges."""
    while start < end and not text[start].isalnum() and end - start > 1:
        start += 1
    while start < end and not text[end - 1].isalnum() and end - start > 1:
        end -= 1
    return [k for k, (s, e) in enumerate(zip(pieces.starts, pieces.ends, strict=True)) if s < end and e > start]


def fact(item: dict[str, Any], tokenizer: Tokenizer) -> dict[str, Any]:
    """A sentence written as news writes it, its pieces, and [piece, factuality] for each event."""
    text, begins = written(item["tokens"])
    pieces = find_pieces(tokenizer, text)
    events = []
    for event in item["events"]:
        at = begins[event["token"]]
        k = next((k for k, (s, e) in enumerate(zip(pieces.starts, pieces.ends, strict=True)) if s <= at < e), None)
        if k is not None and k < 180:
            events.append([k, event["factuality"]])
    corpus = item["events"][0]["corpus"] if item["events"] else ""
    return {"id": item["id"], "corpus": corpus, "ids": pieces.ids[:180], "events": events}


def written(tokens: list[str]) -> tuple[str, list[int]]:
    """Tokens joined as a text would write them, and where each begins: "do n't" becomes "don't"."""
    text, begins, glue = "", [], True
    for token in tokens:
        if not (glue or token in _CLOSE):
            text += " "
        begins.append(len(text))
        text += '"' if token in ("``", "''") else token
        glue = token in _OPEN
    return text, begins


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    count = pieces = 0
    with path.open("w", encoding="utf8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count, pieces = count + 1, pieces + len(row["ids"])
    print(f"{path}: {count} items, {pieces} wordpieces")


if __name__ == "__main__":
    main()
