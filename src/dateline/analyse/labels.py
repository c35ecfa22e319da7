"""Transcripts: the labels that say who speaks ("MS. LEE:", "Q", "Minister Ivan Olm:"), also inside a paragraph.

A label is a name or a role in front of a colon, where a paragraph, a line or a sentence begins. So are headings
("Export Controls:"), which is why a label in small letters counts only where somebody talks behind it: says "I" or
"you", asks or thanks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.analyse.actor_phrases import read_phrase
from dateline.model import Span

LONGEST = 130  # characters of a label, with an office and what stands in brackets behind it
SPEECH = 400  # characters from which on the words behind one label alone are a speech
_LEAST_OWN_WORDS = 3  # "I", "we", "our" in a speech

_UPPER = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_CAPS = rf"[{_UPPER}][{_UPPER}.'’\-]*"
_NAME = rf"[{_UPPER}](?:[\w'’\-]*|[\w'’\-]{{0,4}}\.(?:[{_UPPER}]\.)*)"
_SMALL = "of|the|and|for|to|on|von|van|der|den|de|del|di|da|du|la|le|al|el|bin|ben|ibn"
_ROLE = (
    "Q|A|Question|Questions|Answer|Remark|Reply|Reporter|Journalist|Correspondent|Interviewer|Moderator|Interpreter"
    "|Host|Presenter|Anchor|Participant|Voice"
)
_LABEL = re.compile(
    rf"(?P<label>(?P<role>{_ROLE})|(?P<caps>{_CAPS}(?: {_CAPS}){{0,9}})"
    rf"|(?P<name>{_NAME}(?:,? (?:{_NAME}|{_SMALL})(?=[ ,(]|$)){{0,13}}))"
    rf"(?:\s?\([^()]{{1,40}}\))?\s?$"
)
_COLON = re.compile(r":(?=\s+\S|[A-Z“\"])")
_BARE_Q = re.compile(r"(?P<label>\bQ)[ \t\xa0]{1,8}(?=[A-Z“\"—–-])")
_ENDS = frozenset('.!?…”"’)]*')
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Ms|Mrs|Dr|Gen|Sen|Rep|Gov|St|Lt|Col|Capt|Sgt|Maj|Adm|Amb|Prof|Mt|vs))\.$"
)
_HONORIFIC = re.compile(
    r"(?:THE )?(?:VICE |PRIME |FIRST )?"
    r"(?:MR|MS|MRS|DR|GEN|AMB|SECRETARY|PRESIDENT|MINISTER|AMBASSADOR|CHANCELLOR|LADY)\b"
)
# Words that open a sentence or a heading ("On Foreign Trade: we ...") and no label.
_OPENERS = frozenset(
    {"on", "in", "at", "by", "for", "as", "and", "but", "so", "to", "about", "from", "with", "without", "first",
     "second", "third", "finally", "also", "then", "now", "here", "what", "who", "when", "where", "why", "how",
     "if", "this", "that", "these", "those", "my", "our", "your", "his", "her", "their", "its", "i", "we", "you",
     "he", "she", "it", "they", "there", "let", "once", "again", "since", "after", "before", "while", "because",
     "although", "both", "each", "every", "all", "some", "many", "most", "no", "not", "yes", "one", "two"}
)  # fmt: skip
_TALK = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Uu]s|[Mm]e|[Tt]hanks?|Yes|No|Okay|Good)\b|\?")
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")
_FIRST_LINE = re.compile(r"\s*[^\n]{1,250}\n\s*")
_REPEATED = re.compile(r"\b([\w’'-]{3,}) (?=\1\b)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label, the place where its turn's words begin, and what is known of it before the others are looked at."""

    span: Span
    end: int
    shape: str
    opens_line: bool

    def key(self, text: str) -> str:
        """Whom the label names: its last word, so that "Minister Ivan Olm" and "Ivan Olm" are one."""
        return re.split(r"[ \xa0]", self.span.words(text))[-1].lower()


@lru_cache(maxsize=4)
def find_labels(text: str) -> tuple[Label, ...]:
    """The labels of a transcript or a speech in reading order; none where a text is neither.

    Several labels of at least two speakers are a transcript. One label alone is a headline ("Poll: Voters Want ...")
    unless a speech in the first person follows it.
    """
    candidates = sorted(_candidates(text), key=lambda c: c.span)
    if _is_headline(candidates, text):
        candidates = candidates[1:]
    talking = _talking(candidates, text)
    times = Counter(c.key(text) for c in candidates)
    candidates = [
        replace(c, shape="name") if _is_introduced(c, times[c.key(text)], talking, text) else c for c in candidates
    ]
    sure = [c for c in candidates if c.shape != "single" and (c.shape in ("caps", "bare") or c.key(text) in talking)]
    keys = {c.key(text) for c in sure if c.shape != "bare"}
    roles = {c.key(text) for c in candidates if c.shape == "role"}
    kept = [c for c in candidates if _fits(c, sure, keys | (roles if len(keys | roles) > 1 else set()), text)]
    if _take_turns(kept, talking, text):
        return tuple(kept)
    return tuple(kept) if 0 < len(kept) <= 3 and _is_speech(kept, text) else ()


def _take_turns(labels: Sequence[Label], talking: frozenset[str], text: str) -> bool:
    """True where at least two speak and one of them again; names that each stand once may head the parts of a text.

    Two labels are enough where one is a title in capitals ("MS. LEE:"), which heads nothing else.
    """
    speakers = {label.key(text) for label in labels}
    again = len(labels) > len(speakers) or any(label.shape != "name" for label in labels)
    titled = any(label.shape == "caps" and _HONORIFIC.match(label.span.words(text)) for label in labels)
    return again and len(labels) >= (2 if titled else 3) and len(speakers & talking) >= (1 if titled else 2)


def _candidates(text: str) -> Iterator[Label]:
    """Every name or role in front of a colon where a line or a sentence begins, and each bare "Q"."""
    for colon in _COLON.finditer(text):
        first = max(0, colon.start() - LONGEST, text.rfind("\n", 0, colon.start()) + 1)
        found = _label_in(text, first, colon.start())
        if found is not None:
            yield found
    for bare in _BARE_Q.finditer(text):
        if _opens(text, bare.start()):
            span = Span(*bare.span("label"))
            yield Label(span, bare.end(), "bare", _opens_line(text, bare.start()))


def _label_in(text: str, first: int, colon: int) -> Label | None:
    for found in _starts(text, first, colon):
        span = Span(*found.span("label"))
        words = re.split(r"[ \xa0]", found["label"])
        if found["role"]:
            shape = "role"
        elif found["caps"] and len(found["caps"]) > 1:
            shape = "caps"
        else:
            shape = "name" if len(words) > 1 else "single"
        again = _REPEATED.search(found["label"])  # a note that a page hung on the name repeats it
        if again is not None and shape == "name":
            span = Span(span.start, span.start + again.end(1))
        opens_line = _opens_line(text, span.start)
        named = words[0].lower().strip(",.") not in _OPENERS and words[-1][:1].isupper() and "Dear" not in words
        if named:
            return Label(span, colon + 1, shape, opens_line)
    return None


def _starts(text: str, first: int, colon: int) -> Iterator[re.Match[str]]:
    """The labels that end at a colon and begin where a line or a sentence does, the longest first."""
    for m in re.finditer(r"(?<!\S)\S", text[first:colon]):
        at = first + m.start()
        if _opens(text, at):
            found = _LABEL.match(text, at, colon)
            if found is not None:
                yield found


def _opens_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _is_headline(candidates: Sequence[Label], text: str) -> bool:
    """True where the first label stands in a short first line that no other label follows at once."""
    if not candidates or text[: candidates[0].span.start].strip() or candidates[0].shape in ("caps", "bare", "role"):
        return False
    line = _FIRST_LINE.match(text)
    return line is not None and all(c.span.start != line.end() for c in candidates[1:])


def _opens(text: str, at: int) -> bool:
    """True where a line begins, or a sentence behind one that has ended."""
    if _opens_line(text, at):
        return True
    before = text[max(0, at - 12) : at].rstrip()
    return before[-1:] in _ENDS and _ABBREVIATED.search(before) is None


def _talking(candidates: Sequence[Label], text: str) -> frozenset[str]:
    """Those whose words, up to the next label, are somebody's talk and no list or heading."""
    ends = (*(c.span.start for c in candidates[1:]), len(text))
    return frozenset(
        c.key(text) for c, end in zip(candidates, ends, strict=False) if _TALK.search(_told(text, c.end, end))
    )


def _is_introduced(label: Label, again: int, talking: frozenset[str], text: str) -> bool:
    """True for a surname before several lines of talk that the text elsewhere gives with a name or title before it."""
    if label.shape != "single" or not label.opens_line or label.key(text) not in talking:
        return False
    if again < 2:
        return False
    return re.search(rf"\b[{_UPPER}][\w.’'-]+ {re.escape(label.span.words(text))}\b", text) is not None


def _told(text: str, start: int, end: int) -> str:
    return _QUOTED.sub(" ", text[start : min(end, start + 4_000)])


def _fits(label: Label, sure: Sequence[Label], keys: set[str], text: str) -> bool:
    """Whether a candidate is a label given those that are sure: a lone surname or a role needs others beside it."""
    if label.shape == "bare":
        return label.opens_line or any(s.shape == "bare" and s.opens_line for s in sure)
    if label.shape == "caps" and not label.opens_line:
        lone = " " not in label.span.words(text)
        beside = [s for s in sure if s.opens_line and s.shape in ("caps", "bare")]
        return any(not lone or s.key(text) == label.key(text) for s in beside)
    return label.shape == "caps" or label.key(text) in keys


def _is_speech(labels: Sequence[Label], text: str) -> bool:
    """True where what follows few labels speaks in the first person, at length, and a label has an office or title."""
    first = labels[0]
    words = first.span.words(text)
    told = _told(text, first.end, len(text))
    reading = read_phrase(words) if first.shape == "name" else None
    office = reading is not None and reading.title is not None and "’s " not in words
    titled = office or _HONORIFIC.match(words) is not None
    return titled and len(told) >= SPEECH and len(_OWN.findall(told)) >= _LEAST_OWN_WORDS
