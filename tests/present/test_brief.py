"""The brief: merged lines, honest wording, references on every line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.model import Actor, Claim, Operator, Report, Slot, Source, Span
from dateline.present.brief import BriefInput, BriefOptions, Cited, lint_brief, render_brief
from dateline.present.brief.gather import without_outlet
from tests.present.toy import claim, find, norway_claim, norway_report, report, says

MIRA = says("Mira Vall")


def brief(*pairs: tuple[Report, Claim], **options) -> str:
    return render_brief(BriefInput([Cited(c, r, 1) for r, c in pairs]), BriefOptions(**options))


def bullets(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- ")]


def section(text: str, title: str) -> str:
    return text.partition(f"## {title}\n")[2].partition("\n## ")[0]


def shelling(name: str, day: str, outlet: str = "Toy Wire", words: str = "Marrow shelled the port of Tessa.") -> tuple:
    item = report(name, day, words, outlet)
    return item, claim(item, "shelled", "ASSAULT", ledger="combat", actor="Marrow", place="Tessa")


def test_plan_is_quoted_labelled_and_attributed():
    text = render_brief(BriefInput([Cited(norway_claim(), norway_report(), 2)]))
    (line,) = bullets(text)
    assert "**planned**" in line
    assert "“Ingrid Holm said on Tuesday that Norway plans to *send* at least 200 troops to Latvia.”" in line
    assert "a plan, according to Ingrid Holm [1, s. 2]" in line
    assert "Key developments" not in text
    assert "[1] 2022-03-01. Toy Wire. “Holm on troops”. toy-1" in text


def test_copies_of_a_wire_story_are_one_line_and_one_origin():
    text = brief(shelling("a", "2022-03-01", "One"), shelling("b", "2022-03-01", "Two"), shelling("c", "2022-03-02"))
    (line,) = bullets(text)
    assert "in 3 reports, 1 origin" in line
    assert line.startswith("- 2022-03-02")
    assert line.count(", s. 1]") == 3


def test_same_claim_of_the_same_source_in_other_words_is_merged_without_calling_it_a_copy():
    first = report("a", "2022-03-01", "Mira Vall said Marrow sent tanks to Tessa.")
    second = report("b", "2022-03-04", "Marrow sent tanks to Tessa, Mira Vall repeated.")
    made = [(r, claim(r, "sent", actor="Marrow", place="Tessa", thing="tanks", sources=MIRA)) for r in (first, second)]
    (line,) = bullets(brief(*made))
    assert line.startswith("- 2022-03-04")
    assert "also: [2, s. 1]" in line
    assert "origin" not in line


def test_other_sources_and_other_statuses_are_not_merged():
    item = report("a", "2022-03-01", "Marrow sent tanks to Tessa.")
    parts = {"actor": "Marrow", "place": "Tessa", "thing": "tanks"}
    one = claim(item, "sent", sources=MIRA, **parts)
    other = claim(item, "sent", sources=says("Olm Rand"), **parts)
    doubted = claim(item, "sent", "MOBILIZE", "possible", sources=MIRA, **parts)
    assert len(bullets(brief((item, one), (item, other), (item, doubted)))) == 3


def test_vague_claims_without_an_actor_are_not_merged():
    made = [report(n, "2022-03-01", f"Talks were held {when}.") for n, when in (("a", "at noon"), ("b", "at night"))]
    pairs = [(r, claim(r, "held", "REJECT", ledger="negotiation")) for r in made]
    assert len(bullets(brief(*pairs))) == 2


@pytest.mark.parametrize(
    ("status", "relation", "words"),
    [
        ("ongoing", "says", "under way, according to Mira Vall"),
        ("denied", "denies", "— denied by Mira Vall"),
        ("denied", "says", "said not to be so, according to Mira Vall"),
        ("proposed", "demands", "wanted, not agreed, demanded by Mira Vall"),
        ("occurred", "confirms", "— confirmed by Mira Vall"),
        ("occurred", "denies", "— according to Mira Vall"),
    ],
)
def test_who_says_so_follows_status_and_relation(status, relation, words):
    item = report("a", "2022-03-01", "Marrow sent tanks to Tessa.")
    made = claim(item, "sent", "MOBILIZE", status, actor="Marrow", place="Tessa", sources=says("Mira Vall", relation))
    (line,) = [b for b in bullets(brief((item, made))) if f"**{status}**" in b]
    assert words in line


def test_words_of_likelihood_are_quoted_as_used():
    item = report("a", "2022-03-01", "Marrow might send tanks to Tessa.")
    hedge = Operator(find(item.text, "might"), "modal", "might", "possible")
    made = claim(item, "send", "MOBILIZE", "possible", actor="Marrow", place="Tessa", operators=(hedge,), sources=MIRA)
    assert "possible (“might”), according to Mira Vall" in brief((item, made))


def test_condition_stands_in_the_line():
    item = report("a", "2022-03-01", "Marrow will send tanks to Tessa if the bridge falls.")
    condition = Slot("condition", "if the bridge falls")
    made = claim(item, "send", "MOBILIZE", "conditional", actor="Marrow", place="Tessa", slots=(condition,))
    assert "on the condition “if the bridge falls”, as reported by Toy Wire" in brief((item, made))


def test_chain_of_sources_is_told_outermost_first():
    item = report("a", "2022-03-01", "Marrow sent tanks to Tessa.")
    chain = (*says("Mira Vall", "confirms"), *says("The Lamp", "says", "organization"), *says("papers", "based on"))
    made = claim(item, "sent", actor="Marrow", place="Tessa", sources=chain)
    assert "— confirmed by Mira Vall, citing The Lamp, based on papers [1" in brief((item, made))


def test_source_that_cites_itself_is_named_once():
    item = report("a", "2022-03-01", "Marrow sent tanks to Tessa.")
    made = claim(item, "sent", actor="Marrow", place="Tessa", sources=(*MIRA, *MIRA))
    assert "— according to Mira Vall [1" in brief((item, made))


def test_contradiction_shows_both_sources_side_by_side():
    one = report("a", "2022-03-01", "Mira Vall said Marrow sent tanks to Tessa.")
    two = report("b", "2022-03-02", "Marrow has sent no tanks to Tessa, Olm Rand said.")
    parts = {"actor": "Marrow", "place": "Tessa", "thing": "tanks"}
    pairs = [(one, claim(one, "sent", sources=MIRA, **parts)),
             (two, claim(two, "sent", "MOBILIZE", "denied", sources=says("Olm Rand", "denies"), **parts))]  # fmt: skip
    shown = section(brief(*pairs), "Contradictions")
    assert "according to Mira Vall" in shown
    assert "denied by Olm Rand" in shown


def test_plain_future_is_not_quoted_as_a_word_of_likelihood():
    item = report("a", "2022-03-01", "I hope Marrow will leave Tessa.")
    words = (
        Operator(find(item.text, "hope"), "attitude", "hope", ""),
        Operator(find(item.text, "will"), "modal", "will", ""),
    )
    made = claim(item, "leave", "RETREAT", "possible", actor="Marrow", place="Tessa", operators=words)
    assert "— possible, as reported by Toy Wire" in brief((item, made))


def officials(*countries: str) -> list[tuple[Source, ...]]:
    """A source for each country: an official of it, or somebody of whom none is known."""
    found = []
    for number, country in enumerate(countries):
        (source,) = says(f"Source {number}")
        actor = Actor(f"p{number}", source.name, "person", country, "GOV" if country else "")
        found.append((replace(source, actor=actor),))
    return found


@pytest.mark.parametrize(
    ("countries", "outlets", "shown"),
    [
        (("USA", "RUS"), ("Wire", "Wire"), True),
        (("USA", "USA"), ("Wire", "Post"), False),
        (("USA", ""), ("Palace, briefings", "Palace, statements"), False),
        (("USA", ""), ("Palace, briefings", "Wire"), True),
        (("", ""), ("Wire", "Wire"), True),
    ],
)
def test_one_side_does_not_contradict_itself(countries, outlets, shown):
    one = report("a", "2022-03-01", "Marrow sent tanks to Tessa.", outlets[0])
    two = report("b", "2022-03-02", "Marrow has sent no tanks to Tessa.", outlets[1])
    first, second = officials(*countries)
    parts = {"actor": "Marrow", "place": "Tessa", "thing": "tanks"}
    pairs = [(one, claim(one, "sent", sources=first, **parts)),
             (two, claim(two, "sent", "MOBILIZE", "denied", sources=second, **parts))]  # fmt: skip
    assert ("## Contradictions" in brief(*pairs)) is shown


@pytest.mark.parametrize(
    ("confidence", "understood", "shown"),
    [(0.6, None, True), (None, None, True), (0.2, None, False), (0.6, 0.7, False)],
)
def test_a_guess_contradicts_nothing(confidence, understood, shown):
    one = report("a", "2022-03-01", "Mira Vall said Marrow sent tanks to Tessa.")
    two = report("b", "2022-03-02", "Marrow has sent no tanks to Tessa, Olm Rand said.")
    parts = {"actor": "Marrow", "place": "Tessa", "thing": "tanks"}
    held = claim(one, "sent", sources=MIRA, **parts)
    (marrow,) = held.event.actors
    event = replace(held.event, actors=(replace(marrow, understood=understood),))
    pairs = [(one, replace(held, event=event, confidence=confidence)),
             (two, claim(two, "sent", "MOBILIZE", "denied", sources=says("Olm Rand"), **parts))]  # fmt: skip
    assert ("## Contradictions" in brief(*pairs)) is shown


@pytest.mark.parametrize(("confidence", "shown"), [(0.6, True), (0.4, False)])
def test_in_other_words_only_sure_claims_contradict(confidence, shown):
    one = report("a", "2022-03-01", "Mira Vall said Marrow sent tanks to Tessa.")
    two = report("b", "2022-03-02", "Marrow has moved no tanks to Tessa, Olm Rand said.")
    parts = {"actor": "Marrow", "place": "Tessa", "thing": "tanks"}
    made = (claim(one, "sent", sources=MIRA, **parts),
            claim(two, "moved", "MOBILIZE", "denied", sources=says("Olm Rand"), **parts))  # fmt: skip
    pairs = zip((one, two), (replace(c, confidence=confidence) for c in made), strict=True)
    assert ("## Contradictions" in brief(*pairs)) is shown


@pytest.mark.parametrize(("ledger", "shown"), [("negotiation", False), ("transfer", True)])
def test_same_kind_of_thing_makes_a_contradiction_only_where_things_move(ledger, shown):
    one = report("a", "2022-03-01", "Mira Vall said Marrow promised radars.")
    two = report("b", "2022-03-02", "Marrow has promised no radars, Olm Rand said.")
    parts = {"ledger": ledger, "actor": "Marrow", "thing": "radars"}
    pairs = [(one, claim(one, "promised", "AGREE", sources=MIRA, **parts)),
             (two, claim(two, "promised", "AGREE", "denied", sources=says("Olm Rand"), **parts))]  # fmt: skip
    assert ("## Contradictions" in brief(*pairs)) is shown


@pytest.mark.parametrize("change", ["same source", "other place", "long after"])
def test_no_contradiction_where_source_place_or_time_do_not_allow_it(change):
    day = "2022-06-01" if change == "long after" else "2022-03-02"
    place = "Orr" if change == "other place" else "Tessa"
    source = MIRA if change == "same source" else says("Olm Rand", "denies")
    one = report("a", "2022-03-01", "Mira Vall said Marrow sent tanks to Tessa.")
    two = report("b", day, f"Marrow has sent nothing to {place}, the other said.")
    pairs = [(one, claim(one, "sent", actor="Marrow", place="Tessa", sources=MIRA)),
             (two, claim(two, "sent", "MOBILIZE", "denied", actor="Marrow", place=place, sources=source))]  # fmt: skip
    assert "## Contradictions" not in brief(*pairs)


def test_transfers_come_as_a_table_with_quantities_and_status():
    item = report("a", "2022-03-01", "Norway plans to give about 40 rockets to Latvia.")
    made = claim(item, "give", "AID", "planned", ledger="transfer", actor="Norway", recipient="Latvia",
                 thing="rockets", quantity="about 40")  # fmt: skip
    rows = [line for line in section(brief((item, made)), "Transfers").splitlines() if line.startswith("| 2022")]
    assert rows == [
        "| 2022-03-01 | **planned** | Norway → Latvia | rockets | about 40 | Toy Wire (own account) | [1, s. 1] |"
    ]


def test_position_shows_its_change_and_is_no_development():
    item = report("a", "2022-03-01", "Marrow rejects any talks with Tessa.")
    made = claim(item, "rejects", "REJECT", ledger="position", actor="Marrow", recipient="Tessa")
    given = BriefInput([Cited(made, item, 1)], changes={made.id: "was: supports, 2022-02-11"})
    text = render_brief(given)
    assert "(was: supports, 2022-02-11)" in section(text, "Positions")
    assert "## Key developments" not in text


def test_what_all_speak_of_leaves_room_for_the_rest():
    speakers = [says(f"Speaker {letter}") for letter in "ABCDEFGH"]
    reports = [report(str(k), "2022-03-01", f"Marrow shelled Tessa, speaker {k} said.") for k in range(8)]
    war = [(r, claim(r, "shelled", "ASSAULT", ledger="combat", actor="Marrow", place="Tessa", sources=who))
           for r, who in zip(reports, speakers, strict=True)]  # fmt: skip
    item = report("x", "2022-03-01", "Norway gave Tessa radars.")
    aid = (item, claim(item, "gave", "AID", ledger="transfer", actor="Norway", recipient="Tessa", thing="radars"))
    shown = section(brief(*war, aid, most=2), "Key developments")
    assert "Norway" in shown
    assert shown.count("Marrow · attack") == 3


def test_newest_first_inside_a_group():
    text = brief(*[shelling(day, day, words=f"Marrow shelled Tessa on day {day}.") for day in
                   ("2022-03-01", "2022-03-09", "2022-03-05")][:1],
                 *[(r := report(day, day, f"Marrow bombed Tessa {i} times."),
                    claim(r, "bombed", "ASSAULT", ledger="combat", actor="Marrow")) for i, day in
                   enumerate(("2022-03-09", "2022-03-05"))])  # fmt: skip
    days = [line[2:12] for line in bullets(section(text, "Key developments"))]
    assert sorted(days, reverse=True)[0] == "2022-03-09"
    assert days.index("2022-03-09") < days.index("2022-03-05")


@pytest.mark.parametrize(("score", "shown"), [(0.9, "raze"), (0.4, "send")])
def test_an_event_hardly_worth_recording_gives_way_to_a_sure_one_of_less_weight(score, shown):
    razing = report("r1", "2022-03-01", "Marrow may raze the budget of Tessa.")
    sending = report("r2", "2022-03-01", "Marrow may send flour to Tessa.")
    doubtful = claim(razing, "raze", "ASSAULT", "possible", ledger="combat", actor="Marrow", place="Tessa")
    sure = claim(sending, "send", "AID", "possible", ledger="transfer", actor="Marrow", place="Tessa")
    pairs = (razing, replace(doubtful, score=score)), (sending, replace(sure, score=0.9))
    (line,) = bullets(brief(*pairs, most=1))
    assert f"*{shown}*" in line


def test_section_says_what_it_leaves_out():
    items = [report(f"r{i}", "2022-03-01", f"Olm {i} may send tanks to Tessa.") for i in range(5)]
    pairs = [(r, claim(r, "send", "MOBILIZE", "possible", place="Tessa")) for r in items]
    text = brief(*pairs, most=2)
    assert len(bullets(text)) == 2
    assert "*2 of 5 lines shown.*" in text


def test_quotation_keeps_the_trigger_and_balances_marks():
    long = "The envoy, who had " + "very " * 80 + 'long talks, "agreed to send tanks" to Tessa before the rain.'
    item = report("a", "2022-03-01", long)
    made = claim(item, "send", "MOBILIZE", "planned", actor="The envoy", place="Tessa")
    (line,) = bullets(brief((item, made)))
    quoted = line.partition("“")[2].partition("”")[0]
    assert "*send* tanks" in quoted
    assert len(quoted) < 260
    assert quoted.count("‘") == quoted.count("’")


FAR = "The envoy, who had spoken for hours in the old town hall about the weather and the price of corn, said "


def test_long_sentence_is_cut_to_the_clause_without_a_hanging_comma():
    tail = "Marrow sent five tanks to Tessa, but nobody in the hall or outside of it saw them come."
    item = report("a", "2022-03-01", FAR * 3 + tail)
    made = claim(item, "sent", actor="Marrow", place="Tessa", clause="Marrow sent five tanks to Tessa,")
    assert "“Marrow *sent* five tanks to Tessa”" in brief((item, made))


@pytest.mark.parametrize("head", ["TESSA, March 1 (Toy Wire) - ", "TESSA/ORR (Toy Wire) — ", "ORR, March 2, 2022 - "])
def test_dateline_is_left_out_of_the_quotation(head):
    item = report("a", "2022-03-01", head + "Marrow sent five tanks to Tessa.")
    made = claim(item, "sent", actor="Marrow", place="Tessa")
    assert ": “Marrow *sent* five tanks to Tessa.”" in brief((item, made))


def test_clause_without_its_subject_brings_the_sentence():
    item = report(
        "a",
        "2022-03-01",
        FAR + "it was time to send five tanks to Tessa, but nobody in the hall or outside of it agreed.",
    )
    made = claim(item, "send", "MOBILIZE", "planned", place="Tessa", clause="to send five tanks to Tessa")
    assert "it was time to *send* five tanks to Tessa" in brief((item, made))


def test_party_known_by_a_pronoun_alone_is_not_named():
    item = report("a", "2022-03-01", "They sent tanks to Tessa, we said.")
    made = claim(item, "sent", actor="They", place="Tessa", sources=says("we"))
    (line,) = bullets(brief((item, made)))
    assert "· deployment → Tessa:" in line
    assert "according to “we”" in line


def test_one_report_does_not_fill_a_section():
    long = report("long", "2022-03-02", " ".join(f"Orr may send {i} tanks to Tessa." for i in range(6)))
    short = report("short", "2022-03-01", "Marrow may send men to Tessa.")
    pairs = [(long, claim(long, f"send {i}", "MOBILIZE", "possible", actor="Orr", place="Tessa")) for i in range(6)]
    pairs.append((short, claim(short, "send", "MOBILIZE", "possible", actor="Marrow", place="Tessa")))
    assert "short" in brief(*pairs, most=3)


def test_markdown_in_a_report_stays_words():
    item = report("a", "2022-03-01", "Marrow sent *five* <b>tanks</b> to [Tessa] | today.")
    made = claim(item, "sent", actor="Marrow", place="Tessa")
    assert r"\*five\* \<b\>tanks\</b\> to \[Tessa\] \| today" in brief((item, made))


def test_same_input_in_any_order_gives_the_same_brief():
    pairs = [shelling("a", "2022-03-01", "One"), shelling("b", "2022-03-01", "Two"), (norway_report(), norway_claim())]
    assert brief(*pairs) == brief(*reversed(pairs))


def test_empty_record_says_so():
    assert "The record holds no claim that fits." in render_brief(BriefInput([]))


def test_filters_stand_in_the_heading():
    assert "**Only:** since 2022-02-01, actor Marrow" in brief(
        shelling("a", "2022-03-01"), filters=("since 2022-02-01", "actor Marrow")
    )


def test_good_brief_passes_the_lint_and_each_fault_is_found():
    text = brief(shelling("a", "2022-03-01"), (norway_report(), norway_claim()))
    assert lint_brief(text) == []
    assert any("no reference" in f for f in lint_brief(text.replace("[1, s. 1]", "")))
    assert any("not in the list" in f for f in lint_brief(text.replace("[1, s. 1]", "[9, s. 1]")))
    mixed = text.replace("**planned**", "likely, with high confidence")
    assert any("likelihood and confidence" in f for f in lint_brief(mixed))


def test_sentence_unknown_leaves_the_report_alone_in_the_mark():
    item, made = shelling("a", "2022-03-01")
    text = render_brief(BriefInput([Cited(made, item)]))
    assert text.count("[1]") == 2  # the mark and the list entry
    assert lint_brief(text) == []


def test_clause_outside_the_evidence_is_not_quoted():
    item, made = shelling("a", "2022-03-01", words="Nobody slept. Marrow shelled the port of Tessa.")
    event = type(made.event)(made.event.trigger, "shell", Span(0, len(item.text)), "ASSAULT", ledger="combat",
                             actors=made.event.actors, places=made.event.places)  # fmt: skip
    odd = Claim(made.id, made.report_id, event, (), made.factuality, made.evidence)
    assert "Nobody slept" not in render_brief(BriefInput([Cited(odd, item, 2)]))


def test_what_is_asked_is_left_out_and_counted():
    item = report("a", "2022-03-01", "Marrow sent tanks to Tessa. Will Orr send guns?")
    told = claim(item, "sent", actor="Marrow", place="Tessa", sources=MIRA)
    asked = claim(item, "send", actor="Orr", sources=(*says("questioner"), *says("Olm Rand")))
    text = brief((item, told), (item, asked))
    assert len(bullets(text)) == 1
    assert "**Left out:** 1 claims in questions at briefings" in text
    assert "The record holds no claim that fits." in brief((item, asked))


def test_a_role_without_a_name_is_told_as_printed():
    item = report("a", "2022-03-01", "Marrow sent tanks to Tessa.")
    role = Actor("head", "head", "office")
    for mention, words in (("The Head of the Port", "the Head of the Port"), ("He", "the head")):
        source = Source("head", mention, "office", "says", None, role)
        made = claim(item, "sent", actor="Marrow", place="Tessa", sources=(source,))
        assert f"— according to {words} [1" in brief((item, made))


def test_who_speaks_is_no_part_of_the_quotation():
    for turn in ("MS. VALL:  ", "Q    ", "MR. RAND (The Lamp): "):
        item = report("a", "2022-03-01", turn + "Marrow sent five tanks to Tessa.")
        assert ": “Marrow *sent* five" in brief((item, claim(item, "sent", actor="Marrow", place="Tessa")))
    item = report("a", "2022-03-01", "A man sent five tanks to Tessa.")
    assert ": “A man *sent* five" in brief((item, claim(item, "sent", actor="man", place="Tessa")))


def test_quotation_that_begins_inside_its_sentence_shows_it():
    item = report(
        "a", "2022-03-01", FAR * 3 + "that the army sent five tanks to Tessa, but nobody saw them at all there."
    )
    made = claim(item, "sent", actor="the army", place="Tessa", clause="the army sent five tanks to Tessa,")
    assert "“…the army *sent* five tanks to Tessa" in brief((item, made))


def test_forces_that_are_sent_are_named_once():
    item = report("a", "2022-03-01", "Marrow sent 500 troops to Tessa.")
    made = claim(
        item, "sent", ledger="deployment", actor="Marrow", place="Tessa", thing="500 troops", recipient="troops"
    )
    assert "Marrow · deployment · 500 troops → Tessa:" in brief((item, made))


def test_a_recipient_that_is_the_thing_is_named_once():
    item = report("a", "2022-03-01", "Marrow shelled the old mills.")
    made = claim(
        item, "shelled", "ASSAULT", ledger="combat", actor="Marrow", recipient="the old mills", thing="the old mills"
    )
    assert "Marrow · attack → the old mills:" in brief((item, made))


def test_other_deeds_of_a_type_do_not_contradict():
    one = report("a", "2022-03-01", "Mira Vall said Marrow left Tessa.")
    two = report("b", "2022-03-02", "Marrow does not end the shelling of Tessa, Olm Rand said.")
    parts = {"actor": "Marrow", "place": "Tessa"}
    pairs = [(one, claim(one, "left", "RETREAT", sources=MIRA, **parts)),
             (two, claim(two, "end", "RETREAT", "denied", sources=says("Olm Rand"), **parts))]  # fmt: skip
    assert "## Contradictions" not in brief(*pairs)


def test_a_position_that_moved_stands_under_who_holds_it():
    item = report("a", "2022-03-01", "Orr has the bomb, and Orr has the plane, Mira Vall said.")
    pairs = [(item, claim(item, words, "MOBILIZE", actor="Orr", sources=MIRA)) for words in ("bomb", "plane")]
    changes = {made.id: "was: denies, 2022-02-11" for _, made in pairs}
    text = render_brief(BriefInput([Cited(c, r, 1) for r, c in pairs], changes=changes))
    assert section(text, "Positions").lstrip().startswith("**Mira Vall**")


def test_an_outlet_that_says_we_is_not_named_as_the_party():
    item = report("a", "2022-03-01", "We sent tanks to Tessa, and Orr thanked us.", "Port Authority")
    made = claim(item, "sent", actor="We", place="Tessa")
    party = replace(made.event.actors[0], name="Port Authority")
    told = without_outlet(replace(made, event=replace(made.event, actors=(party,))), item)
    assert [p.name for p in told.event.actors] == ["We"]
    assert without_outlet(made, replace(item, outlet="")) is made
    assert bullets(brief((item, told)))[0].startswith("- 2022-03-01 · **occurred** · deployment → Tessa: ")


@pytest.mark.parametrize("probability", [None, 0.7])
def test_who_stands_only_in_the_rest_of_the_report_is_told_so(probability: float | None) -> None:
    item, made = shelling("a", "2022-03-01")
    (marrow,) = made.event.actors
    told = replace(made, event=replace(made.event, actors=(replace(marrow, understood=probability),)))
    (line,) = bullets(brief((item, told)))
    assert ("(Marrow: understood from the rest of the report)" in line) == (probability is not None)
    assert lint_brief(brief((item, told))) == lint_brief(brief((item, made)))
