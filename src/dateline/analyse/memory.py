"""What has been read of a word once is kept with the parse: several layers ask the same of the same words.

Only for what follows from the parse and the codebook alone, and holds no tokens (they would tie the parse to itself).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

T = TypeVar("T")


def memory_of(doc: Doc, what: str) -> dict[int, Any]:
    """What is known of a parse under a heading, by token index; it goes when the parse goes."""
    memory: dict[int, Any] | None = doc.user_data.get(what)
    if memory is None:
        memory = doc.user_data[what] = {}
    return memory


def read_once(read: Callable[[Token], T]) -> Callable[[Token], T]:
    """The function, called once for each word of a parse."""

    heading = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def remembered(token: Token) -> T:
        memory = memory_of(token.doc, heading)
        i = token.i
        if i not in memory:
            memory[i] = read(token)
        found: T = memory[i]
        return found

    return remembered


def found_once(find: Callable[[Token], Token | None]) -> Callable[[Token], Token | None]:
    """The same for a function that finds another word: its index is kept."""

    heading = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def remembered(token: Token) -> Token | None:
        memory = memory_of(token.doc, heading)
        i = token.i
        if i not in memory:
            found = find(token)
            memory[i] = found.i if found is not None else -1
        return token.doc[memory[i]] if memory[i] >= 0 else None

    return remembered
