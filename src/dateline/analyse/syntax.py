"""Small questions put to a dependency parse (spaCy's English labels, ClearNLP style)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse.memory import found_once
from dateline.analyse.stray import stray_subject
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "csubj", "parataxis"})
_OUTSIDE_PHRASE = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "mark", "prep"})


def token_span(token: Token) -> Span:
    """The token's characters."""
    return Span(token.idx, token.idx + len(token.text))


def run_span(first: Token, last: Token) -> Span:
    """From the first character of one token to the last of another that is the same or stands behind it."""
    return Span(first.idx, last.idx + len(last.text))


def tokens_span(tokens: list[Token]) -> Span:
    """From the first character of the earliest token to the last of the latest."""
    places = [t.i for t in tokens]
    return run_span(tokens[places.index(min(places))], tokens[places.index(max(places))])


def subtree_span(token: Token) -> Span:
    """All that hangs on a token, without punctuation and blanks at the edges."""
    words = list(token.subtree)
    first, last = 0, len(words) - 1
    while first < last and (words[first].is_punct or words[first].is_space):
        first += 1
    while first < last and (words[last].is_punct or words[last].is_space):
        last -= 1
    return tokens_span(words[first : last + 1])


def noun_phrase(token: Token, *, with_of: bool = True) -> Span:
    """The phrase a noun heads: determiners, adjectives, compounds, possessors, and "of ..." where asked for.

    Relative clauses, appositions, coordinated phrases and other prepositional phrases stay outside.
    """
    words = [token]
    stack = list(token.children)
    while stack:
        child = stack.pop()
        if child.is_space:
            continue
        of_phrase = with_of and child.dep_ == "prep" and child.lower_ == "of"
        if child.dep_ in _OUTSIDE_PHRASE and not of_phrase and not _inside_name(child, token):
            continue
        words.append(child)
        stack.extend(child.children)
    span = [t for t in words if not t.is_space]
    return _contiguous(span, token)


def _inside_name(child: Token, head: Token) -> bool:
    return bool(child.ent_type_ and child.ent_type_ == head.ent_type_ and child.ent_iob_ in ("I", "B")
                and abs(child.i - head.i) <= 3 and child.dep_ == "punct")  # fmt: skip


def _contiguous(tokens: list[Token], head: Token) -> Span:
    """The run of tokens around the head without a gap of more than blanks or hyphens."""
    have = {t.i for t in tokens}
    doc = head.doc
    first = last = head.i
    while first - 1 >= 0 and (first - 1 in have or (doc[first - 1].text in "-–'’" and first - 2 in have)):
        first -= 1
    while last + 1 < len(doc) and (last + 1 in have or (doc[last + 1].text in "-–" and last + 2 in have)):
        last += 1
    return run_span(doc[first], doc[last])


def same_sentence(first: Token, later: Token) -> bool:
    """True where no sentence begins between a token and a later one, that one included."""
    doc = first.doc
    return not any(doc[i].is_sent_start for i in range(first.i + 1, later.i + 1))


def coordinated(token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it to its right ("Russia", "Belarus" and "Iran").

    A noun that the parser coordinated by mistake although it is the subject of the next clause is left out.
    """
    yield token
    for child in token.children:
        if child.dep_ == "conj" and claiming_verb(child) is None:
            yield from coordinated(child)


def claiming_verb(noun: Token) -> Token | None:
    """The verb a coordinated noun is really the subject of, where the parser missed that a new clause begins.

    "sent forces to Romania and other allies have deployed theirs": "allies" hangs on "Romania", while "have deployed",
    which directly follows it, has no subject.
    """
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    following = noun.right_edge.i + 1
    if following >= len(noun.doc) or not same_sentence(noun, noun.doc[following]):
        return None
    word = noun.doc[following]
    while word.dep_ in ("advmod", "neg") and word.i + 1 < len(noun.doc):
        word = word.nbor(1)
    if word.tag_ not in ("VBD", "VBZ", "VBP", "MD"):
        return None
    verb = word.head if word.dep_ in ("aux", "auxpass") else word
    if verb.dep_ not in ("conj", "ROOT", "ccomp", "parataxis") or verb.i < noun.i:
        return None
    return None if any(c.dep_ in SUBJECTS for c in verb.children) else verb


def is_passive(verb: Token) -> bool:
    """True for a passive verb form, also a reduced one: "troops sent to Romania", "were stopped and [searched]"."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "csubjpass", "agent") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "dobj") for c in verb.children):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "amod", "advcl")


@found_once
def negation_of(token: Token) -> Token | None:
    """The word that negates a verb, adjective or noun directly: not, n't, never, no, neither, nor."""
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither", "nor", "hardly", "scarcely", "barely"):
            return child
        if child.dep_ in ("det", "advmod", "preconj") and child.lower_ in ("no", "neither"):
            return child
        if child.dep_ == "aux" and negation_of(child) is not None:
            return negation_of(child)
    return None


def subject_of(verb: Token, *, depth: int = 0) -> Token | None:
    """The grammatical subject, looked for through auxiliaries, coordination, control and relative clauses.

    For a relative clause it is the noun the clause hangs on, where the relative pronoun is the subject or the clause
    is reduced. None where the verb has none.
    """
    if depth:
        return _subject(verb, depth)
    return _subject_at_top(verb)


def _subject(verb: Token, depth: int) -> Token | None:
    stray = stray_subject(verb)
    if stray is not None:
        return stray
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i != verb.i), None)
    if own is not None:
        if own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return verb.head
        return own
    if depth > 6:
        return None
    if verb.dep_ in ("conj", "ROOT", "ccomp"):
        claimed = _noun_before(verb)
        if claimed is not None and claiming_verb(claimed) == verb:
            return claimed
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        return verb.head
    return _shared_subject(verb, depth)


@found_once
def _subject_at_top(verb: Token) -> Token | None:
    return _subject(verb, 0)


def _shared_subject(verb: Token, depth: int) -> Token | None:
    """The subject a verb without one takes from the verb or adjective above it, or that one's object."""
    head, controller = verb.head, None
    if verb.dep_ == "conj":
        main = _behind_aside(verb)
        return subject_of(main or head, depth=depth + 1) if head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        head, controller = head.head, blamed_by(head)
    elif verb.dep_ == "xcomp":
        controller = _object_controller(head, verb)
    elif verb.dep_ not in ("advcl", "acomp"):
        return None
    if controller is not None:
        return controller
    return subject_of(head, depth=depth + 1) if head.pos_ in ("VERB", "AUX", "ADJ") else None


def _behind_aside(verb: Token) -> Token | None:
    """The verb of the main clause, for one that the parser coordinates with an aside that is over.

    "He criticised the treaty - which Chad signed - and reaffirmed his offer": two dashes or commas close the aside.
    """
    aside = verb.head
    if aside.dep_ != "relcl" or aside.left_edge.i == 0 or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    mark, doc = aside.left_edge.nbor(-1).text, verb.doc
    inside = [t.text for t in doc[aside.i + 1 : verb.i]]
    if mark not in (",", "-", "–", "—") or mark not in inside:
        return None
    return next((a for a in aside.head.ancestors if a.pos_ in ("VERB", "AUX") and a.i < aside.left_edge.i), None)


def blamed_by(preposition: Token) -> Token | None:
    """Whose act a gerund behind "of", "for" or "from" is: "accused Chad of shelling", "kept Chad from shelling"."""
    verb = preposition.head
    if preposition.lower_ not in ("of", "for", "from", "against") or verb.pos_ != "VERB":
        return None
    role = "nsubjpass" if is_passive(verb) else "dobj"
    return next((c for c in verb.children if c.dep_ == role and c.i < preposition.i), None)


def _noun_before(verb: Token) -> Token | None:
    """The noun that ends right before the verb and its auxiliaries and adverbs."""
    first = min((c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i),
                key=lambda c: c.i, default=verb)  # fmt: skip
    if first.i == 0:
        return None
    word = first.nbor(-1)
    while word.dep_ != "conj" and word.head.i != word.i and word.head.i < first.i and word.head.right_edge.i < first.i:
        word = word.head
    return word


def _object_controller(head: Token, verb: Token) -> Token | None:
    """Whose act an infinitive is by the governing verb's object: "urged Moscow to", "called on Moscow to"."""
    if head.lemma_.lower() in _SUBJECT_CONTROL:
        return None
    for child in head.children:
        if child.dep_ in ("dobj", "dative") and child.i < verb.i and child.pos_ != "ADP":
            return child
        if child.dep_ in ("prep", "dative") and child.i < verb.i and head.lemma_.lower() in _PREPOSITIONAL_CONTROL:
            noun = next((g for g in child.children if g.dep_ == "pobj"), None)
            if noun is not None:
                return noun
    if is_passive(head):
        return next((c for c in head.children if c.dep_ == "nsubjpass"), None)
    return None


_PREPOSITIONAL_CONTROL = frozenset(
    {"call", "appeal", "plead", "rely", "count", "prevail", "shout", "sign", "wait", "push", "press", "arrange",
     "depend", "look"}
)  # fmt: skip
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "use", "take", "make", "have"})


def objects_of(verb: Token) -> list[Token]:
    """Direct objects and complements of the verb, coordinated ones included, in order."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in ("dobj", "obj", "attr", "oprd"):
            found.extend(coordinated(child))
    return found


def complements_of(verb: Token) -> Iterator[Token]:
    """What a verb calls its object: "called the step [premature] and [reckless]"."""
    for child in verb.children:
        if child.dep_ in ("oprd", "attr", "acomp"):
            yield from coordinated(child)
        elif child.dep_ == "ccomp":  # the parser reads "called the step premature" as a clause
            yield child
            yield from coordinated(child)
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from (c for g in child.children if g.dep_ != "punct" for c in coordinated(g))


def by_agent(verb: Token) -> Token | None:
    """The agent of a passive: the noun behind "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb)):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def prepositional(token: Token, *words: str) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) pairs that hang on a token, coordinated nouns too; all prepositions where none is named."""
    for child in token.children:
        if child.dep_ in ("prep", "dative") and (not words or child.lower_ in words):
            for grand in child.children:
                if grand.dep_ == "pobj":
                    for noun in coordinated(grand):
                        yield child.lower_, noun
                elif grand.dep_ == "prep":
                    yield from ((child.lower_ + " " + p, n) for p, n in prepositional_one(grand))
                elif grand.dep_ == "conj" and grand.pos_ == "ADP":  # "against Chad and against Sudan"
                    yield from prepositional_one(grand)


def prepositional_one(preposition: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) for one preposition."""
    for grand in preposition.children:
        if grand.dep_ == "pobj":
            for noun in coordinated(grand):
                yield preposition.lower_, noun
