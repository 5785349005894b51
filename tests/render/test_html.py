from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from raadslag.record import (
    BulletList,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Section,
    Span,
    Table,
)
from raadslag.render.html import blocks_to_html, sections_to_html, table_to_html, text_to_html

texts = st.text(max_size=20) | st.sampled_from(
    ["<script>", '"><img onerror=x>', "javascript:x", "&lt;"]
)
spans = st.builds(
    Span, texts, st.booleans(), st.booleans(), st.none() | texts | st.just("https://x.dk/a?b=1&c=2")
)
leaves = (
    st.builds(Paragraph, st.lists(spans, max_size=3).map(tuple))
    | st.builds(Heading, st.integers(1, 6), st.lists(spans, max_size=2).map(tuple))
    | st.builds(Table, st.none() | texts, st.tuples(texts), st.tuples(st.tuples(texts)))
    | st.builds(Figure, st.none() | texts, texts, st.none() | texts)
)
blocks = st.recursive(
    leaves,
    lambda inner: st.builds(
        BulletList,
        st.booleans(),
        st.lists(st.builds(ListItem, st.lists(inner, max_size=3).map(tuple)), max_size=3).map(
            tuple
        ),
        st.integers(1, 9),
    ),
    max_leaves=8,
)
sections = st.builds(
    Section,
    st.none() | texts,
    st.just("case"),
    st.integers(1, 2),
    texts,
    st.lists(blocks, max_size=3).map(tuple),
)
TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "figure", "figcaption", "div", "table"}
TAGS |= {"caption", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"}


@given(st.lists(sections, max_size=4), st.integers(2, 4))
def test_only_our_own_tags_come_out_and_no_heading_level_is_skipped(parts, top):
    html = sections_to_html(parts, top=top)
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= TAGS
    assert not re.search(r"<[^>]*\son\w+\s*=\s*[^\"]", re.sub(r'"[^"]*"', '""', html))
    assert not re.search(r'href="(?!https?://|mailto:)', html)
    levels = [int(level) for level in re.findall(r"<h([1-6])>", html)]
    assert all(level >= top for level in levels)
    for before, after in zip([top - 1, *levels], levels, strict=False):
        assert after <= before + 1


def test_text_keeps_its_lines_and_paragraphs():
    assert text_to_html("Et\nto\n\ntre & fire") == "<p>Et<br>to</p><p>tre &amp; fire</p>"


def test_figures_stand_to_the_right_and_headings_are_headings():
    html = table_to_html(Table("Udgift", ("", "2024"), (("Løn", "-1.250,5"), ("I alt", "12 %"))))
    assert '<td class="number">-1.250,5</td>' in html
    assert '<td class="number">12 %</td>' in html
    assert '<th scope="col">2024</th>' in html
    assert '<th scope="col"></th>' not in html


def test_an_image_that_may_not_be_shown_is_told_in_words():
    html = blocks_to_html((Figure("a" * 64, "En bro", "Broen"),), top=3)
    assert "<img" not in html
    assert "En bro" in html
    shown = blocks_to_html(
        (Figure("a" * 64, "En bro"),), top=3, figure=lambda name: f"/bilag/{name}/x"
    )
    assert 'alt="En bro"' in shown


def test_only_addresses_of_the_web_and_of_mail_become_links():
    for href in (
        "javascript:alert(1)",
        "data:text/html,x",
        " java\nscript:x",
        "//x.dk",
        "file:///x",
    ):
        assert "<a" not in blocks_to_html((Paragraph((Span("x", href=href),)),), top=2)
    assert '<a href="https://x.dk"' in blocks_to_html(
        (Paragraph((Span("x", href="https://x.dk"),)),), top=2
    )
