"""What in a web page is not the text: tags and names of menus, boxes and tools. Data, no code."""

from __future__ import annotations

import re

DROPPED_TAGS = frozenset(
    "script style noscript template nav aside svg iframe object embed applet canvas "
    "datalist audio video source track map area head meta link title "
    "frameset frame dialog progress meter".split()
)
"""Elements whose whole content is left out."""

MAYBE_DROPPED_TAGS = frozenset({"header", "footer", "button", "form"})
"""Left out unless a heading stands inside."""

DROPPED_ROLES = frozenset(
    "navigation contentinfo search dialog alertdialog menu menubar toolbar tooltip".split()
)

NOISE = re.compile(
    r"(?:^|[-_ ])(?:cookie\w*|consent\w*|breadcrumbs?|navbar|nav|navigation|menu|submenu|dropdown|"
    r"skip(?:-?to-?(?:content|main))?|skiplink|sr-only|visually-?hidden|screen-?reader(?:-text)?|share|"
    r"social|toolbar|pagination|pager|sidebar|searchbox|searchform|readspeaker|site-header|"
    r"site-footer|page-footer|footer|print-?only|tooltip|modal|dagsordenhent|tilbage-wrapper)"
    r"(?:[-_ ]|$)",
    re.IGNORECASE,
)
"""Words in class and id that name a menu, a box or a tool; matched at word borders."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS = frozenset(
    "address article blockquote center dd details div dl dt fieldset figcaption figure form footer "
    "header hr legend main p pre section summary body html ul ol li table tbody thead tfoot tr td "
    "th caption".split()
)
"""Elements that begin and end a paragraph."""

STRUCK = frozenset({"del", "s", "strike"})
"""Words that were taken back: seen, but no content."""

FIELDS = frozenset({"input", "textarea", "select"})
NOT_WRITTEN = frozenset("hidden submit button reset image file password search color range".split())
"""Kinds of input that hold nothing that a person wrote into the text."""

STRONG = frozenset({"b", "strong"})
EMPHASIS = frozenset({"i", "em", "cite"})
