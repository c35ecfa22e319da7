"""What a user's event entries do to the analysis, whether their examples hold, and what differs with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.analyse import Analyser, check_examples, compare_report, load_analyser, with_events
from dateline.codebook import OwnCodebook, read_codebook
from dateline.model import Report
from tests.analyse.reading import claim_at, claims_of

if TYPE_CHECKING:
    from spacy.language import Language

ENTRIES = """\
events:
  - type: EVICT
    parent: COERCE
    mode: housing
    ledger: unrest
    verbs: [evict, drive out]
    nouns: [eviction]
    adjectives: [homeless]
    object_if_any: [human, =tenant]
    examples:
      - Police <evicted> forty families from the estate on Monday.
      - Settlers <drove> the villagers <out> on Friday.
      - The mayor ordered the <eviction> of 200 tenants.
      - Police <removed> forty families from the estate.
      - The company <evicted> the bank.
      - Police <evicted> forty families <on> Monday.
      - The <eviction> was swift.
    counter_examples:
      - The landlord <evicted> the bank from the building.
      - The army drove the rebels out of the city.
      - Clerics protested on Monday.
  - type: PROTEST
    ledger: unrest
    verbs: [picket]
    counter_examples:
      - Clerics <protested> on Monday.
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> OwnCodebook:
    path: Path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(ENTRIES, encoding="utf8")
    return read_codebook(path)


@pytest.fixture(scope="module")
def analyse(nlp: Language, own: OwnCodebook) -> Analyser:
    return load_analyser(nlp, codebook=own)


def test_a_type_of_one_s_own_keeps_its_plover_root(analyse: Analyser) -> None:
    claim = claim_at(analyse, "Kenyan police evicted forty families in Kibera on Monday.", "evicted")
    event = claim.event
    assert (event.own_type, event.type, event.mode, event.ledger) == ("EVICT", "COERCE", "housing", "unrest")
    assert ["families" in p.name for p in event.recipients] == [True]
    assert claim.steps[0].why == "names EVICT in your codebook"


def test_where_its_conditions_do_not_hold_dateline_s_own_words_count(analyse: Analyser, analyser: Analyser) -> None:
    text = "Kenyan police evicted the bank from Nairobi on Monday."
    claim = claim_at(analyse, text, "evicted")
    assert (claim.event.own_type, claim.event.mode) == ("", "")
    assert "in the trigger vocabulary" in claim.steps[0].why
    assert claim == claim_at(analyser, text, "evicted")


def test_a_denied_eviction_is_no_eviction(analyse: Analyser) -> None:
    claim = claim_at(analyse, "The Kenyan government denied that police had evicted the families.", "evicted")
    assert (claim.event.own_type, claim.factuality.status) == ("EVICT", "denied")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Kenyan families are homeless, the Red Cross said.", "ongoing"),
        ("The Kenyan families are not homeless, the Red Cross said.", "denied"),
    ],
)
def test_an_adjective_names_what_its_noun_is(analyse: Analyser, text: str, status: str) -> None:
    claim = claim_at(analyse, text, "homeless")
    assert (claim.event.own_type, claim.factuality.status) == ("EVICT", status)


def test_an_adjective_is_nothing_without_an_entry(analyser: Analyser) -> None:
    assert not [c for c in claims_of(analyser, "The Kenyan families are homeless.") if c.event.lemma == "homeless"]


def test_the_words_of_others_are_read_as_before(analyse: Analyser, analyser: Analyser) -> None:
    text = "Russia shelled Kharkiv on Friday. Ukraine denied that its troops had withdrawn from the city."
    assert claims_of(analyse, text) == claims_of(analyser, text)


def test_examples_and_why_they_fail(analyse: Analyser, own: OwnCodebook) -> None:
    told = [check.why for check in check_examples(own, analyse)]
    held = [not why for why in told]
    assert held == [True, True, True, False, False, True, False, True, False, True, False]
    removed, bank, nobody = told[3], told[4], told[6]
    assert "as 'remove', which the entry does not list under verbs" in removed
    assert bank == "read as SANCTION; the condition object_if_any does not hold"
    assert "too little is said" in nobody
    assert "'drove' is read as EVICT housing all the same" in told[8]
    assert "(object_if_any)" in told[8]
    assert "'protested' is read as PROTEST by dateline's own vocabulary" in told[10]


TEXT = (
    "Kenyan police evicted forty families in Kibera on Monday. The Kenyan families are homeless. "
    "Kenyan troops shelled Garissa on Friday."
)


def test_what_a_codebook_would_change(analyse: Analyser) -> None:
    report = Report("r", TEXT, "2024-05-02")
    compared = compare_report(with_events(analyse, ()), analyse, report)
    found = {c.claim.event.trigger.words(TEXT): c for c in compared.changes}
    assert {words: change.kind for words, change in found.items()} == {"evicted": "changed", "homeless": "new"}
    before, after = found["evicted"].before, found["evicted"].after
    assert before is not None
    assert after is not None
    assert (before.event.own_type, after.event.own_type) == ("", "EVICT")
    assert compared.after == compared.before + 1


def test_what_going_back_would_change_is_the_reverse(analyse: Analyser) -> None:
    report = Report("r", TEXT, "2024-05-02")
    compared = compare_report(analyse, with_events(analyse, ()), report)
    assert sorted(change.kind for change in compared.changes) == ["changed", "gone"]


def test_the_comparison_sees_what_each_analysis_says(analyse: Analyser, analyser: Analyser) -> None:
    """Layers run once for both give what they give alone."""
    report = Report("r", TEXT, "2024-05-02")
    compared = compare_report(with_events(analyse, ()), analyse, report)
    assert (compared.before, compared.after) == (len(analyser(report).claims), len(analyse(report).claims))
    assert {c.after for c in compared.changes} <= set(analyse(report).claims)
    assert compare_report(analyser, analyser, report).changes == ()
