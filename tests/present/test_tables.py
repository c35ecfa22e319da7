"""Tables fit the terminal, keep the trigger in sight and count what they leave out."""

from __future__ import annotations

import io
import re
from datetime import date

import pyarrow as pa
import pytest
from rich.cells import cell_len
from rich.console import Console

from dateline.present import print_table
from dateline.present.layouts import FLOW, KINDS, LAYOUTS
from dateline.present.tables import column_text

EVIDENCE = (
    "After a night of talks that nobody in the capital had expected to go anywhere, the defence minister of Marrow, "
    "who had flown in from the coast, declared that two brigades will withdraw from the valley."
)
AT = EVIDENCE.index("withdraw")


def claims(number: int = 3, **changes: object) -> pa.Table:
    row = {
        "claim_id": "c-0123456789abcdef", "report_id": "a-very-long-report-identifier-2022-03-01",
        "dct": date(2022, 3, 1), "event": "RETREAT", "status": "planned", "source": "Olm Rand > the defence ministry",
        "actors": ["Marrow", "the second brigade of Marrow"], "recipients": [], "places": ["the valley"],
        "evidence": EVIDENCE, "evidence_start": 5000, "trigger_start": 5000 + AT, "trigger_end": 5008 + AT,
    } | changes  # fmt: skip
    return pa.Table.from_pylist([row | {"status": ("planned", "denied")[n % 3 == 2]} for n in range(number)])


def printed(table: pa.Table, kind: str = "claims", width: int = 80, limit: int | None = None) -> list[str]:
    out = io.StringIO()
    print_table(table, kind, Console(file=out, width=width, color_system=None), limit=limit)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    lines = printed(claims(), width=width)
    assert len(lines) == 1 + 2 * 3 + 1  # header, two lines a claim, the count: nothing wraps
    assert max(cell_len(line) for line in lines) <= width


def test_wide_characters_do_not_push_the_columns():
    lines = printed(claims(1, source="北京 " * 10, actors=["東京都庁"]), width=80)
    assert max(cell_len(line) for line in lines) <= 80


@pytest.mark.parametrize("width", [80, 120])
def test_sentence_is_cut_around_the_trigger(width):
    lines = printed(claims(1), width=width)
    assert "withdraw" in lines[2]
    assert "…" in lines[2]


def test_claim_id_is_long_enough_to_be_asked_for():
    assert printed(claims(1))[1].startswith("c-01234567")


def test_report_column_only_where_there_is_room():
    narrow = ["claim", "date", "status", "event", "who → whom, where", "source"]
    assert re.split(r"\s{2,}", printed(claims(1), width=80)[0]) == narrow
    assert re.split(r"\s{2,}", printed(claims(1), width=120)[0]) == [*narrow, "report"]


def test_column_without_a_value_gives_its_room_to_the_others():
    header, first, *_ = printed(claims(2, source=None), width=80)
    assert "source" not in header
    assert "Marrow; the second brigade of" in first
    assert "Marrow; the second brigade of" not in printed(claims(2), width=80)[1]


def test_cells_stand_under_their_headers():
    header, first, _, second, *_ = printed(claims(2, source="东京 Olm Rand"), width=80)
    for line in (first, second):
        assert line[header.index("status") :].startswith("planned")
        assert line[header.index("who") :].startswith("Marrow")
        assert line[header.index("source") :].startswith("东京")


def test_a_place_is_set_off_from_the_parties_by_a_comma():
    flow = next(c for c in LAYOUTS["claims"].columns if c.header == "who → whom, where")
    row = {"actors": ["Olm"], "recipients": ["Rand"], "places": ["Marrow"]}
    assert column_text(flow, row) == "Olm → Rand, Marrow"
    assert column_text(flow, row | {"recipients": []}) == "Olm, Marrow"
    assert column_text(flow, row | {"recipients": ["Marrow"]}) == "Olm → Marrow"
    assert column_text(flow, row | {"actors": [], "places": []}) == "? → Rand"


def test_what_only_the_rest_of_the_report_tells_stands_in_brackets_and_is_explained():
    lines = printed(
        claims(
            1,
            actors=["Marrow", "Olm"],
            recipients=["Sedge"],
            understood_actors=["Olm"],
            understood_recipients=["Sedge"],
        ),
        width=140,
    )
    assert "Marrow; [Olm] → [Sedge], the valley" in lines[1]
    assert "understood from the rest of the report" in lines[-2]
    row = {"actor": "Marrow; Olm", "understood_actors": ["Olm"], "recipient": "Sedge", "event": "Olm"}
    timeline = {c.header: column_text(c, row) for c in LAYOUTS["timeline"].columns}
    assert timeline["who → whom, where"] == "Marrow; [Olm] → Sedge"
    assert timeline["event"] == "Olm"


def test_no_legend_where_the_sentences_say_it_all():
    assert not any("[name]" in line for line in printed(claims(1, understood_actors=[])))


def test_rows_left_out_are_counted_over_all_rows():
    lines = printed(claims(6), limit=2)
    assert len(lines) == 1 + 2 * 2 + 1
    assert lines[-1] == "2 of 6 claims shown, 4 left out (--limit shows more); planned 4, denied 2"


def test_nothing_found_is_one_line():
    assert printed(claims(1).slice(0, 0)) == ["0 claims"]
    assert printed(claims(1).slice(0, 0), "timeline") == ["0 entries"]


def test_one_row_is_singular():
    assert printed(claims(1))[-1] == "1 claim; planned 1"


def test_unknown_actor_is_a_question_mark_and_not_a_gap():
    assert "?, the valley" in printed(claims(1, actors=[]))[1]


def test_no_colour_codes_without_a_terminal():
    assert not any("\x1b" in line for line in printed(claims()))


def test_colours_on_a_terminal():
    out = io.StringIO()
    print_table(claims(1), "claims", Console(file=out, width=80, force_terminal=True, color_system="standard"))
    assert "\x1b[1mwithdraw" in out.getvalue() or "\x1b[1;" in out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_columns_can_shrink_to_eighty(kind):
    columns = [column for column in LAYOUTS[kind].columns if not column.wide_only]
    assert sum(column.narrowest for column in columns) + 2 * (len(columns) - 1) <= 80


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [80, 120])
def test_every_kind_fits_with_cells_of_any_length(kind, width):
    keys = {key for column in LAYOUTS[kind].columns for key in column.keys} | set(LAYOUTS[kind].detail)
    table = pa.Table.from_pylist([dict.fromkeys(sorted(keys), "some words " * 20)])
    assert max(cell_len(line) for line in printed(table, kind, width)) <= width


def test_who_acts_together_stands_before_the_arrow_only():
    row = {"actors": ["Chad", "Niger"], "recipients": ["Niger", "Mali"], "places": ["Zinder"]}
    assert column_text(FLOW, row) == "Chad; Niger → Mali, Zinder"
    assert column_text(FLOW, {**row, "recipients": ["Niger"], "places": []}) == "Chad; Niger"
