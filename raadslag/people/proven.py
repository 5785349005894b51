"""What the journal proves of municipalities, committees, persons, seats and accounts."""

from raadslag.journal.proving import leave_out, prove
from raadslag.people.models import (
    Body,
    GrantedRole,
    KeptForm,
    LegislativeTerm,
    Letter,
    Membership,
    Organization,
    OrganizationName,
    Person,
    PersonName,
    RoleClaim,
    User,
)

prove(Body, "kommunen")
prove(LegislativeTerm, "valgperioden")
prove(Organization, "udvalget eller enheden")
prove(OrganizationName, "udvalgets stavemåde")
prove(Person, "personen")
prove(PersonName, "personens stavemåde")
prove(Membership, "pladsen")
prove(
    User,
    "kontoen",
    but=(
        "password",
        "last_login",
        "username",
        "first_name",
        "last_name",
        "email",
        "date_joined",
    ),
)
prove(RoleClaim, "rollen fra log ind")
prove(GrantedRole, "den givne rolle")
leave_out(Letter, because="et brev gentager, hvad der er bevist, hvor det står")
leave_out(
    KeptForm, because="skrevet, men ikke sendt: ingen handling, og skriverens egen at smide væk"
)
