"""The present room: exports, tables, the brief and explanations. It only reads."""

from dateline.present.brief import BriefInput, BriefOptions, Change, Cited, lint_brief, render_brief
from dateline.present.explain import Explanation, explain_claim, explanation_renderable, explanation_text
from dateline.present.export import claim_to_export, write_claims
from dateline.present.formats import FORMATS, write_file, write_rows
from dateline.present.layouts import KINDS
from dateline.present.tables import print_table

__all__ = [
    "FORMATS",
    "KINDS",
    "BriefInput",
    "BriefOptions",
    "Change",
    "Cited",
    "Explanation",
    "claim_to_export",
    "explain_claim",
    "explanation_renderable",
    "explanation_text",
    "lint_brief",
    "print_table",
    "render_brief",
    "write_claims",
    "write_file",
    "write_rows",
]
