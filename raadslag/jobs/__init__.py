"""What must happen after an act, at least once, also when a worker is killed half way.

A room that asks for work calls `enqueue` inside its own transaction; the room that does it says so
in its `duties.py`. Only this room writes the rows.
"""
