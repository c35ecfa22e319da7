from __future__ import annotations

import pytest

from dateline.analyse.quantities import find_quantity, parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("8,500", 8500),
        ("1.2 million", 1.2e6),
        ("three thousand", 3000),
        ("three thousand five hundred", 3500),
        ("one hundred and twenty", 120),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("twenty-five", 25),
        ("two hundred thousand", 200_000),
        ("half a million", 500_000),
        ("1.5bn", 1.5e9),
        ("soon", None),
        ("", None),
    ],
)
def test_numbers_in_digits_and_words(words: str, value: float | None) -> None:
    assert parse_number(words) == (pytest.approx(value) if value is not None else None)


@pytest.mark.parametrize(
    ("words", "text", "low", "high", "comparator", "unit"),
    [
        ("8,500 troops", "8,500", 8500, 8500, "", ""),
        ("up to 8,500 troops", "up to 8,500", None, 8500, "at most", ""),
        ("at least 30 soldiers", "at least 30", 30, None, "at least", ""),
        ("more than 100,000 men", "more than 100,000", 100_000, None, "more than", ""),
        ("no more than 10 planes", "no more than 10", None, 10, "at most", ""),
        ("fewer than 50 vehicles", "fewer than 50", None, 50, "less than", ""),
        ("roughly 300 marines", "roughly 300", 300, 300, "about", ""),
        ("an additional 3,000 troops", "an additional 3,000", 3000, 3000, "additional", ""),
        ("3,000 to 5,000 servicemen", "3,000 to 5,000", 3000, 5000, "", ""),
        ("between 40 and 50 tanks", "between 40 and 50", 40, 50, "", ""),
        ("an estimated 5,000-7,000 fighters", "an estimated 5,000-7,000", 5000, 7000, "about", ""),
        ("$200 million in aid", "$200 million", 200e6, 200e6, "", "USD"),
        ("a €1.2bn loan", "€1.2bn", 1.2e9, 1.2e9, "", "EUR"),
        ("$3 to 5 million", "$3 to 5 million", 3e6, 5e6, "", "USD"),
        ("120 million pounds", "120 million pounds", 120e6, 120e6, "", "GBP"),
        ("nearly 90 tonnes of aid", "nearly 90 tonnes", 90, 90, "about", "tonne"),
        ("20 million rounds of ammunition", "20 million rounds", 20e6, 20e6, "", "round"),
        ("14 Leopard 2 tanks", "14", 14, 14, "", ""),
        ("2000 troops", "2000", 2000, 2000, "", ""),
    ],
)
def test_a_quantity_with_its_hedge_and_unit(
    words: str, text: str, low: float | None, high: float | None, comparator: str, unit: str
) -> None:
    found = find_quantity(words)
    assert found is not None
    assert (found.text, found.comparator, found.unit) == (text, comparator, unit)
    assert found.low == (pytest.approx(low) if low is not None else None)
    assert found.high == (pytest.approx(high) if high is not None else None)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("dozens of tanks", "dozens"),
        ("tens of thousands of soldiers", "tens of thousands"),
        ("several hundred men", "several hundred"),
        ("a number of missiles", "a number"),
        ("a large number of missiles", "a large number"),
        ("many soldiers", "many"),
    ],
)
def test_vague_ones_stay_vague(words: str, text: str) -> None:
    found = find_quantity(words)
    assert found is not None
    assert (found.text, found.low, found.high) == (text, None, None)


@pytest.mark.parametrize(
    "words",
    [
        "tanks",
        "a tank",
        "Leopard 2 tanks",
        "F-16 jets",
        "the 2014 agreement",
        "the 82nd Airborne Division",
        "Nord Stream 2",
        "S-300 missiles",
        "three times fewer beds",
        "a 132-foot yacht",
        "",
    ],
)
def test_names_years_and_ordinals_are_no_quantities(words: str) -> None:
    assert find_quantity(words) is None
