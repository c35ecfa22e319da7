"""What the parser regularly gets wrong in this kind of text, put right before anything reads its parse.

- A name behind a long title: "Head of the Mission in Chad Ann Lee" is Ann Lee. Governments write the whole office
  before the name without a comma, and the parser takes the name for the last noun of the title, so that its country
  or office becomes part of the name ("Chad Ann Lee"). The noun in front of the name gets the name's place in the
  title, and the name becomes an apposition to the title's first noun.
- A contracted perfect: in "it's sent jets" somebody sends; only a passive without an object is one.
- A participle that tells what becomes of its subject: in "wanted to see the mayor deposed" the mayor is deposed.
- A participle that tells what something is called: in "called the attack staged" nobody staged it, by those words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.codebook import titles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WITHIN = frozenset({"compound", "poss", "amod", "nmod", "det"})
_PLACES = ("GPE", "ORG", "NORP", "LOC", "FAC")
_LINKS = frozenset({"of", "in", "to", "for", "on", "at"})
_CONTRACTED = frozenset({"'s", "’s"})
_COMPLEMENTS = ("ccomp", "xcomp")
_BECOMING = frozenset({"see", "want", "have", "get", "keep", "need"})
_NAMING = frozenset({"call", "dub", "brand", "label", "deem"})  # none of them takes a finite clause
_GIVING = frozenset({"give", "offer", "deny", "pay", "grant", "refuse", "award", "allow", "promise", "owe"})
_MOST, _LEAST = 4, 2  # words of a name
_HIGHEST = 6  # prepositions between the title and the name


def repair(doc: Doc) -> None:
    """Put a parsed text right, in place."""
    for token in doc:
        if token.dep_ == "auxpass" and token.lower_ in _CONTRACTED:
            _repair_perfect(token.head, token)
        elif token.dep_ in _COMPLEMENTS and token.head.lemma_.lower() in _BECOMING and _is_participle(token):
            _repair_small_clause(token)
        elif token.dep_ == "ccomp" and token.head.lemma_.lower() in _NAMING and token.tag_ in ("VBN", "VBD"):
            _repair_naming(token)
        elif token.dep_ == "appos" and token.ent_type_ == "PERSON":
            title = _title_above(token.head)
            if title is not None and not _is_apart(token.head, token):
                token.head = title
        elif token.dep_ == "pobj" and token.pos_ in ("PROPN", "NOUN") and token.text[:1].isupper():
            title = _title_above(token)
            first = _first_of_name(token) if title is not None else None
            if title is not None and first is not None:
                _repair_name(doc, title, first, token)


def _repair_perfect(verb: Token, auxiliary: Token) -> None:
    """Make "has" of a contracted "is" before a participle with an object, unless somebody is given it."""
    given = verb.lemma_.lower() in _GIVING or any(c.dep_ == "agent" for c in verb.children)
    if given or not any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children):
        return
    auxiliary.dep_, auxiliary.lemma_ = "aux", "have"
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            child.dep_ = "nsubj"


def _is_participle(token: Token) -> bool:
    """True for a participle; the tagger has it for a past tense behind "wanted to see", where none can stand."""
    return token.tag_ == "VBN" or (token.tag_ == "VBD" and token.head.tag_ == "VB")


def _repair_small_clause(participle: Token) -> None:
    """Make its subject one that it is done to, where no auxiliary, "that" or object says otherwise."""
    if any(c.dep_ in ("aux", "auxpass", "mark", "dobj") for c in participle.children):
        return
    for child in participle.children:
        if child.dep_ == "nsubj" and child.i < participle.i:
            child.dep_ = "nsubjpass"


def _repair_naming(participle: Token) -> None:
    """Make its subject the object of the naming verb, and it the complement, unless it has a verb group of its own."""
    if any(c.dep_ in ("aux", "auxpass", "mark", "dobj") for c in participle.children):
        return
    subject = next((c for c in participle.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and participle.head.i < subject.i < participle.i:
        subject.head, subject.dep_ = participle.head, "dobj"
        participle.dep_, participle.tag_ = "oprd", "VBN"


def _title_above(name: Token) -> Token | None:
    """The capitalised noun for an office that the name's phrase belongs to, in the same stretch without a comma."""
    token = name
    for _ in range(_HIGHEST):
        preposition = token.head
        if token.dep_ != "pobj" or preposition.lower_ not in _LINKS or preposition.dep_ != "prep":
            return None
        token = preposition.head
        if token.text[:1].isupper() and _is_title(token):
            return None if _is_apart(token, name) else token
    return None


def _is_apart(first: Token, second: Token) -> bool:
    """True where a comma or the like stands between two words."""
    return any(t.is_punct and t.text not in "-’'" for t in first.doc[first.i : second.i])


def _is_title(token: Token) -> bool:
    return token.pos_ in ("PROPN", "NOUN") and titles().of_word(token.text) is not None


def _is_of_persons(token: Token) -> bool:
    """True for a title that goes before a name."""
    title = titles().of_word(token.text)
    return title is not None and title.people and title.kind in ("office", "person")


def _first_of_name(last: Token) -> Token | None:
    """The first word of the person's name that ends here, where a word of the title stands directly before it."""
    doc, first = last.doc, last
    person = last.ent_type_ == "PERSON"
    while first.i > 0 and last.i - first.i < _MOST:
        before = doc[first.i - 1]
        inside = before.head.i == last.i and before.dep_ == "compound" and before.text[:1].isupper()
        if not inside or before.ent_type_ in _PLACES or (person and before.ent_type_ != first.ent_type_ == "PERSON"):
            break
        first = before
    before = doc[first.i - 1] if first.i else first
    holds = before.head.i == last.i and before.dep_ in _WITHIN and before.pos_ in ("PROPN", "NOUN")
    long_enough = last.i - first.i + 1 >= _LEAST and not _is_title(first)
    if not holds or not long_enough or _is_of_persons(before):  # "envoy of President Vladimir Putin"
        return None
    named = before.ent_type_ in _PLACES and not any(_is_title(t) for t in doc[first.i : last.i + 1])
    return first if person or named else None


def _repair_name(doc: Doc, title: Token, first: Token, last: Token) -> None:
    """The noun before the name takes its place; what stood before that noun and hung on the name hangs on the noun."""
    noun, preposition = doc[first.i - 1], last.head
    moved = [t for t in last.children if t.i < noun.i]
    noun.head, noun.dep_ = preposition, "pobj"
    for token in moved:
        token.head = noun
    last.head, last.dep_ = title, "appos"
    last.pos_, last.tag_ = "PROPN", "NNP"
