"""A stranger's picture comes out as dots and colours, or is refused in Danish."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from raadslag.allowed import NotAllowed
from raadslag.files.pictures import LIMIT_BYTES, plain_picture


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    into = io.BytesIO()
    image.save(into, kind, **how)
    return into.getvalue()


def test_what_a_camera_or_a_program_says_of_it_is_gone_and_it_stands_upright() -> None:
    said = Image.Exif()
    said[0x013B], said[0x0112] = "Klara Møller", 6
    content = saved(Image.new("RGB", (300, 100), "teal"), "JPEG", exif=said, comment=b"hemmelig")
    made = plain_picture(content + b"CPR 010203-1234", name="a.jpg")
    assert (made.width, made.height, made.media_type) == (100, 300, "image/jpeg")
    assert not [word for word in (b"Klara", b"hemmelig", b"CPR", b"Exif") if word in made.content]
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Klara")
    made = plain_picture(saved(Image.new("RGB", (3000, 20)), "PNG", pnginfo=text), name="b.png")
    assert (made.width, b"Klara" in made.content) == (2400, False)
    made = plain_picture(saved(Image.new("RGBA", (9, 9), (1, 2, 3, 4)), "WEBP"), name="c.webp")
    assert (made.media_type, Image.open(io.BytesIO(made.content)).mode) == ("image/png", "RGBA")


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"<?xml version='1.0'?><svg/>", "kort.png", "SVG"),
        (b"GIF89a", "a.gif", "ikke et billede"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.png", "beskadiget"),
        (b"\xff\xd8\xff" + b"\0" * LIMIT_BYTES, "stor.jpg", "20,0 MB"),
        (saved(Image.new("1", (9000, 9000)), "PNG"), "plakat.png", "50 millioner"),
    ],
)
def test_what_cannot_be_shown_safely_is_refused_with_the_way_out(
    content: bytes, name: str, told: str
) -> None:
    with pytest.raises(NotAllowed, match=told) as no:
        plain_picture(content, name=name)
    assert name in no.value.obstacles[0].reason
