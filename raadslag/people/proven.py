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

prove(Body)
prove(LegislativeTerm)
prove(Organization)
prove(OrganizationName)
prove(Person)
prove(PersonName)
prove(Membership)
prove(
    User,
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
prove(RoleClaim)
prove(GrantedRole)
leave_out(Letter, because="et brev gentager, hvad der er bevist, hvor det står")
leave_out(
    KeptForm, because="skrevet, men ikke sendt: ingen handling, og skriverens egen at smide væk"
)
