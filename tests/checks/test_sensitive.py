"""A sensitive fact about a named person is asked about; officials and politicians at work are not."""

from __future__ import annotations

import pytest

from raadslag.bench.made_private import OPEN, SEALED
from raadslag.bench.privacy import asked
from raadslag.checks import check, plain_fingerprint
from raadslag.checks.privacy.scanning import hits_to_findings, scan_file
from raadslag.checks.privacy.sensitive import find_sensitive
from raadslag.checks.privacy.words import groups, rows
from raadslag.record import Attendee, Decision, Item, Meeting, Section, Table, paragraph
from tests.checks import committee_sentences, told_sentences

NAME = "Karla Mosegaard"
AT_WORK = {"actor", "role", "attending", "group", "owned", "topic", "office"}
"""Groups of words that say that it is not about the person named."""


def in_sentence(group: str, example: str) -> str:
    if group == "group":
        return f"{NAME} ser på tallene: {example}."
    if group == "topic":
        return f"Besøget hos {NAME} gjaldt {example}."
    if group in {"role", "attending"}:
        return f"{example.format(NAME)} gennemgik tallene for, hvem der modtager sygedagpenge."
    if group == "person":
        return f"Udvalget har fået et brev fra {NAME}. {example}"
    return example.format("Karla" if group == "kin" else NAME)


@pytest.mark.parametrize("group", groups("sensitive"))
def test_every_word_has_an_example_that_does_what_its_group_says(group: str) -> None:
    told = {
        row.word: bool(list(find_sensitive(in_sentence(group, row.example))))
        for row in rows("sensitive", group)
    }
    expected = group not in AT_WORK
    assert {word for word, found in told.items() if found != expected} == set()


def test_the_sealed_sentences_are_asked_about_and_their_twins_left() -> None:
    assert sum(asked(pair.asked) for pair in SEALED) >= 13
    assert sum(asked(pair.left) for pair in SEALED) <= 1


def test_the_open_sentences_are_asked_about_and_their_twins_left() -> None:
    assert [pair.asked for pair in OPEN if not asked(pair.asked)] == []
    assert [pair.left for pair in OPEN if asked(pair.left)] == []


def test_what_a_committee_says_of_somebody_is_asked_about_and_what_somebody_says_is_not() -> None:
    assert [text for text in committee_sentences.ASKED if not list(find_sensitive(text))] == []
    assert [text for text in committee_sentences.LEFT if list(find_sensitive(text))] == []


def test_what_is_told_of_a_private_person_is_asked_about_in_whatever_words() -> None:
    assert [text for text in told_sentences.TOLD if not asked(text)] == []
    assert [text for text in told_sentences.AT_WORK if asked(text)] == []


def meeting(text: str, **parts: object) -> Meeting:
    section = Section("Sagsfremstilling", "case", blocks=(paragraph(text),))
    return Meeting(items=(Item(number=1, sections=(section,)),), **parts)  # type: ignore[arg-type]


def rules(of: Meeting, known: tuple[str, ...] = ()) -> list[str]:
    return [f.rule for f in check(of, known=known) if f.rule.startswith("priv-")]


def test_members_officials_and_authors_are_not_asked_about() -> None:
    text = f"{NAME} er sygemeldt."
    assert rules(meeting(text)) == ["priv-206"]
    assert rules(meeting(text, attendance=(Attendee(NAME),))) == []
    assert rules(meeting(text), known=(NAME,)) == []
    assert rules(meeting(text), known=("Karla Lund Mosegaard",)) == []
    assert rules(meeting(text), known=("Karla Lund",)) == ["priv-206"]


def test_a_closed_item_may_tell_and_its_public_words_may_not() -> None:
    secret = Item(
        number=1,
        title="Sag",
        closed=True,
        decision=Decision(f"{NAME} er tilkendt førtidspension."),
    )
    open_words = Item(number=2, closed=True, public_title=f"{NAME} er afskediget")
    found = [f for f in check(Meeting(items=(secret, open_words))) if f.rule == "priv-206"]
    assert [f.item for f in found] == [2]


def test_a_table_with_a_name_and_a_benefit_in_one_row_is_asked_about() -> None:
    table = Table(columns=("Navn", "Ydelse"), rows=((NAME, "Førtidspension"), ("I alt", "1")))
    item = Item(number=1, sections=(Section("Sag", "case", blocks=(table,)),))
    (finding,) = (f for f in check(Meeting(items=(item,))) if f.rule == "priv-206")
    assert finding.operands[0].text == "Karla •••••••••"
    assert NAME not in repr(finding)


def test_signs_that_are_not_seen_do_not_hide_the_name_or_the_word() -> None:
    assert rules(meeting("Karla\u2003Mose\u00adgaard er syge\u200bmeldt.")) == ["priv-206"]


def test_a_long_text_takes_time_in_step_with_its_length() -> None:
    import time

    began = time.process_time()
    list(find_sensitive("Karla Mosegaard har har har " * 20_000))
    list(find_sensitive("Ane Bo er " * 60_000))
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "name", ["Oluwaseun Adeyemi", "Zofia Wrona", "Thi Hanh Pham", "Vigga Sondrup"]
)
def test_a_name_that_no_list_knows_is_asked_about(name: str) -> None:
    for told in ("{} er sygemeldt.", "{} har fået tilkendt førtidspension.", "{} blev opsagt."):
        assert [hit.text for hit in find_sensitive(told.format(name))] == [name]


@pytest.mark.parametrize(
    "body",
    ["Møllested Boldklub", "Dansk Byggeri", "Region Midtby", "Ungdommens Hus", "Lokale Vandværk"],
)
def test_a_body_of_which_something_is_told_is_no_person(body: str) -> None:
    for told in (
        "{} har gæld.",
        "{} er ramt af sygdom.",
        "{} modtager tilskud og er under konkurs.",
    ):
        assert list(find_sensitive(told.format(body))) == []


NAMED_SO = (
    "TOVE RINDOM er sygemeldt.",
    "Tove RINDOM er sygemeldt.",
    "Vedr. TOVE RINDOM: bevilling af førtidspension.",
    "RINDOM, TOVE: tilkendt førtidspension.",
    "Rindom, Tove: sygemeldt siden maj.",
    "Rindom, Tove er tilkendt førtidspension.",
    "Hr. Rindom er sygemeldt.",
    "Hr. Rindom har fået tilkendt førtidspension.",
    "Fru Rindom lider af demens.",
    "Frk. Sondrup er anbragt uden for hjemmet.",
    "Herr Adeyemi er dømt for vold.",
    "Familien Rindom lever af kontanthjælp.",
    "T. Rindom er sygemeldt.",
    "Tove R. er sygemeldt.",
    "Ægteparret Rindom er i gæld.",
    "Borgeren Tove er sygemeldt.",
    "Borgeren Rindom er sygemeldt.",
    "Klageren Rindom er tilkendt førtidspension.",
    "Tove Rindom (sygemeldt)",
    "Tove Rindom – sygemeldt",
    "Navn: Tove Rindom. Ydelse: førtidspension.",
    "Navn: Rindom, Tove. Diagnose: demens.",
    "Sygemeldt: Tove Rindom",
    "Førtidspension til Rindom, Tove",
    "Førtidspension bevilget: TOVE RINDOM",
    "Tove Rindom, der er sygemeldt, søger om støtte.",
    "Sygemeldte Tove Rindom har klaget.",
    "Den sygemeldte Tove Rindom har klaget.",
    "Den 43-årige Tove Rindom er anbragt på en institution.",
    "Det er konstateret, at Tove Rindom har et misbrug.",
    "Tove Rindoms sygdom er kronisk.",
    "Tove Rindom har kræft.",
    "Tove Rindom fik i marts konstateret kræft.",
    "Frk Rindom er sygemeldt.",
    "Hr Rindom er sygemeldt.",
    "Enkefru Rindom er i gæld.",
    "Oluwaseun ADEYEMI er sygemeldt",
    "Adeyemi, Oluwaseun, er sygemeldt.",
    "Tove-Marie Rindom-Holst er anbragt.",
    "Peder Ågård-Skov (født 1971) modtager kontanthjælp.",
)
"""Ways to name the person of whom it is told: capitals, the last name first, a title, a form's field."""

NOBODY = (
    "Tove Rindoms rapport om gæld blev drøftet.",
    "Tove Rindom var fraværende under punktet om førtidspension.",
    "Tove Rindom deltog ikke på grund af sygdom.",
    "Tove Rindoms Fond støtter børn med kræft.",
    "Kjeld Abells Plads får nye træer, og gælden på 3 mio. kr. er betalt.",
    "Kjeld Abells Plads får kontanthjælp til renovering.",
    "Jens Baggesens Vej er ramt af sygdom i træerne.",
    "HJÆLP TIL SYGEMELDTE BORGERE",
    "JOBCENTRET: TILBUD TIL SYGEMELDTE ER UDVIDET",
    "MARIE KRUSES SKOLE har gæld.",
    "Karen Blixens Boulevard har fået et misbrug af parkeringspladser.",
    "Odense, Svendborg: sygemeldte tilbydes kurser.",
    "Jobcenter, Borgerservice: sygedagpenge.",
    "Hr. og fru Danmark er sygemeldte.",
    "Fru Formand bød velkommen.",
    "Region, Kommune er ramt af gæld.",
    "SUNDHED OG FOREBYGGELSE: KRÆFT RAMMER MANGE",
    "Sankt Annæ Plads har gæld.",
    "Christian IX's Gade er ramt af stress.",
    "H.C. Andersens Boulevard får førtidspension.",
    "Frederik den Ottendes Plads har en depression i midten.",
    "Nielsen, Jensen og Partnere har gæld.",
    "Bilag, Handicap: sygemeldte",
    "Handicap, Psykiatri: førtidspension",
)
"""The same words about streets, schools, headings and lists."""


@pytest.mark.parametrize("text", NAMED_SO)
def test_a_person_is_asked_about_however_the_name_is_written(text: str) -> None:
    assert [hit.kind for hit in find_sensitive(text)] == ["sensitive"]


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_called_after_somebody_is_nobody(text: str) -> None:
    assert list(find_sensitive(text)) == []


CASES_OF = (
    "Ophør af sygedagpenge til Tove Rindom fra den 1. maj.",
    "Udvalget bevilger enkeltydelse til Bo Sondrup til tandbehandling.",
    "Forvaltningen indstiller Carl Madsbøl til førtidspension.",
    "Familien Adeyemi er anmeldt for vold mod naboen.",
    "Tove Rindom er frikendt for socialt bedrageri.",
    "Bo Sondrup er sanktioneret for udeblivelse.",
    "Tove Rindom har søgt om beskyttet adresse efter partnervold.",
    "Lægeattest for Ib Sondrup viser nedsat arbejdsevne.",
    "Der er givet påbud til Tove Rindom om at betale kontanthjælp tilbage.",
    "Bo Sondrup er medlem af Jehovas Vidner.",
    "Tove Rindom er medlem af fagforeningen HK.",
    "Bo Sondrup er i gældssanering.",
    "Tove Rindom har haft et selvmordsforsøg.",
    "Afgørelse om førtidspension til Tove Rindom stadfæstes.",
    "Indstilling om fleksjob for Bo Sondrup.",
    "Tove Rindom visiteres til aflastning.",
    "Bo Sondrup er henvist til psykiatrien.",
    "Stop for kontanthjælp til Tove Rindom.",
    "Bo Sondrup fik afslag på førtidspension.",
    "Tilbagebetaling af boligstøtte fra Tove Rindom kræves.",
    "Tove Rindom er under tvangsbehandling.",
    "Udtalelse fra psykiater om Bo Sondrup viser paranoide træk.",
    "Sag om bortvisning af Tove Rindom fra væresstedet.",
    "Bo Sondrup har trukket sig fra Folkekirken og er nu katolik.",
    "Tove Rindom bor på hemmelig adresse.",
    "Bevilling af bostøtte til Ane Mosegaard ophører.",
    "Sagen om hjemmehjælp til Per Rindom genoptages.",
    "Jobcentret henviser Ane Mosegaard til ressourceforløb.",
    "Per Rindom er frifundet for vold mod sin kone.",
    "Per Rindom har bedt om hemmelig adresse på grund af trusler.",
    "Speciallægeerklæringen vedrørende Ane Mosegaard viser svær depression.",
    "Der rejses krav mod Per Rindom om at tilbagebetale sygedagpenge.",
    "Ane Mosegaard er aktiv i Jehovas Vidner.",
    "Per Rindom er medlem af fagforbundet FOA.",
    "Ane Mosegaard har søgt om gældssanering.",
    "Per Rindom overlevede et selvmordsforsøg i foråret.",
    "Klage over afslag på merudgifter til Ane Mosegaard.",
    "Udtalelse fra psykolog om Per Rindom er vedlagt.",
    "Kommunen opsiger hjælpen til Ane Mosegaard, der er dement.",
    "Per Rindom blev indlagt på psykiatrisk afdeling.",
    "Familien Rindom er indstillet til en børnefaglig undersøgelse.",
    "Ane Mosegaard er udeblevet fra afrusning.",
    "Fleksjobbet til Per Rindom er ophørt.",
    "Økonomisk friplads til Ane Mosegaards søn er bevilget.",
    "Sagen om førtidspension til Per Rindom er afgjort.",
    "Per Rindom tilhører Scientology.",
    "Ane Mosegaard har anmodet om psykiatrisk behandling.",
)
NO_CASES = (
    "Ib Sondrups regering afskaffede ressourceforløbet.",
    "Tove Rindom fremlagde forslaget om sygedagpenge.",
    "Borgmester Bo Sondrup åbnede plejeboligerne.",
    "Ib Sondrups forslag om kontanthjælp blev vedtaget.",
    "Der er bevilget tilskud til Tove Rindom Fonden.",
    "Chefkonsulent Tove Rindom orienterede om førtidspension.",
    "Udvalget hørte et oplæg af Bo Sondrup om selvmordsforsøg.",
    "Tove Rindom er medlem af udvalget.",
    "Bo Sondrup er medlem af Ældrerådet.",
    "Kommunen har indgået aftale med Tove Rindom om undervisning.",
    "Ib Sondrup skrev bogen om Jehovas Vidner.",
    "Per Rindom (V) foreslog flere plejeboliger.",
    "Prisen gives til Ane Mosegaard for arbejdet med demens.",
    "Indstilling om ansættelse af Per Rindom som centerleder.",
    "Per Rindom fra Ældre Sagen fortalte om demens.",
    "Ane Mosegaards rapport om psykiatrien er vedlagt.",
    "Afgørelse om byggetilladelse til Per Rindom.",
    "Bevilling af lejlighedstilladelse til Ane Mosegaard.",
    "Jobcenterchef Per Rindom gennemgik tal for sygedagpenge.",
    "Ansøgning om tilskud fra Ane Mosegaard til en havefest.",
    "Per Rindom er valgt som medlem af FOA's bestyrelse.",
    "Per Rindom (HK) er medlem af MED-udvalget.",
    "Tillidsrepræsentant Per Rindom fra FOA deltog i mødet.",
    "Ane Mosegaard, FOA, er medlem af Beskæftigelsesrådet.",
    "Formand for HK Nordjylland Per Rindom bød velkommen.",
    "Per Rindom udpeges til rådet af FOA.",
    "Ane Mosegaard er medlem af rådet, udpeget af fagforeningerne.",
    "Per Rindom har søgt om tilskud til en psykiatrikonference.",
    "Leder af psykiatrien Ane Mosegaard gav en status.",
    "Sagen om nye plejeboliger forelægges af Per Rindom.",
    "Ane Mosegaard har bedt om en sag om friplads.",
    "Afgørelse om sygedagpenge er underskrevet af Per Rindom.",
)


@pytest.mark.parametrize("text", CASES_OF)
def test_a_case_a_benefit_or_a_faith_of_a_named_person_is_asked_about(text: str) -> None:
    assert list(find_sensitive(text))


@pytest.mark.parametrize("text", NO_CASES)
def test_who_speaks_decides_or_gave_a_thing_its_name_is_not_asked_about(text: str) -> None:
    assert list(find_sensitive(text)) == []


def answered(text: str) -> set[str]:
    """What an answer to the questions about the text holds for."""
    section = Section("Sagsfremstilling", "case", blocks=tuple(map(paragraph, text.split("\n"))))
    found = check(Meeting(items=(Item(number=1, sections=(section,)),)))
    return {plain_fingerprint(one) for one in found if one.rule == "priv-206"}


def test_an_answer_holds_for_what_was_told_and_for_nothing_worse_added_to_it() -> None:
    told = f"{NAME} er sygemeldt. Hun er indkaldt til samtale."
    before = answered(f"Indledning.\n{told}\nUdvalget drøfter budgettet.")
    assert before
    assert answered(f"Indledning i andre ord.\n{told}\nUdvalget drøfter noget andet.") == before
    for worse in (
        f"{NAME} er sygemeldt og er dømt for vold. Hun er indkaldt til samtale.",
        f"{NAME} er sygemeldt. Hun er indkaldt til samtale og har stor gæld.",
        f"{told} {NAME} er sygemeldt, fordi hun drikker.",
        f"{told}\nHun er dømt for vold.",
    ):
        assert not answered(f"Indledning.\n{worse}\nUdvalget drøfter budgettet.") & before, worse


def test_an_answer_about_a_file_holds_for_all_that_the_file_tells() -> None:
    def held(text: str) -> set[str]:
        found = hits_to_findings(scan_file(text.encode(), "brev.txt").hits)
        return {plain_fingerprint(one) for one in found if one.rule == "priv-206"}

    told = f"Brev fra {NAME}.\n\nVi har talt.\n\n{NAME} er sygemeldt.\n\nVenlig hilsen."
    before = held(told)
    for more in (f"{NAME} er dømt for vold.", f"{NAME} er sygemeldt for tredje gang."):
        assert held(f"{told}\n\n{more}") - before, more
