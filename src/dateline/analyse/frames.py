"""A cue with the grammar around it: who stands as its source, what as its content.

Every predicate gives readings (`Frame`), one a pattern; which of them are attributions is for the codebook of cues to
say. Patterns name the shape of the content: clause, infinitive, participle, object, small (object and complement),
a preposition ("of", "for"), raised ("is expected to"), as, according, adverb, label, quote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.phrases import content_spans, phrase_tokens, source_tokens
from dateline.analyse.syntax import SUBJECTS, by_agent, negation_of, subject_of
from dateline.codebook.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.model import Span

Known = Callable[[str, str], bool]
PREPOSITIONS = frozenset(
    "of for about on with against to as in into over from at by that upon regarding behind concerning".split()
)
CITING = frozenset({"cite", "quote"})
_RAISING = frozenset({"seem", "appear"})
_SUPPORT = frozenset(
    """make give express issue voice have deliver offer raise release publish send receive hear get
    repeat reiterate cast declare state share hold take level air reach file sign write see find""".split()
)
_FROM_SOURCE = ("from", "by", "in")
_NAMED = frozenset({"NORP", "ORG", "PERSON", "GPE"})
_TELLS_WHOM = frozenset(
    """tell inform remind assure reassure convince persuade warn notify advise show teach promise brief alert ask
    bet guarantee""".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a cue. All numbers are token indices of the parse; `content` and `source` may be broken up.

    `pos` is verb, noun, adj, prep, adv or mark. `source` is empty where nobody is named. `anchor` is the head word of
    the source. `relative` is the pronoun ("who") where the source was reached through one.
    """

    head: int
    lemma: str
    pos: str
    pattern: str
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    anchor: int | None = None
    relative: int | None = None
    negated: bool = False


def find_frames(doc: Doc, known: Known) -> list[Frame]:
    """Every reading of every word that `known(lemma, pos)` lets through, in reading order."""
    frames: list[Frame] = []
    for token in doc:
        for read, pos in _readers(token):
            if known(cue_lemma(token), pos):
                frames.extend(f for f in read(token) if f.content)
    return frames


def cue_lemma(token: Token) -> str:
    """The lemma in lower case; "according" keeps its form."""
    return "according" if token.lower_ == "according" else str(token.lemma_).lower()


def _readers(token: Token) -> list[tuple[Callable[[Token], Iterator[Frame]], str]]:
    if token.lower_ == "according":
        return [(_according, "prep")]
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
        return [(_verb_frames, "verb")]
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
        return [(_noun_frames, "noun")]
    if token.pos_ == "ADJ":
        return [(_adjective_frames, "adj")]
    if token.pos_ == "ADV":
        return [(_adverb_frames, "adv")]
    return []


# --- verbs ------------------------------------------------------------------------------------------------------


def _verb_frames(verb: Token) -> Iterator[Frame]:
    if verb.lemma_.lower() in _RAISING or _impersonal_passive(verb):
        yield from _raised(verb)
        return
    saying = next((g for c in verb.children if c.lower_ == "as" for g in c.children if quoting_verb(g) is not None), None)
    if saying is not None:
        yield from _quoting_frames(verb, saying)
        return
    for child in verb.children:
        for pattern, content, links in _verb_contents(verb, child):
            yield _verb_frame(verb, pattern, content, links)
    yield from _parenthetical(verb)


def _quoting_frames(verb: Token, saying: Token) -> Iterator[Frame]:
    """"Interfax quoted him as saying that ...": Interfax passes on what he says; the passive has no such outlet."""
    if _passive(verb) and by_agent(verb) is None:
        return
    for child in saying.children:
        for _, content, _links in _verb_contents(saying, child):
            yield _verb_frame(verb, "quoting", content, ())


def _verb_contents(verb: Token, child: Token) -> Iterator[tuple[str, tuple[int, ...], tuple[Token, ...]]]:
    """(pattern, content, words that belong to the cue) for one dependant of a verb."""
    dep = child.dep_
    if dep == "ccomp":
        if not _of_object(verb, child):
            yield from _clause_contents(verb, child)
    elif dep == "xcomp":
        pattern = "participle" if child.tag_ == "VBG" else "infinitive"
        if child.pos_ in ("VERB", "AUX"):
            yield pattern, phrase_tokens(child), ()
        else:
            yield "small", phrase_tokens(child), ()
    elif dep in ("dobj", "attr") and child.tag_ not in ("WDT", "WP"):
        small = [c for c in verb.children if c.dep_ in ("oprd", "xcomp") and c.i > child.i and c.pos_ not in ("VERB", "AUX")]
        more = tuple(i for s in small for i in phrase_tokens(s))
        more += tuple(i for c in verb.children if c.dep_ == "ccomp" and _of_object(verb, c) for i in phrase_tokens(c))
        yield ("small" if small else _object_pattern(child)), phrase_tokens(child) + more, ()
    elif dep in ("prep", "prt", "agent", "dative") and child.lower_ in PREPOSITIONS and dep != "agent":
        yield from _prepositional_contents(verb, child)
    elif dep == "advcl" and any(c.lower_ == "as" for c in child.children):
        yield "as", phrase_tokens(child), ()


def _object_pattern(noun: Token) -> str:
    """"report" for an object that itself tells something ("denied the claim"), else "object"."""
    return "report" if _tells(noun) else "object"


def _tells(noun: Token) -> bool:
    cue = load_cues().get(cue_lemma(noun), "noun")
    return cue is not None and noun.pos_ == "NOUN" and cue.family in ("speech", "evidence", "thought")


def _of_object(verb: Token, clause: Token) -> bool:
    """True where a that-clause belongs to the verb's object: "confirmed a report that", not "told reporters that"."""
    if verb.lemma_.lower() in _TELLS_WHOM or not _is_that(clause):
        return False
    return any(c.dep_ == "dobj" and c.i < clause.i and _tells(c) for c in verb.children)


def _is_that(clause: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def _clause_contents(verb: Token, child: Token) -> Iterator[tuple[str, tuple[int, ...], tuple[Token, ...]]]:
    if child.i > verb.i:
        yield ("small" if _is_small(child) else "clause"), phrase_tokens(child), ()
        return
    yield "inverted", before_cue(verb, child), ()


def _is_small(clause: Token) -> bool:
    """"called him a liar" comes out of the parser as a clause without a verb."""
    return clause.pos_ not in ("VERB", "AUX") and not any(c.dep_ in ("cop", "aux", "mark") for c in clause.children)


def before_cue(verb: Token, clause: Token) -> tuple[int, ...]:
    """A clause in front of its cue, without the cue's own subject."""
    own = {t.i for c in verb.children if c.dep_ in SUBJECTS for t in c.subtree}
    return tuple(i for i in phrase_tokens(clause) if i not in own and i < verb.i)


def _prepositional_contents(verb: Token, child: Token) -> Iterator[tuple[str, tuple[int, ...], tuple[Token, ...]]]:
    for grand in child.children:
        if grand.dep_ in ("pobj", "pcomp") and grand.tag_ not in ("WDT", "WP"):
            yield child.lower_, phrase_tokens(grand), (child,)


def _verb_frame(verb: Token, pattern: str, content: tuple[int, ...], links: tuple[Token, ...]) -> Frame:
    agent = by_agent(verb) if _passive(verb) else None
    subject = agent or _quoted_speaker(verb) or (None if _passive(verb) else subject_of(verb))
    if subject is not None and subject.lower_ in ("it", "there") and _expletive(verb):
        subject = None
    cue = cue_tokens(verb, *links)
    if agent is not None:
        cue += (agent.head.i,)
    return make_frame(verb, "verb", pattern, cue, subject, content)


def quoting_verb(verb: Token) -> Token | None:
    """The verb of "quoted him as saying", for "saying"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_.lower() in CITING:
        quoting: Token = verb.head.head
        return quoting
    return None


def _quoted_speaker(verb: Token) -> Token | None:
    quoting = quoting_verb(verb)
    if quoting is None:
        return None
    if _passive(quoting):
        return next((c for c in quoting.children if c.dep_ == "nsubjpass"), None)
    return next((c for c in quoting.children if c.dep_ == "dobj"), None)


def make_frame(
    head: Token, pos: str, pattern: str, cue: tuple[int, ...], subject: Token | None, content: tuple[int, ...]
) -> Frame:
    """A frame whose source is the phrase of `subject` and whose parts do not overlap."""
    relative = _relative_pronoun(head, subject)
    source = source_tokens(subject) if subject is not None else ()
    source = tuple(i for i in source if i not in content and i != head.i)
    taken = {*cue, *source}
    return Frame(
        head.i, cue_lemma(head), pos, pattern, tuple(sorted(set(cue))), source,
        tuple(sorted(i for i in set(content) if i not in taken)),
        subject.i if subject is not None else None, relative, negation_of(head) is not None,
    )  # fmt: skip


def _relative_pronoun(head: Token, subject: Token | None) -> int | None:
    if subject is None:
        return None
    verb = head
    for _ in range(4):
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            return own.i if own.tag_ in ("WDT", "WP") else None
        if verb.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        verb = verb.head
    return None


def cue_tokens(verb: Token, *links: Token) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation, particles, and a verb that governs it ("declined to say")."""
    words = [verb.i, *(t.i for t in links)]
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") and abs(child.i - verb.i) <= 5:
            words.append(child.i)
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX", "ADJ") and verb.tag_ in ("VB", "VBG"):
        if verb.i - verb.head.i <= 4:
            words.extend(cue_tokens(verb.head))
    quoting = quoting_verb(verb)
    if quoting is not None:
        words.extend((verb.head.i, *(cue_tokens(quoting) if _passive(quoting) else ())))
    return tuple(sorted(set(words)))


def _passive(verb: Token) -> bool:
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    bare = not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    return bool(verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and bare)


def _expletive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "expl") and c.lower_ == "it" for c in verb.children)


def _impersonal_passive(verb: Token) -> bool:
    """"is expected to", "was believed to", without an agent."""
    if not _passive(verb) or by_agent(verb) is not None or verb.tag_ != "VBN":
        return False
    return any(c.dep_ == "xcomp" or (c.dep_ in ("prep", "advcl") and c.lower_ == "as") for c in verb.children)


def _raised(verb: Token) -> Iterator[Frame]:
    """"NATO is expected to agree", "he seems tired": the content is the subject with what is said of it."""
    subject = subject_of(verb)
    rest = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and c.i > verb.i]
    rest += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "like")]
    if not rest:
        return
    content = tuple(i for c in rest for i in phrase_tokens(c))
    if subject is not None and subject.lower_ not in ("it", "there"):
        content += source_tokens(subject)
    yield make_frame(verb, "verb", "raised", cue_tokens(verb), None, content)
    if subject is not None and _passive(verb) and rest[0].dep_ == "xcomp":
        lower = tuple(i for c in rest for i in phrase_tokens(c))
        yield make_frame(verb, "verb", "told", cue_tokens(verb), None, lower)


def _parenthetical(verb: Token) -> Iterator[Frame]:
    """"The road, he said, was closed": the cue hangs on its own content."""
    if verb.dep_ not in ("parataxis", "ccomp", "advcl") or verb.head.pos_ not in ("VERB", "AUX", "NOUN"):
        return
    subject = next((c for c in verb.children if c.dep_ in ("nsubj",)), None)
    if subject is None or verb.doc[subject.left_edge.i - 1].text not in (",", "—", "–", "”", '"', "as", "("):
        return
    own = {t.i for t in verb.subtree}
    if len(own) > 8 and verb.dep_ != "advcl":
        return
    content = tuple(i for i in phrase_tokens(verb.head) if i not in own)
    marked = any(c.lower_ == "as" for c in verb.children)
    if verb.dep_ == "advcl" and not marked:
        return
    yield make_frame(verb, "verb", "as-clause" if marked else "parenthetical", cue_tokens(verb), subject, content)


# --- nouns, adjectives, adverbs, according to ---------------------------------------------------------------------


def _noun_frames(noun: Token) -> Iterator[Frame]:
    for pattern, content, links in _noun_contents(noun):
        subject, words = noun_source(noun)
        pattern = pattern if subject is not None else f"{pattern}-unsourced"
        cue = (*_noun_cue(noun), *links, *words)
        yield make_frame(noun, "noun", pattern, cue, subject, content)


def _noun_contents(noun: Token) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and _is_that(child):
            yield "clause", phrase_tokens(child), ()
        elif child.dep_ == "acl" and child.tag_ == "VB":
            yield "infinitive", phrase_tokens(child), ()
        elif child.dep_ == "prep" and child.lower_ in PREPOSITIONS:
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    yield child.lower_, phrase_tokens(grand), (child.i,)
    if noun.dep_ == "dobj":
        for clause in noun.head.children:
            if clause.dep_ == "ccomp" and clause.i > noun.i and _of_object(noun.head, clause):
                yield "clause", phrase_tokens(clause), ()
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clause = next((c for c in noun.head.children if c.dep_ in ("ccomp", "xcomp") and c.i > noun.head.i), None)
        if clause is not None:
            yield "copula", phrase_tokens(clause), (noun.head.i,)


def noun_source(noun: Token) -> tuple[Token | None, tuple[int, ...]]:
    """Whose noun it is, and the words that link the two: "Kyiv's claim", "a report from X", "X made a promise"."""
    possessor = next((c for c in noun.children if c.dep_ == "poss"), None)
    if possessor is not None:
        return possessor, ()
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _FROM_SOURCE and child.i - noun.i <= 2:
            inner = next((g for g in child.children if g.dep_ == "pobj"), None)
            if inner is not None and inner.ent_type_ not in ("DATE", "TIME", "GPE", "LOC"):
                return inner, (child.i,)
    name = next((c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in _NAMED), None)
    if name is not None:
        return name, ()
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.lemma_.lower() in _SUPPORT and not _passive(verb):
        return subject_of(verb), cue_tokens(verb)
    return None, ()


def _noun_cue(noun: Token) -> tuple[int, ...]:
    return tuple(t.i for t in noun.children if t.dep_ in ("neg",)) + (noun.i,)


def _adjective_frames(adjective: Token) -> Iterator[Frame]:
    verb = adjective.head if adjective.dep_ in ("acomp", "oprd", "xcomp", "conj") else None
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in ("it", "there", "this", "that"):
        subject = None
    cue = (adjective.i, *cue_tokens(verb))
    for child in [*adjective.children, *(c for c in verb.children if c.i > adjective.i)]:
        if child.dep_ in ("ccomp", "xcomp") and child.i > adjective.i:
            pattern = "clause" if child.dep_ == "ccomp" else "infinitive"
            yield make_frame(adjective, "adj", pattern, cue, subject, phrase_tokens(child))
        elif child.dep_ == "prep" and child.head.i == adjective.i and child.lower_ in PREPOSITIONS:
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    yield make_frame(adjective, "adj", child.lower_, (*cue, child.i), subject, phrase_tokens(grand))


def _adverb_frames(adverb: Token) -> Iterator[Frame]:
    head = adverb.head
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    content = tuple(i for i in phrase_tokens(head) if i != adverb.i)
    yield make_frame(adverb, "adv", "adverb", (adverb.i,), None, content)


def _according(token: Token) -> Iterator[Frame]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next((g for g in to.children if g.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return
    own = {t.i for t in token.subtree}
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.dep_ != "ROOT":
        head = head.head
    content = tuple(i for i in phrase_tokens(head) if i not in own)
    yield make_frame(token, "prep", "according", (token.i, to.i), source, content)


def frame_spans(frame: Frame, doc: Doc, text: str) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Source, cue and content of a frame as spans of the report's text."""
    return (
        content_spans(frame.source, doc, text),
        content_spans(frame.cue, doc, text),
        content_spans(frame.content, doc, text),
    )
