"""``huangyai link``: join registers from the command line."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click
import polars as pl

from huangyai.cli.contract import EXIT_BAD_INPUT, Voice, opened_text, speaks, write_text
from huangyai.engines.linkage.columns import parse_also, parse_map
from huangyai.engines.linkage.comparisons import comparisons_for
from huangyai.engines.linkage.files import read_register
from huangyai.engines.linkage.linkage import Linkage, link_registers
from huangyai.engines.linkage.model import read_model
from huangyai.engines.linkage.normalise import Progress
from huangyai.engines.linkage.register import Register
from huangyai.kernel import BadInput


@click.command("link")
@click.argument("files", nargs=-1, required=True, metavar="A.csv [B.csv C.csv …]")
@click.option("--out", required=True, metavar="PAIRS.csv", help="Where the links go; - is stdout.")
@click.option("--clusters", metavar="CLUSTERS.csv", help="Where every row's person goes.")
@click.option(
    "--minimum",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Least probability of a link.",
)
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
@click.option("--model", "model_path", metavar="M.json", help="A model that --save-model wrote.")
@click.option("--train", is_flag=True, help="Learn from these files first, without labels.")
@click.option("--save-model", metavar="M.json", help="Keep the model that was used.")
@click.option("--map", "mapping", default="", metavar="id=rec_id,…", help="Our column = the file's column.")
@click.option("--also", default="", metavar="COLUMN,…", help="Further columns to compare as they are.")
@click.option("--seed", type=int, default=0, show_default=True)
@speaks
def link(
    *,
    voice: Voice,
    files: tuple[str, ...],
    out: str,
    clusters: str | None,
    minimum: float,
    engine: str,
    model_path: str | None,
    train: bool,
    save_model: str | None,
    mapping: str,
    also: str,
    seed: int,
) -> None:
    """เชื่อมทะเบียนหลายชุดว่าแถวใดเป็นคนเดียวกัน · Say which rows of several registers are the same person, and
    why.
    """
    started = time.perf_counter()
    if engine == "spark":
        voice.tell(
            th="การติดตั้งนี้ไม่มี Spark จึงใช้ --engine spark ไม่ได้ โปรดใช้ --engine duckdb ซึ่งรับได้ถึงหลายล้านแถวในเครื่องเดียว",
            en="This installation does not carry Spark, so --engine spark can't run; use --engine duckdb, which takes millions of"
            " rows on one machine.",
        )
        raise SystemExit(EXIT_BAD_INPUT)
    registers = _read_all(files, mapping, also)
    comparisons = comparisons_for(list(dict.fromkeys(name for register in registers for name in register.also)))
    model = None
    if model_path is not None:
        with opened_text(model_path) as stream:
            model = read_model(stream.read(), comparisons)
    linkage = link_registers(
        registers,
        model=model,
        train=train,
        minimum=max(minimum, 1e-6),
        seed=seed,
        progress=_progress_bar(voice),
    )
    write_text(out, _pairs_as_csv(linkage, voice.language))
    if clusters is not None:
        write_text(clusters, linkage.people.write_csv())
    if save_model is not None:
        write_text(save_model, linkage.model.to_json())
    _conclude(voice, linkage, registers, out, clusters, time.perf_counter() - started)


def _read_all(files: tuple[str, ...], mapping: str, also: str) -> list[Register]:
    chosen, further = parse_map(mapping), parse_also(also)
    registers = [read_register(path, mapping=chosen, also=further) for path in files]
    headers = {column for register in registers for column in register.frame().columns}
    for wanted in (*chosen.values(), *further):
        if wanted not in headers:
            raise BadInput.of(
                th=f"ไม่มีคอลัมน์ {wanted} ในไฟล์ใดเลย โปรดตรวจชื่อใน --map และ --also",
                en=f"No file has a column {wanted}; check the names in --map and --also.",
                column=wanted,
            )
    return registers


def _pairs_as_csv(linkage: Linkage, language: str) -> str:
    why = "why_en" if language == "en" else "why_th"
    return linkage.table.select(
        "source_l", "id_l", "source_r", "id_r", "probability", pl.col(why).alias("why")
    ).write_csv()


def _progress_bar(voice: Voice) -> Progress | None:
    if not sys.stderr.isatty():
        return None
    stages = {
        "normalise": {"th": "อ่านและจัดรูปข้อมูล", "en": "normalising"},
        "train": {"th": "เรียนรู้จากข้อมูล", "en": "learning"},
        "compare": {"th": "เปรียบเทียบ", "en": "comparing"},
    }

    def show(stage: str, part: float) -> None:
        click.echo(
            f"\r\033[K{stages[stage][voice.language]} {part:.0%}",
            err=True,
            nl=part >= 1 and stage == "compare",
        )

    return show


def _conclude(
    voice: Voice, linkage: Linkage, registers: list[Register], out: str, clusters: str | None, seconds: float
) -> None:
    people = linkage.people["cluster"].n_unique()
    rows = linkage.people.height
    voice.tell(
        th=f"พบคู่ที่เป็นคนเดียวกัน {linkage.table.height:,} คู่ จาก {rows:,} แถว นับเป็นคนได้ {people:,} คน",
        en=f"{linkage.table.height:,} links among {rows:,} rows, which are {people:,} people.",
    )
    voice.result(
        {
            "out": out,
            "clusters_file": clusters,
            "links": linkage.table.height,
            "rows": {
                Path(register.name).name: count
                for register in registers
                for count in [linkage.people.filter(pl.col("source") == register.name).height]
            },
            "people": people,
            "by_pair": [
                {"source_l": left, "source_r": right, "links": count}
                for left, right, count in linkage.table.group_by("source_l", "source_r", maintain_order=True)
                .len()
                .iter_rows()
            ],
            "seconds": round(seconds, 3),
        }
    )
