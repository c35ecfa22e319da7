"""Who does what to whom, undone from passives, control, nouns and ellipsis."""

from __future__ import annotations


class Predicates:
    """The predicates of one report."""
