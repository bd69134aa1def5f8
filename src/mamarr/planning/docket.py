"""The docket of the judge: everything found, each with its place in the plan."""

from collections import Counter

from mamarr.errors import Finding

MOST_OF_ONE_CODE = 50
"""Findings of one code that are kept; a reader corrects the first ones and judges again."""


class Docket:
    """Findings in the order in which they were met, at most so many of one code."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._met: Counter[str] = Counter()

    def add(self, code: str, path: str, **terms: str | int) -> None:
        """Enter one finding at *path*."""
        self._met[code] += 1
        if self._met[code] <= MOST_OF_ONE_CODE:
            shown = {name: term[:80] if isinstance(term, str) else term for name, term in terms.items()}
            self.findings.append(Finding(code, path, None, shown))
