"""The present room: exports, tables, the brief and explanations. It only reads."""

from dateline.present.brief import BriefInput, BriefOptions, Cited, brief_input, filter_words, lint_brief, render_brief
from dateline.present.explain import Explanation, explain, explain_claim, explanation_renderable, explanation_text
from dateline.present.export import claim_to_export, export_claims, write_claims
from dateline.present.formats import FORMATS, choose_format, write_file, write_rows
from dateline.present.layouts import KINDS
from dateline.present.tables import print_table
from dateline.present.trial import print_trial

__all__ = [
    "FORMATS",
    "KINDS",
    "BriefInput",
    "BriefOptions",
    "Cited",
    "Explanation",
    "brief_input",
    "choose_format",
    "claim_to_export",
    "explain",
    "explain_claim",
    "explanation_renderable",
    "explanation_text",
    "export_claims",
    "filter_words",
    "lint_brief",
    "print_table",
    "print_trial",
    "render_brief",
    "write_claims",
    "write_file",
    "write_rows",
]
