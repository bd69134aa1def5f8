"""How papers and pictures look: beside pictures that somebody has looked at and approved.

`MAMARR_APPROVE=1 pytest tests/rooms/reporting/test_looks.py` writes new ones to tests/data/looks; look at them before you
keep them.
"""

import os
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from mamarr import Plan, report

APPROVED = Path(__file__).resolve().parents[2] / "data" / "looks"
IS_APPROVING = os.environ.get("MAMARR_APPROVE") == "1"
DOTS = 44 / 72
"""Dots of an approved picture to a point of paper: lines of writing are told apart, single letters hardly."""
MOST_UNLIKE = 0.004
"""Share of dots that may differ by more than a quarter of black, after both are blurred by a dot: other versions of the
engines round edges differently. A line that moves by its height, a label that is lost or a column that changes its side
is far above it: see the last test."""

PAPERS = [
    (form, language) for form in ("movements", "brief", "notification", "card") for language in ("ar", "en", "both")
]
PICTURES = [(form, language) for form in ("map", "curve", "timeline") for language in ("ar", "en")]


def page_of(data: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(data)[0].render(scale=DOTS).to_pil().convert("L")


def unlike(first: Image.Image, second: Image.Image) -> float:
    """The share of dots that differ."""
    if first.size != second.size:
        return 1.0
    grey = [np.asarray(each.filter(ImageFilter.GaussianBlur(1)), dtype=np.int16) for each in (first, second)]
    return float((np.abs(grey[0] - grey[1]) > 64).mean())


def looks_approved(shown: Image.Image, name: str) -> None:
    file = APPROVED / f"{name}.png"
    if IS_APPROVING:
        APPROVED.mkdir(exist_ok=True)
        shown.quantize(16).save(file, optimize=True)
    found = unlike(shown, Image.open(file).convert("L"))
    assert found <= MOST_UNLIKE, f"{name}: {found:.4f} of the dots differ; write it out and look at it"


@pytest.mark.parametrize(("form", "language"), PAPERS)
def test_a_paper_looks_as_approved(guarded: Plan, tmp_path: Path, form: str, language: str) -> None:
    party = "army" if form == "notification" else ""
    report(guarded, to=tmp_path / "x.pdf", form=form, language=language, party=party)  # type: ignore[arg-type]
    looks_approved(page_of((tmp_path / "x.pdf").read_bytes()), f"{form}-{language}")


@pytest.mark.parametrize(("form", "language"), PICTURES)
def test_a_picture_looks_as_approved(guarded: Plan, tmp_path: Path, form: str, language: str) -> None:
    report(guarded, to=tmp_path / "x.png", form=form, language=language)  # type: ignore[arg-type]
    shown = Image.open(BytesIO((tmp_path / "x.png").read_bytes())).convert("L")
    looks_approved(shown.resize((shown.width // 3, shown.height // 3)), f"{form}-{language}")


def test_a_column_on_the_other_side_or_a_lost_line_is_noticed(guarded: Plan, tmp_path: Path) -> None:
    report(guarded, to=tmp_path / "x.pdf", form="brief", language="en")
    shown = page_of((tmp_path / "x.pdf").read_bytes())
    assert unlike(shown, shown.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) > 5 * MOST_UNLIKE
    blank = shown.copy()
    blank.paste(255, (0, 0, shown.width, 60))
    assert unlike(shown, blank) > MOST_UNLIKE
    moved = shown.copy()
    moved.paste(shown, (0, 6))
    assert unlike(shown, moved) > MOST_UNLIKE
