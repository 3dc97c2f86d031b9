"""Text to text: what the page and the scraper did is undone, one pass a file, each idempotent.

>>> normalise(Text.raw("１．发展　产业。\\r\\n\\r\\n— 3 —\\r\\n（责任单位：甲局）")).value
'1.发展 产业。\\n(责任单位:甲局)'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from planparse.normalise.boilerplate import normalise_boilerplate
from planparse.normalise.characters import normalise_characters
from planparse.normalise.gluing import normalise_gluing
from planparse.normalise.labels import normalise_labels
from planparse.normalise.lettering import normalise_lettering
from planparse.normalise.markup import normalise_markup
from planparse.normalise.paragraphs import normalise_paragraphs
from planparse.normalise.spacing import normalise_spacing
from planparse.normalise.wrapping import normalise_wrapping
from planparse.text import Text

Pass = Callable[[Text], Text]

PASSES: Final[tuple[Pass, ...]] = (
    normalise_labels,  # first: it reads tabs, which the next pass makes spaces
    normalise_characters,  # before the rest: every other pattern is written in ASCII punctuation
    normalise_markup,  # before every pass that looks at how a line begins
    normalise_lettering,  # before every pass that reads words
    normalise_paragraphs,  # before every pass that looks at lines
    normalise_boilerplate,  # before wrapping: a page number may stand inside a sentence
    normalise_wrapping,  # before spacing: it reads indents
    normalise_spacing,  # before gluing: a marker is then followed by its heading
    normalise_gluing,  # last: it reads whole paragraphs
)


def normalise(text: Text) -> Text:
    """Run every pass in order. Never raises, whatever the text; the map to the source is kept."""
    for run in PASSES:
        text = run(text)
    return text
