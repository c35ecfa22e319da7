"""Vocabularies as data, and the loaders that check them. Each vocabulary has one file here and one under data/."""

from dateline.codebook.actor_usage import ActorUsage, actor_usage
from dateline.codebook.actors import ActorTable, Area, NamedActor, actor_table, slug
from dateline.codebook.countries import Countries, Country, countries
from dateline.codebook.cues import Cue, Cues, load_cues
from dateline.codebook.gazetteer import Entry, Gazetteer, gazetteer, gazetteer_with
from dateline.codebook.given_names import given_names, name_forms
from dateline.codebook.grades import Weights, grades
from dateline.codebook.likelihood import Likelihood, likelihood
from dateline.codebook.listing import TypeWords, list_types
from dateline.codebook.loader import expect, read_data
from dateline.codebook.materiel import Materiel, materiel
from dateline.codebook.offices import Holding, Offices, offices
from dateline.codebook.operators import OperatorClass, Operators, operators
from dateline.codebook.own import DatedCode, OwnAgent, OwnCodebook, OwnPlace, coded_actor, read_codebook
from dateline.codebook.own_events import Example, OwnEvent, triggers_with
from dateline.codebook.petrarch import Dictionaries, Unread, read_dictionaries
from dateline.codebook.place_words import PlaceWords, place_words
from dateline.codebook.times import TimeWords, load_time_words
from dateline.codebook.titles import Title, Titles, titles
from dateline.codebook.toponym_keys import place_key
from dateline.codebook.triggers import DATELINE, PLOVER_TYPES, Frame, Triggers, triggers

__all__ = [
    "DATELINE",
    "PLOVER_TYPES",
    "ActorTable",
    "ActorUsage",
    "Area",
    "Countries",
    "Country",
    "Cue",
    "Cues",
    "DatedCode",
    "Dictionaries",
    "Entry",
    "Example",
    "Frame",
    "Gazetteer",
    "Holding",
    "Likelihood",
    "Materiel",
    "NamedActor",
    "Offices",
    "OperatorClass",
    "Operators",
    "OwnAgent",
    "OwnCodebook",
    "OwnEvent",
    "OwnPlace",
    "PlaceWords",
    "TimeWords",
    "Title",
    "Titles",
    "Triggers",
    "TypeWords",
    "Unread",
    "Weights",
    "actor_table",
    "actor_usage",
    "coded_actor",
    "countries",
    "expect",
    "gazetteer",
    "gazetteer_with",
    "given_names",
    "grades",
    "likelihood",
    "list_types",
    "load_cues",
    "load_time_words",
    "materiel",
    "name_forms",
    "offices",
    "operators",
    "place_key",
    "place_words",
    "read_codebook",
    "read_data",
    "read_dictionaries",
    "slug",
    "titles",
    "triggers",
    "triggers_with",
]
