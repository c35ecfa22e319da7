"""The trap suite: one event a sentence, status by the scope analysis against the one judged by hand, by phenomenon.

    python -m bench traps

Sentences come in pairs that differ in one operator. The pairs of a phenomenon are dealt in turn to two halves: the
errors of the *open* half may be read while the rules are mended, the *held* half is only ever scored.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from dateline.analyse.factuality import assess
from dateline.analyse.scope import Scope
from dateline.analyse.sentences import load_parser

if TYPE_CHECKING:
    from spacy.language import Language

SUITE = Path(__file__).parent.parent / "tests" / "analyse" / "traps.yaml"
OPEN, HELD = "open", "held"


@dataclass(frozen=True, slots=True)
class Trap:
    """A sentence, the word that names its event, the statuses a careful reader accepts, and the half it is in."""

    phenomenon: str
    sentence: str
    word: str
    accepted: tuple[str, ...]
    half: str


@dataclass(frozen=True, slots=True)
class Result:
    """A trap and the status it got."""

    trap: Trap
    status: str

    @property
    def right(self) -> bool:
        """True where the status is one of those accepted."""
        return self.status in self.trap.accepted


def read_traps(path: Path = SUITE) -> list[Trap]:
    """The suite's traps, in order."""
    suite = yaml.safe_load(path.read_text(encoding="utf8"))["suite"]
    return list(_traps(suite))


def run(nlp: Language, traps: Iterable[Trap]) -> list[Result]:
    """The status of each trap's event for the author of the sentence."""
    return [Result(trap, status_of(nlp, trap.sentence, trap.word)) for trap in traps]


def status_of(nlp: Language, sentence: str, word: str) -> str:
    """The status of the event that a word of a sentence names.

    Raises:
        StopIteration: the sentence has no such word.
    """
    token = next(t for t in nlp(sentence) if t.text == word)
    return assess(token, Scope())[0].status


def share(results: Iterable[Result]) -> float:
    """The part that is right; 0 where there is none."""
    got = [r.right for r in results]
    return sum(got) / len(got) if got else 0.0


def main() -> int:
    """Print the score by phenomenon and half; 0."""
    results = run(load_parser(), read_traps())
    width = max(len(r.trap.phenomenon) for r in results)
    lines = [f"{'':{width}}   open    held", *_table(results, width)]
    print("\n".join(lines), file=sys.stdout)
    return 0


def _table(results: list[Result], width: int) -> Iterator[str]:
    for name in dict.fromkeys(r.trap.phenomenon for r in results):
        yield _line(name, [r for r in results if r.trap.phenomenon == name], width)
    yield _line("all", results, width)


def _line(name: str, results: list[Result], width: int) -> str:
    halves = [[r for r in results if r.trap.half == half] for half in (OPEN, HELD)]
    cells = [f"{sum(r.right for r in half):3}/{len(half):<3}" for half in halves]
    return f"{name:{width}}  {'  '.join(cells)}"


def _traps(suite: dict[str, list[list[Any]]]) -> Iterator[Trap]:
    for phenomenon, rows in suite.items():
        for n, (sentence, word, accepted) in enumerate(rows):
            statuses = (accepted,) if isinstance(accepted, str) else tuple(accepted)
            yield Trap(phenomenon, sentence, word, statuses, HELD if n // 2 % 2 else OPEN)
