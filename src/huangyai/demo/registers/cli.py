"""`huangyai demo-data`: the lists of an example sub-district, the same on every machine."""

from __future__ import annotations

from pathlib import Path

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.demo.registers.folder import write
from huangyai.demo.registers.generation import generate


@click.command("demo-data")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(1, 1_000_000), default=6_000, show_default=True, help="Residents.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed writes the same files.")
@speaks
def demo_data(*, voice: Voice, directory: Path, people: int, seed: int) -> None:
    """Write the registers of an invented sub-district into DIRECTORY, with truth.csv saying who is who."""
    sub_district = generate(people, seed)
    households = len(sub_district.households)
    counts = write(sub_district, directory)
    for name, rows in counts.items():
        voice.data(f"{rows:>8,}  {name}")
    voice.tell(
        th=f"สร้างทะเบียนตัวอย่างแล้ว: {people:,} คน {households:,} ครัวเรือน ทุกคนเป็นบุคคลสมมติ",
        en=f"Example registers written: {people:,} people in {households:,} households, all invented.",
    )
    voice.result(
        {
            "people": people,
            "households": households,
            "villages": len({house.village_code for house in sub_district.households}),
            "seed": seed,
            "files": counts,
        }
    )
