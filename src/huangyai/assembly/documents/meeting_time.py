"""When and where an assembly is held, as its papers say it."""

from __future__ import annotations

from django.utils import timezone

from huangyai.assembly.models import Assembly
from huangyai.kernel import BuddhistDate
from huangyai.outbox.rules import at_the_clock


def when_and_where(assembly: Assembly) -> str:
    """“วันที่ 22 พฤศจิกายน 2569 เวลา 9.00 น. ณ ศาลาประชาคม”, by the clock of the place."""
    begins = timezone.localtime(assembly.starts_at)
    return f"วันที่ {BuddhistDate(begins.date()).long()} เวลา {at_the_clock(begins)} ณ {assembly.venue}"
