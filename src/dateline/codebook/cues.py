"""Words that attribute, with the relation each stands for and how often each did so in annotated news."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dateline.codebook.loader import expect, read_data
from dateline.model import RELATIONS

PARTS = ("verb", "noun", "adj", "adv", "prep", "mark")
FAMILIES = ("speech", "evidence", "thought", "plan", "attitude", "seeming")
FACTIVES = ("", "factive", "counter")
_PRIOR_STRENGTH = 3.0  # pseudo-counts; 1 to 10 give the same who-what F1 on PolNeAR train within 0.002


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes.

    `relation` is one of `model.RELATIONS`, `family` one of `FAMILIES`; `factive` is what the word commits the author
    to. `counts` are (right, seen) a pattern: how often it attributed in PolNeAR's train part.
    """

    lemma: str
    pos: str
    relation: str
    family: str
    factive: str = ""
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_report(self) -> bool:
        """True for speech and evidence: the source tells of the content, and does not just hold an attitude to it."""
        return self.family in ("speech", "evidence", "seeming")


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by (lemma, part of speech), and how reliable each pattern is where a word was seldom seen."""

    entries: dict[tuple[str, str], Cue]
    priors: dict[tuple[str, str, str], float]
    weights: dict[str, float]
    words: dict[str, frozenset[str]]

    def __contains__(self, key: tuple[str, str]) -> bool:
        return key in self.entries

    def get(self, lemma: str, pos: str) -> Cue | None:
        """The cue, or None."""
        return self.entries.get((lemma, pos))

    def reliability(self, cue: Cue, pattern: str) -> float:
        """The share of readings of this cue in this pattern that annotators marked, smoothed by its family's share."""
        right, seen = cue.counts.get(pattern, (0, 0))
        prior = self.priors.get((cue.pos, cue.family, pattern), 0.0)
        return (right + _PRIOR_STRENGTH * prior) / (seen + _PRIOR_STRENGTH)


@cache
def load_cues() -> Cues:
    """The cues of `cues.yaml` with the counts of `cue_counts.yaml`.

    Raises:
        CodebookError: an entry has an unknown part of speech, relation, family or factivity.
    """
    data, counted = read_data("cues"), read_data("cue_counts")
    expect(isinstance(data, dict) and data.get("groups"), "cues", "no groups")
    entries: dict[tuple[str, str], Cue] = {}
    for group in data["groups"]:
        for cue in _read_group(group, counted["counts"]):
            expect((cue.lemma, cue.pos) not in entries, "cues", f"{cue.lemma!r} stands in two groups of {cue.pos}s")
            entries[cue.lemma, cue.pos] = cue
    priors = {_key(k): float(v) for k, v in counted["priors"].items()}
    weights = {str(k): float(v) for k, v in read_data("cue_weights").items()}
    words = {str(k): frozenset(str(v).split()) for k, v in data["words"].items()}
    return Cues(entries, priors, weights, words)


def _key(text: str) -> tuple[str, str, str]:
    pos, family, pattern = str(text).split("/")
    return pos, family, pattern


def _read_group(group: dict[str, Any], counts: dict[str, dict[str, list[int]]]) -> list[Cue]:
    pos, relation, family = group.get("pos"), group.get("relation"), group.get("family")
    factive = group.get("factive", "")
    expect(pos in PARTS, "cues", f"{pos!r} is not one of {PARTS}")
    expect(relation in RELATIONS, "cues", f"{relation!r} is not one of {RELATIONS}")
    expect(family in FAMILIES, "cues", f"{family!r} is not one of {FAMILIES}")
    expect(factive in FACTIVES, "cues", f"{factive!r} is not one of {FACTIVES}")
    found = []
    for word in str(group["words"]).split():
        seen = counts.get(f"{word}/{pos}", {})
        pairs = {p: (int(c[0]), int(c[1])) for p, c in seen.items()}
        found.append(Cue(word, str(pos), str(relation), str(family), str(factive), pairs))
    return found
