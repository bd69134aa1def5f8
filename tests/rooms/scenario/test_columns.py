"""Long columns on one line of a saved file."""

import json

from mamarr.scenario.columns import written


def test_a_long_column_stands_on_one_line() -> None:
    content = {"a": list(range(100)), "b": [1, 2]}
    assert json.loads(written(content)) == content
    assert len(written(content).splitlines()) < 10


def test_words_that_look_like_a_mark_are_kept() -> None:
    for words in ("\0" + "0" + "\0", "\0" + "7" + "\0"):
        content = {"a": list(range(100)), words: words}
        assert json.loads(written(content)) == content
