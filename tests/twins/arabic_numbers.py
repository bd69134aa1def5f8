"""Every way to write a whole number below ten thousand in Arabic words, from the grammar: slow and obvious."""

from collections.abc import Iterator
from itertools import product

MASCULINE = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
HUNDREDS = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]


def units(number: int, gender: str, case: str) -> str:
    """1 to 10."""
    word = (MASCULINE if gender == "m" else FEMININE)[number - 1]
    return word.replace("ان", "ين") if number == 2 and case == "oblique" else word


def teens(number: int, gender: str, case: str) -> str:
    """11 to 19: the ten agrees with the noun, the unit of 13 to 19 does not."""
    ten = "عشر" if gender == "m" else "عشرة"
    if number == 11:
        return f"{'أحد' if gender == 'm' else 'إحدى'} {ten}"
    if number == 12:
        two = {"m": ("اثنا", "اثني"), "f": ("اثنتا", "اثنتي")}[gender][case == "oblique"]
        return f"{two} {ten}"
    unit = units(number - 10, gender, case)
    return f"{unit} {ten}"


def below_hundred(number: int, gender: str, case: str) -> str:
    """1 to 99."""
    if number <= 10:
        return units(number, gender, case)
    if number < 20:
        return teens(number, gender, case)
    ten = TENS[number // 10 - 2] + ("ين" if case == "oblique" else "ون")
    if number % 10 == 0:
        return ten
    unit = units(number % 10, gender, case)
    return f"{unit} و{ten}"


def below_thousand(number: int, gender: str, case: str, hundred: str) -> str:
    """1 to 999."""
    if number < 100:
        return below_hundred(number, gender, case)
    if number < 200:
        head = hundred
    elif number < 300:
        head = hundred[:-1] + ("تين" if case == "oblique" else "تان")
    else:
        head = HUNDREDS[number // 100 - 3] + hundred
    rest = number % 100
    return head if rest == 0 else f"{head} و{below_hundred(rest, gender, case)}"


def words(number: int, gender: str, case: str, hundred: str) -> str:
    """0 to 9,999."""
    if number == 0:
        return "صفر"
    if number < 1000:
        return below_thousand(number, gender, case, hundred)
    thousands, rest = divmod(number, 1000)
    if thousands == 1:
        head = "ألف"
    elif thousands == 2:
        head = "ألفين" if case == "oblique" else "ألفان"
    else:
        head = f"{units(thousands, 'm', case)} آلاف"
    return head if rest == 0 else f"{head} و{below_thousand(rest, gender, case, hundred)}"


def every_way(number: int) -> Iterator[str]:
    """In both genders, both cases and both spellings of hundred."""
    yield from {words(number, *ways) for ways in product("mf", ("nominative", "oblique"), ("مئة", "مائة"))}
