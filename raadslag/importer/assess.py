"""A reading beside what the house knows: what is certain, what is new, what a person must settle.

Nothing is stored here. It is worked out anew whenever it is asked for, so that an answer given for
one file settles all the others that print the same name.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.utils import timezone

from raadslag.importer.bodies import match_body
from raadslag.importer.doubts import (
    CLOSED_UNCLEAR,
    doubts_of,
    like_a_body,
    other_municipality,
    place_of,
    whole_numbers,
)
from raadslag.importer.known import known_organizations, known_persons
from raadslag.importer.match import exact_one
from raadslag.importer.match_organizations import full_name, match_organization
from raadslag.importer.match_persons import KnownPerson, match_person
from raadslag.importer.models import Reading
from raadslag.importer.names import tidy
from raadslag.importer.questions import (
    NEW,
    SEEN,
    YES,
    Assessment,
    Choice,
    Matched,
    Question,
    choices_of,
)
from raadslag.importer.same import replacement, same_meeting
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, OrganizationName, Person, PersonName
from raadslag.record import Attendee
from raadslag.record import Meeting as Record

FIRST_YEAR = 1900
"""Minutes are not older; a year outside is a misreading."""


def assess(reading: Reading) -> Assessment:
    """What would happen if this reading were loaded now.

    A file that was brought for a municipality is that one's alone: nothing is looked up among
    another's committees and persons, whatever the file or an answer says.
    """
    found = Assessment(record=completed(reading))
    if reading.file.body:
        _settle_owner(found, reading, reading.file.body)
    else:
        _settle_any_body(found)
    _settle_day(found, reading)
    _settle_organization(found, reading)
    if found.body and not found.questions:
        _settle_meeting(found, reading)
    _settle_persons(found, reading)
    _settle_unread(found, reading)
    _settle_closed(found, reading)
    _settle_doubts(found, reading)
    return found


def completed(reading: Reading, record: Record | None = None) -> Record:
    """The record with what a person added to it: organization and date that the reader missed.

    `record` is another than the reading's own, made of the same bytes.
    """
    record, answers = record or reading.as_record(), reading.answers
    if answers.get("organization"):
        record = replace(record, organization=answers["organization"])
    if answers.get("date"):
        record = replace(record, date=date.fromisoformat(answers["date"]))
    if closed := whole_numbers(answers.get("closed", "")):
        record = replace(record, items=tuple(
            replace(item, closed=item.closed or place_of(item, n) in closed)
            for n, item in enumerate(record.items, start=1)
        ))  # fmt: skip
    return record


def _settle_owner(found: Assessment, reading: Reading, owner: Body) -> None:
    """The municipality the file was brought for, unless the file prints another name: then a person
    says that it is meant, or leaves the file out."""
    printed = tidy(found.record.municipality or other_municipality(found.record, owner.name) or "")
    match = match_body(printed, [owner.name])
    said = reading.answers.get("body") == owner.name
    if printed and not said and not (match.certain and match.name == owner.name):
        why = f"I filen står »{printed}«, men du arbejder for {owner.name}."
        choices = (Choice(owner.name, f"Mødet er fra {owner.name}"),)
        text = "Hvilken kommune er mødet fra? Er det en anden, så afvis filen."
        found.questions.append(Question("body", text, why, "choice", choices))
        return
    found.body, found.body_name = owner, owner.name
    why = "kommunens navn" if printed else "filen er sendt for den"
    _tell(found, printed or "(kommunen står ikke i filen)", owner.name, why)


def _settle_any_body(found: Assessment) -> None:
    """What the house itself brought for many municipalities: the printed name must settle it."""
    printed = tidy(found.record.municipality or "")
    known = list(Body.objects.all())
    match = match_body(printed, [row.name for row in known])
    if not match.certain:
        near = " eller ".join(match.near[:2])
        why = f"»{printed}« ligner {near}. " if printed else "Kommunen står ikke i filen. "
        text = "Hvilken kommune er mødet fra? " + why + "Indlæs filen igen med --body."
        found.questions.append(Question("body", text))
        return
    found.body = next((row for row in known if row.name == match.name), None)
    found.body_name = match.name
    _tell(found, printed, match.name, "kommunens navn")
    if found.body is None:
        found.creates.append(f"Kommune: {match.name}")


def _settle_day(found: Assessment, reading: Reading) -> None:
    day = found.record.date
    if why := _why_ask_day(found, reading):
        value = day.isoformat() if day else ""
        text = "Hvilken dag blev mødet holdt?"
        found.questions.append(Question("date", text, why, "date", value=value))
        return
    assert day
    found.day = day
    at = clock(found.record.start_time)
    moment = datetime.combine(day, at or time(0, 0))
    found.starts_at = timezone.make_aware(moment)
    if at is None:
        found.warnings.append("Mødets klokkeslæt står ikke i filen.")


def _why_ask_day(found: Assessment, reading: Reading) -> str:
    """Why the day is asked for, blank where it is certain."""
    day, today = found.record.date, timezone.localdate()
    if day is None:
        return "Læseren fandt ingen dato for mødet i filen. Se efter i den, og skriv datoen."
    if not FIRST_YEAR <= day.year <= today.year + 2:
        return f"Læseren fandt {day:%d.%m.%Y}, og det kan ikke være mødets dag. Ret datoen."
    if day > today and found.record.kind == "minutes" and "date" not in reading.answers:
        return (
            f"Læseren fandt {day:%d.%m.%Y}. Det er en dag i fremtiden, og filen er et referat. "
            "Ret datoen, eller gem den, hvis den er rigtig."
        )
    return ""


def clock(text: str | None) -> time | None:
    """`HH:MM` as a time; null where there is none or it is no time."""
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def _settle_organization(found: Assessment, reading: Reading) -> None:
    printed = tidy(found.record.organization or "")
    known = known_organizations(found.body) if found.body else []
    if not printed:
        choices = tuple(Choice(row.name, row.name) for row in known)
        why = "Udvalgets navn står ikke i filen."
        found.questions.append(
            Question("organization", "Hvilket udvalg er det?", why, "choice-or-text", choices)
        )
        return
    found.organization_name = full_name(printed)
    proposals = match_organization(printed, known, municipality=found.body_name, day=found.day)
    exact = exact_one(proposals)
    if exact:
        found.organization = Organization.objects.get(pk=exact.id)
        found.organization_name = exact.name
        known_as = OrganizationName.objects.filter(organization=exact.id, spelling=printed)
        _tell(found, printed, exact.name, exact.reasons[0], remembered=known_as.exists())
    elif not proposals:
        if not like_a_body(printed) and reading.answers.get("organization") != printed:
            text = "Hvilket udvalg er det?"
            why = f"Læseren fandt »{printed}«, og det ligner ikke navnet på et udvalg. Vælg, eller skriv navnet."
            choices = tuple(Choice(row.name, row.name) for row in known)
            found.questions.append(
                Question("organization", text, why, "choice-or-text", choices, value=printed)
            )
            return
        if found.body_name:
            found.creates.append(f"Udvalg: {found.organization_name}")
    else:
        new = Choice(NEW, f"Det er et nyt udvalg: {found.organization_name}")
        why = "Navnet ligner et udvalg, som vi kender."
        text = f"Hvilket udvalg er »{printed}«?"
        choices = (*choices_of(proposals), new)
        found.questions.append(Question("organization", text, why, "choice-or-text", choices))


def _settle_meeting(found: Assessment, reading: Reading) -> None:
    if found.organization is None or found.day is None:
        return
    if reading.meeting:
        found.meeting = reading.meeting
        return
    answer = reading.answers.get("meeting", "")
    if answer == NEW:
        return
    for meeting in meetings_on(found.organization, found.day):
        newest = meeting.minutes.first()
        known = newest.as_record() if newest else None
        same = same_meeting(found.record, known) if known else "same"
        if same == "same" or answer == str(meeting.pk):
            found.meeting = meeting
            if known:
                _settle_replacement(found, reading, known)
            return
        if same == "ask":
            _ask_sameness(found, meeting)


def _ask_sameness(found: Assessment, meeting: Meeting) -> None:
    at = timezone.localtime(meeting.starts_at)
    found.questions.append(
        Question(
            "meeting",
            "Er det samme møde som et, der allerede er indlæst?",
            f"Udvalget har et møde samme dag kl. {at:%H.%M}; denne fil siger {found.record.start_time}.",
            "choice",
            (
                Choice(str(meeting.pk), f"Samme møde som kl. {at:%H.%M}"),
                Choice(NEW, "Et andet møde samme dag"),
            ),
        )
    )


def _settle_replacement(found: Assessment, reading: Reading, known: Record) -> None:
    verdict = replacement(found.record, known)
    if verdict == "equal":
        found.already_loaded = True
    elif verdict == "older":
        found.warnings.append(
            "Mødets referat er allerede indlæst; en dagsorden erstatter det ikke."
        )
    elif verdict == "newer":
        found.warnings.append("Erstatter den udgave af mødet, der allerede er indlæst.")
    elif reading.answers.get("replace") != YES:
        source = known.file or "en anden fil"
        found.questions.append(
            Question(
                "replace",
                "Skal denne læsning erstatte den, der er indlæst?",
                f"Mødet er allerede indlæst fra {source}. Forskellene står på filens side.",
                "choice",
                (Choice(YES, "Ja, brug denne fil"),),
            )
        )


def meetings_on(organization: Organization, day: date) -> list[Meeting]:
    """The organization's meetings on a Danish calendar day, the earliest first."""
    begins = timezone.make_aware(datetime.combine(day, time(0, 0)))
    ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time(0, 0)))
    rows = organization.meetings.filter(starts_at__gte=begins, starts_at__lt=ends)
    return list(rows.exclude(state=Meeting.State.CANCELLED).order_by("starts_at", "pk"))


def _settle_persons(found: Assessment, reading: Reading) -> None:
    found.members = [person for person in found.record.attendance if person.is_member]
    if not found.members:
        return
    known = known_persons(found.body) if found.body else []
    rows = Person.objects.in_bulk([person.id for person in known])
    names = [tidy(member.name) for member in found.members]
    new = []
    for member in found.members:
        chosen = reading.answers.get(f"person:{tidy(member.name)}", "")
        if chosen.startswith("same:") and (row := rows.get(int(chosen.removeprefix("same:")))):
            found.persons[tidy(member.name)] = row
            _tell(found, member.name, row.name, "valgt af en person", remembered=True)
            continue
        if not _settle_person(found, member, known, rows, names):
            new.append(member.name)
    if new:
        found.creates.append("Personer: " + ", ".join(new))


def _settle_person(
    found: Assessment,
    member: Attendee,
    known: list[KnownPerson],
    rows: dict[int, Person],
    names: list[str],
) -> bool:
    """True where the person is known or asked about; false where the name is new."""
    name = tidy(member.name)
    proposals = match_person(
        name,
        known,
        party=member.party,
        organization=found.organization.pk if found.organization else None,
        day=found.day,
        also_present=names,
    )
    found.persons[name] = None
    if exact := exact_one(proposals):
        found.persons[name] = rows[exact.id]
        if rows[exact.id].name != name:
            known_as = PersonName.objects.filter(person=exact.id, spelling=name)
            _tell(found, name, exact.name, exact.reasons[0], remembered=known_as.exists())
        return True
    if not proposals:
        return False
    choices = (*choices_of(proposals), Choice(NEW, f"Det er en anden person: {name}"))
    why = "Navnet ligner en, som vi kender."
    found.questions.append(
        Question(f"person:{name}", f"Hvem er »{_shown(member)}«?", why, "choice", choices)
    )
    return True


def _settle_unread(found: Assessment, reading: Reading) -> None:
    """What of the file was not read: somebody looks at the original before the reading is used.

    The answer holds for exactly these notes; a newer reader that misses something else asks again.
    """
    unread = [
        note for note in found.record.notes if note.kind == "unread" and note.code != CLOSED_UNCLEAR
    ]
    if not unread:
        return
    told = " ".join(note.text for note in unread)
    value = _seen(told)
    if reading.answers.get("unread") != value:
        text = "Er det læste rigtigt og helt? Noget i filen er ikke læst, som det står der."
        choices = (Choice(value, "Ja, jeg har holdt det læste op mod filen, og intet mangler"),)
        why = f"{told} Mangler der noget, så afvis filen, og find en bedre udgave."
        found.questions.append(Question("unread", text, why, "choice", choices))


def _settle_closed(found: Assessment, reading: Reading) -> None:
    """The file speaks of closed items and does not show which: a person says it, for they may not be read."""
    notes = [note.text for note in found.record.notes if note.code == CLOSED_UNCLEAR]
    if not notes:
        return
    none = _seen(" ".join(notes))
    answer = reading.answers.get("closed", "")
    if answer == none or whole_numbers(answer):
        return
    why = f"{' '.join(notes)} Se efter i filen. Af lukkede punkter vises kun, hvad loven kræver."
    items = tuple(
        Choice(f"{place_of(item, n)}", f"Punkt {place_of(item, n)}: {item.title or 'uden titel'}")
        for n, item in enumerate(found.record.items, start=1)
        if not item.closed
    )
    choices = (*items, Choice(none, "Ingen af dem; alle punkterne er åbne"))
    text = "Hvilke punkter er lukkede?"
    found.questions.append(Question("closed", text, why, "several", choices))


def _settle_doubts(found: Assessment, reading: Reading) -> None:
    """What the reading itself shows to be uncertain; the answer holds for exactly these doubts."""
    told = " ".join(doubts_of(found.record))
    if not told or reading.answers.get("doubt") == _seen(told):
        return
    text = "Er mødet læst rigtigt?"
    why = f"{told} Hold det læste op mod filen. Er det forkert, så afvis filen, og find en bedre udgave."
    choices = (Choice(_seen(told), "Ja, jeg har holdt det læste op mod filen, og det er rigtigt"),)
    found.questions.append(Question("doubt", text, why, "choice", choices))


def _seen(told: str) -> str:
    return f"{SEEN}{sha256(told.encode()).hexdigest()[:16]}"


def _shown(member: Attendee) -> str:
    return f"{member.name} ({member.party})" if member.party else member.name


def _tell(
    found: Assessment, printed: str, meaning: str, why: str, *, remembered: bool = False
) -> None:
    if tidy(printed) != meaning:
        found.matched.append(Matched(printed, meaning, why, remembered))
