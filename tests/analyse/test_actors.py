"""Who is meant: names, titles, pronouns, demonyms and metonyms in whole reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.actors import ActorsLayer
from dateline.analyse.draft import Draft
from dateline.analyse.mentions import MentionIndex
from dateline.analyse.sentences import ParseLayer, parse
from dateline.model import Mention, Report, Span

if TYPE_CHECKING:
    from spacy.language import Language


def analyse(nlp: Language, text: str, date: str = "2022-02-02", **more: str) -> tuple[Mention, ...]:
    report = Report("r", text, date, **more)
    return ActorsLayer()(ParseLayer()(Draft(report, parse(nlp, report)))).mentions


def mention(mentions: tuple[Mention, ...], text: str, words: str, nth: int = 0) -> Mention:
    return [m for m in mentions if m.span.words(text) == words or m.head.words(text) == words][nth]


def who(nlp: Language, text: str, words: str, date: str = "2022-02-02", nth: int = 0, **more: str) -> str | None:
    actor = mention(analyse(nlp, text, date, **more), text, words, nth).actor
    return actor.name if actor else None


def code(nlp: Language, text: str, words: str, date: str = "2022-02-02") -> str:
    actor = mention(analyse(nlp, text, date), text, words).actor
    assert actor is not None
    return actor.code


def test_a_surname_means_the_person_named_in_full(nlp: Language) -> None:
    text = "Maria Lindqvist runs the aid agency. On Friday, Lindqvist warned of hunger."
    assert who(nlp, text, "Lindqvist", nth=1) == "Maria Lindqvist"


def test_a_surname_alone_means_the_one_in_office_that_day(nlp: Language) -> None:
    text = "Medvedev said the talks had failed."
    found = mention(analyse(nlp, text, "2009-05-01"), text, "Medvedev")
    assert found.actor is not None
    assert (found.actor.name, found.actor.code) == ("Dmitry Medvedev", "RUSGOV")
    assert "office" in found.method


def test_an_office_means_its_holder_on_the_reports_date(nlp: Language) -> None:
    text = "The French president met the German chancellor in Geneva."
    assert who(nlp, text, "president", "2006-10-01") == "Jacques Chirac"
    assert who(nlp, text, "president", "2019-10-01") == "Emmanuel Macron"
    assert who(nlp, text, "chancellor", "2019-10-01") == "Angela Merkel"


def test_an_unknown_office_keeps_the_words(nlp: Language) -> None:
    found = mention(
        analyse(nlp, "Tonga's fisheries minister resigned."), "Tonga's fisheries minister resigned.", "minister"
    )
    assert found.actor is not None
    assert (found.actor.country, found.actor.sector) == ("TON", "GOV")
    assert found.actor.kind != "force"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Turkish soldiers crossed the border.", "soldiers", "TURMIL"),
        ("The Kenyan government denied it.", "government", "KENGOV"),
        ("The U.S. troops will leave in May.", "troops", "USAMIL"),
        ("Police in Nairobi fired tear gas, and Colombian farmers looked on.", "farmers", "COLAGR"),
        ("Hezbollah fighters held the village.", "fighters", "LBNREB"),
        ("Pentagon officials declined to comment.", "officials", "USAMIL"),
        ("Peru's army chief said that the road was open.", "chief", "PERMIL"),
        ("A former CIA official wrote the paper.", "official", "USAELI"),
    ],
)
def test_groups_have_the_country_and_sector_the_words_give(nlp: Language, text: str, words: str, expected: str) -> None:
    assert code(nlp, text, words) == expected


def test_unnamed_groups_stay_groups(nlp: Language) -> None:
    found = mention(analyse(nlp, "Residents told reporters that rebels had left."),
                    "Residents told reporters that rebels had left.", "Residents")  # fmt: skip
    assert found.kind == "group"
    assert found.plural
    assert found.actor is not None
    assert found.actor.country == ""


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Western powers condemned the arrest.", "Western", "Western countries"),
        ("Arab sanctions on Chad began on Monday.", "Arab", "Arab countries"),
        ("Kurds attacked Gulu.", "Kurds", "Kurds"),
        ("Kurdish forces attacked Gulu.", "forces", "Kurdish forces"),
        ("Latin American leaders met in Lima.", "leaders", "Latin American leaders"),
    ],
)
def test_those_who_are_no_one_states_are_told_apart(nlp: Language, text: str, words: str, name: str) -> None:
    found = mention(analyse(nlp, text), text, words)
    assert found.actor is not None
    assert (found.actor.name, found.actor.country) == (name, "")


def test_metonyms_stand_for_governments(nlp: Language) -> None:
    text = "The Kremlin rejected the plan, and Tehran accused Washington of lying."
    mentions = analyse(nlp, text)
    codes = [mention(mentions, text, w).actor for w in ("Kremlin", "Tehran", "Washington")]
    assert [a.code if a else None for a in codes] == ["RUSGOV", "IRNGOV", "USAGOV"]


def test_a_capital_that_only_says_where_is_no_party(nlp: Language) -> None:
    text = "The two ministers met in Moscow."
    assert [m for m in analyse(nlp, text) if m.head.words(text) == "Moscow"] == []


def test_what_somebody_is_against_is_not_whose_he_is(nlp: Language) -> None:
    text = "Georgia's pro-American government won the vote."
    assert code(nlp, text, "government") == "GEOGOV"


def test_pronouns_follow_gender(nlp: Language) -> None:
    text = "Angela Merkel called Emmanuel Macron on Sunday. She asked for more time. He agreed at once."
    assert who(nlp, text, "She", "2020-03-01") == "Angela Merkel"
    assert who(nlp, text, "He", "2020-03-01") == "Emmanuel Macron"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # whom the pronoun's own predicate names it is not, wherever in it
        ("Angela Merkel wrote to Theresa May. She praised May's plan.", "Angela Merkel"),
        ("Angela Merkel wrote to Theresa May. She urged the British prime minister to wait.", "Angela Merkel"),
        ("Angela Merkel wrote to Theresa May, and May spoke at length. She said that Merkel was late.", "Theresa May"),
        # it may well be whom another clause names
        ("Theresa May spoke at length. She left, and May's deputy stayed.", "Theresa May"),
        # what she is said to be she is
        ("Angela Merkel arrived on Monday. She is the German chancellor.", "Angela Merkel"),
        ("Angela Merkel arrived on Monday. She was sworn in as German chancellor.", "Angela Merkel"),
        # who spoke goes on speaking
        ("Angela Merkel said the plan was bad. The plan pleased Theresa May. She said it was late.", "Angela Merkel"),
    ],
)
def test_a_pronoun_is_nobody_whom_its_own_predicate_names(nlp: Language, text: str, name: str) -> None:
    assert who(nlp, text, "She", "2018-03-01") == name


def test_an_adjective_of_its_own_country_bars_no_country(nlp: Language) -> None:
    text = "Russia protested on Monday. It accused the guards of shelling Russian territory."
    assert who(nlp, text, "It", "2018-03-01") == "Russia"


def test_an_editors_bracket_says_who_is_meant(nlp: Language) -> None:
    text = 'Sergei Lavrov spoke first. "I told him that he [Macron] was late," an aide said.'
    assert who(nlp, text, "he") == "Emmanuel Macron"


def test_first_person_is_left_open(nlp: Language) -> None:
    text = 'Dmytro Kuleba said: "We will not give up."'
    found = mention(analyse(nlp, text), text, "We")
    assert found.actor is None
    assert found.method == "first person"


def test_first_person_in_a_transcript_is_the_speaker(nlp: Language) -> None:
    text = "MR. PRICE: I have nothing to add on the visit.\n\nQUESTION: Will he go?"
    assert who(nlp, text, "I", "2022-02-02") == "Ned Price"


def test_their_of_a_coordination_is_nobody_alone(nlp: Language) -> None:
    text = "Chile and Peru must settle their quarrel."
    found = mention(analyse(nlp, text), text, "their")
    assert found.actor is None
    assert found.method == "several parties"


def test_the_alliance_is_the_one_named_before(nlp: Language) -> None:
    text = "NATO will meet in June. The alliance has not invited Serbia."
    assert who(nlp, text, "alliance") == "NATO"


def test_that_country_and_his_country(nlp: Language) -> None:
    text = "Some soldiers went to Mali last year. In that country they trained recruits."
    assert who(nlp, text, "country") == "Mali"
    text = "Viktor Orban spoke in Vienna. He said his country would not pay."
    assert who(nlp, text, "country") == "Hungary"


def test_a_title_refers_back_to_the_person_who_bears_it(nlp: Language) -> None:
    text = "The talks failed, Omani Transport Minister Salim Haddadi said. The minister blamed the weather."
    assert who(nlp, text, "minister") == "Salim Haddadi"


def test_an_apposition_names_the_office_holder(nlp: Language) -> None:
    text = "Malta's police chief, Karla Borg, resigned."
    found = mention(analyse(nlp, text), text, "Borg")
    assert found.actor is not None
    assert (found.actor.name, found.actor.country, found.actor.sector) == ("Karla Borg", "MLT", "COP")


def test_a_typing_error_is_resolved_and_said(nlp: Language) -> None:
    text = "Hezbolla shelled the town on Monday, Reuters reported."
    found = next(m for m in analyse(nlp, text) if m.span.start == 0)
    assert found.actor is not None
    assert found.actor.name == "Hezbollah"


def test_the_outlets_country_settles_the_president(nlp: Language) -> None:
    text = "The President will speak on Friday."
    assert who(nlp, text, "President", "2022-02-02", outlet="The White House") == "Joe Biden"
    assert who(nlp, text, "President", "2022-02-02", url="https://www.president.gov.ua/en/1") == "Volodymyr Zelensky"


def test_spans_are_slices_and_heads_lie_inside(nlp: Language) -> None:
    text = "Ukraine’s “volunteers” – led by Gen. Zaluzhnyi – met\nthe U.S. ambassador to NATO, he [Stoltenberg] said."
    mentions = analyse(nlp, text)
    assert len(mentions) >= 4
    for m in mentions:
        assert m.span.contains(m.head)
        assert m.span.words(text).strip() == m.span.words(text)
        assert 0 <= m.span.start < m.span.end <= len(text)


def test_one_mention_for_a_head_word(nlp: Language) -> None:
    text = "Officials of the Syrian Observatory for Human Rights and the United Nations met Russian diplomats."
    heads = [m.head for m in analyse(nlp, text)]
    assert len(heads) == len(set(heads))


def test_an_empty_report_has_no_mentions(nlp: Language) -> None:
    assert analyse(nlp, "") == ()


def test_the_reports_own_accents_are_kept(nlp: Language) -> None:
    text = "President Gitanas Nausėda spoke in Vilnius. He asked for help."
    assert who(nlp, text, "He", "2022-03-01") == "Gitanas Nausėda"


def test_a_counted_subject_is_a_subject(nlp: Language) -> None:
    text = "A number of Dutch soldiers joined Malian soldiers there. They left in June."
    assert who(nlp, text, "They", "2015-03-01") == "Dutch soldiers"


def test_an_office_still_to_come_gives_no_sector(nlp: Language) -> None:
    found = mention(
        analyse(nlp, "Emmanuel Macron wrote a book.", "2003-01-01"), "Emmanuel Macron wrote a book.", "Macron"
    )
    assert found.actor is not None
    assert (found.actor.country, found.actor.sector) == ("FRA", "")


def test_the_index_finds_by_head_and_by_cover(nlp: Language) -> None:
    text = "Senior Brazilian officials met the Taliban."
    mentions = analyse(nlp, text)
    index = MentionIndex(mentions)
    at = text.index("officials")
    by_head = index.at(Span(at, at + 9))
    inside = index.at(Span(text.index("Senior"), text.index("Senior") + 6))
    assert by_head is not None
    assert by_head is inside
    assert index.at(Span(text.index("met"), text.index("met") + 3)) is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("President Joseph R. Biden, Jr.", "Joe Biden"),
        ("Lloyd J. Austin III", "Lloyd Austin"),
        ("Gen. Mark A. Milley", "Mark Milley"),
        ("Anthony Blinken", "Antony Blinken"),
    ],
)
def test_initials_and_forms_of_given_names_do_not_make_another_person(nlp: Language, printed: str, name: str) -> None:
    text = f"{printed} met the envoys in the capital on Tuesday."
    head = "Biden" if "Biden" in printed else printed.rsplit(maxsplit=1)[-1].replace("III", "Austin")
    found = next(m for m in analyse(nlp, text) if head in m.span.words(text))
    assert found.actor is not None
    assert (found.actor.name, found.actor.country) == (name, "USA")


def test_another_given_name_makes_another_person(nlp: Language) -> None:
    text = "Hugo Biden met the envoys in the capital on Tuesday."
    assert who(nlp, text, "Hugo Biden") == "Hugo Biden"


@pytest.mark.parametrize(
    ("label", "name"),
    [("MS. LUND-BERG", "Lund-Berg"), ("MR. O’HARROW", "O’Harrow"), ("MR. MCTAVISH", "McTavish")],
)
def test_labels_in_capitals_are_names_in_small_letters(nlp: Language, label: str, name: str) -> None:
    text = f"{label}:  Good morning. The talks went on.\n\nQ    Will they end?\n\n{label}:  We do not know.\n"
    assert who(nlp, text, label) == name


def test_a_known_surname_speaks_even_where_the_parser_has_no_name(nlp: Language) -> None:
    assert who(nlp, "Zelenskyy said that the talks would go on.", "Zelenskyy", "2022-03-20") == "Volodymyr Zelensky"
    assert not [m for m in analyse(nlp, "Rice grows along the river.") if m.actor is not None]


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The newspaper Kommersant reported a shortage.", "The newspaper", "Kommersant"),
        ("The news agency Tass reported a fire.", "The news agency", "TASS"),
        ("The newspaper El Pias reported a fire.", "The newspaper", "El Pais"),
        ("The newspaper, Kommersant people say, closed.", "The newspaper", "newspaper"),
    ],
)
def test_a_noun_is_the_body_named_right_behind_it(nlp: Language, text: str, noun: str, name: str) -> None:
    assert who(nlp, text, noun) == name
