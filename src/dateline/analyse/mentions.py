"""Finds the words that name a party, and says which mention covers a place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from dateline.analyse.actor_phrases import Reading, read_phrase
from dateline.analyse.actor_resolution import people
from dateline.analyse.actor_words import Hit, lexicon, plain, split_words
from dateline.analyse.syntax import noun_phrase, subtree_span, token_span
from dateline.codebook import actor_usage, titles
from dateline.model import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
    "i": "1", "me": "1", "my": "1", "mine": "1", "myself": "1", "we": "1p", "us": "1p", "our": "1p", "ours": "1p",
    "ourselves": "1p",
}  # fmt: skip
_ATTRIBUTIVE = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod", "advmod"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "NORP"})
_READ_PREPOSITIONS = frozenset({"of", "in", "from", "for", "at", "to"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "throughout", "via", "through"})
_TOWARDS = frozenset({"to", "from", "into", "for", "toward", "towards", "of"})


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before anybody has been settled on. `token` is the head's index in the parse."""

    token: int
    span: Span
    head: Span
    reading: Reading | None = None
    pronoun: str = ""
    hit: Hit | None = None
    label: str = ""


class MentionIndex:
    """Which mention covers a span: built once a report, asked in logarithmic time."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.head.start, m.head.end))
        self._starts = [m.head.start for m in self._mentions]
        self._by_start = sorted(mentions, key=lambda m: m.span.start)
        self._span_starts = [m.span.start for m in self._by_start]

    def at(self, span: Span) -> Mention | None:
        """The mention whose head lies in the span, the last one where several do (a phrase's head is mostly last);
        else the smallest mention that contains the span; None where neither is there."""
        first = bisect_right(self._starts, span.start - 1)
        inside = [m for m in self._mentions[first : bisect_right(self._starts, span.end - 1)] if span.contains(m.head)]
        if inside:
            return next((m for m in reversed(inside) if m.span.contains(span)), inside[-1])
        return self._containing(span)

    def headed(self, span: Span) -> Mention | None:
        """The mention whose head overlaps the span, and no other."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return next((m for m in self._mentions[first : first + 3] if m.head.overlaps(span)), None)

    def _containing(self, span: Span) -> Mention | None:
        last = bisect_right(self._span_starts, span.start)
        around = [m for m in self._by_start[max(0, last - 12) : last] if m.span.contains(span)]
        return min(around, key=lambda m: (len(m.span), m.span.start), default=None)


def find_mentions(doc: Doc, text: str, glosses: Sequence[Span] = (), speakers: Sequence[Span] = ()) -> list[Found]:
    """The words that name parties, in reading order, one for each head word.

    `speakers` are the labels of a transcript ("MS. PSAKI"): each is one mention, whatever the parser makes of it.
    """
    hits, covered = _hits_by_root(doc, text)
    covered.update(t for g in glosses for t in _tokens(doc, g))
    labels = {f.token: f for f in (_label(doc, text, s) for s in speakers) if f is not None}
    covered.update(t for f in labels.values() for t in _tokens(doc, f.span))
    found: list[Found] = []
    for token in doc:
        if token.i in labels:
            found.append(labels[token.i])
            continue
        if token.is_space or token.is_punct or token.i in covered:
            continue
        mention = _at(token, hits, text)
        if mention is not None:
            found.append(mention)
    return found


def _label(doc: Doc, text: str, speaker: Span) -> Found | None:
    words = speaker.words(text).rstrip(" :")
    span = Span(speaker.start, speaker.start + len(words))
    tokens = _tokens(doc, span)
    if not tokens or len(words) < SHORTEST_LABEL:
        return None
    shown = " ".join(_in_small_letters(w) for w in words.split())
    reading = read_phrase(shown)
    named = reading is not None and (reading.name or reading.title)
    last = token_span(doc[tokens[-1]])
    return Found(
        tokens[-1], span, Span(last.start, min(last.end, span.end)), reading if named else None, label="PERSON"
    )


def _in_small_letters(word: str) -> str:
    """ "JEAN-PIERRE" as "Jean-Pierre", "O’BRIEN" as "O’Brien", "MCCARTHY" as "McCarthy"; "UN" stays."""
    if not word.isupper() or word in ("UN", "US", "EU", "UK"):
        return word
    shown = _NAME_PART.sub(lambda m: m.group().capitalize(), word)
    return f"Mc{shown[2:].capitalize()}" if shown.startswith("Mc") and len(shown) > 4 else shown


def _tokens(doc: Doc, span: Span) -> list[int]:
    chars = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [t.i for t in chars] if chars is not None else []


_NAME_PART = re.compile(r"[^\W\d_]+")
SHORTEST_LABEL = 3  # "Q" and "A" name nobody


def _at(token: Token, hits: dict[int, Hit], text: str) -> Found | None:
    lower = token.lower_
    if lower in PRONOUNS and token.pos_ in ("PRON", "DET") and not (lower == "us" and text[token.idx].isupper()):
        span = token_span(token)
        expletive = token.dep_ == "expl"
        return None if expletive else Found(token.i, span, span, pronoun=PRONOUNS[lower])
    hit = hits.get(token.i)
    if hit is not None and not (hit.contrary and _party_noun(token)):
        return _named(token, hit, text)
    if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.dep_ in ("nsubj", "dobj", "pobj")):
        return _common_or_proper(token, text)
    return None


def _named(token: Token, hit: Hit, text: str) -> Found | None:
    """A name of the codebook: a mention of its own unless a noun for a party has it as a modifier."""
    entry = hit.entry
    if hit.contrary or _ordinary_word(token, hit):
        return None
    if _attributive(token) and entry.kind != "person":
        noun = _noun_above(token)
        if _party_noun(noun) or _inside_entity(token, noun):
            return None
    if entry.kind == "capital" and not _acts(token):
        return None
    if entry.kind == "region" and token.dep_ not in ("nsubj", "nsubjpass", "poss", "agent"):
        return None
    span = Span(hit.begin, hit.stop)
    reading = read_phrase(text[span.start : span.end], token_span(token), span.start)
    if entry.kind == "person" or (token.dep_ not in _ATTRIBUTIVE and entry.kind in ("demonym", "actor")):
        span, reading = _phrase(token, text)
        if reading is not None and reading.entry is None and reading.title is None:
            span = Span(hit.begin, hit.stop)
            reading = read_phrase(text[span.start : span.end], token_span(token), span.start)
        span = Span(min(span.start, hit.begin), max(span.end, hit.stop))
    return Found(token.i, span, token_span(token), reading, hit=hit, label=token.ent_type_)


def _ordinary_word(token: Token, hit: Hit) -> bool:
    """A one-word name that opens a sentence as an ordinary word ("Total losses"), or that is in lower case."""
    single = hit.end - hit.start == 1
    return single and token.pos_ not in ("PROPN", "NOUN", "ADJ") and hit.entry.kind in ("actor", "metonym", "capital")


def _common_or_proper(token: Token, text: str) -> Found | None:
    if _attributive(token):
        return _surname_before(token, text)
    folded = titles().fold([token.text])
    proper = token.text[:1].isupper() and (token.pos_ == "PROPN" or _speaks_by_surname(token))
    if folded[-1] in actor_usage().country_nouns and token.pos_ == "NOUN" and _points_back(token):
        return Found(token.i, _trim(noun_phrase(token), text), token_span(token))
    if folded[-1] not in _title_words() and not proper:
        return None
    span, reading = _phrase(token, text)
    if reading is None:
        return None
    if reading.title is None and not (proper and _is_name(token, reading)):
        return None
    if reading.name and (token.ent_type_ == "FAC" or (token.ent_type_ == "LOC" and reading.title is None)):
        return None  # "Arlington National Cemetery" is no national
    if reading.title is not None and not _is_party(token, reading):
        return None
    return Found(token.i, span, token_span(token), reading, label=token.ent_type_)


def _speaks_by_surname(token: Token) -> bool:
    """A surname of the table that the parser does not know for a name: "Zelenskyy said"."""
    says = token.dep_ == "nsubj" and token.head.lemma_ in actor_usage().speech
    return says and plain(token.text).casefold() in people().by_surname


def _surname_before(token: Token, text: str) -> Found | None:
    """A person's surname before a noun that is no party ("the Annan plan")."""
    if token.pos_ != "PROPN" or token.ent_type_ != "PERSON" or plain(token.text).casefold() not in people().by_surname:
        return None
    if _party_noun(_noun_above(token)) or token.nbor(1).ent_type_ == "PERSON":
        return None
    span = token_span(token)
    return Found(token.i, span, span, read_phrase(span.words(text), span, span.start), label="PERSON")


def _points_back(token: Token) -> bool:
    return any(c.dep_ in ("det", "poss") and c.lower_ in _POINTERS for c in token.children) and not any(
        c.dep_ in ("amod", "compound", "nummod", "relcl", "prep") for c in token.children
    )


_POINTERS = frozenset({"the", "that", "this", "his", "her", "their", "its", "our", "my"})


def _is_name(token: Token, reading: Reading) -> bool:
    if reading.honorific:
        return True
    label = token.ent_type_
    if label == "PERSON" and token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE:
        return False  # "in Maarat al-Numan": a town that the parser takes for a person
    if not reading.name or (reading.entry is not None and reading.entry.kind in ("capital",)):
        return False
    if label == "" and _called_a_person(token):
        return True
    return label in _NAME_LABELS or (label in ("GPE", "FAC", "LOC", "") and token.dep_ in ("nsubj", "appos") and
                                     _speaks(token))  # fmt: skip


def _called_a_person(token: Token) -> bool:
    """True for a name with a noun for a person beside it: "Mohammed, a student", "Head of the Mission Ann Lee"."""
    beside = (c for c in token.children if c.dep_ in ("appos", "nmod") and c.tag_ in ("NN", "NNP"))
    found = (titles().of_word(c.text) for c in beside)
    return any(title is not None and title.people and not title.plural for title in found)


def _speaks(token: Token) -> bool:
    head = token.head
    return head.lemma_.lower() in actor_usage().speech or (token.dep_ == "appos" and head.pos_ in ("NOUN", "PROPN"))


def _is_party(token: Token, reading: Reading) -> bool:
    """False where a noun for a party is used for something else ("on the one side", "a part of the general plan")."""
    title = reading.title
    if title is None:
        return False
    noun = title.noun.split()[-1]
    if title.noun == "force" and not title.plural and not reading.country and _bare(token):
        return False  # "by force", "lethal force"
    if noun in actor_usage().quantifiers and _counts_people(token):
        return False  # "small groups of protesters"
    if noun in actor_usage().stances and any(c.dep_ == "prep" and c.lower_ == "to" for c in token.children):
        return False
    if title.noun.count(" ") == 0 and token.text in actor_usage().capital_only:
        return False
    if noun in actor_usage().vague and not reading.country and not reading.body:
        if token.dep_ not in ("nsubj", "nsubjpass", "agent", "pobj", "poss", "conj", "appos", "dobj"):
            return False
        return (
            noun in actor_usage().vague_parties
            or _both(token)
            or (reading.definite and token.dep_ in ("nsubj", "nsubjpass"))
        )
    return True


def _bare(token: Token) -> bool:
    return token.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod", "compound") for c in token.children)


def _counts_people(token: Token) -> bool:
    nouns = [g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    return any(_party_noun(n) and n.tag_ in ("NNS", "NNPS") for n in nouns)


def _both(token: Token) -> bool:
    return any(c.lower_ in ("both", "two", "all", "other", "opposing", "warring") for c in token.children)


@cache
def _title_words() -> frozenset[str]:
    return frozenset(w for form in titles().forms for w in (form[0], form[-1]))


def _phrase(token: Token, text: str) -> tuple[Span, Reading | None]:
    """The phrase without relative clauses, and what it says, prepositional phrases that tell the country included."""
    span = _trim(noun_phrase(token), text)
    end = span.end
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _READ_PREPOSITIONS and child.i > token.i:
            end = max(end, min(subtree_span(child).end, span.end + 80))
    reading = read_phrase(text[span.start : end], token_span(token), span.start)
    return span, replace(reading, words=text[span.start : span.end]) if reading else None


def _trim(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in " \t\n\"“”'‘’,;:([":
        start += 1
    while end > start and text[end - 1] in ' \t\n"“”‘’,;:([':
        end -= 1
    return Span(start, end)


def _hits_by_root(doc: Doc, text: str) -> tuple[dict[int, Hit], set[int]]:
    """The names in the text, by the token that heads each, and the tokens inside a name that do not."""
    found: dict[int, Hit] = {}
    covered: set[int] = set()
    for hit in lexicon().find(split_words(text), text):
        span = doc.char_span(hit.begin, hit.stop, alignment_mode="expand")
        if span is not None and len(span):
            root = span.root
            if hit.entry.kind == "person" or root.dep_ not in ("case", "punct"):
                found[root.i] = hit
                covered.update(t.i for t in span if t.i != root.i)
    return found, covered


def _attributive(token: Token) -> bool:
    if token.dep_ not in _ATTRIBUTIVE:
        return False
    return token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and token.head.i - token.i < 8


def _noun_above(token: Token) -> Token:
    noun = token.head
    while noun.dep_ in ("compound", "amod", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _party_noun(token: Token) -> bool:
    words = titles().fold([token.text])
    return token.pos_ in ("NOUN", "PROPN") and (words[-1],) in titles().forms


def _inside_entity(token: Token, noun: Token) -> bool:
    """True where the parser has the name as part of a longer proper name ("Iraq War Veterans")."""
    same = token.ent_type_ in ("ORG", "PERSON") and noun.ent_type_ == token.ent_type_ and noun.ent_iob_ == "I"
    return bool(same and (noun.pos_ == "PROPN" or noun.text[:1].isupper()))  # not "an African Union summit paper"


def _acts(token: Token) -> bool:
    """A capital's name stands for a government where it acts or is acted on, not where it says where."""
    if token.dep_ in ("nsubj", "nsubjpass", "agent"):
        return True
    if token.dep_ in ("compound", "appos", "npadvmod", "ROOT", "nmod", "amod"):
        return _opens_clause(token)
    if token.dep_ == "conj":
        return _acts(token.head) if token.head.i != token.i else False
    if token.dep_ == "pobj":
        preposition = token.head.lower_
        if preposition in _LOCATIVE:
            return False
        if preposition in _TOWARDS:
            governor = token.head.head
            return (
                governor.lemma_.lower() not in actor_usage().motion
                and governor.pos_ in ("VERB", "NOUN")
                and preposition != "of"
            )
        return preposition in ("with", "between", "against", "by", "on")
    if token.dep_ in ("dobj", "dative"):
        return (
            token.head.lemma_.lower() not in actor_usage().motion
            and token.head.lemma_.lower() not in actor_usage().place_objects
        )
    return token.dep_ == "poss"


def _opens_clause(token: Token) -> bool:
    """True in "Moscow last week admitted": behind a mark, with only adverbs and dates before a finite verb."""
    doc, i = token.doc, token.i
    if i > 0 and not (token.is_sent_start or doc[i - 1].is_punct or doc[i - 1].is_space or doc[i - 1].dep_ in _OPENERS):
        return False
    following = i + 1
    while following < min(i + 6, len(doc)) and (doc[following].pos_ == "ADV" or doc[following].ent_type_ in _DATES):
        following += 1
    return following < len(doc) and doc[following].tag_ in ("VBD", "VBZ", "VBP", "MD")


_OPENERS = ("mark", "cc")
_DATES = ("DATE", "TIME")
