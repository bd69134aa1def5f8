"""The page in a browser: opened from the disk, in both languages, on a wide and on a narrow screen."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import mamarr

pytestmark = [pytest.mark.browser, pytest.mark.slow]
playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip("no browser", allow_module_level=True)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = mamarr.plan(mamarr.load("narrow-checkpoint"), seconds=3, iterations=2)
    path = tmp_path_factory.mktemp("page") / "page.html"
    mamarr.report(plan, plan, to=path)
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[tuple[Any, list[str], list[str]]]:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(page_file.as_uri())
    page.wait_for_function("document.fonts.status === 'loaded'")
    yield page, asked, said
    page.close()


def test_the_page_asks_for_nothing_but_itself_and_says_no_error(
    opened: tuple[Any, list[str], list[str]], page_file: Path
) -> None:
    _, asked, said = opened
    assert [url for url in asked if not url.startswith("data:")] == [page_file.as_uri()]
    assert said == []


def test_its_own_fonts_are_used(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    for sample in ("خطة", "plan"):
        assert page.evaluate(f"document.fonts.check('16px \"IBM Plex Sans Arabic\"', {json.dumps(sample)})")
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').length") >= 4


def test_both_languages_have_their_heading_and_direction(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    for language, direction, heading in (("ar", "rtl", "نقطة"), ("en", "ltr", "checkpoint")):
        part = page.locator(f"div#{language}")
        assert part.get_attribute("lang") == language
        assert page.evaluate(f"getComputedStyle(document.getElementById('{language}')).direction") == direction
        assert part.locator("h1").count() == 1
        assert part.locator("h1").inner_text().strip()
        assert heading in part.inner_text().lower()


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_no_screen_has_to_be_moved_sideways(opened: tuple[Any, list[str], list[str]], width: int) -> None:
    page, _, _ = opened
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    leaves = page.evaluate(
        "[...document.querySelectorAll('p, h1, h2, h3, li, dt, dd, caption')].filter(each => !each.closest('.scroll'))"
        ".filter(each => { const box = each.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1 })"
        ".map(each => each.textContent.slice(0, 60))"
    )
    assert leaves == []


def test_a_signed_number_keeps_its_sign_on_the_left_in_arabic(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    place = page.evaluate(
        """() => {
          const cell = document.querySelector('#ar td');
          cell.innerHTML = '<bdi>\u22122,578</bdi>';
          const text = cell.querySelector('bdi').firstChild;
          const at = n => { const r = document.createRange(); r.setStart(text, n); r.setEnd(text, n + 1);
                            return r.getBoundingClientRect().left; };
          return at(0) < at(1);
        }"""
    )
    assert place


def test_every_wide_thing_can_be_reached_by_keyboard(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    regions = page.evaluate("[...document.querySelectorAll('.scroll')].map(each => [each.tabIndex, !!each.ariaLabel])")
    assert regions
    assert all(each == [0, True] for each in regions)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_text_stands_out_from_its_ground(opened: tuple[Any, list[str], list[str]]) -> None:
    page, _, _ = opened
    worst = page.evaluate(
        """() => {
          const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
              .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
              return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
          const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
              if (!/, 0\\)$|transparent/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
          return Math.min(...[...document.querySelectorAll('p, h1, h2, h3, th, td, dt, dd, a, summary, figcaption')].map(e => {
              const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
              return (a + 0.05) / (b + 0.05); }));
        }"""
    )
    assert worst >= 4.5
