"""Which language a text is in, and when not to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.languages import identify

TEXTS = {
    "en": "The ministers of the two countries signed an agreement on trade and fishing rights on Wednesday.",
    "fr": "Les ministres des deux pays ont signé mercredi un accord sur le commerce et les droits de pêche.",
    "de": "Die Minister der beiden Länder haben am Mittwoch ein Abkommen über Handel und Fischerei unterzeichnet.",
    "es": "Los ministros de los dos países firmaron el miércoles un acuerdo sobre comercio y derechos de pesca.",
    "ru": "Министры двух стран подписали в среду соглашение о торговле и правах на рыболовство в общих водах.",
    "ar": "وقع وزيرا البلدين يوم الأربعاء اتفاقا بشأن التجارة وحقوق الصيد في المياه المشتركة بين البلدين.",
    "tr": "İki ülkenin bakanları çarşamba günü ticaret ve balıkçılık hakları konusunda bir anlaşma imzaladı.",
    "fa": "وزیران دو کشور روز چهارشنبه توافق‌نامه‌ای درباره تجارت و حقوق ماهیگیری در آب‌های مشترک امضا کردند.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_of_news_is_enough(language: str) -> None:
    assert identify(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Yes.", "12:30 / 45 % / 1,000", "Obama, Merkel, Macron"])
def test_what_is_too_short_to_tell_is_not_told(text: str) -> None:
    assert identify(text) is None


@given(st.text(max_size=300))
def test_any_text_gives_a_code_or_none(text: str) -> None:
    found = identify(text)
    assert found is None or (found.isalpha() and found.islower() and 2 <= len(found) <= 3)
