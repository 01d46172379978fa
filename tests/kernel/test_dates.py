import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput, BuddhistDate, read_date, thai_digits

DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "22/11/2569",
        "22-11-2569",
        "22 11 2569",
        " 22.11.2569 ",
        "22 พ.ย. 2569",
        "22พ.ย.2569",
        "22 พฤศจิกายน พ.ศ. 2569",
        "๒๒ พ.ย. ๒๕๖๙",
        "22 Nov 2569",
        "22 November 2569 BE",
        "22 Nov 2026 CE",
        "22/11/2026",
        "2026-11-22",
    ],
)
def test_reads_what_people_type(typed):
    assert read_date(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    ["22/11/69", "22 พ.ย. 69", "22/11/1200", "31/2/2569", "22/13/2569", "วันนี้", "22 ดกดก 2569", "2569", ""],
)
def test_asks_rather_than_guesses(typed):
    with pytest.raises(BadInput) as refused:
        read_date(typed)
    assert refused.value.faults[0].words.th
    assert refused.value.faults[0].words.en


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_reads_back_what_it_writes(day):
    written = BuddhistDate(day)
    for text in (written.short("th"), written.short("en"), written.long(), thai_digits(written.long())):
        assert read_date(text) == day
