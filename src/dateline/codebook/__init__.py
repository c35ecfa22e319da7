"""Vocabularies as data, and the loaders that check them. Each vocabulary has one file here and one under data/."""

from dateline.codebook.loader import expect, read_data

__all__ = ["expect", "read_data"]
