"""Which rows of several registers are the same person."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from huangyai.engines.linkage import _duckdb, _spark
from huangyai.engines.linkage._splink import train_model
from huangyai.engines.linkage.clusters import cluster_rows, group_rows, with_implied_pairs
from huangyai.engines.linkage.comparisons import Comparison, comparisons_for
from huangyai.engines.linkage.model import Model, shipped_model
from huangyai.engines.linkage.normalise import Progress, normalise_registers
from huangyai.engines.linkage.reasons import explain_pairs
from huangyai.engines.linkage.register import Register
from huangyai.engines.linkage.resolution import no_pairs, resolve_pairs, resolve_within
from huangyai.kernel import BadInput, Words


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """Two rows thought to be one person; l is in the register given earlier."""

    source_l: str
    id_l: str
    source_r: str
    id_r: str
    probability: float
    why: Words


@dataclass(frozen=True, slots=True)
class Linkage:
    """The outcome: links with their probability and reason, and every row's person.

    ``table`` has columns source_l, id_l, source_r, id_r, probability, why_th, why_en; ``people`` has cluster,
    source, id and holds every row of every register, also the ones that stand alone. ``model`` is the one that
    decided.
    """

    table: pl.DataFrame
    people: pl.DataFrame
    model: Model

    @property
    def pairs(self) -> Iterator[LinkedPair]:
        """The links one by one."""
        for source_l, id_l, source_r, id_r, probability, why_th, why_en in self.table.iter_rows():
            yield LinkedPair(source_l, id_l, source_r, id_r, probability, Words(th=why_th, en=why_en))

    @property
    def clusters(self) -> list[tuple[tuple[str, str], ...]]:
        """For each person the (source, id) of their rows."""
        people: dict[int, list[tuple[str, str]]] = {}
        for cluster, source, row in self.people.iter_rows():
            people.setdefault(cluster, []).append((source, row))
        return [tuple(rows) for rows in people.values()]


def link_registers(
    registers: Sequence[Register],
    *,
    model: Model | None = None,
    train: bool = False,
    minimum: float = 0.5,
    seed: int = 0,
    today: dt.date | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    engine: Literal["duckdb", "spark"] = "duckdb",
) -> Linkage:
    """Say which rows of the registers are the same person, how sure that is, and why.

    Parameters
    ----------
    registers
        Two or more, whose names differ and each ideally without a person twice; or one, in which the rows that are
        one person are looked for.
    model
        What was learnt before; the shipped model when None.
    train
        Learn from these registers first, without labels, starting at `model`.
    minimum
        The least probability of a link that is returned, above 0 and up to 1.
    seed
        Makes training repeatable; linking itself throws no dice.
    today
        For reading two-digit years; the clock's day when None.
    threads
        How many processor cores; all when None.
    progress
        Called with a stage's name and its finished part (0 to 1).
    engine
        ``duckdb`` on this machine, or ``spark`` for registers that outgrow it: the same links from both.

    Raises
    ------
    BadInput
        No register, names that repeat, ids that repeat or are missing, no column to compare; Spark is asked for and
        missing.

    Notes
    -----
    Fellegi and Sunter (1969), *A Theory for Record Linkage*, through Splink, with Thai normalisation,
    levels for Thai names and dates, and
    competition among the candidates of a row.
    """
    _check(registers, minimum)
    if engine == "spark":
        _spark.refuse_without_spark()
    score_pairs = _spark.score_pairs if engine == "spark" else _duckdb.score_pairs
    this_year = (today or dt.datetime.now(tz=dt.UTC).date()).year
    comparisons = comparisons_for(list(dict.fromkeys(name for register in registers for name in register.also)))
    if model is None:
        model = shipped_model(comparisons)
    everyone = normalise_registers(registers, this_year=this_year, progress=progress)
    sizes = [everyone.filter(pl.col("source") == number).height for number in range(len(registers))]
    within = len(registers) == 1
    if sum(sizes) < 2 or sum(size > 0 for size in sizes) < len(registers[:2]):
        return Linkage(*_tables(no_pairs(comparisons), everyone, registers, comparisons, model), model)
    if train:
        _report(progress, "train", 0.0)
        model = train_model(everyone, comparisons, model, seed=seed)
        _report(progress, "train", 1.0)
    _report(progress, "compare", 0.0)
    # A pair of less evidence than this can't reach the minimum whatever the prior says, nor be a rival that
    # counts.
    least = math.log2(sizes[0] if within else sorted(size for size in sizes if size)[1]) - 7
    # Handed over rather than lent: in a large register the rows are most of the memory.
    handed = [everyone]
    everyone = everyone.select("source", "id")
    scored = score_pairs(handed.pop(), comparisons, model, least_bits=least, threads=threads)
    _report(progress, "compare", 1.0)
    resolved = resolve_within(scored, sizes[0], model) if within else resolve_pairs(scored, sizes, model)
    resolved = resolved.filter(pl.col("probability") >= minimum)
    return Linkage(*_tables(resolved, everyone, registers, comparisons, model), model)


def _tables(
    pairs: pl.DataFrame,
    everyone: pl.DataFrame,
    registers: Sequence[Register],
    comparisons: Sequence[Comparison],
    model: Model,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    names = [register.name for register in registers]
    explained, people = explain_pairs(pairs, comparisons, model), _as_people(pairs, everyone, names)
    table = _as_table(explained, everyone, names)
    if len(names) == 1:
        table = with_implied_pairs(table, people)
    return table, people


def _check(registers: Sequence[Register], minimum: float) -> None:
    if not registers:
        raise BadInput.of(th="ต้องมีทะเบียนอย่างน้อยหนึ่งชุด", en="It takes at least one register.")
    names = [register.name for register in registers]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadInput.of(
            th=f"มีทะเบียนชื่อ {twice} มากกว่าหนึ่งชุด โปรดตั้งชื่อไฟล์ให้ต่างกัน",
            en=f"More than one register is named {twice}; give the files different names.",
        )
    if not 0 < minimum <= 1:
        raise BadInput.of(th="ค่าความน่าจะเป็นขั้นต่ำต้องมากกว่า 0 และไม่เกิน 1", en="The minimum is above 0 and at most 1.")


def _report(progress: Progress | None, stage: str, part: float) -> None:
    if progress is not None:
        progress(stage, part)


def _as_table(pairs: pl.DataFrame, everyone: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    ids, sources = everyone["id"], pl.Series(names, dtype=pl.String)
    return pl.DataFrame(
        {
            "source_l": sources.gather(pairs["source_l"]),
            "id_l": ids.gather(pairs["uid_l"]),
            "source_r": sources.gather(pairs["source_r"]),
            "id_r": ids.gather(pairs["uid_r"]),
            "probability": pairs["probability"].round(4),
            "why_th": pairs["why_th"],
            "why_en": pairs["why_en"],
        }
    )


def _as_people(pairs: pl.DataFrame, everyone: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    if len(names) == 1:
        clusters = group_rows(pairs, everyone.height)
    else:
        clusters = cluster_rows(pairs, everyone["source"].to_numpy())
    sources = pl.Series(names, dtype=pl.String)
    return pl.DataFrame(
        {
            "cluster": pl.Series(clusters, dtype=pl.Int64) + 1,
            "source": sources.gather(everyone["source"]),
            "id": everyone["id"],
        }
    ).sort("cluster", maintain_order=True)
