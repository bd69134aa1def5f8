"""Private people: flagged in both languages; officials who speak for a body are not."""

import pytest

from mamarr.logbook.reading.reader import read

CASES = {
    "Patient Samir Khatib, born 4 May 1980, ID 0123456789, phone +963 944 123 456.": ["person_name", "date_of_birth", "id_number", "phone"],
    "Contact: 0944-123-456 or huda.m@example.org. Plate ALP 123456.": ["phone", "email", "plate"],
    "She lives at 12 Mill Street, flat 3.": ["address"],
    "الرجاء نقل المريضة فاطمة الحسن، مواليد 1975، هوية رقم 02010012345، هاتف 0944123456.": [
        "person_name", "date_of_birth", "id_number", "phone",
    ],
    "العنوان: شارع النيل، بناء 12.": ["address"],
    "قال الدكتور سمير خليل إن 20 جريحاً وصلوا.": [],
    "Doctor Samir Khatib said 20 wounded arrived at Bab al-Hawa.": [],
    "2345 people left at 14:30, 1200 arrived on 12/05/2031.": [],
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_pointers_at_private_people_are_flagged(text: str) -> None:
    assert [found.kind for found in read(text, "2031-06-12", "Z").identifiers] == CASES[text]
