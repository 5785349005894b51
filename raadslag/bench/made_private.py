"""Sentences about named persons, each sensitive one with a harmless twin, for `./run bench privacy`.

All of it is made up; the names are common ones put together and belong to nobody. `SEALED` was
written before the detector was: it is never built on, changed or looked at for errors one by one,
only counted. `OPEN` was written while building.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """`asked` must be asked about; its twin `left` has the same words and must be left alone."""

    asked: str
    left: str


SEALED = (
    Pair(
        "Kirsten Overgaard har været sygemeldt fra sit arbejde på plejecentret siden februar.",
        "Kirsten Overgaard underviser de sygemeldte i, hvordan man vender tilbage til arbejdet.",
    ),
    Pair(
        "Efter to års forløb blev Ole Damgaard tilkendt førtidspension pr. 1. juni.",
        "Ole Damgaard fra Ankestyrelsen holdt oplæg om reglerne for førtidspension.",
    ),
    Pair(
        "Centerlederen har opsagt Birthe Nygaard på grund af for mange fraværsdage.",
        "Birthe Nygaard er ansat som leder af jobcentret fra den 1. februar.",
    ),
    Pair(
        "Drengen Villads Bundgaard bor nu hos en plejefamilie i en anden kommune.",
        "Villads Bundgaard spiller hovedrollen i skolens musical.",
    ),
    Pair(
        "I 2019 afsonede Kenneth Riis fire måneder for tyveri.",
        "Kenneth Riis fra politiet orienterede om tyverier i de store boligområder.",
    ),
    Pair(
        "Lone Hedegaard skylder 38.500 kr. i børnepasning, og kravet er sendt til inddrivelse.",
        "Lone Hedegaard har tegnet den nye legeplads til 38.500 kr.",
    ),
    Pair(
        "Udvalget drøftede en henvendelse fra Mohammad Rahimi. Han lever af kontanthjælp og kan ikke "
        "betale depositum.",
        "Udvalget drøftede en henvendelse fra Mohammad Rahimi. Han foreslår flere bænke langs åen.",
    ),
    Pair(
        "Familien bor Kastanievej 9, 1. tv., og der har været tre underretninger.",
        "Børnehaven flytter til Kastanievej 9, og legepladsen anlægges i maj.",
    ),
    Pair(
        "Der er foretaget partshøring af Susanne Vestergaard.",
        "Der er foretaget partshøring af grundejerforeningen.",
    ),
    Pair(
        "Hos Tove Lindholm er der konstateret begyndende demens.",
        "Tove Lindholm, formand for Alzheimerforeningens lokalafdeling, deltog under punktet om demens.",
    ),
    Pair(
        "Ansøgeren har i årevis kæmpet med alkohol. Der er tale om Flemming Brogaard.",
        "Kommunen tilbyder anonym alkoholrådgivning. Kontakt Flemming Brogaard på rådhuset.",
    ),
    Pair(
        "Bo Skovgaard og Anja Skovgaard er under separation, og samværet med børnene er ikke aftalt.",
        "Bo Skovgaard og Anja Skovgaard driver gårdbutikken sammen.",
    ),
    Pair(
        "Lægekonsulenten vurderer, at Gitte Ravn ikke kan arbejde mere end ti timer om ugen.",
        "Lægekonsulent Gitte Ravn gennemgik, hvad en arbejdsevne på ti timer om ugen betyder.",
    ),
    Pair(
        "Sagen om tilbagebetaling vedrører Ahmed Yildiz, der uberettiget har fået boligstøtte.",
        "Ahmed Yildiz (S) spurgte til reglerne for boligstøtte.",
    ),
    Pair(
        "Karina Holst er visiteret til bostøtte efter servicelovens § 85.",
        "Karina Holst har skrevet rapporten om bostøtte efter servicelovens § 85.",
    ),
)

OPEN = (
    Pair(
        "Jytte Rosendal har været indlagt siden påske.",
        "Jytte Rosendal har været skoleleder siden påske.",
    ),
    Pair(
        "Datteren Freja er anbragt uden for hjemmet.",
        "Freja og Villads hedder de to nye busser.",
    ),
    Pair(
        "Jobcentret har givet Kim Lauridsen afslag på førtidspension.",
        "Jobcentret har givet Kim Lauridsen fra Dansk Arbejdsgiverforening en rundvisning.",
    ),
    Pair(
        "Poul Enevoldsens gæld til kommunen er vokset til 61.000 kr.",
        "Poul Enevoldsens have er åben for alle i juni.",
    ),
    Pair(
        "Politianmeldelsen mod Brian Toft er trukket tilbage.",
        "Forslaget om cykelstier fra Brian Toft (C) er trukket tilbage.",
    ),
    Pair(
        "Borgeren er diagnosticeret med skizofreni. Det drejer sig om Ellen Kragh.",
        "Borgeren kan klage inden fire uger. Sagsbehandler er Ellen Kragh.",
    ),
    Pair(
        "Udvalget har modtaget et brev fra Hassan Omar. Familien lever af kontanthjælp.",
        "Udvalget har modtaget et brev fra Hassan Omar. Familien foreslår en ny legeplads.",
    ),
    Pair(
        "Efter en hjerneblødning kan Niels Bundgaard ikke klare sig selv, og han er visiteret til plejebolig.",
        "Efter en lang debat takkede Niels Bundgaard, formand for Ældre Sagen, for de nye plejeboliger.",
    ),
    Pair(
        "Afskedigelsen af Tina Bech er sket på grund af samarbejdsproblemer.",
        "Ansættelsen af Tina Bech som børne- og ungechef er sket efter indstilling fra udvalget.",
    ),
    Pair(
        "Moren, Sofie Kjær, har tidligere haft et misbrug.",
        "Koordinator Sofie Kjær har tidligere haft ansvar for området.",
    ),
    Pair(
        "Beboeren bor Nygade 3, st. tv., og er dement.",
        "Butikken i Nygade 3, st. tv., får lov at sætte borde ud.",
    ),
    Pair(
        "Kommunen har partshørt Anders Fuglsang og Maria Fuglsang.",
        "Kommunen har hørt handelsforeningen og turistforeningen.",
    ),
    Pair(
        "Der er rejst sigtelse mod eleven. Hans navn er Oliver Damsgaard, og han er sigtet for hærværk.",
        "Der er rejst en statue i parken. Den er lavet af Oliver Damsgaard.",
    ),
    Pair(
        "Fru Winther er under værgemål.",
        "Fru Winther er æresborger i byen.",
    ),
    Pair(
        "K. Overby er varslet afskedigelse fra den 1. august.",
        "K. Overby er ansvarlig for festen den 1. august.",
    ),
)
