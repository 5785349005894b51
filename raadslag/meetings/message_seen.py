"""What a notice says, part by part: what one takes in or leaves out is what one has read."""

from __future__ import annotations

from raadslag.meetings.message_record import text_of
from raadslag.meetings.models import Message
from raadslag.seen import Part


def message_parts(message: Message) -> dict[str, Part]:
    """Text, link, doors and attachments."""
    doors = (message.closed, message.closed_reason)
    shut = f"Lukket: {message.closed_reason}" if message.closed else "Åben"
    found = {
        "text": Part("meddelelsens tekst", message.blocks, text_of(message)),
        "link": Part("linket", message.link, message.link),
        "doors": Part("om meddelelsen er lukket", doors, shut),
    }
    for file in message.files.all():
        if file.removed_at is None:
            said = (file.sha256, file.title, file.recommended)
            found[f"file:{file.uid}"] = Part(f"bilaget »{file.title}«", said)
    return found
