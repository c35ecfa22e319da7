"""Toponyms: what is found, what it resolves to, what is no pin."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from dateline.analyse.draft import Draft
from dateline.analyse.places import PlacesLayer, find_toponyms
from dateline.analyse.sentences import parse
from dateline.model import Report

if TYPE_CHECKING:
    pass

# sentence; then (words, place, level, country) of each toponym the sentence must yield
UKRAINE = [
    ("The aircraft left Ramstein for Poland on Tuesday.", ("Ramstein", "Ramstein Air Base", "site", "DEU")),
    ("Some 1,700 paratroopers landed at Rzeszow.", ("Rzeszow", "Rzeszow", "town", "POL")),
    ("Two frigates anchored off Constanta before dawn.", ("Constanta", "Constanta", "town", "ROU")),
    ("The missile defence site at Deveselu is operational.", ("Deveselu", "Deveselu", "site", "ROU")),
    ("Moscow wants to inspect the launchers at Redzikowo.", ("Redzikowo", "Redzikowo", "site", "POL")),
    ("Soldiers from Fort Bragg will fly to Germany.", ("Fort Bragg", "Fort Bragg", "site", "USA")),
    ("Satellite pictures show new tents near Yelnya.", ("Yelnya", "Yelnya", "town", "RUS")),
    ("Armour was unloaded at Klintsy, close to the border.", ("Klintsy", "Klintsy", "town", "RUS")),
    ("More trains arrived in Rechytsa on Friday.", ("Rechytsa", "Rechytsa", "town", "BLR")),
    ("Shelling was heard in Donetsk all night.", ("Donetsk", "Donetsk", "town", "UKR")),
    ("The bridge to Luhansk was closed to traffic.", ("Luhansk", "Luhansk", "town", "UKR")),
    ("The bridge to Lugansk was closed to traffic.", ("Lugansk", "Luhansk", "town", "UKR")),
    ("Residents of Kharkiv took shelter in the metro.", ("Kharkiv", "Kharkiv", "town", "UKR")),
    ("Residents of Kharkov took shelter in the metro.", ("Kharkov", "Kharkiv", "town", "UKR")),
    ("Grain ships waited in the port of Odesa.", ("Odesa", "Odesa", "town", "UKR")),
    ("Grain ships waited in the port of Odessa, Ukraine.", ("Odessa", "Odesa", "town", "UKR")),
    ("Foreign ministers will travel to Kyiv next week.", ("Kyiv", "Kyiv", "town", "UKR")),
    ("Foreign ministers will travel to Kiev next week.", ("Kiev", "Kyiv", "town", "UKR")),
    ("Helicopters were seen over Crimea.", ("Crimea", "Crimea", "region", "UKR")),
    ("The war in Donbas has killed 14,000 people.", ("Donbas", "Donbas", "area", "UKR")),
    ("The war in the Donbass has killed 14,000 people.", ("Donbass", "Donbas", "area", "UKR")),
    ("A Stryker squadron will leave Vilseck in Bavaria.", ("Vilseck", "Vilseck", "town", "DEU"),
     ("Bavaria", "Bavaria", "region", "DEU")),
    ("About 1,000 soldiers go to Mihail Kogalniceanu on the coast.",
     ("Mihail Kogalniceanu", "Mihail Kogalniceanu", "site", "ROU")),
    ("Russian soldiers are stationed in Transnistria.", ("Transnistria", "Transnistria", "area", "MDA")),
    ("Iskander missiles were moved to Kaliningrad.", ("Kaliningrad", "Kaliningrad", "town", "RUS")),
    ("Warships passed through the Kerch Strait into the Sea of Azov.", ("Kerch Strait", "Kerch Strait", "water", ""),
     ("Sea of Azov", "Sea of Azov", "water", "")),
    ("Engineers left the Zaporizhzhia Nuclear Power Plant.",
     ("Zaporizhzhia Nuclear Power Plant", "Zaporizhzhia Nuclear Power Plant", "site", "UKR")),
]  # fmt: skip
OTHERS = [
    # Gaza, Lebanon
    ("Aid trucks entered Gaza on Monday.", ("Gaza", "Gaza Strip", "area", "PSE")),
    ("Families fled from Rafah to the north.", ("Rafah", "Rafah", "town", "PSE")),
    ("Fighting went on in Khan Younis and Jabalia.", ("Khan Younis", "Khan Younis", "town", "PSE"),
     ("Jabalia", "Jabalia", "town", "PSE")),
    ("Settlers attacked a village in the West Bank.", ("West Bank", "West Bank", "area", "PSE")),
    ("Rockets fell on Kiryat Shmona and the Golan Heights.", ("Kiryat Shmona", "Kiryat Shmona", "town", "ISR"),
     ("Golan Heights", "Golan Heights", "area", "SYR")),
    ("The strike hit Nabatieh, south of the Litani River.", ("Litani River", "Litani River", "water", "LBN")),
    # Congo
    ("Rebels advanced on Goma, the largest city in eastern Congo.", ("Goma", "Goma", "town", "COD"),
     ("Congo", "Democratic Republic of the Congo", "country", "COD")),
    ("Thousands fled Bunagana in North Kivu.", ("North Kivu", "North Kivu", "region", "COD"),
     ("Bunagana", "Bunagana", "town", "COD")),
    ("The airport of Bukavu was shut.", ("Bukavu", "Bukavu", "town", "COD")),
    # Sudan
    ("The siege of El Fasher continued in North Darfur.", ("El Fasher", "El Fasher", "town", "SDN"),
     ("North Darfur", "North Darfur", "region", "SDN")),
    ("Residents crossed from El Geneina to Adre in Chad.", ("El Geneina", "El Geneina", "town", "SDN"),
     ("Adre", "Adre", "town", "TCD"), ("Chad", "Chad", "country", "TCD")),
    ("The army retook Omdurman and parts of Khartoum.", ("Omdurman", "Omdurman", "town", "SDN"),
     ("Khartoum", "Khartoum", "town", "SDN")),
    # Taiwan, South China Sea
    ("A destroyer sailed through the Taiwan Strait.", ("Taiwan Strait", "Taiwan Strait", "water", "")),
    ("Jets flew between Kinmen and Xiamen.", ("Kinmen", "Kinmen", "area", "TWN"), ("Xiamen", "Xiamen", "town", "CHN")),
    ("Coast guards clashed near the Second Thomas Shoal.",
     ("Second Thomas Shoal", "Second Thomas Shoal", "site", "")),
    ("The carrier left Yokosuka for the Philippine Sea.", ("Yokosuka", "Yokosuka", "town", "JPN"),
     ("Philippine Sea", "Philippine Sea", "water", "")),
    # Korea
    ("The missile was launched from Sunan near Pyongyang.", ("Pyongyang", "Pyongyang", "town", "PRK")),
    ("Activity resumed at Punggye-ri and Yongbyon.", ("Punggye-ri", "Punggye-ri", "site", "PRK"),
     ("Yongbyon", "Yongbyon", "site", "PRK")),
    ("Guards fired shots at Panmunjom.", ("Panmunjom", "Panmunjom", "site", "KOR")),
    # Armenia and Azerbaijan
    ("Columns left Stepanakert through the Lachin corridor.", ("Stepanakert", "Stepanakert", "town", "AZE")),
    ("The fate of Nagorno-Karabakh was not discussed.", ("Nagorno-Karabakh", "Nagorno-Karabakh", "area", "AZE")),
    # Syria, Iraq, Iran, Yemen
    ("Two soldiers were killed near Al-Tanf in eastern Syria.", ("Al-Tanf", "Al-Tanf", "site", "SYR"),
     ("Syria", "Syria", "country", "SYR")),
    ("Jets took off from Hmeimim towards Idlib.", ("Hmeimim", "Hmeimim", "site", "SYR"),
     ("Idlib", "Idlib", "town", "SYR")),
    ("A convoy reached Deir ez-Zor on the Euphrates.", ("Deir ez-Zor", "Deir ez-Zor", "town", "SYR"),
     ("Euphrates", "Euphrates", "water", "")),
    ("Rockets hit Erbil and Ain al-Asad.", ("Erbil", "Erbil", "town", "IRQ"),
     ("Ain al-Asad", "Ain al-Asad", "site", "IRQ")),
    ("Inspectors returned to Natanz and Fordow.", ("Natanz", "Natanz", "site", "IRN"),
     ("Fordow", "Fordow", "site", "IRN")),
    ("The tanker was seized in the Strait of Hormuz.", ("Strait of Hormuz", "Strait of Hormuz", "water", "")),
    ("A missile fired from Hodeidah fell into the Red Sea.", ("Hodeidah", "Hodeidah", "town", "YEM"),
     ("Red Sea", "Red Sea", "water", "")),
    # Ethiopia, Somalia, Sahel, Mozambique
    ("Fighting spread from Tigray to Amhara and Afar.", ("Tigray", "Tigray", "region", "ETH"),
     ("Amhara", "Amhara", "region", "ETH"), ("Afar", "Afar", "region", "ETH")),
    ("Elders met in Kismayo and Baidoa.", ("Kismayo", "Kismayo", "town", "SOM"), ("Baidoa", "Baidoa", "town", "SOM")),
    ("The army entered Kidal in northern Mali.", ("Kidal", "Kidal", "town", "MLI"), ("Mali", "Mali", "country", "MLI")),
    ("Militants attacked Palma in Cabo Delgado.", ("Palma", "Palma", "town", "MOZ"),
     ("Cabo Delgado", "Cabo Delgado", "region", "MOZ")),
    # Afghanistan, India, Pakistan, Myanmar
    ("The last aircraft left Bagram in July.", ("Bagram", "Bagram", "site", "AFG")),
    ("Troops clashed in the Galwan Valley in Ladakh.", ("Galwan Valley", "Galwan Valley", "area", ""),
     ("Ladakh", "Ladakh", "region", "IND")),
    ("Gunmen killed tourists in Pahalgam.", ("Pahalgam", "Pahalgam", "town", "IND")),
    ("The junta lost Lashio in Shan State.", ("Lashio", "Lashio", "town", "MMR"),
     ("Shan State", "Shan State", "region", "MMR")),
    # Kosovo, Venezuela
    ("Barricades went up in Mitrovica.", ("Mitrovica", "Mitrovica", "town", "XKX")),
    ("Caracas claims Essequibo.", ("Essequibo", "Essequibo", "area", "GUY")),
    # bases
    ("They were flown to Al Udeid and on to Diego Garcia.", ("Al Udeid", "Al Udeid Air Base", "site", "QAT"),
     ("Diego Garcia", "Diego Garcia", "site", "IOT")),
    ("Tankers were moved from Incirlik to Souda Bay.", ("Incirlik", "Incirlik Air Base", "site", "TUR"),
     ("Souda Bay", "Souda Bay", "site", "GRC")),
    ("Marines left Futenma for Kadena Air Base.", ("Kadena Air Base", "Kadena Air Base", "site", "JPN"),
     ("Futenma", "Futenma", "site", "JPN")),
]  # fmt: skip


@pytest.mark.parametrize("row", UKRAINE + OTHERS, ids=lambda row: row[1][0])
def test_places_of_crises_resolve(row, toponyms) -> None:
    sentence, *wanted = row
    found = toponyms(sentence)
    for words, name, level, country in wanted:
        assert words in found, (words, list(found))
        place = found[words].place
        assert (place.name, place.level, place.country) == (name, level, country)


def test_the_division_behind_a_name_decides(toponyms) -> None:
    assert toponyms("A refinery in Odessa, Texas, caught fire.")["Odessa"].place.country == "USA"
    assert toponyms("A refinery in Odessa, Ukraine, caught fire.")["Odessa"].place.country == "UKR"
    assert toponyms("The plant in Paris, Ky., closed.")["Paris"].place.country == "USA"
    found = toponyms("The plant in Paris, Ky., closed.")
    assert found["Ky."].place.name == "Kentucky"
    assert found["Paris"].reason == "named as part of Kentucky"


def test_other_places_of_a_report_decide(toponyms) -> None:
    american = "Police in Austin and Houston searched homes. The suspect was caught in Odessa. Texas has no such law."
    assert toponyms(american)["Odessa"].place.country == "USA"
    ukrainian = "Mykolaiv and Kherson were hit. A drone fell in Odessa. Ukraine asked for help."
    assert toponyms(ukrainian)["Odessa"].place.country == "UKR"


def test_one_name_has_one_sense_unless_a_division_says_otherwise(toponyms, nlp, finder) -> None:
    text = "He was born in Moscow, Idaho. In Moscow he worked as a farmer."
    doc = parse(nlp, Report("t", text, "2022-02-02"))
    both = [t for t in find_toponyms(text, doc, find=finder) if t.span.words(text) == "Moscow"]
    assert [t.place.country for t in both] == ["USA", "USA"]


def test_a_capital_is_taken_before_a_state_of_its_name(toponyms) -> None:
    assert toponyms("Talks were held in Washington on Monday.")["Washington"].place.name == "Washington, D.C."


def test_region_behind_a_name_asks_for_the_division(toponyms) -> None:
    place = toponyms("Two villages in the Kharkiv region were shelled.")["Kharkiv"].place
    assert (place.level, place.country, place.geonameid) == ("region", "UKR", 706482)
    assert toponyms("A village in the Kyiv region was taken.")["Kyiv"].place.geonameid == 703446
    assert toponyms("The Saratov region was attacked by drones.")["Saratov"].place.level == "region"


def test_a_town_and_its_division_are_told_apart_in_one_report(nlp, finder) -> None:
    text = "Villages in the Zaporizhzhia region were shelled. Buses reached the city of Zaporizhzhia."
    found = find_toponyms(text, parse(nlp, Report("t", text, "2022-03-02")), find=finder)
    assert [(t.place.level, t.place.country) for t in found] == [("region", "UKR"), ("town", "UKR")]


def test_many_places_of_one_division_do_not_pull_in_a_namesake(toponyms) -> None:
    text = (
        "Columns left Okhtyrka, Trostyanets, Lebedyn, Krasnopillya and Romny for Sumy. "
        "The same units had fought in Chechnya and later met diplomats in Geneva."
    )
    found = toponyms(text)
    assert (found["Chechnya"].place.country, found["Geneva"].place.country) == ("RUS", "CHE")


def test_a_seat_of_power_is_literal_as_a_building(toponyms) -> None:
    assert toponyms("Protesters gathered outside the White House.")["White House"].literal
    assert not toponyms("The White House rejected the claim.")["White House"].literal


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Turkish troops crossed the border.", "Turkish", "TUR"),
        ("Three Dutch journalists were detained.", "Dutch", "NLD"),
        ("The Ukrainians refused to leave.", "Ukrainians", "UKR"),
        ("The Kremlin said nothing.", "Kremlin", "RUS"),
        ("A spokesman for the Pentagon declined to comment.", "Pentagon", "USA"),
        ("Russia accused the observers of lying.", "Russia", "RUS"),
        ("Paris condemned the decision.", "Paris", "FRA"),
        ("U.S. troops arrived on Monday.", "U.S.", "USA"),
        ("The U.S.-led coalition denied the strike.", "U.S.", "USA"),
    ],
)
def test_demonyms_and_metonyms_are_not_literal(text, words, country, toponyms) -> None:
    toponym = toponyms(text)[words]
    assert not toponym.literal
    assert toponym.place.country == country


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KYIV, Feb 2 (Reuters) - Ukraine is ready, the minister said.", "KYIV"),
        ("The army advanced into Russia on Tuesday.", "Russia"),
        ("Tents stand along the Ukraine border.", "Ukraine"),
        ("Protests broke out in Paris.", "Paris"),
    ],
)
def test_territory_is_literal(text, words, toponyms) -> None:
    assert toponyms(text)[words].literal


def test_a_country_is_an_area_with_geonames_own_point(toponyms) -> None:
    place = toponyms("The delegation returned to Ukraine.")["Ukraine"].place
    assert (place.level, place.id, place.lat, place.lon) == ("country", "gn-690791", 49.0, 32.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Polish people like March more than August.", "March"),
        ("They told us that it was Nice.", "us"),
        ("David Austin said so, and Austin repeated it.", "Austin"),
        ("Al-Ahram reported the news first.", "Ahram"),
        ("Jordan Smith met Jordan Brown.", "Jordan"),
    ],
)
def test_words_that_only_look_like_places(text, words, toponyms) -> None:
    assert words not in toponyms(text)


def test_a_foreign_name_is_believed_of_a_town_behind_a_preposition_of_place(toponyms) -> None:
    # The parser takes "Jableh" for an organisation in both.
    assert toponyms("Survivors of the massacre at Jableh spoke.")["Jableh"].place.country == "SYR"
    assert "Jableh" not in toponyms("He bought shares of Jableh.")


def test_a_feature_is_not_the_town_it_is_called_after(toponyms) -> None:
    found = toponyms("The body was found near the Catawba River.")
    assert "Catawba" not in found
    assert found["Catawba River"].place is None


def test_unknown_places_stay_unknown(toponyms) -> None:
    found = toponyms("Fighters left the village of Qwertabad in Syria.")
    assert all(t.place is not None for words, t in found.items() if words != "Qwertabad")
    if "Qwertabad" in found:
        assert found["Qwertabad"].place is None
        assert found["Qwertabad"].reason == "not in the gazetteer"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\u202eUkraine\u202c 😀 Kyiv",
        "KYIV " * 400,
        "Al-",
        "- , ( ) .",
        "Paris, Paris, Paris, Texas",
        "İstanbul'da",
    ],
)
def test_spans_cut_words_and_never_overlap(text, nlp, finder) -> None:
    found = find_toponyms(text, parse(nlp, Report("t", text, "2022-02-02")), find=finder)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for toponym in found:
        words = toponym.span.words(text)
        assert words
        assert words == words.strip()


def test_the_layer_fills_toponyms_and_nothing_else(nlp) -> None:
    report = Report("t", "Ships left Sevastopol for Tartus.", "2022-02-02")
    draft = Draft(report, parse(nlp, report))
    layer = PlacesLayer()
    done = layer(draft)
    assert [t.span.words(report.text) for t in done.toponyms] == ["Sevastopol", "Tartus"]
    assert (done.report, done.doc, done.mentions) == (draft.report, draft.doc, ())
    assert layer(draft).toponyms == done.toponyms
