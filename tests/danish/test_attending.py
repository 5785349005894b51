"""Who was there, as sentences of many municipalities tell it. All names and sentences are made up."""

from __future__ import annotations

import time
from datetime import date

import pytest

from raadslag.danish.attending import Fact, examples, told_in


def shown(facts: list[Fact]) -> str:
    """ "Ida Kær: late 4- 17:54; Bo Lund: present suppleant for Ida Kær": facts in print order, places taken left out."""
    parts = []
    for fact in facts:
        if fact.weak:
            continue
        span = f"{fact.first or ''}-{fact.last or ''}" if fact.first or fact.last else None
        whom = f"for {fact.named.substitute_for}" if fact.named.substitute_for else None
        words = (fact.kind, span, fact.at, fact.named.role, whom)
        parts.append(f"{fact.named.name}: {' '.join(word for word in words if word)}")
    return "; ".join(parts)


@pytest.mark.parametrize(("sentence", "told"), list(examples()))
def test_every_row_of_the_vocabulary_tells_what_it_says(sentence: str, told: str) -> None:
    assert shown(told_in(sentence).facts) == told


BOTH = "Ida Kær: {0}; Bo Lund: {0}"
OURS = [
    # labels with names on the line
    ("Fraværende: Ida Kær (A), Bo Lund (V)", BOTH.format("absent")),
    ("FRAVÆRENDE: Ida Kær og Bo Lund", BOTH.format("absent")),
    ("Fraværende Ida Kær (A)", "Ida Kær: absent"),
    ("Fravær: Ida Kær, Bo Lund.", BOTH.format("absent")),
    ("Ikke til stede: Ida Kær (C)", "Ida Kær: absent"),
    ("Ikke tilstede: Ida Kær (C) og Bo Lund (V)", BOTH.format("absent")),
    ("Ikke mødt: Ida Kær", "Ida Kær: absent"),
    ("Afbud: Ida Kær (A), Bo Lund (V)", BOTH.format("apologies")),
    ("Afbud fra Ida Kær og Bo Lund.", BOTH.format("apologies")),
    ("Afbud: Ida Kær, A, Bo Lund, V", BOTH.format("apologies")),
    ("Afbud/fraværende: Ida Kær", "Ida Kær: apologies"),
    ("Fraværende med afbud: Ida Kær (Løsgænger) og Bo Lund (A)", BOTH.format("apologies")),
    ("Fraværende uden afbud: Ida Kær", "Ida Kær: absent"),
    ("Meldt afbud: Ida Kær (Ø), Bo Lund (O)", BOTH.format("apologies")),
    ("Forfald: Ida Kær", "Ida Kær: apologies"),
    ("Fraværende medlemmer: Ida Kær (Enhedslisten), Bo Lund (Liberal Alliance)", BOTH.format("absent")),
    ("Afbud: Kær, Ida (V)", "Ida Kær: apologies"),
    ("Afbud: Ida Kær (A) (1. viceborgmester), Bo Lund (V)", "Ida Kær: apologies 1. viceborgmester; Bo Lund: apologies"),
    # sentences of absence
    ("Der var afbud fra Ida Kær (A) og Bo Lund (V).", BOTH.format("apologies")),
    ("Der er afbud fra Ida Kær, Bo Lund og Per Dam.", BOTH.format("apologies") + "; Per Dam: apologies"),
    ("Ida Kær (V) var fraværende.", "Ida Kær: absent"),
    ("Ida Kær (V) og Bo Lund (Ø) er fraværende.", BOTH.format("absent")),
    ("Ida Kær havde meldt afbud.", "Ida Kær: apologies"),
    ("Ida Kær har meldt afbud til mødet.", "Ida Kær: apologies"),
    ("Ida Kær (A) var fraværende med afbud.", "Ida Kær: apologies"),
    ("Ida Kær var fraværende grundet sygdom.", "Ida Kær: absent"),
    ("Ida Kær var fraværende på grund af et møde i Landsforeningen i Nordby.", "Ida Kær: absent"),
    ("Fraværende var Ida Kær (A) og Bo Lund (V).", BOTH.format("absent")),
    ("Fraværende i dagens møde var Ida Kær.", "Ida Kær: absent"),
    ("Ikke til stede var Ida Kær.", "Ida Kær: absent"),
    ("Ida Kær var ikke til stede.", "Ida Kær: absent"),
    ("Ida Kær deltog ikke i mødet.", "Ida Kær: absent"),
    ("Ida Kær og Bo Lund deltog ikke i mødet.", BOTH.format("absent")),
    ("Ida Kær mødte ikke.", "Ida Kær: absent"),
    ("Ida Kær udeblev fra mødet.", "Ida Kær: absent"),
    ("Byrådsmedlem Ida Kær (B) havde lovligt forfald.", "Ida Kær: apologies Byrådsmedlem"),
    ("Formanden oplyste, at der var afbud fra Ida Kær.", "Ida Kær: apologies"),
    ("Ida Kær (A) har sendt afbud, da hun er på kursus.", "Ida Kær: apologies"),
    ("Hr. Lund var fraværende.", "Lund: absent"),
    ("Der er meldt afbud fra borgmester Ida Kær (A).", "Ida Kær: apologies borgmester"),
    # all but
    ("Alle medlemmer var til stede, undtagen Ida Kær (A).", "Ida Kær: absent"),
    ("Samtlige medlemmer var mødt på nær Ida Kær og Bo Lund.", BOTH.format("absent")),
    ("Alle var til stede med undtagelse af Ida Kær, der havde meldt afbud.", "Ida Kær: apologies"),
    ("Medlemmerne var mødt, bortset fra Ida Kær og Bo Lund, der havde meldt afbud.", BOTH.format("apologies")),
    # stand-ins
    ("I stedet for Ida Kær deltog Bo Lund.", "Bo Lund: present for Ida Kær"),
    ("Bo Lund deltog i stedet for Ida Kær.", "Bo Lund: present for Ida Kær"),
    ("Som stedfortræder deltog Bo Lund.", "Bo Lund: present stedfortræder"),
    ("Som stedfortræder for Ida Kær deltog Bo Lund (V).", "Bo Lund: present stedfortræder for Ida Kær"),
    ("Bo Lund (V) mødte som suppleant for Ida Kær (V).", "Bo Lund: present suppleant for Ida Kær"),
    ("Bo Lund var indkaldt som stedfortræder for Ida Kær.", "Bo Lund: present stedfortræder for Ida Kær"),
    ("Stedfortrædere: Bo Lund (V) og Per Dam (A)", "Bo Lund: present stedfortræder; Per Dam: present stedfortræder"),
    ("Stedfortræder: Bo Lund for Ida Kær", "Bo Lund: present stedfortræder for Ida Kær"),
    # whose place it is has a clause of its own; what follows is told of who came
    ("Som stedfortræder for Ida Kær, der var forhindret, mødte Bo Lund.", "Ida Kær: apologies; Bo Lund: present stedfortræder for Ida Kær"),
    ("I stedet for Ida Kær, der havde meldt afbud, idet hun var på rejse, deltog Bo Lund.", "Ida Kær: apologies; Bo Lund: present for Ida Kær"),
    ("For Ida Kær (A), der var forhindret i at deltage, mødte 1. stedfortræder Bo Lund (A).", "Ida Kær: apologies; Bo Lund: present 1. stedfortræder for Ida Kær"),
    ("I Ida Kærs sted, der havde meldt forfald, mødte Bo Lund.", "Ida Kær: apologies; Bo Lund: present for Ida Kær"),
    ("Som stedfortræder for Ida Kær, der har orlov, er indkaldt Bo Lund.", "Bo Lund: present stedfortræder for Ida Kær"),
    ("Mødt som stedfortræder for Ida Kær, der var forhindret: Bo Lund.", "Ida Kær: apologies; Bo Lund: present stedfortræder for Ida Kær"),
    ("Fraværende: Ida Kær (stedfortræder: Bo Lund) og Per Dam.", "Ida Kær: absent; Bo Lund: present stedfortræder for Ida Kær; Per Dam: absent"),
    ("Suppleant: Bo Lund (V)", "Bo Lund: present suppleant"),
    ("Ida Kærs suppleant, Bo Lund, deltog.", "Bo Lund: present suppleant for Ida Kær"),
    ("Fraværende: Ida Kær (V) - Bo Lund (V) mødte som stedfortræder.", "Ida Kær: absent; Bo Lund: present stedfortræder"),
    ("Ida Kær havde meldt afbud, og Bo Lund deltog som suppleant.", "Ida Kær: apologies; Bo Lund: present suppleant"),
    ("Der var afbud fra Ida Kær. Som suppleant deltog Bo Lund.", "Ida Kær: apologies; Bo Lund: present suppleant"),
    ("Byrådet godkendte, at Bo Lund (V) indkaldes som stedfortræder for Ida Kær (V).", "Bo Lund: present stedfortræder for Ida Kær"),
    # late and early
    ("Ida Kær (A) ankom kl. 17.54 under behandlingen af dagsordenspunkt 4.", "Ida Kær: late 4- 17:54"),
    ("Ida Kær ankom under punkt 3.", "Ida Kær: late 3-"),
    ("Ida Kær deltog fra punkt 5.", "Ida Kær: late 5-"),
    ("Ida Kær mødte kl. 18.15.", "Ida Kær: late 7- 18:15"),
    ("Ida Kær kom kl. 16.10.", "Ida Kær: late 7- 16:10"),
    ("Ida Kær deltog fra kl. 17.", "Ida Kær: late 7- 17:00"),
    ("Ida Kær forlod mødet kl. 21.27 under behandling af punkt 30 \"Medlemsforslag om havnen\".", "Ida Kær: left -30 21:27"),
    ("Rådmand Ida Kær forlod mødet efter pkt. 4.", "Ida Kær: left -4 Rådmand"),
    ("Ida Kær forlod mødet før punkt 9.", "Ida Kær: left -8"),
    ("Ida Kær måtte forlade mødet kl. 18.30.", "Ida Kær: left -7 18:30"),
    ("Ida Kær gik kl. 20.", "Ida Kær: left -7 20:00"),
    ("Ida Kær forlod mødet efter dette punkt.", "Ida Kær: left -7"),
    ("Ida Lindegren –Holm forlod mødet efter dette punkt.", "Ida Lindegren-Holm: left -7"),
    ("Ida Kær deltog til og med punkt 6.", "Ida Kær: left -6"),
    ("Ida Kær deltog i punkt 2-4.", "Ida Kær: present 2-4"),
    ("Ida Kær ankom kl. 17.10, og Bo Lund forlod mødet efter punkt 8.", "Ida Kær: late 7- 17:10; Bo Lund: left -8"),
    # one item only
    ("Ida Kær deltog ikke i sagens behandling.", "Ida Kær: aside 7-7"),
    ("Ida Kær deltog ikke i behandlingen af punktet.", "Ida Kær: aside 7-7"),
    ("Ida Kær (A) deltog ikke under punkt 4-6.", "Ida Kær: aside 4-6"),
    ("Ida Kær deltog ikke under punkterne 12, 13 og 15.", "Ida Kær: aside 12-12; Ida Kær: aside 13-13; Ida Kær: aside 15-15"),
    ("Ida Kær medvirkede ikke ved behandlingen af pkt. 357, idet hun var inhabil.", "Ida Kær: aside 357-357"),
    ("Ida Kær var inhabil og deltog ikke i behandlingen.", "Ida Kær: aside 7-7"),
    ("Ida Kær erklærede sig inhabil og forlod lokalet under sagens behandling.", "Ida Kær: aside 7-7"),
    ("Ida Kær forlod lokalet under behandlingen.", "Ida Kær: aside 7-7"),
    ("Under sagens behandling forlod Ida Kær og Bo Lund salen.", "Ida Kær: aside 7-7; Bo Lund: aside 7-7"),
    ("Ida Kær var ikke til stede under behandlingen af sagen.", "Ida Kær: aside 7-7"),
    ("Ida Kær blev erklæret inhabil.", "Ida Kær: aside 7-7"),
    # foreign, long and hyphened names
    ("Fraværende: Aylin Çelik-Høj (B), Nguyen Thi Hoa og Per von der Au.", "Aylin Çelik-Høj: absent; Nguyen Thi Hoa: absent; Per von der Au: absent"),
    ("Afbud: Jens Chr. Kær (V), N. P. Dam (A) og Eva K. B. Lund (F).", "Jens Chr. Kær: apologies; N. P. Dam: apologies; Eva K. B. Lund: apologies"),
    ("Afbud: IDA KÆR (A), BO LUND (V)", "IDA KÆR: apologies; BO LUND: apologies"),
    ("Fraværende: Ida Kær (Uden for parti), Bo Lund (Liste N)", BOTH.format("absent")),
    # told some other way
    ("Afbud modtaget fra Ida Kær.", "Ida Kær: apologies"),
    ("Ida Kær har meldt afbud. I stedet deltager Bo Lund.", "Ida Kær: apologies; Bo Lund: present for Ida Kær"),
    ("Ida Kær var fraværende fra kl. 18.", "Ida Kær: left -7 18:00"),
    ("Ida Kær var ikke til stede fra punkt 5.", "Ida Kær: left -4"),
    ("Ida Kær var fraværende ved punktet.", "Ida Kær: aside 7-7"),
    ("Under dette punkt deltog Ida Kær ikke.", "Ida Kær: aside 7-7"),
    ("Under punkt 33 deltog Ida Kær (V) ikke på grund af inhabilitet.", "Ida Kær: aside 33-33"),
    ("Ida Kær deltog hverken i drøftelsen eller afstemningen på grund af inhabilitet.", "Ida Kær: aside 7-7"),
    ("Ida Kær deltog ikke under dette punkt, da hun er bestyrelsesmedlem i Nordby Museum.", "Ida Kær: aside 7-7"),
    ("Ida Kær gik uden for døren under behandlingen af sagen.", "Ida Kær: aside 7-7"),
    ("Ida Kær forlod mødet kl. 17.30 og deltog ikke i behandlingen af punkt 8-10.", "Ida Kær: left -7 17:30; Ida Kær: aside 8-10"),
    ("Ida Kær kom kl. 17 og gik kl. 19.", "Ida Kær: late 7- 17:00; Ida Kær: left -7 19:00"),
    ("Bo Lund indtrådte i stedet for Ida Kær under sagens behandling.", "Bo Lund: present for Ida Kær"),
    ("For Ida Kær deltog stedfortræder Bo Lund.", "Bo Lund: present stedfortræder for Ida Kær"),
    ("Bo Lund (V) deltager for Ida Kær (V).", "Bo Lund: present for Ida Kær"),
    ("1. suppleant Bo Lund deltog i Ida Kærs fravær.", "Bo Lund: present 1. suppleant; Ida Kær: absent"),
    ("Fraværende: 2 (Ida Kær og Bo Lund)", BOTH.format("absent")),
    ("Mødedeltagere: Hele udvalget undtagen Ida Kær (V)", "Ida Kær: absent"),
    ("Deltog ikke: Ida Kær", "Ida Kær: absent"),
    ("Ida Kær meldte sig syg.", "Ida Kær: apologies"),
    ("Ida Kær – ikke mødt", "Ida Kær: absent"),
    ("Jens Kær oplyste, at han var inhabil i behandlingen af punkt 3. Kommunalbestyrelsen godkendte dette.", "Jens Kær: aside 3-3"),
    ("Formanden, Ida Kær, var forhindret, hvorfor næstformand Bo Lund ledede mødet.", "Ida Kær: apologies"),
    # whose place is taken, and who turns up or goes
    ("Nina Kær (V) - afbud, i stedet deltog Eva Rask (V).", "Nina Kær: apologies; Eva Rask: present for Nina Kær"),
    ("Nina Kær (V) var fraværende, i stedet deltog Eva Rask (V).", "Nina Kær: absent; Eva Rask: present for Nina Kær"),
    ("Ej mødt: Finn Sand (V)", "Finn Sand: absent"),
    ("Ej til stede var Finn Sand.", "Finn Sand: absent"),
    ("Nina Kær (V) var forhindret, og i hendes sted mødte Eva Rask (V).", "Nina Kær: apologies; Eva Rask: present for Nina Kær"),
    ("Eva Rask erstatter Nina Kær på mødet.", "Eva Rask: present for Nina Kær"),
    ("Nina Kær blev erstattet af Eva Rask.", "Nina Kær: absent; Eva Rask: present for Nina Kær"),
    ("Eva Rask deltog som stedfortræder for Nina Kær, der havde meldt afbud.", "Eva Rask: present stedfortræder for Nina Kær; Nina Kær: apologies"),
    ("Nina Kær (V) forlod mødet kl. 17.10, og Eva Rask (V) indtrådte i hendes sted.", "Nina Kær: left -7 17:10; Eva Rask: present for Nina Kær"),
    ("Havnefoged Jan Bro deltog under sag 71.", "Jan Bro: present 71-71 Havnefoged"),
    ("Ida Kær ankom til mødet kl. 17.05, under punkt 3, og Bo Lund gik kl. 18.30.", "Ida Kær: late 3- 17:05; Bo Lund: left -7 18:30"),
    ("Ida Kær deltog i mødet fra kl. 16.00 til kl. 17.30.", "Ida Kær: late 7- 16:00; Ida Kær: left -7 17:30"),
    ("Ida Kær deltog i punkterne 1-4 og forlod derefter mødet.", "Ida Kær: left -4"),
    ("Bo Lund (V) var inhabil, og Eva Rask (V) deltog som stedfortræder under punktet.", "Bo Lund: aside 7-7; Eva Rask: present 7-7 stedfortræder"),
    ("Ida Kær var ikke tilstede ved mødets start, men ankom kl. 15.20.", "Ida Kær: late 7- 15:20"),
    ("Afbud: Nina Kær (V), i hendes sted mødte Eva Rask (V).", "Nina Kær: apologies; Eva Rask: present for Nina Kær"),
    ("Fraværende: Nina Kær (V), som blev afløst af Eva Rask (V).", "Nina Kær: absent; Eva Rask: present for Nina Kær"),
    ("Nina Kær og Per Dam var fraværende. I deres sted deltog Eva Rask og Bo Lund.", "Nina Kær: absent; Per Dam: absent; Eva Rask: present for Nina Kær; Bo Lund: present for Per Dam"),
    ("Finn Sand mødte ej.", "Finn Sand: absent"),
    ("Finn Sand har ikke været til stede under mødet.", "Finn Sand: absent"),
    ("Suppleanten for Nina Kær, Eva Rask, var til stede.", "Eva Rask: present suppleant for Nina Kær"),
    ("Ida Kær kom til stede kl. 17.20 under behandlingen af punkt 2 og forlod mødet igen kl. 18.", "Ida Kær: late 2- 17:20; Ida Kær: left -7 18:00"),
    ("Punkt 4 blev behandlet uden deltagelse af Ida Kær på grund af inhabilitet.", "Ida Kær: aside 4-4"),
    ("Ida Kær deltog virtuelt.", "Ida Kær: present"),
    ("Ida Kær trådte uden for døren under punktets behandling.", "Ida Kær: aside 7-7"),
    ("Efter punkt 5 forlod Ida Kær mødet.", "Ida Kær: left -5"),
    ("Fraværende under punkt 3 og 4: Ida Kær.", "Ida Kær: aside 3-3; Ida Kær: aside 4-4"),
    ("Afbud fra Ida Kær (V). Bo Lund (V) deltog i hendes sted.", "Ida Kær: apologies; Bo Lund: present for Ida Kær"),
    ("I stedet for Ida Kær deltog Bo Lund.Rådmand Per Dam forlod mødet efter pkt. 4.", "Bo Lund: present for Ida Kær; Per Dam: left -4 Rådmand"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), OURS)
def test_presence_is_told_in_many_ways(sentence: str, told: str) -> None:
    telling = told_in(sentence, 7)
    assert shown(telling.facts) == told
    assert telling.only


NOTHING = [
    "Fraværende: Ingen",
    "Afbud: -",
    "Der var ingen afbud til dagens møde.",
    "Alle medlemmer var til stede.",
    "Mødet blev hævet kl. 17.10.",
    "Mødet startede kl. 15.30 og sluttede kl. 16.45.",
    "Ida Kær deltog ikke i den lukkede del af mødet.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_presence_of_nobody_in_particular_is_presence_still(sentence: str) -> None:
    telling = told_in(sentence, 7)
    assert telling.facts == []
    assert telling.only


DECIDED = [
    ("Økonomiudvalget besluttede, at Ib Lund (A) ikke er inhabil.", ""),
    ("Udvalget vurderede og godkendte, at Ida Kær (A) er inhabil i sagen.", "Ida Kær: aside 7-7"),
    ("Godkendt, idet Ida Kær (A) var fraværende.", "Ida Kær: absent"),
    ("Godkendt. Ida Kær var fraværende.", "Ida Kær: absent"),
    ("Ida Kær (Ø) stemte imod.", ""),
    (
        "Ida Kær og Bo Lund var til stede, men deltog ikke i afstemningen.",
        "Ida Kær: present; Bo Lund: present",
    ),
    ("Godkendt.", ""),
    ("På næste møde deltager Ida Kær ikke.", ""),
    ("Ida Kær og Bo Lund deltager i konferencen.", "Ida Kær: present; Bo Lund: present"),
    ("Udvalget godkendte Ida Kærs inhabilitet.", "Ida Kær: aside 7-7"),
    ("Formanden var fraværende; næstformand Bo Lund ledede mødet.", ""),
    ("Ida Kær og Bo Lund kunne ikke tiltræde indstillingen.", ""),
    ("Der holdes møde med Landsforeningen, hvor udvalgets medlemmer deltager.", ""),
    ("Udvalget ønsker, at elever fra Nordby Skole deltager i mødet i maj.", ""),
    ("Sygefraværet i ældreplejen er faldet til 5,1 pct.", ""),
    ("Forvaltningen udarbejder et notat om fravær i skolerne.", ""),
    ("Ida Kær, for hvem Bo Lund mødte, var forhindret.", ""),
    ("Ida Kær valgt som udvalgets medlem af bestyrelsen for Nordby Museum.", ""),
]


@pytest.mark.parametrize(("sentence", "told"), DECIDED)
def test_a_paragraph_that_decides_is_never_presence_only(sentence: str, told: str) -> None:
    telling = told_in(sentence, 7)
    assert shown(telling.facts) == told
    assert not telling.only


def test_what_is_told_of_another_day_is_left() -> None:
    sentence = "Den 4. maj 2031 var Ida Kær fraværende."
    assert told_in(sentence, 7, day=date(2031, 6, 1)).facts == []
    assert shown(told_in(sentence, 7, day=date(2031, 5, 4)).facts) == "Ida Kær: absent"


def test_a_paragraph_of_a_megabyte_takes_no_time() -> None:
    text = "Ida Kær (A) og Bo Lund, (V) var ikke fraværende " * 20_000
    started = time.process_time()
    told_in(text)
    told_in(text[:1400])
    assert time.process_time() - started < 0.5
