"""Where events take place: the phrases that count, the places in them, and what is taken from other events."""

from __future__ import annotations

import pytest

from tests.analyse.reading import claim_at


def places(grammar, text, words):
    """The words and roles of a claim's places, in reading order."""
    return [(p.toponym.span.words(text), p.role) for p in claim_at(grammar, text, words).event.places]


def names(grammar, text, words):
    """The names of a claim's places by the gazetteer."""
    return [p.toponym.place.name for p in claim_at(grammar, text, words).event.places if p.toponym.place]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The rebels killed nine soldiers in Mopti.", "killed", [("Mopti", "at")]),
        ("In Mopti, rebels killed nine soldiers and burned a barracks.", "killed", [("Mopti", "at")]),
        ("Chad condemned the attack after talks in Geneva.", "talks", [("Geneva", "at")]),
        ("A series of attacks in Kabul shook the country.", "attacks", [("Kabul", "at")]),
        ("A bomb in Quetta killed nine people.", "killed", [("Quetta", "at")]),
        ("The talks held in Muscat ended on Friday.", "talks", [("Muscat", "at")]),
        ("Two people died and six were injured in a blast in Lahore.", "died", [("Lahore", "at")]),
        ("Gunmen carried out a series of attacks in Amman.", "carried out", [("Amman", "at")]),
        ("Clashes with police in Lima left four people hurt.", "Clashes", [("Lima", "at")]),
    ],
)
def test_the_scene_of_a_clause_is_its_events_place(grammar, text, words, found):
    assert places(grammar, text, words) == found


def test_a_scene_at_the_front_holds_for_coordinated_clauses(grammar):
    text = "In Aleppo, rebels attacked a convoy on Monday, and they later killed two medics."
    assert places(grammar, text, "attacked") == places(grammar, text, "killed") == [("Aleppo", "at")]


def test_a_scene_behind_the_second_clause_is_not_carried_to_another_kind_of_event(grammar):
    text = "Rebels killed two medics and the envoys met in Geneva."
    assert places(grammar, text, "killed") == []
    assert places(grammar, text, "met") == [("Geneva", "at")]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Kenya sent 300 soldiers to Haiti.", "sent", [("Haiti", "to")]),
        ("Kenya withdrew its soldiers from Haiti.", "withdrew", [("Haiti", "from")]),
        ("The army massed its tanks near Goma.", "massed", [("Goma", "near")]),
        ("The army shelled Goma.", "shelled", [("Goma", "target")]),
        ("The rebels launched an attack on Goma.", "launched", [("Goma", "target")]),
    ],
)
def test_the_preposition_and_the_type_give_the_role(grammar, text, words, found):
    assert places(grammar, text, words) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministers discussed the war in Yemen.", "discussed"),
        ("Norway criticised the treaty on forces in Europe.", "criticised"),
        ("Brazil made concessions to firms from Peru.", "concessions"),
    ],
)
def test_what_is_talked_of_is_no_place_of_the_talk(grammar, text, words):
    assert places(grammar, text, words) == []


def test_where_an_attack_is_talked_of_it_did_not_happen(grammar):
    text = "In Oslo the ministers discussed an attack by the rebels."
    assert places(grammar, text, "discussed") == [("Oslo", "at")]
    assert places(grammar, text, "attack") == []
    assert places(grammar, "In Oslo an attack by the rebels failed.", "attack") == [("Oslo", "at")]


def test_what_follows_the_object_of_speech_may_belong_to_the_object(grammar):
    assert places(grammar, "Norway condemned the killings in Burma.", "condemned") == []
    assert places(grammar, "The army stopped the killings in Burma.", "stopped") == [("Burma", "at")]


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("the Libyan capital", ["Libya"]),
        ("eastern Ukraine", ["Ukraine"]),
        ("the town of Bria", ["Bria"]),
        ("the outskirts of Tripoli", ["Tripoli"]),
        ("the border with Chad", ["Chad"]),
        ("the border between Sudan and Chad", ["Sudan", "Chad"]),
        ("a house in Tripoli", ["Tripoli"]),
        ("a Libyan base", []),
        ("Turkish-held territory", []),
    ],
)
def test_places_within_a_phrase(grammar, phrase, found):
    assert names(grammar, f"Gunmen killed nine soldiers near {phrase}.", "killed") == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Libyan uprising began in February.", "uprising", ["Libya"]),
        ("Mali's civil war is over.", "war", ["Mali"]),
        ("Mali's war is over.", "war", []),
        ("Syrian civilians were killed on Monday.", "killed", ["Syria"]),
        ("Syrian soldiers were killed on Monday.", "killed", []),
        ("The Syrian president was killed on Monday.", "killed", []),
        ("Syrian civilians were killed in Beirut on Monday.", "killed", ["Beirut"]),
        ("The people of Mali were attacked.", "attacked", ["Mali"]),
    ],
)
def test_strife_is_where_those_live_whom_it_hits(grammar, text, words, found):
    assert names(grammar, text, words) == found


def test_a_country_at_war_with_itself_is_no_actor(grammar):
    assert claim_at(grammar, "Mali's civil war is over.", "war").event.actors == ()
    assert [a.name for a in claim_at(grammar, "Mali's war is over.", "war").event.actors] == ["Mali"]


@pytest.mark.parametrize(
    ("second", "words", "found"),
    [
        ("Nine people were killed there.", "killed", ["Niger"]),
        ("Nine people were killed in that country.", "killed", ["Niger"]),
        ("Nine people were killed.", "killed", []),
        ("Nine people were killed in that province.", "killed", []),
    ],
)
def test_pointing_words_mean_the_place_named_before(grammar, second, words, found):
    assert names(grammar, f"The minister flew from Paris to Niger. {second}", words) == found


def test_its_territory_is_the_territory_of_whom_its_means(grammar):
    text = "Georgia protested after jets crossed into its territory."
    assert places(grammar, text, "crossed") == [("Georgia", "to")]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The army halted the shelling of Goma.", "halted", ["Goma"]),
        ("The attack in Nairobi, which killed nine people, lasted an hour.", "killed", ["Nairobi"]),
        ("Rebels attacked a market in Nairobi, killing nine people.", "killing", ["Nairobi"]),
        ("The ministers went to Tunis hoping to avoid a civil war.", "war", []),
    ],
)
def test_an_event_has_the_place_of_what_it_hangs_on(grammar, text, words, found):
    assert names(grammar, text, words) == found


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("The deployment will last a year.", ["Latvia"]),
        ("A deployment will be costly.", []),
        ("The French deployment will last a year.", []),
        ("The next deployment will last a year.", []),
    ],
)
def test_a_noun_that_restates_has_the_place_of_the_first_mention(grammar, second, found):
    assert names(grammar, f"Canada deployed 800 soldiers to Latvia. {second}", "deployment") == found


def test_forces_leave_where_they_are_said_to_be(grammar):
    text = "Danish troops are training soldiers in Mali, and the premier hopes to withdraw them."
    assert places(grammar, text, "withdraw") == [("Mali", "from")]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("to the region", ["Caucasus"]),
        ("to the border region", []),
    ],
)
def test_the_region_is_the_one_named_before(grammar, end, found):
    text = f"The envoy is on a tour of the Caucasus. Norway will send 300 soldiers {end}."
    assert names(grammar, text, "send") == found


def test_a_threat_lies_where_what_is_threatened_does(grammar):
    assert names(grammar, "The rebels threatened to attack a base in Mopti.", "threatened") == ["Mopti"]
    assert names(grammar, "The rebels in Mopti threatened to attack a base.", "threatened") == []
