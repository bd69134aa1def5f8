"""One HTML file of a page: fonts, pictures and style inside it, nothing asked of any network, nothing that runs."""

import re
from base64 import b64encode
from functools import cache
from html import escape
from importlib import resources

from mamarr.reporting.blocks import Blanks, Block, Column, Figure, Heading, Items, Numbers, Page, Paragraph, Part, Table
from mamarr.reporting.wording.bundles import END, FIRST_STRONG, LEFTWARD, plain, say

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
_NEUTRAL = re.compile(r"[0-9:,.]+$")
"""What stands the same way round in either direction."""
_TIME = re.compile(r"\u2066?([0-9/ ]*[0-9]+:[0-9:]+Z?)\u2069?")
"""A local time with its day, or Zulu: it runs from left to right in either language."""
_WHOLE = re.compile(r"[\u2066\u2068][^\u2066-\u2069]*\u2069")
"""One isolate and nothing else."""
_LEFTWARD = re.compile(r"<bdi>([^<\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]*)</bdi>")
"""An isolate without a letter that is written from right to left: in a part that runs from left to right it changes nothing."""
_RIGHTWARD_CELL = re.compile(r"><bdi>([\u0620-\u065f ]+)</bdi></t")
"""A cell of Arabic letters alone, in a part that runs from right to left."""
_RANGES = {
    "arabic": "U+0600-06FF,U+0750-077F,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFF",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02DC,U+2000-200B,U+2012-2060,U+20AC,U+2122,U+2190-2193,U+2212,U+FEFF",
}


def html(page: Page) -> bytes:
    """Return *page* as one file."""
    first = page.parts[0].language
    facts = "".join(f'<meta name="{escape(name)}" content="{escape(plain(value))}">' for name, value in page.facts)
    body = "".join(_part(part, page) for part in page.parts)
    text = (
        f'<!doctype html><html lang="{first}" dir="{_direction(first)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">'
        f'{facts}<title>{escape(plain(page.title))}</title><link rel="icon" href="data:,">'
        f"<style>{fonts()}{_style()}</style></head><body>{body}</body></html>\n"
    )
    return text.encode()


@cache
def _style() -> str:
    return (resources.files("mamarr.reporting.formats") / "page.css").read_text(encoding="utf-8")


@cache
def fonts() -> str:
    """Return the faces of the fonts as a style, the fonts inside it."""
    folder = resources.files("mamarr.reporting.formats") / "fonts"
    faces = []
    for script, span in _RANGES.items():
        for weight in (400, 600):
            data = (folder / f"ibm-plex-sans-arabic-{script}-{weight}-normal.woff2").read_bytes()
            faces.append(
                f'@font-face{{font-family:"IBM Plex Sans Arabic";font-weight:{weight};unicode-range:{span};'
                f'src:url(data:font/woff2;base64,{b64encode(data).decode()}) format("woff2")}}'
            )
    return "".join(faces)


def _direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"


def _text(text: str) -> str:
    """Return *text* escaped, with an element around each isolated value."""
    return escape(text).replace(FIRST_STRONG, "<bdi>").replace(END, "</bdi>").replace(LEFTWARD, '<bdi dir="ltr">')


def _part(part: Part, page: Page) -> str:
    others = [other.language for other in page.parts if other.language != part.language]
    switch = "".join(
        f'<a href="#{other}" lang="{other}" hreflang="{other}">{_text(say("switch-language", part.language))}</a>'
        for other in others
    )
    skip = f'<a href="#{part.language}-verdict">{_text(say("skip", part.language))}</a>'
    body = "".join(_block(block) for block in part.blocks)
    is_leftward = _direction(part.language) == "ltr"
    body = _LEFTWARD.sub(r"\1", body) if is_leftward else _RIGHTWARD_CELL.sub(r">\1</t", body)
    tag = "main" if part is page.parts[0] else "section"
    return (
        f'<div lang="{part.language}" dir="{_direction(part.language)}" id="{part.language}"><nav>{skip}{switch}</nav>'
        f'<{tag} class="part" lang="{part.language}">{body}</{tag}></div>'
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
            return f"<h{block.level}{anchor}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            strong = f"<strong>{_text(block.strong)}</strong> " if block.strong else ""
            tone = "" if block.tone == "plain" else f' class="{block.tone}"'
            return f"<p{tone}>{strong}{_text(block.text)}</p>"
        case Items() | Blanks():
            return _items(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Numbers():
            return _numbers(block)


def _items(block: Items | Blanks) -> str:
    items = block.items if isinstance(block, Items) else [f"{label}: ________" for label in block.labels]
    return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>"


def _numbers(block: Numbers) -> str:
    cells = "".join(
        f"<div><dt>{_text(each.label)}</dt><dd><bdi>{_text(each.value)}</bdi></dd>"
        + (f'<dd class="small">{_text(each.remark)}</dd>' if each.remark else "")
        + "</div>"
        for each in block.numbers
    )
    return f'<dl class="numbers">{cells}</dl>'


def _figure(block: Figure) -> str:
    label = escape(plain(block.caption))
    below = (
        f"<details><summary>{_text(block.table.caption)}</summary>{_table(block.table)}</details>"
        if block.table
        else ""
    )
    return (
        f'<figure><div class="scroll" dir="ltr" tabindex="0" role="group" aria-label="{label}">{block.drawing}</div>'
        f"<figcaption>{_text(block.caption)}</figcaption>{below}</figure>"
    )


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col"{_align(column)}>{_text(column.text)}</th>' for column in block.columns)
    last = len(block.rows) - 1
    rows = "".join(
        f"<tr{' class=total' if block.last_is_total and number == last else ''}>{_row(row, block)}</tr>"
        for number, row in enumerate(block.rows)
    )
    kind = "scroll wide" if block.is_wide else "scroll"
    label = escape(plain(block.caption))
    return (
        f'<div class="{kind}" tabindex="0" role="group" aria-label="{label}"><table><caption>{_text(block.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _align(column: Column) -> str:
    return " class=n" if column.is_number else ""


def _row(row: tuple[str, ...], block: Table) -> str:
    cells = []
    for number, (text, column) in enumerate(zip(row, block.columns, strict=True)):
        tag = "th scope=row" if number < block.heads else "td"
        if column.is_number and (time := _TIME.fullmatch(text)):
            cells.append(f"<{tag} class=t>{time[1]}</{tag[:2]}>")
            continue
        is_whole = not text or _NEUTRAL.match(text) or _WHOLE.fullmatch(text)
        inner = _text(text) if is_whole else f"<bdi>{_text(text)}</bdi>"
        cells.append(f"<{tag}{_align(column)}>{inner}</{tag[:2]}>")
    return "".join(cells)
