"""Readings of verbs: "said that", "plans to", "called him a", "accused him of", "was told by", "is expected to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse.frame import (
    Frame,
    belongs_to_object,
    cue_tokens,
    cue_words,
    is_reported_passive,
    make_frame,
    quoting_verb,
    tells,
)
from dateline.analyse.phrases import phrase_tokens, source_tokens
from dateline.analyse.syntax import by_agent, subject_of
from dateline.analyse.tails import before_cue, tail_behind

if TYPE_CHECKING:
    from spacy.tokens import Token

_RAISING = frozenset({"seem", "appear"})
Content = tuple[str, tuple[int, ...], "tuple[Token, ...]"]


def verb_frames(verb: Token) -> Iterator[Frame]:
    saying = next(
        (g for c in verb.children if c.lower_ == "as" for g in c.children if quoting_verb(g) is not None), None
    )
    if saying is not None:
        yield from _quoting_frames(verb, saying)
        return
    if verb.lemma_.lower() in _RAISING or _impersonal_passive(verb):
        yield from _raised(verb)
        return
    for child in verb.children:
        for pattern, content, links in _verb_contents(verb, child):
            yield _verb_frame(verb, pattern, content, links)
    yield from _misattached(verb)
    yield from _passive_subject(verb)
    yield from _parenthetical(verb)


def _quoting_frames(verb: Token, saying: Token) -> Iterator[Frame]:
    """ "Interfax quoted him as saying that ...": Interfax passes on what he says; the passive has no such outlet."""
    if is_reported_passive(verb) and by_agent(verb) is None:
        return
    for child in saying.children:
        for _, content, _links in _verb_contents(saying, child):
            yield _verb_frame(verb, "quoting", content, ())


def _verb_contents(verb: Token, child: Token) -> Iterator[Content]:
    """(pattern, content, words that belong to the cue) for one dependant of a verb."""
    dep = child.dep_
    if dep == "ccomp":
        if not belongs_to_object(verb, child):
            yield from _clause_contents(verb, child)
    elif dep == "xcomp":
        pattern = "participle" if child.tag_ == "VBG" else "infinitive"
        if child.pos_ in ("VERB", "AUX"):
            yield pattern, phrase_tokens(child), ()
        else:
            yield "small", phrase_tokens(child), ()
    elif dep in ("dobj", "attr") and child.tag_ not in ("WDT", "WP"):
        small = [
            c for c in verb.children if c.dep_ in ("oprd", "xcomp") and c.i > child.i and c.pos_ not in ("VERB", "AUX")
        ]
        more = tuple(i for s in small for i in phrase_tokens(s))
        more += tuple(
            i for c in verb.children if c.dep_ == "ccomp" and belongs_to_object(verb, c) for i in phrase_tokens(c)
        )
        yield ("small" if small else _object_pattern(child)), phrase_tokens(child) + more, ()
    elif dep in ("prep", "prt", "agent", "dative") and child.lower_ in cue_words("prepositions") and dep != "agent":
        yield from _prepositional_contents(child)
    elif dep == "advcl" and any(c.lower_ == "as" for c in child.children):
        yield "as", phrase_tokens(child), ()


def _passive_subject(verb: Token) -> Iterator[Frame]:
    """ "the plan was rejected by Kyiv", "the price was not disclosed", "a plan proposed by Kyiv"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    agent = by_agent(verb)
    if subject is not None and subject.lower_ not in ("it", "there"):
        words = (agent.head.i,) if agent is not None else ()
        yield make_frame(verb, "verb", "passive", (*cue_tokens(verb), *words), agent, phrase_tokens(subject))
    elif verb.dep_ == "acl" and verb.tag_ == "VBN" and agent is not None:
        own = {t.i for t in verb.subtree}
        content = tuple(i for i in phrase_tokens(verb.head) if i not in own)
        yield make_frame(verb, "verb", "reduced", (*cue_tokens(verb), agent.head.i), agent, content)


def _misattached(verb: Token) -> Iterator[Frame]:
    """ "told reporters that ...", "was told by aides that ...", where the parser hung the clause on the hearer."""
    if verb.lemma_.lower() not in cue_words("tells_whom"):
        return
    near = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    near += [g for c in verb.children if c.dep_ in ("agent", "prep") for g in c.children if g.dep_ == "pobj"]
    for noun in near:
        for clause in noun.children:
            that = clause.left_edge
            if clause.dep_ in ("relcl", "acl") and that.lower_ == "that" and that.tag_ == "IN":
                yield _verb_frame(verb, "clause", phrase_tokens(clause), ())


def _object_pattern(noun: Token) -> str:
    """ "report" for an object that itself tells something ("denied the claim"), else "object"."""
    return "report" if tells(noun) else "object"


def _clause_contents(verb: Token, child: Token) -> Iterator[Content]:
    if child.i > verb.i:
        small = _is_small(child)
        yield ("small" if small else "clause"), phrase_tokens(child) + (() if small else tail_behind(verb, child)), ()
        return
    yield "inverted", before_cue(verb, child), ()


def _is_small(clause: Token) -> bool:
    """ "called him a liar" comes out of the parser as a clause without a verb."""
    return clause.pos_ not in ("VERB", "AUX") and not any(c.dep_ in ("cop", "aux", "mark") for c in clause.children)


def _prepositional_contents(child: Token) -> Iterator[Content]:
    for grand in child.children:
        if grand.dep_ in ("pobj", "pcomp") and grand.tag_ not in ("WDT", "WP"):
            yield child.lower_, phrase_tokens(grand), (child,)


def _verb_frame(verb: Token, pattern: str, content: tuple[int, ...], links: tuple[Token, ...]) -> Frame:
    agent = by_agent(verb) if is_reported_passive(verb) else None
    subject = agent or _quoted_speaker(verb) or (None if is_reported_passive(verb) else subject_of(verb))
    if subject is not None and subject.lower_ in ("it", "there") and _expletive(verb):
        subject = None
    cue = cue_tokens(verb, *links)
    if agent is not None:
        cue += (agent.head.i,)
    return make_frame(verb, "verb", pattern, cue, subject, content)


def _quoted_speaker(verb: Token) -> Token | None:
    quoting = quoting_verb(verb)
    if quoting is None:
        return None
    if is_reported_passive(quoting):
        return next((c for c in quoting.children if c.dep_ == "nsubjpass"), None)
    return next((c for c in quoting.children if c.dep_ == "dobj"), None)


def _expletive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "expl") and c.lower_ == "it" for c in verb.children)


def _impersonal_passive(verb: Token) -> bool:
    """ "is expected to", "was believed to", without an agent."""
    if not is_reported_passive(verb) or by_agent(verb) is not None or verb.tag_ != "VBN":
        return False
    return any(c.dep_ in ("xcomp", "oprd") or (c.dep_ in ("prep", "advcl") and c.lower_ == "as") for c in verb.children)


def _raised(verb: Token) -> Iterator[Frame]:
    """ "NATO is expected to agree", "he seems tired": the content is the subject with what is said of it."""
    subject = subject_of(verb)
    rest = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and c.i > verb.i]
    rest += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "like")]
    if not rest:
        return
    content = tuple(i for c in rest for i in phrase_tokens(c))
    if subject is not None and subject.lower_ not in ("it", "there"):
        content += source_tokens(subject)
    yield make_frame(verb, "verb", "raised", cue_tokens(verb), None, content)
    if subject is not None and is_reported_passive(verb) and rest[0].dep_ == "xcomp":
        lower = tuple(i for c in rest for i in phrase_tokens(c))
        yield make_frame(verb, "verb", "told", cue_tokens(verb), None, lower)


def _parenthetical(verb: Token) -> Iterator[Frame]:
    """ "The road, he said, was closed": the cue hangs on its own content."""
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
