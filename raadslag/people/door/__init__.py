"""The door: coming in, being shown out, and what the house answers when it cannot do what was asked.

`origin` says whose form it is and where it stood; `kept` keeps what was typed when a form met a door
that had closed; `answers` and `errors` are the pages that say so.
"""
