"""Vocabularies as data, and the loaders that check them. Each vocabulary has one file here and one under data/."""

from dateline.codebook.countries import Countries, Country, countries
from dateline.codebook.loader import expect, read_data

__all__ = ["Countries", "Country", "countries", "expect", "read_data"]
