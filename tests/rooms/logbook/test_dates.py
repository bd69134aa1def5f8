"""Days and times, counted from Thursday 12 June 2031, 20:00."""

import pytest

from mamarr.logbook.reading.reader import read

CASES = [
    ("The convoy left yesterday.", "2031-06-11"),
    ("The convoy left on Monday.", "2031-06-09"),
    ("The convoy left last Tuesday.", "2031-06-10"),
    ("The convoy will leave next Saturday.", "2031-06-14"),
    ("The convoy will leave tomorrow at 07:00.", "2031-06-13T07:00"),
    ("The convoy left on 4 March 2031.", "2031-03-04"),
    ("The convoy left on May 28.", "2031-05-28"),
    ("The convoy left 20 minutes ago.", "2031-06-12T19:40"),
    ("The convoy left Sukkari 101500CJUN31.", "2031-06-10T15:00+03:00"),
    ("The convoy left at 1500Z.", "2031-06-12T15:00Z"),
    ("The convoy left between 16:00 and 19:30.", "2031-06-12T16:00"),
    ("غادرت القافلة أمس.", "2031-06-11"),
    ("غادرت القافلة الاثنين.", "2031-06-09"),
    ("غادرت القافلة الثلاثاء الماضي.", "2031-06-10"),
    ("ستغادر القافلة السبت المقبل.", "2031-06-14"),
    ("غادرت القافلة في 8 آذار/مارس 2031.", "2031-03-08"),
    ("غادرت القافلة في ٣٠ نيسان ٢٠٣١.", "2031-04-30"),
    ("غادرت القافلة قبل ساعتين.", "2031-06-12T18:00"),
    ("غادرت القافلة الساعة السادسة والنصف صباحاً.", "2031-06-12T06:30"),
    ("غادرت القافلة الساعة الثالثة عصراً.", "2031-06-12T15:00"),
    ("غادرت القافلة مساء الأربعاء.", "2031-06-11T18:00"),
    ("ستغادر القافلة بعد غد.", "2031-06-14"),
]


@pytest.mark.parametrize(("text", "start"), CASES)
def test_a_time_is_resolved(text: str, start: str) -> None:
    claim = read(text, "2031-06-12T20:00+03:00", "+03:00").claims[0]
    assert claim.about_time is not None
    assert claim.about_time.interval.startswith(start)
