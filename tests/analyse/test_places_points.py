"""Places of crises resolve to the right point: coordinates written down from maps, not from what the code gives.

Sentences are made up. `km` is how far GeoNames' point may lie from the one given here: little for a town or a base,
more for waters and regions, whose middle is a matter of taste.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

import pytest

from dateline.analyse.places import find_toponyms
from dateline.analyse.sentences import parse
from dateline.model import Report

if TYPE_CHECKING:
    from spacy.language import Language

    from dateline.analyse.place_names import NameFinder

TOWN, AREA = 25, 160  # km

# name, sentence, latitude, longitude, country ("" for waters), km
UKRAINE_AND_OTHERS_OF_THE_FIRST_LIST = [
    ("Ramstein", "A transport aircraft took off from Ramstein at noon.", 49.44, 7.60, "DEU", TOWN),
    ("Rzeszow", "The first soldiers reached Rzeszow over the weekend.", 50.04, 22.00, "POL", TOWN),
    ("Constanta", "A frigate put into Constanta for repairs.", 44.18, 28.65, "ROU", TOWN),
    ("Deveselu", "The interceptors at Deveselu face south, the alliance says.", 44.05, 24.38, "ROU", TOWN),
    ("Redzikowo", "Builders finished the site at Redzikowo late.", 54.48, 17.10, "POL", TOWN),
    ("Fort Bragg", "Paratroopers from Fort Bragg were told to pack.", 35.14, -79.00, "USA", TOWN),
    ("Yelnya", "Tanks were parked in rows near Yelnya.", 54.57, 33.18, "RUS", TOWN),
    ("Klintsy", "A new division has its barracks in Klintsy.", 52.75, 32.24, "RUS", TOWN),
    ("Rechytsa", "A pontoon bridge was seen outside Rechytsa.", 52.36, 30.39, "BLR", TOWN),
    ("Donetsk", "Buses took children out of Donetsk.", 48.00, 37.80, "UKR", TOWN),
    ("Luhansk", "A car exploded in the centre of Luhansk.", 48.57, 39.33, "UKR", TOWN),
    ("Kharkiv", "Rockets struck a school in Kharkiv.", 49.99, 36.23, "UKR", TOWN),
    ("Odesa", "Mines were cleared from the beaches of Odesa.", 46.48, 30.73, "UKR", TOWN),
    ("Odessa", "Mines were cleared from the beaches of Odessa in southern Ukraine.", 46.48, 30.73, "UKR", TOWN),
    ("Kyiv", "The embassy in Kyiv burned its papers.", 50.45, 30.52, "UKR", TOWN),
    ("Kiev", "The embassy in Kiev burned its papers.", 50.45, 30.52, "UKR", TOWN),
    ("Crimea", "The regiment went back to Crimea after the drill.", 45.30, 34.40, "UKR", AREA),
    ("Donbas", "Observers counted fewer explosions in Donbas.", 48.30, 38.00, "UKR", AREA),
    ("Vilseck", "A squadron left its barracks in Vilseck by rail.", 49.61, 11.81, "DEU", TOWN),
    ("Mihail Kogalniceanu", "Six jets landed at Mihail Kogalniceanu.", 44.36, 28.49, "ROU", TOWN),
    ("Transnistria", "An ammunition depot in Transnistria worries its neighbours.", 47.20, 29.40, "MDA", AREA),
    ("Kaliningrad", "The ship is based in Kaliningrad.", 54.71, 20.51, "RUS", TOWN),
    ("Gaza", "Hospitals in Gaza ran out of fuel.", 31.45, 34.40, "PSE", TOWN),
    ("Rafah", "Trucks queued for days at Rafah.", 31.29, 34.25, "PSE", TOWN),
    ("Goma", "The rebels marched into Goma without a fight.", -1.67, 29.23, "COD", TOWN),
    ("El Fasher", "Nobody could leave El Fasher any more.", 13.63, 25.35, "SDN", TOWN),
    ("Taiwan Strait", "Two cruisers passed through the Taiwan Strait.", 24.50, 119.50, "", AREA),
]
SYRIA = [
    ("Aleppo", "Barrels filled with explosives fell on Aleppo.", 36.20, 37.16, "SYR", TOWN),
    ("Homs", "Rebels left the old city of Homs on green buses.", 34.73, 36.72, "SYR", TOWN),
    ("Raqqa", "The group lost Raqqa after four months.", 35.95, 39.01, "SYR", TOWN),
    ("Latakia", "A freighter unloaded crates at Latakia.", 35.52, 35.78, "SYR", TOWN),
    ("Kobani", "Fighters held three streets in Kobani.", 36.89, 38.35, "SYR", TOWN),
    ("Daraa", "The first protests broke out in Daraa.", 32.62, 36.10, "SYR", TOWN),
]
LIBYA = [
    ("Benghazi", "A militia runs the port of Benghazi.", 32.12, 20.09, "LBY", TOWN),
    ("Misrata", "Grad rockets hit houses in Misrata.", 32.38, 15.09, "LBY", TOWN),
    ("Sirte", "The colonel was found near Sirte.", 31.21, 16.59, "LBY", TOWN),
    ("Tobruk", "The rival parliament met in Tobruk.", 32.08, 23.96, "LBY", TOWN),
    ("Brega", "Loyalists retook the oil terminal at Brega.", 30.41, 19.57, "LBY", TOWN),
    ("Zintan", "A prisoner is held in Zintan.", 31.93, 12.25, "LBY", TOWN),
]
YEMEN = [
    ("Sanaa", "Thousands marched through Sanaa on Friday.", 15.35, 44.21, "YEM", TOWN),
    ("Aden", "Separatists seized the palace in Aden.", 12.79, 45.03, "YEM", TOWN),
    ("Marib", "Camps around Marib are full.", 15.46, 45.33, "YEM", TOWN),
    ("Taiz", "Snipers still fire on the road into Taiz.", 13.58, 44.02, "YEM", TOWN),
    ("Saada", "Jets bombed a market in Saada.", 16.94, 43.76, "YEM", TOWN),
    ("Bab el-Mandeb", "A tanker was boarded in the Bab el-Mandeb.", 12.58, 43.33, "", AREA),
]
IRAQ = [
    ("Mosul", "The army needed nine months to take Mosul.", 36.34, 43.13, "IRQ", TOWN),
    ("Fallujah", "Civilians fled from Fallujah on foot.", 33.35, 43.78, "IRQ", TOWN),
    ("Tikrit", "Cadets were shot outside Tikrit.", 34.61, 43.68, "IRQ", TOWN),
    ("Kirkuk", "The governor of Kirkuk called for calm.", 35.47, 44.39, "IRQ", TOWN),
    ("Basra", "British soldiers handed over their base in Basra.", 30.50, 47.82, "IRQ", TOWN),
    ("Sinjar", "The families came down from the heights above Sinjar.", 36.32, 41.87, "IRQ", TOWN),
]
AFGHANISTAN = [
    ("Kandahar", "The movement was born in Kandahar.", 31.61, 65.71, "AFG", TOWN),
    ("Kunduz", "A hospital in Kunduz was bombed.", 36.73, 68.86, "AFG", TOWN),
    ("Herat", "An old commander defended Herat.", 34.35, 62.20, "AFG", TOWN),
    ("Jalalabad", "A bomber killed ten people in Jalalabad in eastern Afghanistan.", 34.43, 70.45, "AFG", TOWN),
    ("Mazar-i-Sharif", "The German contingent left Mazar-i-Sharif in June.", 36.71, 67.11, "AFG", TOWN),
    ("Ghazni", "The road past Ghazni was mined.", 33.55, 68.42, "AFG", TOWN),
]
SUDAN_AND_SOUTH_SUDAN = [
    ("Khartoum", "Gunfire was heard all over Khartoum.", 15.55, 32.53, "SDN", TOWN),
    ("Port Sudan", "The ministries moved to Port Sudan.", 19.62, 37.22, "SDN", TOWN),
    ("Nyala", "Drones landed at the airport of Nyala.", 12.05, 24.88, "SDN", TOWN),
    ("Malakal", "A barge with wheat came up the river to Malakal.", 9.53, 31.66, "SSD", TOWN),
    ("Bentiu", "People waded through the water to reach Bentiu.", 9.23, 29.83, "SSD", TOWN),
    ("Pibor", "Cattle raiders attacked herders near Pibor.", 6.80, 33.13, "SSD", TOWN),
]
ETHIOPIA_AND_SOMALIA = [
    ("Mekelle", "Federal troops entered Mekelle in November.", 13.50, 39.48, "ETH", TOWN),
    ("Lalibela", "The churches of Lalibela were not damaged.", 12.03, 39.04, "ETH", TOWN),
    ("Asmara", "Missiles were fired at Asmara.", 15.34, 38.93, "ERI", TOWN),
    ("Mogadishu", "A lorry full of explosives blew up in Mogadishu.", 2.04, 45.34, "SOM", TOWN),
    ("Hargeisa", "Elders gathered in Hargeisa to vote.", 9.56, 44.06, "SOM", TOWN),
    ("Gondar", "Militiamen trained in the hills around Gondar.", 12.60, 37.47, "ETH", TOWN),
]
SAHEL_AND_NIGERIA = [
    ("Timbuktu", "The manuscripts of Timbuktu were saved in trunks.", 16.77, -3.01, "MLI", TOWN),
    ("Gao", "Peacekeepers closed their camp in Gao.", 16.27, -0.04, "MLI", TOWN),
    ("Agadez", "Drones fly from a strip near Agadez.", 16.97, 7.99, "NER", TOWN),
    ("Djibo", "No food has come to Djibo since spring.", 14.10, -1.63, "BFA", TOWN),
    ("Maiduguri", "The sect attacked a mosque in Maiduguri.", 11.85, 13.16, "NGA", TOWN),
    ("Chibok", "The girls were taken from a school in Chibok.", 10.87, 12.84, "NGA", TOWN),
]
CAUCASUS = [
    ("Tskhinvali", "Georgian artillery opened fire on Tskhinvali.", 42.23, 43.97, "GEO", TOWN),
    ("Sukhumi", "Tourists came back to Sukhumi.", 43.00, 41.02, "GEO", TOWN),
    ("Gori", "A column of lorries blocked the road near Gori.", 41.98, 44.11, "GEO", TOWN),
    ("Grozny", "The leader received visitors in Grozny.", 43.32, 45.69, "RUS", TOWN),
    ("Beslan", "Parents still mourn in Beslan.", 43.19, 44.54, "RUS", TOWN),
    ("Gyumri", "The Russian base in Gyumri was sealed off.", 40.79, 43.85, "ARM", TOWN),
]
EAST_ASIA_AND_MYANMAR = [
    ("Myitkyina", "The army shelled positions north of Myitkyina.", 25.38, 97.40, "MMR", TOWN),
    ("Myawaddy", "Soldiers fled from Myawaddy over the bridge.", 16.69, 98.51, "MMR", TOWN),
    ("Sittwe", "Boats were kept in the harbour of Sittwe.", 20.15, 92.90, "MMR", TOWN),
    ("Cox's Bazar", "A fire destroyed huts in Cox's Bazar.", 21.43, 91.98, "BGD", TOWN),
    ("Kaesong", "The factories in Kaesong stand empty.", 37.97, 126.55, "PRK", TOWN),
    ("Subic Bay", "An American carrier called at Subic Bay.", 14.80, 120.25, "PHL", TOWN),
]
OTHERS = [
    ("Cúcuta", "Migrants crossed the bridge into Cúcuta.", 7.89, -72.50, "COL", TOWN),
    ("Port-au-Prince", "Gangs control most of Port-au-Prince.", 18.54, -72.34, "HTI", TOWN),
    ("Mitrovica", "Barriers were put up in Mitrovica.", 42.89, 20.87, "XKX", TOWN),
    ("Varosha", "The fenced quarter of Varosha was opened.", 35.11, 33.95, "CYP", TOWN),
]
ROWS = [
    *UKRAINE_AND_OTHERS_OF_THE_FIRST_LIST, *SYRIA, *LIBYA, *YEMEN, *IRAQ, *AFGHANISTAN, *SUDAN_AND_SOUTH_SUDAN,
    *ETHIOPIA_AND_SOMALIA, *SAHEL_AND_NIGERIA, *CAUCASUS, *EAST_ASIA_AND_MYANMAR, *OTHERS,
]  # fmt: skip


def km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Great-circle distance."""
    lat, lon, to_lat, to_lon = (radians(x) for x in (lat, lon, to_lat, to_lon))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_place_of_a_crisis_lies_where_it_lies(row, nlp: Language, finder: NameFinder) -> None:
    name, text, lat, lon, country, within = row
    doc = parse(nlp, Report("t", text, "2022-02-02"))
    found = {t.span.words(text): t for t in find_toponyms(text, doc, find=finder)}
    assert name in found, list(found)
    place = found[name].place
    assert place is not None, found[name].reason
    assert place.country == country
    assert km(lat, lon, place.lat, place.lon) <= within, (place, km(lat, lon, place.lat, place.lon))


def test_there_are_enough_of_them() -> None:
    assert len(UKRAINE_AND_OTHERS_OF_THE_FIRST_LIST) == 27
    assert len(ROWS) - 27 >= 60
    assert len({row[0] for row in ROWS}) == len(ROWS)
