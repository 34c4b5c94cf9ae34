"""Makes the lectures that are measured: the same seed gives the same bytes."""

import random
from pathlib import Path

from gocode import GoCode
from prose import Prose

SEED = 20260301
WORDS = 40
CODE_LINES = 12
IMAGE_EVERY = 5
CHAPTER = 5


def write(folder: Path, slides: int) -> Path:
    """Writes a deck of so many slides, its cover not counted, and its pictures; returns its path."""
    chance = random.Random(SEED + slides)
    deck = folder / f"generated-{slides}.slide"
    pictures = folder / f"pictures-{slides}"
    pictures.mkdir()
    prose, code = Prose(chance), GoCode(chance)
    parts = [
        f"# Servers in {slides} slides\nA generated lecture\n4 Mar 2026\nTags: go, servers, benchmark\n"
        "\nAda Example\nLecturer\nada@example.org\n"
    ]
    for number in range(1, slides + 1):
        picture = pictures / f"figure-{number:03}.svg" if number % IMAGE_EVERY == 0 else None
        if picture:
            picture.write_text(drawing(chance))
        if number % CHAPTER == 0:
            prose.begin_chapter()
            code.begin_chapter()
        parts.append(slide(number, prose, code, chance, picture))
    deck.write_text("\n".join(parts))
    return deck


def slide(number: int, prose: Prose, code: GoCode, chance: random.Random, picture: Path | None) -> str:
    text = f"## {number}. {prose.title()}\n\n{prose.paragraph(WORDS if number % 3 else WORDS // 2)}\n\n"
    if number % 3 == 0:
        text += "".join(f"- {item}\n" for item in prose.sentences(WORDS // 2)) + "\n"
    text += f"```go\n{code.function(CODE_LINES)}\n```\n"
    if picture:
        text += f"\n.image {picture.parent.name}/{picture.name} 200 320\n.caption {prose.sentence(short=True)}\n"
    if number % 4 == 0:
        text += f"\n: {prose.sentence()}\n"
    return text


def drawing(chance: random.Random) -> str:
    """A small diagram: a few boxes in a row."""
    boxes = "".join(
        f'<rect x="{10 + 60 * index}" y="{chance.randrange(10, 90)}" width="50" height="40" rx="6" '
        f'fill="hsl({chance.randrange(360)} 50% 60%)"/>'
        for index in range(5))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">{boxes}</svg>\n'
