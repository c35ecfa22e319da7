"""A small record to show, written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.model import Analysis, Sentence, Span
from dateline.record import Failure, Record, Run
from tests.present.toy import claim, norway_claim, norway_report, report, says


def _sentences(text: str) -> tuple[Sentence, ...]:
    ends = [i + 1 for i, c in enumerate(text) if c == "." and text[i + 1 : i + 2] in (" ", "")]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return tuple(Sentence(n, Span(*pair), 0) for n, pair in enumerate(zip(starts, ends, strict=True)))


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three reports: a plan, an attack, and its denial; and one failure."""
    attack = report("toy-2", "2022-03-04", "It rained. Marrow shelled Tessa on Friday, Mira Vall said.", "The Lamp")
    denial = report("toy-3", "2022-03-05", "Olm Rand denied that Marrow shelled Tessa.", "Marrow Radio")
    parts = {"ledger": "combat", "actor": "Marrow", "place": "Tessa"}
    claims = {
        attack: claim(attack, "shelled", "ASSAULT", sources=says("Mira Vall"), **parts),
        denial: replace(
            claim(denial, "shelled", "ASSAULT", "denied", sources=says("Olm Rand", "denies"), **parts), confidence=0.4
        ),
        norway_report(): replace(norway_claim(), confidence=0.8),
    }
    analyses = [Analysis(r, _sentences(r.text), claims=(c,)) for r, c in claims.items()]
    path = tmp_path_factory.mktemp("record") / "toy.dateline"
    moment = datetime(2022, 3, 6, tzinfo=UTC)
    failure = Failure("page.html", "no-date", "no date was found", "Give one with --date.")
    with Record.open(path, create=True) as made:
        made.write_batch(analyses, [failure], Run("0.1.0", {"parser": "toy"}, moment, moment))
    return path
