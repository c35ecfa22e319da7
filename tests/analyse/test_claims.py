"""Claims: source chain x event x factuality."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.analyse import Analyser
from dateline.analyse.encoder import EncoderLayer
from dateline.model import Report
from dateline.record import Failure
from dateline.run import InProcess
from tests.analyse.reading import brief, claim_at, claims_of

REPORT = (
    "The foreign minister of Chad, Ali Deby, said on Monday that Sudan had shelled the border town of Adre. "
    "Sudan denied that it had shelled Adre. "
    "Chad may send two battalions to the area, an official said. "
    "\u201cWe will not withdraw our troops,\u201d Deby told reporters."
)


@pytest.mark.parametrize(
    ("words", "kind", "status", "source"),
    [
        ("send", "MOBILIZE", "possible", "an official"),
        ("withdraw", "RETREAT", "denied", "Ali Deby"),
    ],
)
def test_a_claim_is_as_its_source_sees_it(analyser, words, kind, status, source):
    found = claim_at(analyser, REPORT, words)
    assert (found.event.type, found.factuality.status) == (kind, status)
    assert source.split()[-1] in found.sources[-1].name


def test_one_event_two_sources_two_claims(analyser):
    found = [c for c in claims_of(analyser, REPORT) if "shelled" in c.event.trigger.words(REPORT)]
    assert [(c.factuality.status, c.sources[-1].name) for c in found] == [
        ("occurred", "Ali Deby"),
        ("denied", "Sudan"),
    ]


def test_first_person_in_a_quotation_is_its_speaker(analyser):
    text = "\u201cWe met the rebels,\u201d Ali Deby, the leader of a village, told reporters."
    assert [p.name for p in claim_at(analyser, text, "met").event.actors] == ["Ali Deby", "rebels"]


def test_an_officials_we_is_the_country(analyser):
    found = claim_at(analyser, REPORT, "withdraw")
    assert [(p.name, p.actor.code) for p in found.event.actors] == [("Chad", "TCD")]


@pytest.mark.parametrize(
    ("outlet", "actors"), [("The White House", ["United States"]), ("The Daily Specimen", ["Ostrander"])]
)
def test_whoever_briefs_for_a_government_says_we_for_the_country(analyser, outlet, actors):
    text = "MS. OSTRANDER: Good morning. We have sent weapons to Chad.\n\nQ    Will you send more?\n"
    claims = analyser(Report("t", text, "2021-06-15", outlet=outlet)).claims
    assert [p.name for c in claims if c.event.trigger.words(text) == "sent" for p in c.event.actors] == actors


@pytest.mark.parametrize(
    ("outlet", "actors"),
    [
        ("Amnesty International", ["Amnesty International"]),
        ("Bellingcat", ["Bellingcat"]),
        ("Reuters", ["We"]),
        ("The Specimen Times", ["We"]),
        ("specimen", ["We"]),
    ],
)
def test_a_newspaper_is_not_the_we_of_what_it_prints(analyser, outlet, actors):
    claims = analyser(Report("t", "We condemn the raid on Gulu.", "2021-06-15", outlet=outlet)).claims
    assert [p.name for c in claims if c.event.type == "ACCUSE" for p in c.event.actors] == actors


def test_what_is_dated_after_the_report_is_planned(analyser):
    text = "The chancellor is visiting Ankara on 20 June."
    assert brief(claim_at(analyser, text, "visiting", dct="2021-06-15"))[1] == "planned"
    assert brief(claim_at(analyser, text, "visiting", dct="2021-06-20"))[1] == "ongoing"


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("After the meeting, Chad and Sudan discussed the summit in Oslo in July 2021.", "meeting", "occurred"),
        ("After the meeting, Chad and Sudan discussed the summit in Oslo in July 2021.", "discussed", "occurred"),
        (
            "After the meeting, Chad and Sudan discussed the withdrawal of Kenyan troops in July 2021.",
            "withdrawal",
            "planned",
        ),
        ("Chad has a meeting with Sudan in July 2021.", "meeting", "planned"),
    ],
)
def test_a_coming_date_is_not_that_of_what_is_told_as_past(analyser, text, word, status):
    found = claim_at(analyser, text, word, dct="2021-06-15")
    assert brief(found)[1] == status
    assert (found.event.time is not None) == (status == "planned")


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("In besieged Gulu, Sudanese aircraft dropped a bomb on a school.", "besieged", "ongoing"),
        ("Sudanese rebels besieged Gulu on Monday.", "besieged", "occurred"),
    ],
)
def test_a_participle_of_a_state_tells_of_what_stands(analyser, text, word, status):
    assert brief(claim_at(analyser, text, word))[1] == status


def test_approving_is_not_delivering(analyser):
    found = claim_at(analyser, "The senate approved 90 million dollars in aid to Haiti.", "approved")
    assert brief(found)[:2] == ("AID", "planned")


def test_every_span_of_a_claim_gives_its_words(analyser):
    for claim in claims_of(analyser, REPORT):
        event = claim.event
        spans = [event.trigger, event.clause, claim.evidence]
        spans += [p.span for p in (*event.actors, *event.recipients)] + [s.span for s in event.slots if s.span]
        assert all(0 <= s.start < s.end <= len(REPORT) for s in spans)
        assert all(s.span.words(REPORT) == s.value for s in event.slots if s.span and s.name != "likelihood_range")
        assert all(t.span.words(REPORT) == t.text for t in event.things)
        assert claim.evidence.contains(event.trigger)


def test_the_trace_names_the_layers_that_made_the_claim(analyser):
    steps = claim_at(analyser, REPORT, "send").steps
    assert {s.layer for s in steps} >= {"events", "attribution", "factuality"}
    assert all(s.span is None or s.span.words(REPORT).lower() == s.words.lower() for s in steps if s.part == "type")


def test_a_quotation_without_a_cue_goes_to_who_spoke_just_before(analyser):
    text = (
        "\u201cOur troops hold the bridge,\u201d Mayor Idriss Saleh told reporters.\n"
        "\u201cThe rebels attacked the market at dawn and burned the mill.\u201d\n"
        "\u201cThey may attack the harbour tonight.\u201d"
    )
    for words in ("attacked", "attack"):
        assert [s.name for s in claim_at(analyser, text, words).sources] == ["Idriss Saleh"]


def test_what_somebody_is_yet_to_say_makes_no_source(analyser):
    text = "Inspectors will visit Chad to confirm that the army withdrew its missiles."
    assert claim_at(analyser, text, "withdrew").sources == ()


def test_the_trace_says_why_a_misspelt_name_is_a_known_one(grammar):
    claim = claim_at(grammar, "Sergey Lavrow said that Antonny Blinken had visited Kyiv.", "visited", dct="2022-02-02")
    why = {step.part: step.why for step in claim.steps}
    assert why["source"].endswith("(fuzzy: Sergey Lavrow as Sergei Lavrov)")
    assert why["actor"] == "resolved to 'Antony Blinken' (fuzzy: Antonny Blinken as Antony Blinken)"


def test_reading_ahead_changes_nothing(analyser: Analyser) -> None:
    texts = ("Kenya shelled Gulu on Friday, Uganda said.", "", "Rwanda denied that it had sent troops to Goma.")
    reports = [Report(f"r{k}", text, "2015-06-01") for k, text in enumerate(texts)]
    assert list(InProcess(lambda: analyser).map(iter(reports))) == [analyser(r) for r in reports]
    assert list(InProcess(lambda: analyser).map([])) == []


def test_what_fails_in_the_encoder_s_thread_is_the_reports_failure(analyser: Analyser) -> None:
    class Broken:
        def read(self, *_: object) -> None:
            raise ValueError("no weights")

    layers = [EncoderLayer(Broken()) if isinstance(x, EncoderLayer) else x for x in analyser.layers]  # type: ignore[arg-type]
    broken = replace(analyser, layers=tuple(layers))
    (found,) = InProcess(lambda: broken).map([Report("r", "Kenya shelled Gulu.", "2015-06-01")])
    assert isinstance(found, Failure)
    assert found.message.startswith("ValueError: no weights")
