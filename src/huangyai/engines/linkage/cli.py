"""``huangyai link``: join registers from the command line."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import click
import polars as pl

from huangyai.cli.contract import Voice, opened_text, speaks, write_text
from huangyai.engines.linkage.charts import (
    Measured,
    draw_precision_recall,
    draw_waterfall,
    draw_weights,
    measure_links,
)
from huangyai.engines.linkage.columns import parse_also, parse_map, recognise_columns
from huangyai.engines.linkage.comparisons import comparisons_for
from huangyai.engines.linkage.files import read_register, read_truth
from huangyai.engines.linkage.linkage import Linkage, link_registers
from huangyai.engines.linkage.model import read_model
from huangyai.engines.linkage.normalise import Progress
from huangyai.engines.linkage.register import Register
from huangyai.engines.linkage.side_by_side import compare_rows
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
@click.option("--charts", metavar="DIR", help="Draw weights and one pair's evidence as SVG into this folder.")
@click.option("--truth", metavar="TRUTH.csv", help="Pairs known to be one person: source_l,id_l,source_r,id_r.")
@click.option("--seed", type=int, default=0, show_default=True)
@speaks
def link(
    *,
    voice: Voice,
    files: tuple[str, ...],
    out: str,
    clusters: str | None,
    minimum: float,
    engine: Literal["duckdb", "spark"],
    model_path: str | None,
    train: bool,
    save_model: str | None,
    mapping: str,
    also: str,
    charts: str | None,
    truth: str | None,
    seed: int,
) -> None:
    """เชื่อมทะเบียนหลายชุดว่าแถวใดเป็นคนเดียวกัน · Say which rows of several registers are the same person, and
    why.
    """
    started = time.perf_counter()
    registers = _read_all(files, mapping, also)
    known = None if truth is None else read_truth(truth, registers)
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
        engine=engine,
    )
    write_text(out, _pairs_as_csv(linkage, voice.language))
    if clusters is not None:
        write_text(clusters, linkage.people.write_csv())
    if save_model is not None:
        write_text(save_model, linkage.model.to_json())
    seconds = time.perf_counter() - started
    measured = [] if known is None else measure_links(linkage.table, known)
    if charts is not None:
        _draw(Path(charts), linkage, registers, measured, voice.language)
    _conclude(voice, linkage, registers, out, clusters, seconds, measured)


def _read_all(files: tuple[str, ...], mapping: str, also: str) -> list[Register]:
    chosen, further = parse_map(mapping), parse_also(also)
    registers = [read_register(path, mapping=chosen, also=further) for path in files]
    headers = {column for register in registers for column in register.columns()}
    for wanted in (*chosen.values(), *further):
        if wanted not in headers:
            raise BadInput.of(
                th=f"ไม่มีคอลัมน์ {wanted} ในไฟล์ใดเลย โปรดตรวจชื่อใน --map และ --also",
                en=f"No file has a column {wanted}; check the names in --map and --also.",
                column=wanted,
            )
    return registers


def _draw(
    folder: Path, linkage: Linkage, registers: list[Register], measured: Sequence[Measured], language: str
) -> None:
    further = list(dict.fromkeys(name for register in registers for name in register.also))
    pictures = {"weights": draw_weights(linkage.model, comparisons_for(further), language)}
    if not linkage.table.is_empty():
        # The least sure link is the one that people will ask about.
        pair = next(linkage.table.sort("probability", "id_l", "id_r").head(1).iter_rows(named=True))
        one, other = (
            _row(register, pair[f"id_{side}"])
            for side in "lr"
            for register in registers
            if register.name == pair[f"source_{side}"]
        )
        compared = compare_rows(
            one[1], other[1], mapping_left=one[0], mapping_right=other[0], also=further, model=linkage.model
        )
        pictures["waterfall"] = draw_waterfall(compared, pair["probability"], language)
    if measured:
        pictures["precision_recall"] = draw_precision_recall(measured, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise BadInput.of(
            th=f"สร้างโฟลเดอร์ {folder} ไม่ได้ โปรดเลือกที่อื่น",
            en=f"The folder {folder} can't be made; choose another.",
            column=str(folder),
        ) from problem
    for name, picture in pictures.items():
        write_text(str(folder / f"{name}.svg"), picture)


def _row(register: Register, number: str) -> tuple[Mapping[str, str], dict[str, str]]:
    """The raw row that has an id, and how its columns are named."""
    frame = register.frame()
    ours = recognise_columns(frame.columns, register.mapping, register.also).get("id")
    if ours is None:
        return register.mapping, frame.row(int(number) - 1, named=True)
    return register.mapping, frame.filter(pl.col(ours).str.strip_chars() == number).row(0, named=True)


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
    voice: Voice,
    linkage: Linkage,
    registers: list[Register],
    out: str,
    clusters: str | None,
    seconds: float,
    measured: Sequence[Measured],
) -> None:
    people = linkage.people["cluster"].n_unique()
    rows = linkage.people.height
    voice.tell(
        th=f"พบคู่ที่เป็นคนเดียวกัน {linkage.table.height:,} คู่ จาก {rows:,} แถว นับเป็นคนได้ {people:,} คน",
        en=f"{linkage.table.height:,} links among {rows:,} rows, which are {people:,} people.",
    )
    last = measured[-1] if measured else None
    if last is not None:
        voice.tell(
            th=f"เทียบกับความจริง: ถูกต้อง {last.precision:.4f} ครบถ้วน {last.recall:.4f} F1 {last.f1:.4f}",
            en=f"Against the truth: precision {last.precision:.4f}, recall {last.recall:.4f}, F1 {last.f1:.4f}.",
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
            **({"precision": last.precision, "recall": last.recall, "f1": last.f1} if last else {}),
        }
    )
