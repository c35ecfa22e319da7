"""The brief: a situation report in Markdown, every line with its reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dateline.model import STATUSES
from dateline.present.brief import sections
from dateline.present.brief.contradictions import contradictions
from dateline.present.brief.lines import Cited, is_question, merge_lines
from dateline.present.brief.references import References
from dateline.present.brief.wording import escape

_AHEAD = ("planned", "likely", "possible", "conditional", "unlikely")
_OUTLETS_NAMED = 6


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """How much a brief shows. `most` are lines a section (a status, where a section has several).

    `filters` are the words of the filters that were applied, for the heading: ("since 2022-02-01", "actor Russia").
    """

    most: int = 12
    title: str = "Situation brief"
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefInput:
    """What a brief is written from.

    `reports` are (day, outlet) of every report that was looked at, those without a claim included. `changes` says,
    by claim id, how a position or assessment stands to the holder's last one, in words ("was: opposes, 2022-02-11").
    """

    claims: Iterable[Cited]
    reports: tuple[tuple[str, str], ...] = ()
    changes: Mapping[str, str] = field(default_factory=dict)


def render_brief(given: BriefInput, options: BriefOptions | None = None) -> str:
    """The brief as Markdown. The same input gives the same text; nothing in it comes from a clock.

    Sections without a line are left out. Every bullet and table row carries a reference of the list at the end.
    """
    options = options or BriefOptions()
    all_cited = list(given.claims)
    cited = [item for item in all_cited if not is_question(item)]
    reports = list(given.reports or {c.report.id: (c.report.dct, c.report.outlet) for c in all_cited}.values())
    out = [f"# {options.title}", "", *_heading(reports, cited, len(all_cited) - len(cited), options), ""]
    if not cited:
        return "\n".join([*out, "The record holds no claim that fits.", ""])
    refs = References()
    for title, body in _sections(cited, given, options, refs):
        if body:
            out += [f"## {title}", "", *body]
    out += ["## References", "", "[n, s. m] is sentence m of report n.", ""]
    out += [line + "  " for line in refs.listing()]
    return "\n".join(_fold_blank_lines(out)) + "\n"


def _sections(
    cited: list[Cited], given: BriefInput, options: BriefOptions, refs: References
) -> list[tuple[str, list[str]]]:
    lines = merge_lines(cited)
    newest, most, changes = max(c.report.dct for c in cited), options.most, given.changes
    return [
        ("Key developments", sections.key_developments(lines, refs, most * 2, newest)),
        ("Planned, likely or possible", sections.status_section(lines, refs, _AHEAD, most, newest)),
        (
            "Denied, rejected, demanded",
            [
                *sections.status_section(lines, refs, ("denied",), most, newest),
                *sections.rejected(lines, refs, most, newest),
                *sections.status_section(lines, refs, ("proposed",), most, newest),
            ],
        ),
        ("Positions", sections.positions(lines, refs, most, newest, changes)),
        ("Contradictions", sections.contradictions_section(contradictions(lines), refs, most)),
        ("Transfers", sections.transfers(lines, refs, most, newest)),
        ("Open assessments", sections.assessments(lines, refs, most, newest, changes)),
    ]


def _heading(reports: list[tuple[str, str]], cited: list[Cited], asked: int, options: BriefOptions) -> list[str]:
    """What the record holds, as a list of names and values without bullets."""
    days = [day for day, _ in reports]
    period = f"{min(days)} to {max(days)}" if days else "no reports"
    statuses = Counter(c.claim.factuality.status for c in cited)
    held = ", ".join(f"{status} {statuses[status]:,}" for status in STATUSES if statuses[status])
    rows = [
        f"**Period:** {period}",
        f"**Reports:** {len(reports):,}{_outlets([outlet for _, outlet in reports])}",
        f"**Claims:** {len(cited):,}" + (f" ({held})" if held else ""),
    ]
    if asked:
        rows.append(f"**Left out:** {asked:,} claims in questions at briefings")
    if options.filters:
        rows.append(f"**Only:** {escape(', '.join(options.filters))}")
    rows.append("**Reading:** words in “ ” are the report's own; the bold word says how far its source commits itself.")
    return [row + "  " for row in rows]


def _outlets(outlets: list[str]) -> str:
    counts = Counter(outlet for outlet in outlets if outlet)
    if not counts:
        return ""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{escape(outlet)} {number:,}" for outlet, number in ranked[:_OUTLETS_NAMED])
    left = len(ranked) - _OUTLETS_NAMED
    noun = "outlet" if len(ranked) == 1 else "outlets"
    return f" from {len(ranked):,} {noun}: {named}" + (f" and {left:,} more" if left > 0 else "")


def _fold_blank_lines(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
