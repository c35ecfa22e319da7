"""Parties of an event that the words around its noun give: "faces sanctions", "claimed responsibility for the attack".

Each function gives tokens; whom they stand for is for the caller. What they give is implied by grammar, not said of
the event itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.agents import noun_agents
from dateline.codebook import triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs whose subject undergoes what their object names.
_UNDERGO = frozenset(
    {"face", "suffer", "endure", "sustain", "undergo", "experience", "confront", "withstand", "incur", "receive",
     "risk", "repel", "resist", "survive", "escape", "evade", "dodge", "fear", "weather", "draw", "attract", "provoke"}
)  # fmt: skip
# Verbs and adjectives whose subject undergoes what stands behind their preposition.
_EXPOSED = frozenset(
    {"vulnerable", "exposed", "subject", "subjected", "susceptible", "expose", "brace", "prepare",
     "suffer", "reel", "recover", "defend", "protect"}
)  # fmt: skip
_EXPOSED_BEHIND = frozenset({"to", "for", "from", "against"})
_WITNESS = frozenset({"see", "witness", "watch", "observe", "hear", "notice", "remember", "recall", "expect", "await",
                      "foresee", "anticipate", "monitor", "document", "report", "record"})  # fmt: skip
_DYING = frozenset({"die", "perish"})
_DYING_IN = frozenset({"in", "from", "during", "of"})
# Nouns between an event and the verb: "the threat of aggression", "a wave of strikes", "calls for sanctions".
_PROSPECTS = frozenset(
    {"threat", "risk", "danger", "prospect", "possibility", "wave", "series", "round", "barrage", "act", "campaign",
     "kind", "type", "form", "set", "package", "spate", "string", "number", "consequence", "result", "brunt"}
)  # fmt: skip
# Verbs that do what their object names.
_DO = frozenset(
    {"carry", "conduct", "coordinate", "continue", "pursue", "intensify", "expand", "resume", "halt", "suspend",
     "stage",
     "mount", "wage", "undertake", "present", "issue", "deliver", "offer", "propose", "host", "hold", "impose",
     "announce", "commit", "perpetrate", "launch", "order", "make", "give", "provide", "increase", "reduce", "cut",
     "strengthen", "boost", "maintain", "step", "lift", "ease", "extend", "renew", "promise", "pledge", "send",
     "start", "begin", "end", "stop", "pose", "tighten", "approve", "adopt", "express", "voice", "convey", "exert",
     "apply", "use", "plan", "prepare", "sign", "reach", "conclude", "negotiate", "withdraw", "reject", "reiterate",
     "reaffirm", "affirm", "repeat", "seek", "enter", "join", "have"}
)  # fmt: skip
_RESPONSIBLE = frozenset({"responsibility", "responsible", "blame", "guilt", "guilty", "culpable", "accountable",
                          "credit", "behind"})  # fmt: skip
_ANSWERS = frozenset(
    {"reject", "refuse", "accept", "dismiss", "rebuff", "ignore", "decline", "fulfil", "fulfill", "spurn",
     "heed", "defy", "answer", "resist", "rebut", "turn", "bow", "yield", "respond", "submit"}
)  # fmt: skip
_OFFERED = frozenset({"plan", "compromise", "roadmap", "deal"})  # what is on offer as often as agreed
_ASKING = frozenset({"REQUEST", "AGREE", "THREATEN"})
_AGENTIVE = frozenset({"provider", "supplier", "author", "architect", "initiator", "sponsor", "perpetrator",
     "organiser",
                       "organizer", "instigator", "donor", "source", "leader"})  # fmt: skip
_VICTIMS = frozenset({"victim", "target", "object", "recipient", "beneficiary", "subject"})
_LINKS = frozenset({"including", "like", "such as", "as", "such"})
_LOOKED_THROUGH = 4


def doers(noun: Token) -> Iterator[Token]:
    """Who does what a noun names, by the words around it."""
    top = _above_links(noun)
    if top.i != noun.i:
        yield from noun_agents(top)
    yield from _responsible(noun)
    yield from _described_as(noun, _AGENTIVE)
    if noun.dep_ == "appos" and noun.head.pos_ == "NOUN":  # "its carnage in Chad, the invasion of the north"
        yield from noun_agents(noun.head)
    verb = _verb_of_object(top)
    if verb is not None and verb.lemma_.lower() in _DO:
        yield from _acting(verb)
    setting = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "as" else None
    if setting is not None and setting.pos_ == "VERB":  # "presented measures as part of an offer"
        yield from _acting(setting)


def undergoers(noun: Token) -> Iterator[Token]:
    """Whom what a noun names befalls, by the words around it."""
    top = _above_links(noun)
    verb = _verb_of_object(top)
    if verb is not None:
        if verb.lemma_.lower() in _UNDERGO and not syntax.is_passive(verb):
            yield from _acting(verb)
        yield from (t for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in syntax.coordinated(c))
    if top.dep_ == "pobj":
        yield from _exposed(top)
    yield from _described_as(noun, _VICTIMS)
    if top.i != noun.i:
        yield from (n for p, n in syntax.prepositional(top, "to", "on", "against"))
    for clause in noun.children:
        if clause.dep_ == "relcl" or (clause.dep_ == "acl" and clause.tag_ == "VBN"):
            yield from (n for _, n in syntax.prepositional(clause, "to", "on", "against"))


def witnesses(noun: Token) -> Iterator[Token]:
    """Who only sees, hears of or awaits what a noun names: "we saw a violation of the truce"."""
    verb = _verb_of_object(_above_links(noun))
    if verb is not None and verb.lemma_.lower() in _WITNESS:
        yield from _acting(verb)


def _described_as(noun: Token, roles: frozenset[str]) -> Iterator[Token]:
    """Who is called the provider, or the victim, of what the noun names: "Chad, also a victim of the attacks"."""
    role = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if role.lemma_.lower() not in roles:
        return
    if role.dep_ == "attr":
        yield from _acting(role.head)
    elif role.dep_ == "appos":
        yield role.head


def is_undergone(noun: Token) -> bool:
    """True where the subject of a noun's verb undergoes it: "faces a war" is not a war of its own."""
    verb = _verb_of_object(_above_links(noun))
    return verb is not None and verb.lemma_.lower() in _UNDERGO


def answerers(token: Token, event_type: str) -> Iterator[Token]:
    """Of whom a thing was asked, or to whom it was offered: who answers it ("Chad rejected Sudan's demands")."""
    if event_type not in _ASKING:
        return
    noun = token.head if token.pos_ == "VERB" and token.dep_ in ("acl", "relcl") else token
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in triggers().classes["agreement"] - _OFFERED:
        return
    top = _above_links(noun)
    verb = top.head if top.dep_ in ("dobj", "nsubjpass") else None
    if top.dep_ == "pobj" and top.head.lower_ in ("to", "down", "with"):
        verb = top.head.head
    if verb is not None and verb.lemma_.lower() in _ANSWERS:
        yield from _acting(verb)


def conditioned(token: Token) -> Iterator[Token]:
    """On whom something is made to hang: "sanctions if Chad refuses", "will strike unless Chad withdraws"."""
    above = token
    for _ in range(_LOOKED_THROUGH):
        for clause in above.children:
            marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
            if clause.dep_ == "advcl" and marks & {"if", "unless"}:
                subject = syntax.subject_of(clause)
                yield from syntax.coordinated(subject) if subject is not None else ()
                return
        if above.dep_ in ("ROOT", "ccomp", "relcl") or above.head.i == above.i:
            return
        above = above.head


def partners(noun: Token) -> Iterator[Token]:
    """With whom, said inside another phrase: "continue talks in good faith with Chad"."""
    for preposition in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("in", "on", "at", "about")):
        for inner in (c for c in preposition.children if c.dep_ == "pobj"):
            yield from (n for _, n in syntax.prepositional(inner, "with"))


def opponents(verb: Token) -> tuple[tuple[Token, ...], Token | None]:
    """Who fought those a verb says were hurt, and the noun that says so: "killed in clashes with rebels"."""
    for _, noun in syntax.prepositional(verb, "in", "during"):
        found = noun_agents(noun) or tuple(n for _, n in syntax.prepositional(noun, "with"))
        if found:
            return found, noun
    return (), None


def _above_links(noun: Token) -> Token:
    """The noun that an example, a kind or a prospect belongs to: "a package, including guarantees", "threat of war"."""
    for _ in range(_LOOKED_THROUGH):
        while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            noun = noun.head
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.dep_ != "prep" or preposition.head.pos_ != "NOUN":
            break
        above = preposition.head
        portion = preposition.lower_ == "of" and above.lemma_.lower() in {*_PROSPECTS, "part"}
        if preposition.lower_ not in _LINKS and not portion:
            break
        noun = above
    return noun


def _verb_of_object(noun: Token) -> Token | None:
    """The verb the noun is object of; for a passive its subject."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return noun.head
    return noun.head if noun.dep_ == "nsubjpass" and noun.head.pos_ == "VERB" else None


def _acting(verb: Token) -> Iterator[Token]:
    subject = syntax.by_agent(verb) if syntax.is_passive(verb) else syntax.subject_of(verb)
    if subject is not None and subject.lower_ not in ("it", "there", "this", "that", "which"):
        yield from (t for t in syntax.coordinated(subject) if t.i < verb.i or subject.i > verb.i)


def _subject_above(word: Token) -> Iterator[Token]:
    """The subject of what a noun or adjective is said in: "was responsible", "claimed responsibility"."""
    verb = word.head
    if word.dep_ in ("acomp", "attr", "dobj", "oprd") and verb.pos_ in ("VERB", "AUX"):
        yield from _acting(verb)
    elif word.dep_ == "amod" and verb.pos_ in ("NOUN", "PROPN"):
        yield verb


def _responsible(noun: Token) -> Iterator[Token]:
    if noun.dep_ != "pobj":
        return
    preposition = noun.head
    if preposition.lower_ == "behind" and preposition.head.lemma_ == "be":
        yield from _acting(preposition.head)
    elif preposition.lower_ in ("for", "of") and preposition.head.lemma_.lower() in _RESPONSIBLE:
        yield from _subject_above(preposition.head)


def _exposed(noun: Token) -> Iterator[Token]:
    """Who is "vulnerable to", "under", "hit by", "died in" or "suffering from" what the noun names."""
    preposition = noun.head
    word = preposition.head
    if preposition.lower_ == "under" and word.pos_ in ("VERB", "AUX") and word.lemma_.lower() in ("be", "come"):
        yield from _acting(word)
    elif preposition.lower_ in _DYING_IN and word.lemma_.lower() in _DYING and word.pos_ == "VERB":
        subject = syntax.subject_of(word)
        yield from syntax.coordinated(subject) if subject is not None else ()
    elif preposition.lower_ == "by" and word.pos_ == "VERB":
        yield from (t for c in word.children if c.dep_ == "nsubjpass" for t in syntax.coordinated(c))
    elif preposition.lower_ in _EXPOSED_BEHIND and word.lemma_.lower() in _EXPOSED:
        if word.pos_ == "VERB":
            role = "nsubjpass" if syntax.is_passive(word) else "dobj"
            yield from (t for c in word.children if c.dep_ == role for t in syntax.coordinated(c))
        else:
            yield from _subject_above(word)
