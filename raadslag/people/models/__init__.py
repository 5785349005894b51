"""Who: municipalities, organizations, terms, persons, memberships and those who sign in."""

from raadslag.people.models.bodies import (
    Body,
    LegislativeTerm,
    Organization,
    OrganizationName,
    OrganizationQuerySet,
)
from raadslag.people.models.letters import KeptForm, Letter
from raadslag.people.models.persons import Membership, MembershipQuerySet, Person, PersonName
from raadslag.people.models.users import GrantedRole, RoleClaim, User

__all__ = [
    "Body",
    "GrantedRole",
    "KeptForm",
    "LegislativeTerm",
    "Letter",
    "Membership",
    "MembershipQuerySet",
    "Organization",
    "OrganizationName",
    "OrganizationQuerySet",
    "Person",
    "PersonName",
    "RoleClaim",
    "User",
]
