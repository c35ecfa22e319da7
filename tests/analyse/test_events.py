"""What happened: types by frame, participants, places, things and slots."""

from __future__ import annotations

import pytest

from tests.analyse.reading import brief, claim_at, claims_of


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("Norway sent two frigates to the strait.", "sent", "MOBILIZE"),
        ("Norway sent generators and blankets to Moldova.", "sent", "AID"),
        ("Norway sent rifles to Moldova.", "sent", "AID"),
        ("The rifles were sent to Moldova by Norway.", "sent", "AID"),
        ("Iran sent rockets to the Houthis.", "sent", "AID"),
        ("Norway sent troops to Moldova.", "sent", "MOBILIZE"),
        ("Chad sent rockets to the border.", "sent", "MOBILIZE"),
        ("Chad's army sent rifles to the Chadian police.", "sent", "MOBILIZE"),
        ("The rebels struck the depot with rockets.", "struck", "ASSAULT"),
        ("Chad and Sudan struck a deal on water.", "struck", "AGREE"),
        ("Jordan lifted the embargo.", "lifted", "CONCEDE"),
        ("Peru recalled its ambassador from Chile.", "recalled", "SANCTION"),
        ("Peru recalled its troops from the border.", "recalled", "RETREAT"),
        ("The police arrested four activists.", "arrested", "COERCE"),
        ("A storm of rockets hit the naval base.", "hit", "ASSAULT"),
        ("Ninety villagers died in the raid.", "died", "ASSAULT"),
        ("Brazil condemned the coup in Bolivia.", "condemned", "ACCUSE"),
        ("The envoy met the president in Amman.", "met", "CONSULT"),
        ("Chad rejected the proposal.", "rejected", "REJECT"),
        ("Thousands protested against the government.", "protested", "PROTEST"),
        ("Turkey threatened to close the strait.", "threatened", "THREATEN"),
        ("Qatar urged both sides to stop the fighting.", "urged", "REQUEST"),
        ("Qatar's call for a truce was heard.", "call", "REQUEST"),
        ("Qatar's emir had a long call with the Norwegian premier.", "call", "CONSULT"),
        ("Canada praised the decision of the court.", "praised", "SUPPORT"),
        ("Kenya and Uganda coordinated their patrols.", "coordinated", "COOPERATE"),
    ],
)
def test_type_follows_the_frame(grammar, sentence, words, kind):
    assert claim_at(grammar, sentence, words).event.type == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The engineers deployed a new server last week.",
        "The so-called summit of the range lies at 3,000 metres.",
        "The committee discussed the Treaty of Westphalia's anniversary stamps.",
        "She thanked you all and took her seat.",
        "Prices rose by three percent in May.",
        "A strain of influenza that has killed nine farmers reached Peru.",
        "Ninety villagers died in the earthquake.",
        "A storm hit the naval base on Monday.",
    ],
)
def test_no_force_is_seen_where_none_acts(grammar, sentence):
    assert [
        c.event.type for c in claims_of(grammar, sentence) if c.event.type in ("MOBILIZE", "ASSAULT", "AGREE")
    ] == []


def test_carried_nouns_give_one_claim(grammar):
    text = "Ethiopia launched an attack on the town of Adwa."
    assert [c.event.type for c in claims_of(grammar, text)] == ["ASSAULT"]


def test_a_demand_and_what_is_demanded_are_two_claims(grammar):
    text = "Egypt demanded that Ethiopia withdraw its troops from the region."
    demand, content = claim_at(grammar, text, "demanded"), claim_at(grammar, text, "withdraw")
    assert brief(demand)[:3] == ("REQUEST", "occurred", ["Egypt"])
    assert demand.sources == ()
    assert brief(content)[:3] == ("RETREAT", "proposed", ["Ethiopia"])
    assert [s.name for s in content.sources] == ["Egypt"]


def test_a_noun_that_points_back_takes_the_actors_it_points_to(grammar):
    text = "Canada deployed 800 soldiers to Latvia. These deployments will last a year, the minister said."
    found = claim_at(grammar, text, "deployments")
    assert [(p.name, p.implied) for p in found.event.actors] == [("Canada", True)]


def test_restatements_become_mentions(grammar):
    text = "Chad attacked the camp. Officials were shocked. Chad attacked the camp."
    found = [c for c in claims_of(grammar, text) if c.event.type == "ASSAULT"]
    assert [len(c.mentions) for c in found] == [1]


def test_things_with_quantities_and_category(grammar):
    found = claim_at(grammar, "Estonia will supply 200 Javelin missiles to Georgia.", "supply").event
    assert [(t.kind, t.quantity.low if t.quantity else None) for t in found.things] == [("anti-tank missile", 200.0)]
    assert [p.name for p in found.recipients] == ["Georgia"]


def test_place_roles(grammar):
    found = claim_at(grammar, "Spain moved a battalion from Rota to Riga.", "moved").event
    assert {(p.role, p.toponym.span.words("Spain moved a battalion from Rota to Riga.")) for p in found.places} == {
        ("from", "Rota"),
        ("to", "Riga"),
    }


def test_slots_of_the_ledgers(grammar):
    text = "If the truce fails, Kenya will send a brigade to protect the convoys."
    slots = {s.name: s.value for s in claim_at(grammar, text, "send").event.slots}
    assert slots["movement"] == "send"
    assert slots["condition"] == "If the truce fails"
    assert slots["purpose"] == "to protect the convoys"


def test_likelihood_words_have_a_range_only_where_a_scale_gives_one(grammar):
    scaled = claim_at(grammar, "Analysts said that the militia was very likely to attack the town.", "attack").event
    free = claim_at(grammar, "Analysts said that the militia might attack the town.", "attack").event
    assert {s.name: s.value for s in scaled.slots}["likelihood_range"] == "80-95"
    assert "likelihood_range" not in {s.name for s in free.slots}
    assert {s.name: s.value for s in free.slots}["likelihood"] == "might"
