"""Which organization does a printed name mean? Spellings, abbreviations, renamings. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from raadslag.importer.match import Proposal, best_first, term_start
from raadslag.importer.names import (
    ABBREVIATIONS,
    COUNCILS,
    FINANCE,
    committee_key,
    fold,
    initials,
    likeness,
    loose,
    subjects,
    tidy,
)

ASK_FROM = 0.5
"""A proposal from this score on is a doubt that a person settles; below it the name is new."""
SPELLING_FROM = 0.9
CITIZENS_ENDINGS = ("råd", "rådet")
SPECIAL_ENDINGS = ("forum", "følgegruppe", "nævn")


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """An organization of the body. `spellings` are remembered; `seen` are days it has met on."""

    id: int
    name: str
    short_name: str = ""
    spellings: frozenset[str] = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    seen: tuple[date, ...] = ()

    def sits_in_term_of(self, day: date) -> bool:
        """It stands or has met in the term that the day falls in."""
        term = term_start(day)
        if any(term_start(met) == term for met in self.seen):
            return True
        bounded = self.starts_on or self.ends_on
        begun = self.starts_on is None or self.starts_on <= day
        return bool(bounded) and begun and (self.ends_on is None or self.ends_on >= day)


def match_organization(
    printed: str, known: Sequence[KnownOrganization], *, municipality: str = "", day: date | None
) -> list[Proposal]:
    """Candidates for a printed name, best first; empty where the name is new."""
    key = committee_key(printed, municipality)
    found = []
    for organization in known:
        proposal = _exact(printed, key, organization, municipality) or _doubtful(
            printed, key, organization, municipality, day
        )
        if proposal:
            found.append(proposal)
    exact = [proposal for proposal in found if proposal.way == "exact"]
    return best_first(exact or found, floor=ASK_FROM)


def full_name(printed: str) -> str:
    """The name to give a new organization: an abbreviation that means one thing is written out."""
    return ABBREVIATIONS.get(fold(printed), tidy(printed))


def kind_of(name: str, municipality: str = "") -> str:
    """`council`, `finance`, `citizens`, `special` or `standing`, from the name."""
    key = committee_key(name, municipality)
    if key in COUNCILS:
        return "council"
    if key in FINANCE:
        return "finance"
    if "§ 17" in name or fold(name).endswith(SPECIAL_ENDINGS):
        return "special"
    if fold(name).endswith(CITIZENS_ENDINGS):
        return "citizens"
    return "standing"


def _exact(
    printed: str, key: str, organization: KnownOrganization, municipality: str
) -> Proposal | None:
    spellings = {organization.name, *organization.spellings}
    if tidy(printed) in spellings:
        return _proposal(organization, "exact", 1.0, "samme navn")
    short = fold(organization.short_name)
    if short and fold(printed) == short:
        return _proposal(organization, "exact", 1.0, "udvalgets egen forkortelse")
    if any(committee_key(spelling, municipality) == key for spelling in spellings):
        return _proposal(organization, "exact", 1.0, "samme navn på nær bøjning, tegn eller årstal")
    if full_name(printed) != tidy(printed) and committee_key(full_name(printed)) in {
        committee_key(spelling, municipality) for spelling in spellings
    }:
        return _proposal(organization, "exact", 1.0, "fast forkortelse")
    return None


def _doubtful(
    printed: str, key: str, organization: KnownOrganization, municipality: str, day: date | None
) -> Proposal | None:
    if fold(printed) in initials(organization.name):
        return _proposal(organization, "same", 0.85, "forbogstaverne passer")
    own = committee_key(organization.name, municipality)
    if {key, own} <= COUNCILS:
        return _proposal(organization, "same", 0.8, "begge er navne for kommunalbestyrelsen")
    letters = likeness(loose(key), loose(own))
    if letters >= SPELLING_FROM:
        reason = f"{letters:.0%} af bogstaverne er ens"
        return _proposal(organization, "same", round(letters, 2), reason)
    return _renamed(printed, organization, municipality, day)


def _renamed(
    printed: str, organization: KnownOrganization, municipality: str, day: date | None
) -> Proposal | None:
    mine, own = subjects(printed, municipality), subjects(organization.name, municipality)
    shared = {word for word in mine if any(likeness(word, other) >= 0.85 for other in own)}
    if not shared:
        return None
    score = 0.2 + 0.6 * len(shared) / (len(mine) + len(own) - len(shared))
    reasons = ["fælles emner: " + ", ".join(sorted(mine[stem] for stem in shared))]
    if len(shared) == min(len(mine), len(own)):
        score += 0.1
        reasons.append("det ene navn rummer det andet")
    if day and organization.sits_in_term_of(day):
        if len(shared) < max(len(mine), len(own)):
            return None
        return _proposal(organization, "same", min(score, 0.95), *reasons)
    if day and _just_before(organization, day):
        score += 0.1
        reasons.append("sad i valgperioden før eller efter")
    return _proposal(organization, "successor", min(score, 0.95), *reasons)


def _just_before(organization: KnownOrganization, day: date) -> bool:
    terms = {term_start(met).year for met in organization.seen}
    return bool({term_start(day).year - 4, term_start(day).year + 4} & terms)


def _proposal(organization: KnownOrganization, way: str, score: float, *reasons: str) -> Proposal:
    return Proposal(organization.id, organization.name, way, round(score, 2), reasons)  # type: ignore[arg-type]
