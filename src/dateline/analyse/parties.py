"""Which party, place or thing a word of the parse stands for: the bridge between predicates and resolved names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.memory import read_once
from dateline.analyse.mentions import MentionIndex
from dateline.analyse.predicates import lemma_of
from dateline.codebook import materiel, triggers
from dateline.model import Mention, Participant, Span, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.draft import Draft

# Nouns that only count or portion what stands behind "of": "dozens of missiles", "a shipment of arms".
_MEASURES = frozenset(
    {"number", "%", "percent", "dozen", "hundred", "thousand", "million", "billion", "score", "series", "batch",
     "lot", "group", "type", "kind", "amount", "shipment", "delivery", "supply", "some", "all", "most", "many",
     "part", "majority", "rest", "couple", "handful", "range", "variety", "piece", "consignment", "tranche",
     "wave", "tens", "cycle", "spiral", "member", "both", "one", "two", "three", "each", "none", "any", "several",
     "half", "plenty", "bulk", "set", "round", "barrage"}
)  # fmt: skip


PLURAL = frozenset({"we", "us", "our", "ours", "ourselves", "'s", "’s"})  # "let's"
FIRST_PERSON = PLURAL | {"i", "me", "my", "myself", "mine"}
_PEOPLE = frozenset({"human", "captive"})
_SOME = frozenset({"those", "anyone", "anybody", "everyone", "everybody", "someone", "somebody"})
_PRONOUN_CLASSES = {
    "him": _PEOPLE, "her": _PEOPLE, "us": _PEOPLE, "me": _PEOPLE, "he": _PEOPLE, "she": _PEOPLE, "who": _PEOPLE,
    "them": _PEOPLE | {"force"}, "they": _PEOPLE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parties:
    """The mentions and toponyms of a draft, looked up by token."""

    text: str
    index: MentionIndex
    toponyms: tuple[Toponym, ...]

    @classmethod
    def of(cls, draft: Draft) -> Parties:
        """The index of a draft."""
        return cls(draft.report.text, MentionIndex(draft.mentions), draft.toponyms)

    def mention_at(self, token: Token) -> Mention | None:
        """The party the token heads, or, for a word inside a name, the name's; not one the word only follows."""
        span = syntax.token_span(token)
        found = self.index.at(span)
        return found if found is not None and span.end <= found.head.end else None

    def participant(self, token: Token) -> Participant | None:
        """The party a token stands for; None where it stands for none."""
        mention = self.mention_at(content_noun(token))
        if mention is None or mention.kind in ("place", "document", "other"):
            return None
        if mention.actor is None and token.tag_ in ("PRP", "PRP$") and token.lower_ not in FIRST_PERSON:
            return None  # "they" whom nobody could name stays unknown
        name = mention.actor.name if mention.actor is not None else mention.span.words(self.text)
        return Participant(mention.span, name, mention.actor)

    def named(self, token: Token) -> Participant:
        """The words of a noun as a participant, whether or not they are a known party ("civilians", "the bridge")."""
        found = self.participant(token)
        if found is not None:
            return found
        span = syntax.noun_phrase(token)
        return Participant(span, span.words(self.text))

    def places_in(self, span: Span) -> tuple[Toponym, ...]:
        """The toponyms inside a span that stand for a place; demonyms and metonyms are none."""
        return tuple(t for t in self.toponyms if t.literal and span.contains(t.span))

    def toponym_at(self, token: Token) -> Toponym | None:
        """The toponym that a token is a word of, literal or not."""
        after = bisect_right(self.toponyms, token.idx, key=lambda t: t.span.start)
        found = self.toponyms[after - 1] if after else None
        return found if found is not None and token.idx < found.span.end else None

    def place_before(self, offset: int) -> Toponym | None:
        """The last place named before an offset: what "there" points to."""
        return next((t for t in reversed(self.toponyms) if t.literal and t.span.end <= offset), None)

    def is_party(self, token: Token) -> bool:
        """True where the token stands for somebody who can act."""
        token = content_noun(token)
        if self.mention_at(token) is not None:
            return True
        return token.ent_type_ in ("PERSON", "NORP", "GPE", "ORG") or (
            token.pos_ == "PRON" and token.lower_ in ("he", "she", "they", "we", "i", "who", "them", "him", "her", "us")
        )


def content_noun(token: Token) -> Token:
    """The noun that a measure counts: "missiles" for "a number of missiles"; the token itself otherwise."""
    for _ in range(3):
        if token.lemma_.lower() not in _MEASURES and token.pos_ != "NUM":
            break
        inner = next((n for _, n in syntax.prepositional(token, "of")), None)
        if inner is None:
            break
        token = inner
    return token


@read_once
def classes_of(token: Token) -> frozenset[str]:
    """The trigger vocabulary's classes of a noun, by its lemma, its last hyphen part, or its compound.

    Its forms are among them with "=" before each, for conditions that name a word of their own.
    """
    token = content_noun(token)
    if token.lower_ in _SOME and any(_says_who(c) for c in token.children):
        return _PEOPLE
    if token.pos_ == "PRON":
        return _PRONOUN_CLASSES.get(token.lower_, frozenset())
    if token.pos_ == "NUM":  # "another 89 were killed"
        return _PEOPLE
    lemma = lemma_of(token)
    known = triggers().classes
    category = materiel().category_of(_phrase(token)) if token.pos_ in ("NOUN", "PROPN") else None
    by_category = triggers().by_category.get(category or "")
    forms = {lemma, lemma.rsplit("-", 1)[-1], token.lower_}
    forms |= {f"{c.lower_} {lemma}" for c in token.children if c.dep_ in ("compound", "amod") and c.i == token.i - 1}
    found = frozenset(name for name, words in known.items() if forms & words)
    found = found or (frozenset({by_category}) if by_category else found)
    return found | {f"={form}" for form in forms}


def _says_who(clause: Token) -> bool:
    """True for the clause of "those who marched" and "anyone killed there"."""
    if clause.dep_ == "acl":
        return clause.tag_ in ("VBN", "VBG")
    return clause.dep_ == "relcl" and any(c.lower_ == "who" for c in clause.children)


def _phrase(token: Token) -> str:
    """The noun with the words before it that build its name: "anti-tank guided missiles"."""
    first = token
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod", "punct") and child.i < first.i and token.i - child.i <= 5:
            first = child
    return " ".join(t.text for t in token.doc[first.i : token.i + 1])
