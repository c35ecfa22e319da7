"""Tokens of a corpus as news would print them."""

from __future__ import annotations

_CLOSE = frozenset(
    [".", ",", ";", ":", "!", "?", ")", "]", "%", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "''", "’s"]
)
_OPEN = frozenset(["(", "[", "$", "``", "£", "#"])


def written(tokens: list[str]) -> tuple[str, list[int]]:
    """Tokens joined as a text would write them, and where each begins: "do n't" becomes "don't"."""
    text, begins, glue = "", [], True
    for token in tokens:
        if not (glue or token in _CLOSE):
            text += " "
        begins.append(len(text))
        text += '"' if token in ("``", "''") else token
        glue = token in _OPEN
    return text, begins
