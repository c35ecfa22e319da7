"""Vocabularies as data, and the loaders that check them. Each vocabulary has one file here and one under data/."""

from dateline.codebook.actors import ActorTable, Area, NamedActor, actor_table, slug
from dateline.codebook.countries import Countries, Country, countries
from dateline.codebook.loader import expect, read_data
from dateline.codebook.offices import Holding, Offices, offices
from dateline.codebook.times import TimeWords, load_time_words
from dateline.codebook.titles import Title, Titles, titles

__all__ = [
    "ActorTable",
    "Area",
    "Countries",
    "Country",
    "Holding",
    "NamedActor",
    "Offices",
    "TimeWords",
    "Title",
    "Titles",
    "actor_table",
    "countries",
    "expect",
    "load_time_words",
    "offices",
    "read_data",
    "slug",
    "titles",
]
