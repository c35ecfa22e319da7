"""Event entries of a user's codebook: what they hold, how they are merged, and what is said where one is wrong."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dateline.codebook import OwnCodebook, list_types, read_codebook, triggers, triggers_with
from dateline.errors import CodebookError

GOOD = """\
events:
  - type: EVICT
    parent: COERCE
    mode: housing
    ledger: unrest
    verbs: [evict, turn out of]
    nouns: [eviction]
    object: [human, =tenant]
    examples:
      - Police <evicted> forty families.
    counter_examples:
      - "The court said: no <eviction> of the bank"
  - type: MOBILIZE
    mode: readiness
    verbs: [alert, evict]
    adjectives: [combat-ready]
    subject: [force]
"""


def read(folder: Path, text: str) -> OwnCodebook:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf8")
    return read_codebook(path)


def test_the_entries(tmp_path: Path) -> None:
    own = read(tmp_path, GOOD)
    evict, ready = own.events
    assert (evict.label, evict.frame.type, evict.frame.own_type, evict.where) == (
        "EVICT housing", "COERCE", "EVICT", "own.yaml line 2",
    )  # fmt: skip
    assert [(e.text, [m.words(e.text) for m in e.marks], e.holds) for e in evict.examples] == [
        ("Police evicted forty families.", ["evicted"], True),
        ("The court said: no eviction of the bank", ["eviction"], False),
    ]
    assert evict.examples[0].marked == "Police <evicted> forty families."
    assert (ready.label, ready.frame.own_type, ready.frame.ledger) == ("MOBILIZE readiness", "", "")
    assert pickle.loads(pickle.dumps(own)) == own


def test_the_digest_follows_what_decides_and_no_example(tmp_path: Path) -> None:
    own = read(tmp_path, GOOD)
    assert read(tmp_path, GOOD.replace("forty families", "fifty families")).digest == own.digest
    assert read(tmp_path, GOOD.replace("[eviction]", "[ouster]")).digest != own.digest
    assert read(tmp_path, GOOD.replace("mode: housing", "mode: homes")).digest != own.digest


def test_a_codebook_without_events_keeps_the_digest_it_had(tmp_path: Path) -> None:
    """The hash that dateline 0.1 wrote into records: their reports must not fall behind."""
    assert read(tmp_path, "actors: []\n").digest == "b8e3ecee405b4b61"
    assert read(tmp_path, GOOD).without_events().digest == "b8e3ecee405b4b61"


def test_entries_come_before_dateline_s_frames_of_the_same_word(tmp_path: Path) -> None:
    merged = triggers_with(read(tmp_path, GOOD).events)
    assert [f.own_type or f.mode for f in merged.verbs["evict"][:2]] == ["EVICT", "readiness"]  # an object goes first
    assert merged.verbs["evict"][2:] == triggers().verbs["evict"]
    assert merged.verbs["shell"] == triggers().verbs["shell"]
    assert [f.mode for f in merged.frames("ADJ", "combat-ready")] == ["readiness"]
    assert merged.frames("NOUN", "combat-ready") == ()
    assert triggers_with(()) is triggers()


def test_an_entry_with_any_condition_goes_before_one_without(tmp_path: Path) -> None:
    text = "events:\n  - {type: AID, verbs: [shelter]}\n  - {type: COERCE, verbs: [shelter], object_if_any: [force]}\n"
    assert [f.type for f in triggers_with(read(tmp_path, text).events).verbs["shelter"]][:2] == ["COERCE", "AID"]


def test_types_are_listed_with_their_words(tmp_path: Path) -> None:
    rows = list_types(triggers_with(read(tmp_path, GOOD).events))
    types = [row.type for row in rows]
    (evict,) = [row for row in rows if row.type == "EVICT"]
    assert (evict.parent, evict.origin, evict.verbs, evict.nouns) == (
        "COERCE", "own", ("evict", "turn out of"), ("eviction",),
    )  # fmt: skip
    assert types.index("EVICT") == types.index("COERCE") + 1
    assert {row.origin for row in list_types(triggers())} == {"dateline"}


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ("    parent: COERCE\n", "", 2, "unknown type 'EVICT'", "needs a parent"),
        ("parent: COERCE", "parent: COERSE", 2, "'EVICT housing' in events: unknown parent 'COERSE'", "mean COERCE?"),
        ("type: EVICT", "type: evict", 2, "type is 'evict'", "capitals"),
        ("type: MOBILIZE", "type: MOBILISE", 13, "unknown type 'MOBILISE'", "mean MOBILIZE?"),
        ("type: MOBILIZE", "type: MOBILIZE\n    parent: AID", 13, "is a type of PLOVER", "Leave parent out"),
        ("mode: housing", "mode: Housing Policy", 2, "mode is 'Housing Policy'", "small letters"),
        ("ledger: unrest", "ledger: unrests", 2, "unknown ledger 'unrests'", "mean unrest?"),
        ("[human, =tenant]", "[humans]", 2, "object names the unknown class 'humans'", "mean human?"),
        ("[human, =tenant]", "[tenant]", 2, "unknown class 'tenant'", "written =tenant"),
        ("[human, =tenant]", "human", 2, "expected a list of classes", ""),
        ("[evict, turn out of]", "[Evict]", 2, "verbs has 'Evict'", "base form"),
        ("[evict, turn out of]", "[turn out of house]", 2, "too long", "particle"),
        ("[eviction]", "[forced eviction]", 2, "too long", "compound: [forced]"),
        ("    verbs: [evict, turn out of]\n    nouns: [eviction]\n", "", 2, "it names no words", "verbs: [evict]"),
        ("Police <evicted> forty", "Police evicted forty", 2, "nothing is marked", "Police <evicted>"),
        ("Police <evicted> forty", "Police <evicted forty", 2, "do not close", "Police <evicted>"),
        ("Police <evicted> forty", "Police <> forty", 2, "do not close", "Police <evicted>"),
        ("- Police <evicted>", "- Police said: <evicted>", 2, "a colon in it", "quotation marks"),
        ("subject: [force]", "object_of: [force]", 13, "there is no 'object_of'", "It takes"),
        ("    subject: [force]", "    needs: actors", 13, "unknown needs 'actors'", "mean actor?"),
        ("    subject: [force]", "    suffers: maybe", 13, "unknown suffers 'maybe'", ""),
        ("  - type: MOBILIZE", "  - type: EVICT\n    parent: AID", 13, "two parents", "same parent"),
    ],
)
def test_an_error_names_file_line_entry_and_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, message: str, hint: str
) -> None:
    assert old in GOOD
    with pytest.raises(CodebookError) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert message in caught.value.message
    assert caught.value.where == f"own.yaml line {line}"
    assert hint in caught.value.hint
    assert caught.value.hint


def test_a_new_type_is_not_taken_for_a_slip_of_another(tmp_path: Path) -> None:
    with pytest.raises(CodebookError) as caught:
        read(tmp_path, GOOD.replace("    parent: COERCE\n", ""))
    assert "Did you mean" not in caught.value.hint


def test_an_entry_that_could_never_be_used_is_refused(tmp_path: Path) -> None:
    text = "events:\n  - {type: AID, nouns: [shelter]}\n  - {type: COERCE, nouns: [shelter]}\n"
    with pytest.raises(CodebookError, match=r"'shelter' has an entry already, in own\.yaml line 2"):
        read(tmp_path, text)
