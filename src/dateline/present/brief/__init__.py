"""The situation report (docs/brief.md)."""

from dateline.present.brief.lines import Cited
from dateline.present.brief.lint import lint_brief
from dateline.present.brief.render import BriefInput, BriefOptions, render_brief
from dateline.present.brief.sections import Change

__all__ = ["BriefInput", "BriefOptions", "Change", "Cited", "lint_brief", "render_brief"]
