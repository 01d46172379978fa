"""Which column has which check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from huangyai.targets.rules.cell_checks.cells import Check
from huangyai.targets.rules.cell_checks.dates import check_birth_date
from huangyai.targets.rules.cell_checks.ids import check_national_id
from huangyai.targets.rules.cell_checks.names import check_first_name, check_sex, check_text
from huangyai.targets.rules.cell_checks.numbers import check_amount, check_digits
from huangyai.targets.rules.cell_checks.phones import check_note, check_phone
from huangyai.targets.rules.row_reading import ReadRows


def check_cells(read: ReadRows, today: dt.date, progress: Callable[[float], None] | None = None) -> None:
    """Check every column that has a check; rows are mended in place, faults and notes are added to the findings."""
    present = [meaning for meaning in read.headings if meaning in _CHECKS]
    for done, meaning in enumerate(present, start=1):
        _CHECKS[meaning](read, meaning, today)
        if progress:
            progress(done / len(present))


_CHECKS: dict[str, Check] = {
    "national_id": check_national_id,
    "birth_date": check_birth_date,
    "title": check_text,
    "first_name": check_first_name,
    "last_name": check_text,
    "full_name": check_text,
    "nickname": check_text,
    "phone": check_phone,
    "note": check_note,
    "sex": check_sex,
    "house_no": check_digits,
    "moo": check_digits,
    "village_code": check_digits,
    "tambon_code": check_digits,
    "house_code": check_digits,
    "allowance": check_amount,
    "income": check_amount,
    "adl": check_amount,
}
