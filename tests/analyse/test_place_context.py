"""What the report as a whole tells of a name: initials, diseases, lists, longer names that end in a town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    pass


def test_initials_stand_for_the_place_that_they_are_introduced_for(toponyms) -> None:
    found = toponyms("Floods hit North Darfur (ND) on Monday. Roads all over ND are closed.")
    assert found["ND"].place == found["North Darfur"].place
    assert "ND" not in toponyms("She wrote ND on the form.")


def test_the_code_of_a_division_stands_alone_from_three_letters_on(toponyms) -> None:
    place = toponyms("Fire crews in NSW were called out.")["NSW"].place
    assert (place.name, place.country) == ("New South Wales", "AUS")


def test_a_disease_is_not_the_place_it_has_its_name_from(toponyms) -> None:
    found = toponyms("Nurses fear the Marburg virus. Nobody survived Marburg before, doctors said.")
    assert "Marburg" not in found
    assert toponyms("A laboratory in Marburg, Germany, studies the Marburg virus.")["Marburg"].place.country == "DEU"


def test_a_country_before_a_disease_stays_a_country(toponyms) -> None:
    assert "Mexico" in toponyms("Schools closed over the Mexico flu. Mexico counted ninety cases.")


@pytest.mark.parametrize(
    "text",
    [
        "Agence France-Presse reported two arrests.",
        "The report by Xinhua did not say who fired.",
        "He works for Taco Bell and lives in a van.",
    ],
)
def test_names_that_end_in_a_place_and_mean_none(text, toponyms) -> None:
    assert not toponyms(text)


def test_a_town_at_the_end_of_a_longer_name_counts_where_the_report_names_it_too(toponyms) -> None:
    found = toponyms("Shares of Brewery Kassel rose. The firm has four hundred workers in Kassel.")
    assert found["Kassel"].place.country == "DEU"


def test_a_list_of_places_is_read_from_its_end_too(toponyms) -> None:
    found = toponyms("Teams will visit camps. Gedaref, Kosti, Sennar, Kassala and Port Sudan have asked for them.")
    assert {"Kosti", "Sennar", "Kassala", "Port Sudan"} <= set(found)


def test_a_square_called_after_a_saint_is_one_name(toponyms) -> None:
    found = toponyms("Crowds gathered in St. Mark's Square at dawn.")
    assert "St. Mark's Square" in found
    assert "St. Mark" not in found


def test_a_village_does_not_take_the_name_of_a_country(toponyms) -> None:
    text = "Ranchers in Texas sell beef. Houston, Beaumont and Dallas trade with China. China buys more beef than ever."
    assert toponyms(text)["China"].place.country == "CHN"
    assert toponyms("The fair in China, Texas, was called off.")["China"].place.country == "USA"
