"""Variants: a word without the letters that are written onto it before and after."""

from mamarr.logbook.claims import Language

Variant = tuple[str, str, bool, str]
_SUFFIXES = ("هما", "هون", "هن", "ها", "هم", "نا", "ه", "كم", "كن", "ن", "ك")


def arabic_variants(word: str) -> list[Variant]:
    """Return a word with the letters before it and the pronouns after it taken off, least taken off first."""
    found: list[Variant] = [(word, "", False, "")]
    stems: list[tuple[str, str, bool]] = [(word, "", False)]
    if len(word) > 2 and word[0] in "وف":
        stems.append((word[1:], word[0], False))
    for stem, joined, _ in list(stems):
        if len(stem) > 3 and stem[0] in "لبك" and not stem.startswith("لل"):
            stems.append((stem[1:], joined + stem[0], False))
        if len(stem) > 3 and stem.startswith("لل"):
            stems.append(("ال" + stem[2:], joined + "ل", False))
        if len(stem) > 4 and stem[0] == "س" and stem[1] in "يتنا":
            stems.append((stem[1:], joined + "س", True))
        if len(stem) > 4 and stem[0] in "حه" and stem[1] in "يتن":  # dialect: حيطلع
            stems.append((stem[1:], joined + "ح", True))
    for stem, joined, future in list(stems):
        if len(stem) > 4 and stem.startswith("ال"):
            stems.append((stem[2:], joined + "ال", future))
    for stem, joined, future in stems:
        if joined:
            found.append((stem, joined, future, ""))
        if stem.endswith("ا") and len(stem) > 3:  # tanwin: شخصا
            found.append((stem[:-1], joined, future, ""))
    for stem, joined, future in stems:
        for suffix in _SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= 3:
                body = stem[: -len(suffix)]
                found.append((body, joined, future, suffix))
                if body.endswith("و"):
                    found.append((body + "ا", joined, future, suffix))  # وقفوا before a pronoun loses its alef
                if body.endswith("ت"):
                    found.append((body[:-1] + "ه", joined, future, suffix))
    return found


def english_variants(word: str) -> list[Variant]:
    """Return a word, and without 's or the plural's apostrophe."""
    found: list[Variant] = [(word, "", False, "")]
    if "'" in word:
        stem = word.split("'", maxsplit=1)[0]
        found.append((stem, "", False, ""))
        if word.endswith("n't"):
            found.append(("n't", "", False, ""))
    return found


def variants_of(word: str, language: Language) -> list[Variant]:
    """Return the variants of a word of a language, least taken off first."""
    return arabic_variants(word) if language == "ar" else english_variants(word)
