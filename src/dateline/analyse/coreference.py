"""Settles who each mention means within one report: names, titles, pronouns, "the alliance", "that country"."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.abbreviations import Abbreviations
from dateline.analyse.actor_phrases import Reading, read_phrase
from dateline.analyse.actor_resolution import (
    country_actor,
    entry_actor,
    fuzzy_actor,
    holder_of,
    people,
    person_actor,
    titled_actor,
)
from dateline.analyse.actor_words import is_title, lexicon, plain, split_words
from dateline.analyse.antecedents import (
    BODY_KINDS,
    PERSON_KINDS,
    Settled,
    coordinated_subject,
    find_antecedent,
)
from dateline.analyse.appositions import join_appositions
from dateline.analyse.binding import named_below
from dateline.analyse.mentions import Found
from dateline.analyse.person_profiles import Profile, find_profiles, gender_of
from dateline.analyse.report_focus import country_in_focus, country_of_outlet
from dateline.codebook import actor_usage, given_names, offices, slug
from dateline.model import Actor, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.analyse.draft import Draft


_SUBJECTS = ("nsubj", "nsubjpass")
LOOKBACK = 400  # mentions: what was named longer ago is named again


def resolve_mentions(found: Sequence[Found], draft: Draft) -> tuple[Mention, ...]:
    """The mentions with the actors they mean, in reading order; `actor` None where nobody could be settled on."""
    resolver = _Resolver(draft, found)
    return tuple(resolver.mention(s) for s in resolver.run(found))


class _Resolver:
    """One report's resolution, left to right. Lives for one call."""

    def __init__(self, draft: Draft, found: Sequence[Found]) -> None:
        self.draft = draft
        self.doc = draft.doc
        self.found = sorted(found, key=lambda f: f.token)
        self.text = draft.report.text
        self.date = draft.report.dct or None
        self.profiles = find_profiles(found, draft)
        self.abbreviations = Abbreviations(self.text)
        self.done: list[Settled] = []
        self._of_outlet = country_of_outlet(draft.report)
        self._focus = country_in_focus(found)
        self._fuzzy: dict[str, Actor | None] = {}
        self._genders: dict[str, str] = {}  # as pronouns before told it, by actor

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.span.start for s in self.draft.sentences]

    def run(self, found: Sequence[Found]) -> list[Settled]:
        for item in found:
            settled = self._settle(item)
            self.abbreviations.settle(settled)
            self.done.append(settled)
        join_appositions(self.done, self.doc, self.text)
        return self.done

    def mention(self, settled: Settled) -> Mention:
        found = settled.found
        kind = settled.actor.kind if settled.actor else settled.kind
        return Mention(found.span, found.head, kind, settled.actor, settled.method, settled.plural)

    # One mention

    def _settle(self, found: Found) -> Settled:
        token = self.doc[found.token]
        settled = Settled(found, self._sentence(found.head.start), self._quote(found.head.start))
        settled.subject = _is_subject(token)
        if found.pronoun:
            self._settle_pronoun(settled, token)
            return settled
        reading = found.reading
        if reading is None:
            self._settle_country_noun(settled, token)
            return settled
        settled.plural = reading.plural
        settled.titles = (reading.title.noun,) if reading.title else ()
        settled.actor, settled.method = self._resolve(reading, found, token, settled)
        settled.kind = settled.actor.kind if settled.actor else _kind_of(reading)
        settled.gender = gender_of(reading, settled.actor, self.profiles)
        if not settled.gender and settled.actor is not None:
            settled.gender = self._genders.get(settled.actor.id, "")
        return settled

    def _resolve(self, reading: Reading, found: Found, token: Token, settled: Settled) -> tuple[Actor | None, str]:
        entry = reading.entry
        if entry is not None and reading.title is not None and entry.kind == "person":
            return self._person(entry.name), "name, with title"
        if entry is not None and reading.title is None:
            return self._named(found, reading)
        if reading.title is not None and not reading.name:
            return self._titled(reading, token, settled)
        if reading.name:
            return self._proper(reading, found)
        return None, ""

    def _named(self, found: Found, reading: Reading) -> tuple[Actor | None, str]:
        entry = reading.entry
        assert entry is not None
        if entry.kind == "person":
            return self._person(entry.name), "name"
        actor = entry_actor(entry, self.date)
        how = {"metonym": "metonym", "capital": "metonym: capital", "demonym": "demonym", "people": "people",
               "region": "region"}.get(entry.kind, "name")  # fmt: skip
        if entry.kind == "region":
            words = found.span.words(self.text)
            return Actor(slug(words), words, "group"), how
        return actor, how

    def _person(self, name: str) -> Actor | None:
        return self.profiles[name].actor if name in self.profiles else person_actor(name, self.date)

    def _proper(self, reading: Reading, found: Found) -> tuple[Actor | None, str]:
        """A proper name that is in no table by itself."""
        name = reading.name
        profile = self._profile(name)
        if profile is not None:
            return profile.actor, self._how_named(name, profile)
        known = self._from_table(name) or self._behind_title(name)
        if known is not None:
            return known, "surname, office at the report's date"
        near = self._near(name)
        if near is not None:
            return near, f"fuzzy: {name} as {near.name}"
        short = self._short_form(name)
        if short is not None:
            return short, "short form of a name in the report"
        if found.label == "PERSON" and plain(name).casefold() in given_names():
            return Actor(slug(name), name, "person"), "first name, as printed"
        if found.label == "ORG" and self._is_organization(name, found):
            country = reading.country
            return Actor(slug(country.lower(), name), name, "organization", country), "name as printed"
        if found.label == "NORP":
            return Actor(slug(name), name, "group"), "name as printed"
        return None, "name in no table"

    def _how_named(self, name: str, profile: Profile) -> str:
        if plain(name).casefold() == plain(profile.name).casefold():
            return "name"
        near = self._near(name) if " " in name else None
        if near is not None and near.name == profile.name:
            return f"fuzzy: {name} as {near.name}"
        return "surname, as named in the report"

    def _is_organization(self, name: str, found: Found) -> bool:
        """The parser's label is trusted for names of several words, for abbreviations, and for what acts."""
        several = " " in name or (name.isupper() and len(name) > 1)
        return several or self.doc[found.token].dep_ in ("nsubj", "nsubjpass", "agent", "poss")

    def _profile(self, name: str) -> Profile | None:
        direct = self.profiles.get(name)
        if direct is not None:
            return direct
        wanted = plain(name).casefold()
        fits = self._by_key.get(wanted) or (self._by_key.get(f"{wanted} ") if wanted in given_names() else None) or []
        return fits[0] if len(fits) == 1 else None

    @cached_property
    def _by_key(self) -> dict[str, list[Profile]]:
        """The persons of the report by each short form, and by first name with a blank behind it."""
        found: dict[str, list[Profile]] = {}
        for profile in {p.name: p for p in self.profiles.values()}.values():
            first = plain(profile.name).casefold().split()[0] + " "
            for key in dict.fromkeys((*profile.keys, first)):
                found.setdefault(key, []).append(profile)
        return found

    def _behind_title(self, name: str) -> Actor | None:
        """A surname behind words of a title that the parser has as one name ("Finland Niinistö", "Defense Hicks")."""
        *before, last = name.split()
        if not before or not is_title(" ".join(before)):
            return None
        profile = self._profile(last)
        return profile.actor if profile else self._from_table(last)

    def _from_table(self, name: str) -> Actor | None:
        """A surname that one person in office at the report's date has, or one in office before.

        One that is a first name as well ("Mohammed") is theirs only where their country is named.
        """
        names: Sequence[str] = people().by_surname.get(plain(name).casefold(), ())
        if plain(name).casefold() in given_names():
            names = self._of_countries_named(names)
        if not names or self.date is None:
            return None
        date = self.date
        current = [n for n in names if any(h.covers(date) for h in offices().by_name.get(n, ()))]
        past = [n for n in names if any(h.ended_before(date) for h in offices().by_name.get(n, ()))]
        for group in (current, past):
            heads = [
                n for n in group if any(h.office in actor_usage().top_offices for h in offices().by_name.get(n, ()))
            ]
            if len(heads) == 1:
                return person_actor(heads[0], self.date)
            chosen = group if len(group) == 1 else self._of_countries_named(group)
            if len(chosen) == 1:
                return person_actor(chosen[0], self.date)
        return None

    def _of_countries_named(self, names: Sequence[str]) -> list[str]:
        named = {s.actor.country for s in self.done[-LOOKBACK:] if s.actor and s.actor.country}
        named |= {self._focus, self._of_outlet}
        actors = [(n, person_actor(n, self.date)) for n in names]
        return [n for n, a in actors if a is not None and a.country in named]

    def _near(self, name: str) -> Actor | None:
        if name not in self._fuzzy:
            self._fuzzy[name] = fuzzy_actor(name, self.date)
        return self._fuzzy[name]

    def _short_form(self, name: str) -> Actor | None:
        """ "The Observatory" for the Syrian Observatory for Human Rights named before."""
        wanted = set(plain(name).split())
        for settled in reversed(self.done[-LOOKBACK:]):
            actor = settled.actor
            if (
                actor
                and actor.kind in BODY_KINDS
                and actor.kind != "country"
                and wanted <= set(plain(actor.name).split())
            ):
                return actor
        return None

    # Titles and nouns

    def _titled(self, reading: Reading, token: Token, settled: Settled) -> tuple[Actor | None, str]:
        title = reading.title
        assert title is not None
        if (reading.country == "" and reading.body is None) or "-based" in reading.words:
            reading, back = self._from_context(reading, token, settled)
            if back is not None:
                return back
        holder = holder_of(reading, self.date)
        if holder is not None and not _indefinite(token):
            return self._person(holder.name), f"{holder.office} at the report's date"
        actor = titled_actor(reading)
        return actor, "title" if title.people else "noun"

    def _from_context(
        self, reading: Reading, token: Token, settled: Settled
    ) -> tuple[Reading, tuple[Actor | None, str] | None]:
        """A noun with no owner named: an earlier mention in the same words, a possessor, or the noun's kind."""
        title = reading.title
        assert title is not None
        noun = title.noun
        owner = self._possessor(token) or self._name_before(token)
        if owner is not None and owner.country:
            return replace(reading, country=owner.country), None
        short = self._capital_short(settled)
        if short is not None:
            return reading, (short, "short form of a name in the report")
        if _both(token) and noun in ("side", "party", "leader", "country", "nation", "government", "president", "man"):
            return reading, (None, "several parties")
        if not _definite(token):
            return reading, None
        if self._of_outlet and noun in actor_usage().national and not reading.plural:
            return replace(reading, country=self._of_outlet), None
        if title.people and not reading.plural:
            person = self._bearer(noun)
            if person is not None:
                return reading, (person.actor, "title of a person in the report")
        if noun in actor_usage().generic or any(c.dep_ == "prep" and c.lower_ in ("of", "for") for c in token.children):
            return self._of_focus(reading, noun, token), None
        kinds = actor_usage().refers_back.get(noun, ())
        same = self._last(lambda s: noun in s.titles and s.plural == reading.plural and s.actor is not None)
        back = self._named_body(kinds) if kinds else None
        if back is not None and (same is None or same.found.head.start < back[0]):
            return reading, (back[1], f"the {noun}, named before")
        focus = self._of_focus(reading, noun, token)
        if same is not None and same.actor is not None and (same.actor.country or not focus.country):
            return reading, (same.actor, f"the {noun}, in the same words before")
        return focus, None

    def _bearer(self, noun: str) -> Settled | None:
        """The person before who bears the title; of several the one named most often, the later of equals."""
        fits = [s for s in self.done[-LOOKBACK:] if s.kind in PERSON_KINDS and not s.plural]
        fits = [s for s in fits if not s.found.pronoun and noun in self._titles_of(s)]
        counts = Counter(s.actor.id for s in fits if s.actor is not None)
        return max(fits, key=lambda s: (counts[s.actor.id] if s.actor else 0, s.found.head.start), default=None)

    def _named_body(self, kinds: Sequence[str]) -> tuple[int, Actor] | None:
        """The last party of these kinds that was named, also as the owner of another one ("NATO allies")."""
        for settled in reversed(self.done[-LOOKBACK:]):
            reading = settled.found.reading
            if reading is None:
                continue
            if reading.body is not None and reading.body.kind in kinds:
                return settled.found.head.start, reading.body
            named = reading.entry is not None or reading.name or reading.country
            if named and settled.actor is not None and settled.actor.kind in kinds:
                return settled.found.head.start, settled.actor
        return None

    def _of_focus(self, reading: Reading, noun: str, token: Token) -> Reading:
        """The reading with its clause's or the report's country, for what countries have one of ("the government")."""
        country = (self._of_clause(token) or self._focus) if noun in actor_usage().national else ""
        return replace(reading, country=country) if country else reading

    def _of_clause(self, token: Token) -> str:
        """The country that the clause sets its subject in: "In Tunisia, the government arrested ..."; "" for none."""
        inside = (n for _, n in syntax.prepositional(token.head, "in")) if token.dep_ in _SUBJECTS else ()
        for noun in inside:
            hits = lexicon().find(split_words(noun.text), noun.text) if noun.ent_type_ == "GPE" else ()
            codes = [h.entry.code for h in hits if h.entry.kind in ("country", "area", "capital")]
            if codes:
                return codes[0]
        return ""

    def _name_before(self, token: Token) -> Actor | None:
        """Whose: a surname right before the noun ("Gaddafi loyalists")."""
        names = [c.text for c in token.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        profile = self._profile(names[-1]) if names else None
        return profile.actor if profile else None

    def _capital_short(self, settled: Settled) -> Actor | None:
        words = settled.found.head.words(self.text)
        if not words[:1].isupper() or settled.found.head.start == settled.found.span.start:
            return None
        return self._short_form(words)

    def _titles_of(self, settled: Settled) -> tuple[str, ...]:
        profile = self.profiles.get(settled.actor.name) if settled.actor else None
        return (*settled.titles, *(profile.titles if profile else ()))

    def _possessor(self, token: Token) -> Actor | None:
        """Whose: "his country", "the group's leader", with the possessor settled before."""
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is None:
            return None
        known = next((s for s in reversed(self.done[-LOOKBACK:]) if s.found.token == owner.i), None)
        return known.actor if known else None

    def _last(self, fits: Callable[[Settled], bool]) -> Settled | None:
        return next((s for s in reversed(self.done[-LOOKBACK:]) if fits(s)), None)

    def _settle_country_noun(self, settled: Settled, token: Token) -> None:
        """ "That country", "his country": the country named last, or that of the possessor."""
        settled.kind = "country"
        owner = self._possessor(token)
        if owner is not None:
            settled.actor, settled.method = country_actor(owner.country), "country of the possessor"
            return
        last = self._last(lambda s: _is_country_name(s, self.doc))
        if last is not None and _definite(token):
            settled.actor, settled.method = last.actor, f"country named last: {last.found.head.words(self.text)}"

    # Pronouns

    def _settle_pronoun(self, settled: Settled, token: Token) -> None:
        code = settled.found.pronoun
        settled.plural = code in ("p", "1p")
        gloss = self._gloss(settled.found.head)
        if gloss is not None:
            settled.actor, settled.method = gloss
        elif code in ("1", "1p"):
            settled.actor, settled.method = self._speaker(settled) if code == "1" else None, "first person"
        elif code == "p" and coordinated_subject(token):
            settled.method = "several parties"
        else:
            barred = named_below(token, self.found, self._by_its_words) if _is_subject(token) else frozenset()
            antecedent = find_antecedent(self.done, settled, self.doc, self._speaker(settled), barred)
            if antecedent is not None:
                settled.actor = antecedent.actor
                settled.method = f"pronoun: {antecedent.found.head.words(self.text)}"
                self._learn_gender(antecedent, code)
        settled.kind = settled.actor.kind if settled.actor else "unknown"
        settled.gender = code if code in ("m", "f") else ""
        if code == "1" and settled.actor is not None and settled.actor.name in self.profiles:
            settled.gender = self.profiles[settled.actor.name].gender

    def _learn_gender(self, person: Settled, code: str) -> None:
        """Whom "he" was taken for is no "she" later, and the other way."""
        named = person.actor is not None and person.actor.kind == "person" and person.actor.name[:1].isupper()
        if code in ("m", "f") and person.actor is not None and named and not person.gender:
            self._genders.setdefault(person.actor.id, code)
            for earlier in self.done[-LOOKBACK:]:
                if earlier.actor is not None and earlier.actor.id == person.actor.id:
                    earlier.gender = earlier.gender or self._genders[person.actor.id]

    def _by_its_words(self, item: Found) -> Actor | None:
        """Whom a name or title means by itself."""
        assert item.reading is not None
        return self._resolve(item.reading, item, self.doc[item.token], Settled(item, -1, -1))[0]

    def _speaker(self, settled: Settled) -> Actor | None:
        """Who speaks by the transcript's label, outside quotations."""
        if settled.quote >= 0 or not 0 <= settled.sentence < len(self.draft.sentences):
            return None
        label = self.draft.sentences[settled.sentence].speaker
        known = self._last(lambda s: label is not None and label.contains(s.found.head)) if label else None
        return known.actor if known else None

    def _gloss(self, head: Span) -> tuple[Actor | None, str] | None:
        """What an editor's bracket right behind a pronoun says it means."""
        first = bisect_right(self._gloss_starts, head.end - 1)
        for gloss in self.draft.glosses[first : first + 1]:
            if head.end <= gloss.start <= head.end + 2:
                inside = Span(gloss.start + 1, gloss.end - 1)
                return self._words(inside.words(self.text)), f"editor's bracket: {inside.words(self.text)}"
        return None

    @cached_property
    def _gloss_starts(self) -> list[int]:
        return [g.start for g in self.draft.glosses]

    def _words(self, words: str) -> Actor | None:
        hits = lexicon().find(split_words(words), words)
        if hits and hits[0].entry.kind != "demonym" and hits[0].stop - hits[0].begin >= len(words) - 4:
            return entry_actor(hits[0].entry, self.date)
        reading = read_phrase(words)
        if reading is None:
            return None
        if reading.name and reading.title is None:
            profile = self._profile(reading.name)
            return profile.actor if profile else self._from_table(reading.name)
        holder = holder_of(reading, self.date)
        return self._person(holder.name) if holder else titled_actor(reading)

    # Places in the text

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentence_starts, at) - 1

    def _quote(self, at: int) -> int:
        i = bisect_right(self._quote_starts, at) - 1
        return i if i >= 0 and at < self.draft.quotes[i].end else -1

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [q.start for q in self.draft.quotes]


def _kind_of(reading: Reading) -> str:
    if reading.title is not None:
        return "group" if reading.plural else reading.title.kind
    return "person" if reading.honorific else "unknown"


def _is_country_name(settled: Settled, doc: Doc) -> bool:
    """True for a country's name that stands as a noun (not "Russian" in "Russian forces")."""
    actor, found = settled.actor, settled.found
    is_name = found.hit is not None and found.hit.entry.kind in ("country", "area")
    return actor is not None and is_name and doc[found.token].dep_ not in ("compound", "amod")


def _is_subject(token: Token) -> bool:
    """True for a subject, and for what a counting subject counts ("a number of troops")."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in actor_usage().quantifiers:
        token = token.head.head
    return token.dep_ in ("nsubj", "nsubjpass", "agent")


def _definite(token: Token) -> bool:
    return any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "this", "that", "these", "those") for c in token.children
    )


def _indefinite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("a", "an", "any", "another", "every", "no") for c in token.children)


def _both(token: Token) -> bool:
    return any(c.lower_ in ("both", "two", "three", "all") for c in token.children)
