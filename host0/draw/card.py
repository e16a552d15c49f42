"""The picture that a link to a page is shared with: its title and the first thing it runs, drawn at build time."""

import io
from collections.abc import Iterator
from functools import cache

from noto_cjk_sans_otc import FONT_PATH
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
"""Pixels, wide and high: the shape that Open Graph's readers show whole (1.91 to 1)."""

GROUND, PANEL, LINE = "#0f3538", "#0a2426", "#2a6a6f"
BRIGHT, SOFT, PROMPT = "#ffffff", "#b9d6d4", "#5cc8c0"
MARGIN = 72
TITLE, TEXT, FOOT = 58, 26, 30
LINES = 2
"""Lines that a title may take."""

SANS, MONO = 2, 7
"""Noto Sans CJK SC and Noto Sans Mono CJK SC, by their place in the font collection."""


@cache
def _font(face: int, size: int) -> ImageFont.FreeTypeFont:
    with FONT_PATH.open("rb") as file:
        return ImageFont.truetype(io.BytesIO(file.read()), size, index=face)


def draw(title: str, motto: str, command: str, output: str) -> bytes:
    """Return a PNG with a page's title, the site's motto, and a command with its output, if there is one."""
    image = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(image)
    room = SIZE[0] - 2 * MARGIN
    top = MARGIN - 16
    font = _font(SANS, TITLE)
    for line in _lines(title, font, room):
        pen.text((MARGIN, top), line, BRIGHT, font, stroke_width=1, stroke_fill=BRIGHT)
        top += TITLE + 18
    foot = SIZE[1] - MARGIN - 14
    pen.text((MARGIN, foot), "host0", PROMPT, _font(SANS, FOOT), stroke_width=1, stroke_fill=PROMPT)
    pen.text((SIZE[0] - MARGIN, foot), motto, SOFT, _font(SANS, FOOT), anchor="ra")
    if command:
        box = (MARGIN, top + 26, SIZE[0] - MARGIN, foot - 30)
        pen.rounded_rectangle(box, 14, PANEL, LINE, 2)
        _terminal(pen, box, command, output)
    data = io.BytesIO()
    image.quantize(64).save(data, "PNG", optimize=True)
    return data.getvalue()


def _terminal(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], command: str, output: str) -> None:
    """Draw as much of a command and its output as the box holds; the width of a character is the font's."""
    font = _font(MONO, TEXT)
    left, top, step = box[0] + 30, box[1] + 22, TEXT + 12
    wide = int((box[2] - box[0] - 60) / font.getlength("m"))
    shown = [(line, BRIGHT) for line in command.split("\n")]
    shown += [(line, SOFT) for line in output.expandtabs(8).splitlines()]
    for number, (line, color) in enumerate(shown[: (box[3] - top) // step]):
        start = 2 if color == BRIGHT else 0
        if number == 0 and color == BRIGHT:
            pen.text((left, top), "$", PROMPT, font)
        pen.text((left + start * font.getlength("m"), top + number * step), line[: wide - start], color, font)


def _lines(text: str, font: ImageFont.FreeTypeFont, room: int) -> Iterator[str]:
    """Break a text at blanks, or between two Chinese characters, into lines that fit; what does not fit is left out."""
    line = ""
    count = 0
    for word in _words(text):
        if font.getlength((line + word).rstrip()) <= room:
            line += word
            continue
        count += 1
        if count == LINES:
            while font.getlength(line + "…") > room:
                line = line[:-1]
            yield line.rstrip() + "…"
            return
        yield line.rstrip()
        line = word
    yield line.rstrip()


def _words(text: str) -> list[str]:
    words = [""]
    for character in text:
        if ord(character) > 0x2E7F and words[-1]:  # CJK: a line may break before it, but not before punctuation
            closing = character in "，。：；！？、）》”"
            words[-1:] = [words[-1] + character] if closing else [words[-1], character]
        elif words[-1] and (words[-1].endswith(" ") or ord(words[-1][-1]) > 0x2E7F):
            words.append(character)
        else:
            words[-1] += character
    return words
