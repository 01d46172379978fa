import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huangyai.design.month import lay_out_month

TODAY = dt.date(2026, 11, 22)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_weeks_go_from_sunday_to_saturday_and_hold_the_whole_month(day):
    month = lay_out_month(day, [], today=TODAY)
    for week in month.weeks:
        assert len(week) == 7
        assert week[0].day.isoweekday() == 7
    days = [cell.day for week in month.weeks for cell in week if cell.of_this_month]
    assert days[0] == day.replace(day=1)
    assert len(days) == len(set(days))
    assert (days[-1] + dt.timedelta(days=1)).day == 1
    assert month.is_empty


def test_entries_stand_on_their_day():
    month = lay_out_month(TODAY, [{"day": TODAY, "label": "ประชาคม"}], today=TODAY)
    (cell,) = [cell for week in month.weeks for cell in week if cell.entries]
    assert cell.day == TODAY
    assert cell.is_today
    assert month.name("th") == "พฤศจิกายน 2569"
    assert month.name("en") == "Nov 2026 CE"
