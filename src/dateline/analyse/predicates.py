"""Who does what to whom, undone from passives, control, nouns, light verbs, coordination and ellipsis.

A predicate is a verb, a noun that names a happening, or a participle, with the words that fill its parts. Verbs follow
the parse (`syntax.subject_of` undoes control, coordination and relative clauses); for nouns the parts are taken from
possessors ("Russia's deployment"), relational adjectives ("a Russian invasion"), prepositions ("of", "by", "against",
"between") and from the light verb the noun hangs on ("Moscow launched an attack").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.agents import agents_by_way_of, attending_agents, misplaced_makers, noun_agents, undergoing_owner
from dateline.analyse.draft import Draft
from dateline.analyse.exchanges import exchange_agents
from dateline.codebook import Triggers, operators, triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

TARGET_PREPOSITIONS = frozenset({"on", "against", "to", "with", "at", "upon", "toward", "towards", "for", "over"})
_PRO_VERBS = frozenset({"do", "follow"})
_ANSWERS = frozenset(
    {"reject", "refuse", "accept", "dismiss", "rebuff", "meet", "ignore", "decline", "fulfil", "fulfill", "consider"}
)


_FAR = 24  # tokens between a verb and an infinitive that belongs to a noun between them
_DECIDING = frozenset(
    {"decision", "plan", "pledge", "promise", "intention", "intent", "vow", "commitment", "proposal", "readiness",
     "willingness", "refusal", "agreement", "right", "threat"}
)  # fmt: skip
_JUDGING = frozenset(
    {"welcome", "appreciate", "praise", "hail", "applaud", "support", "back", "endorse", "criticise", "criticize",
     "condemn", "denounce", "deplore", "regret", "reject", "oppose", "note", "discuss", "slam", "protest", "fear",
     "recognise", "recognize", "understand", "question", "respect", "challenge", "block", "resist", "dismiss"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Predicate:
    """One verb or happening-noun and what fills its parts; every member is a token of the draft's parse.

    `keys` are its forms in the vocabulary with the tokens of each, longest first ("call on", "call"). `agents` act,
    `patients` are acted on, `obliques` are (preposition, noun). `support` is the light verb a noun hangs on.
    `antecedent` is the verb an ellipsis stands for ("might do so").
    """

    token: Token
    keys: tuple[tuple[str, tuple[Token, ...]], ...]
    agents: tuple[Token, ...] = ()
    patients: tuple[Token, ...] = ()
    datives: tuple[Token, ...] = ()
    obliques: tuple[tuple[str, Token], ...] = ()
    passive: bool = False
    support: Token | None = None
    antecedent: Token | None = None

    @property
    def is_verb(self) -> bool:
        """True for verbs and participles, False for nouns."""
        return self.token.pos_ in ("VERB", "AUX")


Predicates = Mapping[int, Predicate]


class PredicatesLayer:
    """Fills `predicates`: those of the trigger vocabulary (dateline's own unless it is given), by token index."""

    name = "predicates"
    requires = ("sentences",)
    assigns = ("predicates",)

    def __init__(self, vocabulary: Triggers | None = None) -> None:
        self._vocabulary = vocabulary or triggers()
        self._first_words = frozenset(key.split(" ")[0] for key in self._vocabulary.verbs)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its predicates."""
        vocabulary = self._vocabulary
        found: dict[int, Predicate] = {}
        for token in draft.doc:
            if token.pos_ in ("VERB", "AUX") or (token.tag_ in ("VBN", "VBG", "VBD") and token.pos_ == "ADJ"):
                predicate = read_verb(token, vocabulary.verbs) if self._may_be_known(token) else None
            elif token.pos_ in ("NOUN", "PROPN") and lemma_of(token) in vocabulary.nouns:
                predicate = read_noun(token)
            elif token.pos_ == "ADJ" and lemma_of(token) in vocabulary.adjectives:
                predicate = read_adjective(token)
            else:
                continue
            if predicate is not None:
                found[token.i] = predicate
        return replace(draft, predicates=found)

    def _may_be_known(self, verb: Token) -> bool:
        """False where no known form begins with the verb, nor may it stand for one ("do so")."""
        return lemma_of(verb).split(" ")[0] in self._first_words or verb.lemma_.lower() in _PRO_VERBS


def lemma_of(token: Token) -> str:
    """The lemma in lower case; hyphenated prefixes are kept ("de-escalate")."""
    lemma: str = token.lemma_.lower()
    if token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("de", "re", "pre", "counter", "co"):
        return f"{token.nbor(-2).lower_}-{lemma}"
    return lemma


def read_verb(token: Token, known: Mapping[str, object]) -> Predicate | None:
    """The predicate of a verb whose lemma, alone or with its particle or preposition, is known; else None."""
    antecedent = ellipsis_of(token)
    keys = _verb_keys(antecedent or token, known)
    if not keys:
        return None
    if antecedent is not None:
        words = (token, token.nbor(1))
        keys = tuple((key, words) for key, _ in keys)
    passive = syntax.is_passive(token)
    return Predicate(
        token,
        keys,
        agents=_verb_agents(token, passive),
        patients=_verb_patients(antecedent or token, passive),
        datives=tuple(
            t for c in token.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in syntax.coordinated(c)
        ),
        obliques=tuple(syntax.prepositional(token)),
        passive=passive,
        antecedent=antecedent,
    )


def _verb_keys(token: Token, known: Mapping[str, object]) -> tuple[tuple[str, tuple[Token, ...]], ...]:
    """The known forms of the verb, longest first: with particle and preposition, with either, with its noun, alone."""
    lemma = lemma_of(token)
    right = [c for c in token.children if c.i > token.i]
    particles = [c for c in right if c.dep_ == "prt" or (c.dep_ == "advmod" and c.i == token.i + 1)]
    prepositions = [c for c in right if c.dep_ in ("prep", "dative", "agent") and c.pos_ in ("ADP", "SCONJ", "PART")]
    nouns = [c for c in right if c.dep_ == "dobj"]
    tries: list[tuple[str, tuple[Token, ...]]] = [
        (f"{lemma} {a.lower_} {b.lower_}", (token, a, b)) for a in particles for b in prepositions
    ]
    tries += [(f"{lemma} {w.lower_}", (token, w)) for w in (*particles, *prepositions) if w.i - token.i <= 6]
    tries += [(f"{lemma} {n.lemma_.lower()}", (token, n)) for n in nouns]
    tries += [(f"{lemma} {p.lower_} {n.lemma_.lower()}", (token,)) for p in prepositions for n in p.children]
    tries.append((lemma, (token,)))
    return tuple((key, words) for key, words in tries if key in known)


def _verb_agents(token: Token, passive: bool) -> tuple[Token, ...]:
    if passive:
        agent = syntax.by_agent(token) or _causer(token)
        return tuple(syntax.coordinated(agent)) if agent is not None else tuple(agents_by_way_of(token))
    if token.dep_ == "amod":
        return _compound_agents(token)
    bargaining = exchange_agents(token)
    if bargaining is not None:
        return bargaining
    noun = _noun_of_infinitive(token)
    if noun is not None:
        return _infinitive_agents(noun)
    subject = syntax.subject_of(token)
    if subject is not None:
        return tuple(syntax.coordinated(subject))
    above = token.head.head
    if token.dep_ == "conj" and token.head.dep_ in ("acl", "advcl", "xcomp") and token.tag_ == token.head.tag_ == "VB":
        return _verb_agents(token.head, passive=False)  # "demands to withdraw or disarm"
    if token.dep_ == "conj" and token.head.dep_ == "prep" and above.pos_ in ("VERB", "AUX"):
        subject = syntax.subject_of(above)  # "are in the country and advising"
        return tuple(syntax.coordinated(subject)) if subject is not None else ()
    if token.dep_ == "pcomp" and above.pos_ == "NOUN":
        return noun_agents(above) or _agents_above(above)
    if token.dep_ == "acl" and token.head.pos_ == "NOUN" and token.tag_ == "VB":
        return _infinitive_agents(token.head)
    return ()


def _causer(verb: Token) -> Token | None:
    """Who has something done: "the army had the editors arrested"."""
    caused = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in ("have", "get")
    caused = caused and verb.lemma_.lower() not in ("kill", "wound", "injure")  # which befell whoever "had" them
    return syntax.subject_of(verb.head) if caused and any(c.dep_ == "nsubjpass" for c in verb.children) else None


def _noun_of_infinitive(verb: Token) -> Token | None:
    """The noun before "to" that an infinitive belongs to, where the parser hung it on the verb above.

    "welcomed the decisions of the council to lift the ban": the council lifts it. None where it hangs on the noun.
    """
    to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux"), None)
    if to is None or verb.dep_ not in ("advcl", "xcomp") or to.i == 0 or to.i - verb.head.i > _FAR:
        return None
    noun = to.nbor(-1)
    while noun.i > verb.head.i and noun.head.i < noun.i and noun.head.i > verb.head.i:
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in _DECIDING:
            return noun
        noun = noun.head
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in _DECIDING and noun.i > verb.head.i else None


def _infinitive_agents(noun: Token) -> tuple[Token, ...]:
    """Who is to do what a noun's infinitive says: the noun's holder ("Chad's plan to leave").

    For what is asked of somebody ("Chad's demands to leave") it is whom it is asked of: "a call on Sudan to leave",
    and the subject of "rejected Chad's demands to leave".
    """
    kind = operators().nouns.get(noun.lemma_.lower())
    if kind is None or kind.name != "want" or noun.lemma_.lower() in ("offer", "bid", "initiative", "wish", "desire"):
        of = tuple(n for _, n in syntax.prepositional(noun, "of"))
        return noun_agents(noun) or of or misplaced_makers(noun) or _agents_above(noun)
    asked = tuple(n for _, n in syntax.prepositional(noun, "on", "to", "for"))
    answering = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _ANSWERS
    if not asked and not answering:
        return noun_agents(noun)
    if not asked and (subject := syntax.subject_of(noun.head)) is not None:
        return tuple(syntax.coordinated(subject))
    return asked


def _agents_above(noun: Token) -> tuple[Token, ...]:
    """Who does what the clause of a noun says: "made a decision to leave", "as a pretext to strike"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.pos_ not in ("VERB", "AUX") or noun.dep_ not in ("pobj", "dobj"):
        return ()
    if verb.lemma_.lower() in _JUDGING:
        return ()  # "welcomed the decision to leave": somebody else's
    subject = syntax.by_agent(verb) if syntax.is_passive(verb) else syntax.subject_of(verb)
    return tuple(syntax.coordinated(subject)) if subject is not None else ()


def _compound_agents(token: Token) -> tuple[Token, ...]:
    """The agent inside a compound participle: "US-backed", "Russian-occupied"."""
    return tuple(c for c in token.children if c.dep_ in ("npadvmod", "compound", "nmod", "amod") and c.i < token.i)


def _verb_patients(token: Token, passive: bool) -> tuple[Token, ...]:
    if passive:
        subject = syntax.subject_of(token)
        own = any(c.dep_ in syntax.SUBJECTS for c in token.children)
        if (token.dep_ in ("acl", "amod") and not own) or subject is None:
            subject = token.head if token.head.pos_ in ("NOUN", "PROPN", "PRON") else subject
        return tuple(syntax.coordinated(subject)) if subject is not None else ()
    found = syntax.objects_of(token)
    if token.dep_ == "relcl" and not found and _object_gap(token):
        found = [token.head]
    if token.dep_ == "conj" and not found and token.i + 1 < len(token.doc):
        found = _shared_objects(token)
    if not found:  # "stop fighting"
        found = [c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    return tuple(found)


def _object_gap(verb: Token) -> bool:
    """True where a relative clause lacks its object: "the plan (which) Russia rejected".

    A clause that only says what a noun is about ("the potential that forces might head there") lacks nothing.
    """
    if verb.head.lemma_.lower() in operators().nouns and any(c.lower_ == "that" for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.tag_ not in ("WDT", "WP")


def _shared_objects(verb: Token) -> list[Token]:
    """Objects of a verb coordinated with this one to its right ("shelled and stormed the town")."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB":
            return syntax.objects_of(child)
    return []


def read_adjective(token: Token) -> Predicate:
    """The predicate of an adjective, about the noun it stands before, or the subject of its copula."""
    if token.dep_ == "amod" and token.head.pos_ in ("NOUN", "PROPN"):
        about: Token | None = token.head
    else:
        about = syntax.subject_of(token.head) if token.dep_ in ("acomp", "attr", "oprd") else None
    agents = tuple(syntax.coordinated(about)) if about is not None else ()
    obliques = tuple(syntax.prepositional(token))
    return Predicate(token, ((lemma_of(token), (token,)),), agents=agents, obliques=obliques)


def read_noun(token: Token) -> Predicate:
    """The predicate of a noun that names a happening."""
    support = support_verb(token)
    agents = noun_agents(token) or exchange_agents(token) or ()
    if not agents and support is not None:
        agents = _verb_agents(support, syntax.is_passive(support))
    if not agents:
        agents = attending_agents(token)
    obliques = tuple(syntax.prepositional(token))
    patients = tuple(n for p, n in obliques if p == "of")
    if support is not None:
        obliques += tuple(syntax.prepositional(support))
    patients += undergoing_owner(token) + _compound_patients(token)
    return Predicate(
        token, ((lemma_of(token), (token,)),), agents=agents, patients=patients, obliques=obliques, support=support
    )


def _compound_patients(noun: Token) -> tuple[Token, ...]:
    """What the noun is about, inside a compound: "troop deployment", "arms deliveries"."""
    return tuple(c for c in noun.children if c.dep_ in ("compound", "nmod") and c.i < noun.i and c.pos_ == "NOUN")


def support_verb(noun: Token) -> Token | None:
    """The verb that only carries the noun: "launch an attack", "hold talks", "an attack was carried out"."""
    head = noun.head
    while noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        noun, head = head, head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        return None
    if head.pos_ != "VERB" or noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return None
    kind = operators().verbs.get(lemma_of(head))
    return head if kind is not None and kind.name in ("cause", "attempt", "plan", "begin", "want", "promise") else None


def ellipsis_of(token: Token) -> Token | None:
    """The verb that "do so" or "follow suit" stands for: the last full verb before it in the sentence."""
    if token.lemma_.lower() not in _PRO_VERBS or token.dep_ == "aux":
        return None
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if following.lower_ not in ("so", "likewise", "suit"):
        return None
    if token.dep_ == "conj" and token.head.pos_ == "VERB":
        return token.head
    above = set(token.ancestors)
    before = [t for t in token.sent if t.i < token.i and t.pos_ == "VERB" and t.dep_ != "aux" and t not in above]
    return before[-1] if before else None
