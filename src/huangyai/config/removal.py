"""`make clean`: take this checkout's embedded databases away, but never a municipality's own rows by accident.

``python -m huangyai.config.removal``
"""

from __future__ import annotations

import os
import sys

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.config import boot, embedded_postgres
from huangyai.config.database import outside_url
from huangyai.kernel import BadInput

_SURE = "HUANGYAI_REMOVE_ALL"


@click.command()
@speaks
def remove(*, voice: Voice) -> None:
    """Remove the embedded server of this installation, and the one that its tests made."""
    if (embedded_postgres.cluster_folder() / "data").exists() and os.environ.get(_SURE) != "yes":
        _refuse_to_lose_rows()
    embedded_postgres.leave()
    embedded_postgres.remove()
    os.environ["PYTEST_VERSION"] = "removal"
    embedded_postgres.remove()
    voice.tell(th="ลบฐานข้อมูลที่มากับโปรแกรมของโฟลเดอร์นี้แล้ว", en="The embedded database of this folder is removed.")


def _refuse_to_lose_rows() -> None:
    if outside_url():
        return
    boot.django()
    from huangyai.places.queries import all_municipalities

    real = [municipality.name_th for municipality in all_municipalities().filter(demonstration=False)]
    if real:
        raise BadInput.of(
            th=f"ฐานข้อมูลนี้มีข้อมูลจริงของ {', '.join(real)} จึงไม่ลบให้ หากแน่ใจโปรดสั่ง {_SURE}=yes make clean",
            en=f"This database holds the rows of {', '.join(real)} and is not removed; if you are sure: {_SURE}=yes make clean",
        )


if __name__ == "__main__":
    sys.exit(remove())
