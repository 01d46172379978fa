"""`huangyai worker`: background jobs in a process of their own."""

from __future__ import annotations

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.config import boot

# A job that is cut off then has committed nothing.
_LONGEST_GOODBYE = 20.0


@click.command("worker")
@click.option(
    "--concurrency",
    type=click.IntRange(1, 8),
    default=1,
    show_default=True,
    help="งานพร้อมกัน · jobs at a time",
)
@speaks
def worker(*, voice: Voice, concurrency: int) -> None:
    """ทำงานเบื้องหลังจนกว่าจะสั่งหยุด · run background jobs until told to stop."""
    boot.django()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("the job queue is not Django's")
    voice.tell(th="เริ่มทำงานเบื้องหลังแล้ว", en="Background jobs are running.")
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(concurrency=concurrency, shutdown_graceful_timeout=_LONGEST_GOODBYE)
