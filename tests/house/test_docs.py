"""Every page is run: commands of `console` blocks with their output (… stands for anything), and `python` blocks."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, kind: str) -> list[str]:
    return [text for name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "console"):
        for command, expected in steps(block):
            assert matches(run(command, tmp_path), expected), f"{page.name}: {command}"
    code = "\n".join(blocks(page, "python"))
    if code:
        subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, check=True)


def steps(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2].strip()) for part in parts]


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "mamarr", f"only mamarr is run in pages, not {words[0]}"
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mamarr", *words[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return (done.stdout or done.stderr).strip()


def matches(shown: str, expected: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.split("…"))
    return re.fullmatch(pattern, shown, flags=re.DOTALL) is not None


def test_a_page_that_lies_is_noticed() -> None:
    assert matches("90 people; fingerprint 12ab", "90 people; fingerprint …")
    assert not matches("91 people; fingerprint 12ab", "90 people; fingerprint …")


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
