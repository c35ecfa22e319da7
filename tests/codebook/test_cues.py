"""The codebook of cues: well formed, and its counts make sense of rare words."""

from __future__ import annotations

from dateline.codebook import load_cues
from dateline.codebook.cues import FAMILIES, PARTS
from dateline.model import RELATIONS


def test_every_cue_is_well_formed() -> None:
    """Relations, families and parts of speech are known ones; counts are shares."""
    cues = load_cues().entries
    assert len(cues) > 500
    for (lemma, pos), cue in cues.items():
        assert (cue.lemma, cue.pos) == (lemma, pos)
        assert cue.relation in RELATIONS
        assert cue.family in FAMILIES
        assert cue.pos in PARTS
        assert lemma == lemma.lower()
        assert all(0 <= right <= seen for right, seen in cue.counts.values())


def test_relations_all_have_words() -> None:
    """A relation without a word could never be found; "cites" and "based on" have theirs among the verbs."""
    assert {c.relation for c in load_cues().entries.values()} == set(RELATIONS)


def test_report_or_attitude() -> None:
    """Who says or shows reports; who hopes or supports holds a view."""
    cues = load_cues()
    kinds = {w: cue.is_report for w in ("say", "show", "hope", "plan", "support") if (cue := cues.get(w, "verb"))}
    assert kinds == {"say": True, "show": True, "hope": False, "plan": False, "support": False}


def test_reliability_follows_the_counts() -> None:
    """ "say that" nearly always attributes; a rare word in the same pattern falls back on its family."""
    cues = load_cues()
    say = cues.get("say", "verb")
    rare = next(c for c in cues.entries.values() if c.pos == "verb" and c.family == "speech" and not c.counts)
    assert say is not None
    assert cues.reliability(say, "clause") > 0.8
    assert 0.5 < cues.reliability(rare, "clause") < 1.0
    assert cues.reliability(say, "no such pattern") < 0.01


def test_unknown_word() -> None:
    """A word that is no cue is none."""
    assert load_cues().get("table", "verb") is None
    assert ("table", "verb") not in load_cues()
