"""The situation report (docs/brief.md)."""

from dateline.present.brief.gather import brief_input, filter_words
from dateline.present.brief.lines import Cited
from dateline.present.brief.lint import lint_brief
from dateline.present.brief.render import BriefInput, BriefOptions, render_brief

__all__ = ["BriefInput", "BriefOptions", "Cited", "brief_input", "filter_words", "lint_brief", "render_brief"]
