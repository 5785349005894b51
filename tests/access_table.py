"""The one table: every address, and who gets in where the case is open and where it is closed.

`nobody` has not signed in; `stranger` has no role; `otto` writes cases elsewhere in the house; `bodil`
sits in the council alone; `sanne`, `hanne`, `dorte` write, head and direct the case; `mette` chairs the
committee; `carl` sits in it and is recused for both items; `soren` keeps its agendas; `ines` may read
old minutes in; `ida` runs the house. `vera` (secretary, may publish, read in and operate), `viktor` (chair) and `valdemar` (director)
are all that in another municipality.
"""

from __future__ import annotations

from dataclasses import dataclass

OWN = [
    "stranger",
    "otto",
    "bodil",
    "sanne",
    "hanne",
    "dorte",
    "mette",
    "carl",
    "soren",
    "ines",
    "ida",
]
ABROAD = ["vera", "viktor", "valdemar"]
ROLES = ["nobody", *OWN, *ABROAD]
ANYBODY = frozenset(ROLES)
SIGNED_IN = ANYBODY - {"nobody"}
HOUSE = frozenset(OWN)
BEHIND = frozenset({"sanne", "hanne", "dorte", "soren"})
WITH_ROLE = HOUSE - {"stranger", "ines", "ida"}
MEMBERS = frozenset({"mette", "carl", "soren"})
UNRECUSED = MEMBERS - {"carl"}
ELECTED = frozenset({"mette", "carl"})
KEEPS = frozenset({"soren"})
CLERKS = frozenset({"otto", "sanne", "hanne", "dorte", "valdemar"})
OPERATES = frozenset({"ida", "vera"})
"""The house has one operation, whichever municipality the operator comes from."""
SETS_UP = frozenset({"ida"})
IMPORTS = frozenset({"ines"})
IMPORTERS = frozenset({"ines", "vera"})
CHECKERS = IMPORTERS | KEEPS
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """Who gets in at the open case, who at the closed (the same if null), and how it is asked."""

    opened: frozenset[str]
    closed: frozenset[str] | None = None
    posts: bool = False
    misses: bool = False
    """An empty form names nothing here: 404 is also an answer to those allowed."""

    def who(self, which: str) -> frozenset[str]:
        """Those who get in."""
        return self.opened if which == "open" or self.closed is None else self.closed


def reads(opened: frozenset[str], closed: frozenset[str] | None = None) -> Row:
    return Row(opened, closed)


def acts(opened: frozenset[str], *, misses: bool = False) -> Row:
    return Row(opened, posts=True, misses=misses)


TABLE: dict[str, Row] = {
    # people
    "sign-in": reads(ANYBODY),
    "sign-out": acts(ANYBODY),
    "kept": reads(SIGNED_IN),
    "drop-kept": acts(SIGNED_IN),
    "outbox": reads(SIGNED_IN),
    "members": reads(HOUSE),
    "setup": reads(SETS_UP),
    "setup-body": reads(SETS_UP),
    "setup-organizations": reads(SETS_UP),
    "setup-organization": reads(SETS_UP),
    "setup-end-seat": acts(SETS_UP),
    "setup-people": reads(SETS_UP),
    "setup-person": reads(SETS_UP),
    "setup-seats-file": reads(SETS_UP),
    "setup-accounts": reads(SETS_UP),
    "setup-account": reads(SETS_UP),
    "setup-drop-claim": acts(SETS_UP),
    "front": reads(SIGNED_IN),
    # cases
    "cases": reads(SIGNED_IN),
    "new-case": reads(CLERKS),
    "paste": acts(SIGNED_IN),
    "chart": acts(SIGNED_IN),
    "put-in-picture": acts(BEHIND, misses=True),
    "case-picture": reads(BEHIND),
    "case": reads(BEHIND),
    "submit-case": acts(BEHIND),
    "approve-case": acts(BEHIND),
    "ready-case": acts(BEHIND),
    "close-case": acts(BEHIND),
    "handle-case": acts(BEHIND),
    "correct-case": reads(BEHIND),
    "correct-item": reads(KEEPS),
    "case-review": reads(BEHIND),
    "accept-case-finding": acts(BEHIND),
    "comment-case": acts(BEHIND),
    "save-section": acts(BEHIND),
    "section-state": reads(BEHIND),
    "section-history": reads(BEHIND),
    "settle-text": acts(BEHIND, misses=True),
    "attach-file": acts(BEHIND),
    "arrange-file": acts(BEHIND),
    "order-files": acts(BEHIND),
    "fetch-file": reads(BEHIND),
    "read-case-file": reads(BEHIND),
    "find-priors": acts(BEHIND),
    # meetings
    "meetings": reads(SIGNED_IN),
    "plan-meetings": reads(KEEPS | {"vera"}),
    "customs": reads(KEEPS | SETS_UP),
    "case-templates": acts(KEEPS | SETS_UP, misses=True),
    "meeting": reads(WITH_ROLE),
    "apologize": acts(ELECTED, misses=True),
    "meeting-calendar": reads(WITH_ROLE),
    "follow": reads(WITH_ROLE),
    "follow-now": reads(WITH_ROLE),
    "meeting-events": reads(WITH_ROLE),
    "offline-worker": reads(ANYBODY),
    "offline": reads(SIGNED_IN),
    "offline-list": reads(WITH_ROLE),
    "agenda": reads(KEEPS),
    "change-agenda": acts(KEEPS),
    "accept-agenda-finding": acts(KEEPS),
    "call-meeting": acts(KEEPS),
    "live": reads(KEEPS),
    "begin-meeting": acts(KEEPS),
    "undo-beginning": acts(KEEPS),
    "change-meeting": reads(KEEPS),
    "chair-look": reads(MEMBERS),
    "ask-chair": acts(KEEPS),
    "participants": reads(frozenset({"mette", "soren"})),
    "adopt-agenda": acts(KEEPS),
    "take-up": acts(KEEPS),
    "treat-before": acts(KEEPS),
    "change-item": acts(KEEPS, misses=True),
    "item-doors": acts(KEEPS),
    "item-corrections": reads(WITH_ROLE, UNRECUSED),
    "mark-item": acts(WITH_ROLE, misses=True),
    "agenda-file": reads(WITH_ROLE, UNRECUSED),
    "agenda-picture": reads(WITH_ROLE, UNRECUSED),
    "read-file": reads(WITH_ROLE, UNRECUSED),
    "messages": reads(CLERKS | {"mette", "carl", "soren", "vera", "viktor"}),
    "message": reads(frozenset({"sanne", "soren"})),
    "message-file": reads(WITH_ROLE, UNRECUSED | {"sanne"}),
    "read-message-file": reads(WITH_ROLE, UNRECUSED | {"sanne"}),
    "sort-messages": acts(KEEPS, misses=True),
    "add-message": acts(KEEPS),
    "proposals": reads(frozenset({"mette", "carl", "bodil", "viktor"})),
    "proposal": reads(frozenset({"mette", "soren"})),
    "chair-decisions": reads(frozenset({"mette", "carl", "soren", "vera", "viktor"})),
    "chair-decision": reads(frozenset({"mette", "carl", "soren"})),
    "place-proposal": acts(KEEPS, misses=True),
    "question": reads(BEHIND | ELECTED, BEHIND | {"mette"}),
    "ask-question": Row(ELECTED, frozenset({"mette"}), posts=True),
    "note-guest": acts(KEEPS, misses=True),
    "meeting-hours": acts(KEEPS),
    "attend": acts(KEEPS, misses=True),
    "stand-in": acts(KEEPS, misses=True),
    "stand-here": acts(KEEPS),
    "strike": acts(KEEPS, misses=True),
    "decide": acts(KEEPS, misses=True),
    "draft-decision": acts(KEEPS),
    "settle-decision": acts(KEEPS, misses=True),
    "vote": acts(KEEPS),
    "remark": acts(KEEPS, misses=True),
    "mayor-stop": reads(KEEPS),
    "lapse-item": acts(KEEPS),
    # minutes
    "close-meeting": acts(KEEPS),
    "agenda-pdf": reads(WITH_ROLE),
    "meeting-as": reads(KEEPS),
    "case-as": reads(BEHIND),
    "agenda-book": reads(WITH_ROLE),
    "minutes": reads(MEMBERS),
    "answer-minutes": acts(MEMBERS, misses=True),
    "correct-minutes": acts(KEEPS, misses=True),
    "accept-minutes-finding": acts(KEEPS),
    "accept-release-finding": acts(KEEPS),
    "minutes-pdf": reads(MEMBERS),
    "release": reads(KEEPS),
    "take-back": acts(KEEPS, misses=True),
    # proof
    "erase-from-meeting": reads(KEEPS),
    "erase-from-case": reads(KEEPS),
    # the importer
    "importer:runs": reads(IMPORTERS),
    "importer:archive": reads(CHECKERS),
    "importer:run": reads(IMPORTS),
    "importer:go_on": acts(IMPORTS),
    "importer:questions": reads(IMPORTS),
    "importer:accept_run": acts(IMPORTS),
    "importer:reading": reads(IMPORTS),
    "importer:answer": acts(IMPORTS),
    "importer:take_back": acts(IMPORTS, misses=True),
    "importer:forget": acts(IMPORTS),
    "importer:accept": acts(IMPORTS),
    "importer:accept_finding": acts(IMPORTS),
    "importer:reject": acts(IMPORTS),
    "importer:take_up": acts(IMPORTS),
    "importer:read_anew": acts(IMPORTS),
    "importer:load_newer": acts(IMPORTS),
    "importer:source": reads(IMPORTS),
    "importer:original": reads(IMPORTS),
    # the operator
    "jobs": reads(OPERATES),
    "try-job": acts(OPERATES, misses=True),
    "try-all-jobs": acts(OPERATES),
    "seen-refusals": acts(OPERATES),
    # the public
    "public:front": reads(ANYBODY),
    "public:search": reads(ANYBODY),
    "public:suggest": reads(ANYBODY),
    "public:about": reads(ANYBODY),
    "public:rules": reads(ANYBODY),
    "public:open_data": reads(ANYBODY),
    "public:accessibility": reads(ANYBODY),
    "public:sitemap": reads(ANYBODY),
    "public:robots": reads(ANYBODY),
    "public:file": reads(ANYBODY, NONE),
    "public:permanent_item": reads(ANYBODY),
    "public:body": reads(ANYBODY),
    "public:body_feed": reads(ANYBODY),
    "public:body_calendar": reads(ANYBODY),
    "public:course": reads(
        NONE
    ),  # one treatment is no course; open ones in tests/public/test_pages.py
    "public:person": reads(ANYBODY),
    "public:organization": reads(ANYBODY),
    "public:organization_feed": reads(ANYBODY),
    "public:organization_calendar": reads(ANYBODY),
    "public:meeting": reads(ANYBODY),
    "public:agenda": reads(ANYBODY),
    "public:pdf": reads(ANYBODY),
    "public:data": reads(ANYBODY),
    "public:item": reads(ANYBODY),
}
"""Everybody who is not named: 404, which is also what an address that does not exist says; `nobody`
is led to sign-in from all but the public's."""

ELSEWHERE = {"oidc-begin", "oidc-callback", "health"}
"""Tried in tests/people/test_oidc.py and tests/operation/test_health.py."""
