"""Two at once: `python -m tests.faults.run races KIND ROUNDS TEMPLATE.sqlite3`. Each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import first_misfit
from raadslag.journal.models import Entry
from tests.faults.rounds import apart, use

REFUSED = 10


def at_once(home: Path, kind: str) -> dict[str, int]:
    """Two children begin at the same byte; then what they left is looked at."""
    read, write = os.pipe()
    children = []
    for name in ("en", "to"):
        child = os.fork()
        if child == 0:
            use(home)
            ACTS[kind]("warm")
            os.read(read, 1)
            try:
                ACTS[kind](name)
            except NotAllowed:
                os._exit(REFUSED)
            except BaseException:
                import traceback

                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        children.append(child)
    os.write(write, b"..")
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    return apart(lambda: LOOKS[kind](home, codes))


def decide(name: str) -> None:
    """A secretary writes the decision of the first item from what stood when they both looked."""
    from raadslag.meetings.deciding import record_decision
    from raadslag.meetings.models import AgendaItem
    from raadslag.people.models import User

    item = AgendaItem.objects.filter(meeting__state="open").first()
    by = User.objects.get(username="soren")
    if name != "warm":
        assert item is not None
        record_decision(item, outcome="discussed", text=f"Tekst {name}.", version=0, by=by)


def approve(name: str) -> None:
    """The same member clicks twice at once."""
    from raadslag.minutes.models import Minutes
    from raadslag.minutes.signing import approve_minutes
    from raadslag.people.models import User

    minutes, by = Minutes.objects.order_by("pk")[0], User.objects.get(username="mette")
    assert by.person is not None
    if name != "warm":
        approve_minutes(minutes, person=by.person, text_hash=minutes.record_hash, by=by)


def call(name: str) -> None:
    """Two secretaries call the same meeting."""
    from raadslag.meetings.calling import call_meeting
    from raadslag.meetings.models import Meeting
    from raadslag.people.models import User
    from tests.cast import NOTICE_AT, local

    meeting = Meeting.objects.filter(minutes=None).order_by("pk")[0]
    if name != "warm":
        call_meeting(meeting, by=User.objects.get(username="soren"), at=local(NOTICE_AT))


def one_text_stands(home: Path, codes: list[int]) -> dict[str, int]:
    from raadslag.meetings.models import Decision, DecisionVersion

    use(home)
    assert codes == [0, 0]
    decision = Decision.objects.get(text__startswith="Tekst ")
    texts = DecisionVersion.objects.filter(item=decision.item)
    assert {t.text for t in texts} == {"Tekst en.", "Tekst to."}
    assert [t.text for t in texts if not t.conflict] == [decision.text]
    assert decision.version == 1
    assert first_misfit() is None
    return {"kept": texts.count()}


def one_approval(home: Path, codes: list[int]) -> dict[str, int]:
    from raadslag.minutes.models import Approval

    use(home)
    assert codes == [0, REFUSED]
    assert Approval.objects.count() == 1
    assert Entry.objects.filter(act="approve_minutes").count() == 1
    assert first_misfit() is None
    return {"kept": 1}


def one_notice(home: Path, codes: list[int]) -> dict[str, int]:
    from raadslag.meetings.models import Meeting

    use(home)
    assert codes == [0, REFUSED]
    meeting = Meeting.objects.filter(minutes=None).order_by("pk")[0]
    assert meeting.agendas.count() == 1
    assert first_misfit() is None
    return {"kept": 1}


ACTS = {"decide": decide, "approve": approve, "call": call}
LOOKS: Any = {"decide": one_text_stands, "approve": one_approval, "call": one_notice}


def main(kind: str, count: str, template: str) -> None:
    total = {"rounds": 0, "kept": 0}
    with tempfile.TemporaryDirectory(dir=Path(template).parent) as name:
        for number in range(int(count)):
            home = Path(name) / str(number)
            home.mkdir()
            shutil.copyfile(template, home / "db.sqlite3")
            if kind == "decide":
                apart(lambda home=home: _open_one(home))  # type: ignore[misc]
            total["kept"] += at_once(home, kind)["kept"]
            total["rounds"] += 1
    print(json.dumps(total))


def _open_one(home: Path) -> dict[str, int]:
    from raadslag.meetings.calling import call_meeting
    from raadslag.meetings.live import open_meeting
    from raadslag.meetings.models import Meeting
    from raadslag.people.models import User
    from tests.cast import NOTICE_AT, local

    use(home)
    by = User.objects.get(username="soren")
    meeting = Meeting.objects.filter(minutes=None).order_by("pk")[0]
    call_meeting(meeting, by=by, at=local(NOTICE_AT))
    open_meeting(meeting, by=by)
    return {}
