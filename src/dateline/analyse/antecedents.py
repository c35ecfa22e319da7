"""What a pronoun of the third person stands for: the best compatible mention before it.

Compatibility by gender, number and kind, and a preference for subjects of near sentences, after the salience weights
of Lappin and Leass (1994), much reduced; the weights here are set by hand on reports read, but for `UNNAMED`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.analyse.mentions import Found
from dateline.codebook import load_cues
from dateline.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 3  # sentences a pronoun looks back
LEAST_WEIGHT = -1.0  # "it" and "they": in the sentence, or the subject of the one before
LEAST_IN_CHAIN = -2.0  # "they" as a subject after the same "they": over a sentence between as well
UNNAMED = 1.6  # fitted on 356 pronouns that annotators settled, of 0 to 1.6; the others are set by hand
SPEAKS_ON = 1.5  # who spoke before goes on speaking; any of 1 to 3 gives one of 102 such pronouns more
OWN_WORDS = 2.0  # who speaks is who its own words, unquoted, have as their subject: "the envoy says that he told"
IN_QUOTATION = 6.0  # as far off as three sentences
CANDIDATES = 60  # mentions looked back at
PERSON_KINDS = ("person", "office")
MOST_TOPICAL = 0.8
BODY_KINDS = (
    "country", "government", "force", "alliance", "igo", "ngo", "armed_group", "party", "company", "media",
    "organization",
)  # fmt: skip


@dataclass(slots=True)
class Settled:
    """A mention on the way: what was found, and who is meant. `quote` is the quotation it stands in, or -1."""

    found: Found
    sentence: int
    quote: int
    actor: Actor | None = None
    method: str = ""
    gender: str = ""
    plural: bool = False
    kind: str = "unknown"
    subject: bool = False
    titles: tuple[str, ...] = field(default=())


def find_antecedent(
    earlier: Sequence[Settled], pronoun: Settled, doc: Doc, turn: Actor | None, barred: Set[str] = frozenset()
) -> Settled | None:
    """The mention a pronoun stands for, or None.

    `turn` is who speaks by a transcript's label: never "he". `barred` are the ids of actors it cannot be.
    """
    token = doc[pronoun.found.token]
    fits = [s for s in earlier[-CANDIDATES:] if _compatible(s, pronoun, doc) and s.actor != turn]
    fits = [s for s in fits if s.actor is None or s.actor.id not in barred]
    if not fits:
        return None
    weights = [_weight(s, pronoun, token, doc) for s in fits]
    topics = Counter(s.actor.id for s in earlier[-CANDIDATES:] if s.actor is not None)
    best = max(
        zip(weights, fits, strict=True), key=lambda row: (row[0] + _topicality(row[1], topics), row[1].found.head.start)
    )
    personal = pronoun.found.pronoun in ("m", "f")
    chained = best[1].found.pronoun == pronoun.found.pronoun and best[1].subject and token.dep_.startswith("nsubj")
    return best[1] if personal or best[0] >= (LEAST_IN_CHAIN if chained else LEAST_WEIGHT) else None


def _topicality(settled: Settled, topics: Mapping[str, int]) -> float:
    """A little for each mention of the same party so far: of two that fit, the one written about is meant."""
    return min(MOST_TOPICAL, 0.1 * topics[settled.actor.id]) if settled.actor is not None else 0.0


def _compatible(earlier: Settled, pronoun: Settled, doc: Doc) -> bool:
    if not 0 <= pronoun.sentence - earlier.sentence <= REACH or earlier.actor is None:
        return False
    if earlier.found.pronoun in ("1", "1p"):
        return False
    if _same_clause_subject(doc[earlier.found.token], doc[pronoun.found.token]):
        return False
    code, kind = pronoun.found.pronoun, earlier.kind
    if code in ("m", "f"):
        return kind in PERSON_KINDS and not earlier.plural and earlier.gender in (code, "")
    if code == "n":
        return kind in BODY_KINDS and not earlier.plural
    return earlier.plural or kind in ("armed_group", "force")


def _weight(earlier: Settled, pronoun: Settled, token: Token, doc: Doc) -> float:
    distance = pronoun.sentence - earlier.sentence
    dependency = doc[earlier.found.token].dep_
    weight = -2.0 * distance
    weight += 1.6 if earlier.subject else 0.0
    weight += 0.6 if earlier.found.pronoun else 0.0
    weight += 0.5 if earlier.gender and earlier.gender == pronoun.found.pronoun else 0.0
    weight += 0.3 if token.dep_ == "poss" and distance == 0 else 0.0
    if earlier.quote != pronoun.quote and distance == 0 and pronoun.quote >= 0:
        weight -= 2.5  # inside a quotation "he" is rarely its speaker
    if earlier.quote >= 0 > pronoun.quote and _speaks(token):
        weight -= IN_QUOTATION  # and who speaks is rarely somebody whom a quotation names
    weight += SPEAKS_ON if _speaks(token) and earlier.subject and _speaks(doc[earlier.found.token]) else 0.0
    weight += OWN_WORDS if earlier.quote == pronoun.quote and _tells_of_itself(doc[earlier.found.token], token) else 0.0
    weight -= 0.7 if dependency == "poss" else 0.0
    weight -= UNNAMED if pronoun.found.pronoun in ("m", "f") and _is_unnamed(earlier) else 0.0
    weight -= 1.5 if dependency == "amod" and earlier.kind == "country" else 0.0
    return weight


def _speaks(subject: Token) -> bool:
    """True for the subject of a verb of saying."""
    cue = load_cues().get(subject.head.lemma_.lower(), "verb") if subject.dep_ == "nsubj" else None
    return cue is not None and cue.family == "speech"


def _tells_of_itself(speaker: Token, pronoun: Token) -> bool:
    """True where the pronoun is the subject of what the speaker says in a clause below the same verb."""
    clause = pronoun.head
    if not pronoun.dep_.startswith("nsubj") or not _speaks(speaker):
        return False
    return clause.dep_ == "ccomp" and clause.head.i == speaker.head.i and speaker.i < pronoun.i


def _is_unnamed(earlier: Settled) -> bool:
    """True for a person that only a noun stands for ("the boy", "a commissioner"): who has a name is written about."""
    reading = earlier.found.reading
    return reading is not None and not reading.name and reading.entry is None


def _same_clause_subject(earlier: Token, pronoun: Token) -> bool:
    """True where the earlier noun is subject and the pronoun object of one verb: they cannot be the same."""
    if pronoun.dep_ == "poss" or pronoun.lower_.endswith(("self", "selves")) or pronoun.dep_ in ("nsubj", "nsubjpass"):
        return False
    return earlier.head.i == pronoun.head.i and earlier.i < pronoun.i


def coordinated_subject(pronoun: Token) -> bool:
    """True where the clause's own subject before the pronoun is a coordination ("the EU and Russia ... their")."""
    verb = pronoun.head
    for _ in range(6):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < pronoun.i), None)
        if subject is not None and subject.i != pronoun.i:
            return any(c.dep_ == "conj" for c in subject.children)
        if verb.head.i == verb.i:
            return False
        verb = verb.head
    return False
