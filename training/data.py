"""Corpora to arrays: windows of wordpieces with what the parse says of them and the labels of each head.

    python training/data.py ../shared/bench --tokenizer TOKENIZER.json --out build/training

Runs in the project's own environment (it needs dateline, its parser and tokenizers, no torch). Writes, one JSON object
a line, `articles.jsonl` (PolNeAR: roles and links), `facts.jsonl` (factuality), `events.jsonl` (dateline's own
annotation of events, `training/annotations`), `judged.jsonl` (what readers judged of dateline's own claims),
`pairs.jsonl` (PLV and CAMEO sentences: the event type of a marked pair of parties), the files of `coded.py` (`labels`,
`tags`, `modality`) and `sizes.json`.
Nothing it writes belongs in the project: it holds corpus text.

Labels of an article, one a piece: `role` (0 none, 1 source, 2 cue, 3 content) and `head` (the first piece of the cue
that a cue or content piece belongs to, else -1); and `links`, one a cue: [head, first, last piece of its source], -1
where nobody is named. An event: `pieces` of its trigger, `types` and `statuses` (indices; several where a coder could
take either), and for each part the pieces of those who fill it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from coded import MERGED, QUADS, is_held, labels, letters, modality, tags
from numpy.typing import NDArray
from spacy.language import Language
from spans import read_lines, within, written
from tokenizers import Tokenizer

from dateline.analyse.piece_features import SIZES, features_of
from dateline.analyse.quotations import all_quotes
from dateline.analyse.sentences import find_quotes, load_parser, parse
from dateline.analyse.windows import Pieces, find_cuts, find_pieces
from dateline.codebook import PLOVER_TYPES
from dateline.model import STATUSES, Report

FACTS = ("uw", "meantime", "uds", "rp", "cb", "mv2")
ROLES = {"source": 1, "cue": 2, "content": 3}
PARTS = ("actor", "recipient", "place", "thing")
HELD_OUT = 60  # train articles kept back for calibration
HELD_BELOW = 0.0565  # of the annotated reports those with a smaller hash, as a share of all hashes
WINDOW = 180  # wordpieces of a window around judged claims
AFTER = 2000  # characters behind an annotated stretch, or the last judged claim, that are read with it
JUDGED = ("trained", "claims", "deep")  # what is judged later is kept for measuring
ANNOTATIONS = Path(__file__).parent / "annotations"


def main() -> None:
    """Write all files and print what is in them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    files = "articles,events,judged,pairs,facts,labels,tags,modality"
    parser.add_argument("--only", default=files, help="the files to write")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    reader = TextReader(load_tokenizer(options.tokenizer), load_parser())
    (options.out / "sizes.json").write_text(json.dumps(SIZES), encoding="utf8")
    items = read_lines(options.data / "attribution" / "polnear_train.jsonl")
    held = held_out([i["id"] for i in items])
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "articles": ({**label(i, reader), "held": i["id"] in held | measured_reports()} for i in items),
        "events": annotated(options.data, held, reader),
        "judged": judged(options.data, reader),
        "pairs": (pair(i, reader) for i in marked_pairs(options.data)),
        "facts": (f for name in FACTS for i in read_lines(options.data / "factuality" / f"{name}_train.jsonl")
                  for f in [fact(i, reader)] if f["events"]),
        "labels": labels(options.data, reader),
        "tags": tags(options.data, reader),
        "modality": modality(options.data, reader),
    }  # fmt: skip
    for name in options.only.split(","):
        _write(options.out / f"{name}.jsonl", rows[name])


class TextReader:
    """A text's wordpieces with the features that the encoder gets at work."""

    def __init__(self, tokenizer: Tokenizer, nlp: Language) -> None:
        self.tokenizer, self.nlp = tokenizer, nlp

    def __call__(self, text: str) -> tuple[Pieces, NDArray[np.int64]]:
        """Pieces and their features, a row a piece."""
        pieces = find_pieces(self.tokenizer, text)
        doc = parse(self.nlp, Report("t", text, "2022-01-01"))
        return pieces, features_of(doc, text, pieces, all_quotes(text, find_quotes(text)))


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def held_out(ids: Iterable[str], count: int = HELD_OUT) -> set[str]:
    """The articles kept back: those whose hashed id is smallest, so that the choice outlives reordering."""
    return set(sorted(ids, key=lambda i: hashlib.sha256(i.encode()).hexdigest())[:count])


def held_reports(ids: Iterable[str]) -> set[str]:
    """The annotated reports kept back: the same however many are annotated later."""
    return {i for i in ids if int(hashlib.sha256(i.encode()).hexdigest(), 16) < HELD_BELOW * 2**256}


def measured_reports() -> set[str]:
    """The reports that are annotated whole, to measure on: never trained on."""
    return {d["id"] for path in (ANNOTATIONS / "reports").glob("*.jsonl") for d in read_lines(path)}


def label(item: dict[str, Any], reader: TextReader) -> dict[str, Any]:
    """An article's pieces with their labels. Passages that the annotators set aside are marked -1 in `role`."""
    text = item["text"]
    pieces, features = reader(text)
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
    return {"id": item["id"], "ids": pieces.ids, "features": features.tolist(), "role": role, "head": head,
            "links": links,
            "cuts": find_cuts(text, pieces)}  # fmt: skip


def annotated(data: Path, articles: set[str], reader: TextReader) -> Iterator[dict[str, Any]]:
    """The annotated stretches of reports. Those of held-out articles are held out too, and measured reports."""
    stretches = [d for path in sorted(ANNOTATIONS.glob("*.jsonl")) for d in read_lines(path)]
    held = articles | held_reports(d["id"] for d in stretches) | measured_reports()
    for stretch in stretches:
        text = text_of(data, stretch)
        if text is not None:
            yield {**stretch_labels(stretch, text, reader), "held": stretch["id"] in held}


def text_of(data: Path, stretch: dict[str, Any]) -> str | None:
    """The text that was annotated; None, with a word about it, where the folder has another or none."""
    text = _texts(data / stretch["file"]).get(stretch["id"])
    if text is None or hashlib.sha256(text.encode()).hexdigest()[:16] != stretch["sha"]:
        print(f"{stretch['file']}: {stretch['id']} is not there as it was annotated; left out", file=sys.stderr)
        return None
    return text


@cache
def _texts(path: Path) -> dict[str, str]:
    return {str(i["id"]): i["text"] for i in read_lines(path)} if path.exists() else {}


def stretch_labels(stretch: dict[str, Any], text: str, reader: TextReader) -> dict[str, Any]:
    """The pieces of a stretch with the events in it, counted from the stretch's first piece."""
    text = text[: stretch["stretch"][1] + AFTER]
    pieces, features = reader(text)
    inside = within(pieces, text, *stretch["stretch"])
    first, last = inside[0], inside[-1] + 1
    events = []
    for e in stretch["events"]:
        spans = {name: [k - first for s, t in e[name] for k in within(pieces, text, s, t)]
                 for name in ("trigger", *PARTS)}  # fmt: skip
        events.append({"pieces": spans.pop("trigger"), "types": [PLOVER_TYPES.index(t) + 1 for t in e["type"]],
                       "statuses": [STATUSES.index(s) for s in e["status"]], **spans})  # fmt: skip
    cuts = [c - first for c in find_cuts(text, pieces) if first < c < last]
    return {"id": stretch["id"], "ids": pieces.ids[first:last], "features": features[first:last].tolist(),
            "events": events, "cuts": [*cuts, last - first]}  # fmt: skip


def judged(data: Path, reader: TextReader) -> Iterator[dict[str, Any]]:
    """Windows around claims that readers judged (`JUDGED` of `annotations/judged`), with the verdicts.

    A verdict: [piece, type, of it "R" or "W-none" or "W-root", status, whether it is right], the piece the first of the
    trigger.
    """
    by_text: dict[tuple[str, str], list[dict[str, Any]]] = {}
    rows = [row for name in JUDGED for row in read_lines(ANNOTATIONS / "judged" / f"{name}.jsonl")]
    kept_back = held_reports(r["id"] for r in rows) | measured_reports()
    for row in (r for r in rows if r["id"] not in kept_back):
        by_text.setdefault((row["file"], row["id"]), []).append(row)
    for rows in by_text.values():
        text = text_of(data, rows[0])
        if text is None:
            continue
        text = text[: max(row["trigger"][1] for row in rows) + AFTER]
        pieces, features = reader(text)
        verdicts = [verdict for row in rows for verdict in [verdict_of(row, text, pieces)] if verdict]
        cuts = [0, *find_cuts(text, pieces)]
        start = 0
        while start < len(pieces.ids):
            end = max((c for c in cuts if start < c <= start + WINDOW), default=start + WINDOW)
            mine = [[k - start, *rest] for k, *rest in verdicts if start <= k < end]
            if mine:
                yield {"ids": pieces.ids[start:end], "features": features[start:end].tolist(), "verdicts": mine}
            start = end


def verdict_of(row: dict[str, Any], text: str, pieces: Pieces) -> list[Any] | None:
    """One reader's verdict on a claim; None where no piece lies in its trigger."""
    places = within(pieces, text, *row["trigger"])
    if not places:
        return None
    verdict = row["verdict"]
    return [places[0], PLOVER_TYPES.index(row["type"]) + 1, verdict["type"], STATUSES.index(row["status"]),
            verdict["status"] == "R"]  # fmt: skip


def marked_pairs(data: Path) -> Iterator[dict[str, Any]]:
    """Sentences with two parties marked in them, and the types that what the one does to the other may have.

    Those that `coded` holds back are left out.

    PLV's train part gives one root, the CAMEO sentences of ConfliBERT's collection only a quad class.
    """
    for item in read_lines(data / "events" / "plv_train.jsonl"):
        if item["source_span"] and item["target_span"] and item["event"] and not is_held(item["text"]):
            yield {**item, "types": MERGED.get(item["event"], (item["event"],))}
    marked = {letters(i["text"]): i for i in read_lines(data / "events" / "cameo_ner_train.jsonl")}
    for item in read_lines(data / "events" / "cameo_class_train.jsonl"):
        spans = marked.get(letters(item["text"]))
        if (
            spans
            and not is_held(item["text"])
            and spans["source_span"]
            and spans["target_span"]
            and item["quad"] in QUADS
        ):
            yield {**spans, "types": QUADS[item["quad"]]}


def pair(item: dict[str, Any], reader: TextReader) -> dict[str, Any]:
    """A sentence's pieces, those of both parties, and the types that the label allows."""
    text = item["text"]
    pieces, features = reader(text)
    return {"id": item["id"], "ids": pieces.ids[:180], "features": features[:180].tolist(),
            "actor": [k for k in within(pieces, text, *item["source_span"]) if k < 180],
            "recipient": [k for k in within(pieces, text, *item["target_span"]) if k < 180],
            "types": [PLOVER_TYPES.index(t) + 1 for t in item["types"]]}  # fmt: skip


def fact(item: dict[str, Any], reader: TextReader) -> dict[str, Any]:
    """A sentence written as news writes it, its pieces, and [piece, factuality] for each event."""
    text, begins = written(item["tokens"])
    pieces, features = reader(text)
    events = []
    for event in item["events"]:
        at = begins[event["token"]]
        k = next((k for k, (s, e) in enumerate(zip(pieces.starts, pieces.ends, strict=True)) if s <= at < e), None)
        if k is not None and k < 180:
            events.append([k, event["factuality"]])
    corpus = item["events"][0]["corpus"] if item["events"] else ""
    return {
        "id": item["id"],
        "corpus": corpus,
        "ids": pieces.ids[:180],
        "features": features[:180].tolist(),
        "events": events,
    }


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    count = pieces = 0
    with path.open("w", encoding="utf8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count, pieces = count + 1, pieces + len(row["ids"])
    print(f"{path}: {count} items, {pieces} wordpieces", flush=True)


if __name__ == "__main__":
    main()
