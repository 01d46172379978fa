"""Makes a municipality that has accounts and villages but no people yet, as on the day its staff first sign in.

Run with its own HUANGYAI_DATA; the accounts go to the file named on the command line.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from huangyai.config import boot


def main() -> None:
    # The rooms' tables can be imported when the house is awake, and not before.
    boot.django()
    from django.db import transaction

    from huangyai.demo.accounts_file import write_accounts
    from huangyai.demo.year import STEPS, Year, run_year

    # The year's own lists are not brought in, so how many people they would hold does not matter.
    year = Year(today=dt.datetime.now(tz=dt.UTC).date(), seed=1, people=200)
    with transaction.atomic():
        run_year(year, steps=[STEPS[0]])
    write_accounts(Path(sys.argv[1]), year)


main()
