"""`huangyai link` against a query written by hand: time, growth and quality in one run.

    python benchmarks/linkage.py [--sizes 10000 100000 1000000] [--quality 30000] [--threads 1]

Ours is all of `link_registers` on raw columns: normalising, candidates, evidence, competition, reasons, people. The
floor is the same normalisation and then the fewest statements in DuckDB that still link: the same candidates, the same
weights for equal, similar and different, the best row of A for each row of B; no rarity, no competition, no reasons.
Quality is F1 of the best row of A for each row of B at probability 0.5, on four mixtures of mess and seeds that the
shipped model has not seen. Invented data rank methods; they don't predict accuracy on real registers.
"""

from __future__ import annotations

import argparse
import math
import resource
import time

import duckdb
import polars as pl

from huangyai.engines.linkage import Register, link_registers
from huangyai.engines.linkage._duckdb import find_candidates
from huangyai.engines.linkage.names import _clean_name
from huangyai.engines.linkage.normalise import normalise_registers
from huangyai.engines.linkage.sound import fold_name
from linkage_model import generator

MIXTURES = [
    ("standard", 1.0, True),
    ("twice the errors", 2.0, True),
    ("no ids", 1.0, False),
    ("no ids, twice", 2.0, False),
]
BARS = {"standard": 0.995, "twice the errors": 0.984, "no ids": 0.991, "no ids, twice": 0.970}
FLOOR = """
    with scored as (
        select c.uid_l, c.uid_r,
            case when l.nid = r.nid then 15 when l.nid is null or r.nid is null then 0 else -6 end
            + case when l.first_k = r.first_k then 11
                   when jaro_winkler_similarity(l.first, r.first) >= 0.9 then 7 else -6 end
            + case when l.last_k = r.last_k then 9
                   when l.last is null or r.last is null then 0
                   when jaro_winkler_similarity(l.last, r.last) >= 0.9 then 7 else -4 end
            + case when l.y = r.y and l.md = r.md then 12 when l.y is null or r.y is null then 0
                   when l.y = r.y or l.md = r.md then 5 else -9 end
            + case when l.house is null or r.house is null then 0
                   when l.house = r.house and coalesce(l.moo = r.moo, true) then 8 else -3 end as bits
        from (select distinct uid_l, uid_r from candidates) c
        join everyone l on l.uid = c.uid_l join everyone r on r.uid = c.uid_r
    )
    select uid_r, arg_max(uid_l, bits) as uid_l, max(bits) as bits from scored
    where bits >= {least} group by uid_r
"""


def registers(lists: object) -> list[Register]:
    return [Register("a", lists.a), Register("b", lists.b)]  # type: ignore[attr-defined]


def f1(truth: dict[str, str], pairs: list[tuple[str, str]]) -> float:
    right = sum(truth.get(row) == other for other, row in pairs)
    return 2 * right / (len(pairs) + len(truth))


def by_hand(lists: object, threads: int) -> list[tuple[str, str]]:
    everyone = normalise_registers(registers(lists), this_year=2026)
    size = everyone.filter(pl.col("source") == 0).height
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.register("given", everyone.drop("id").to_arrow())
        connection.execute("create table everyone as from given").fetchall()
        find_candidates(connection, [])
        found = connection.sql(FLOOR.format(least=math.log2(size) + 1)).pl()
    ids = everyone["id"]
    return list(zip(ids.gather(found["uid_l"]), ids.gather(found["uid_r"]), strict=True))


def ours(lists: object, threads: int) -> list[tuple[str, str]]:
    table = link_registers(registers(lists), threads=threads).table
    return list(zip(table["id_l"], table["id_r"], strict=True))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--quality", type=int, default=30_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    messy = generator()
    for number, (name, rate, ids) in enumerate(MIXTURES if arguments.quality else []):
        lists = messy.make_pair(arguments.quality, seed=arguments.seed + number, rate=rate, ids=ids)
        mine, hand = f1(lists.truth, ours(lists, arguments.threads)), f1(lists.truth, by_hand(lists, arguments.threads))
        verdict = "met" if mine >= BARS[name] else "MISSED"
        print(f"F1 {name:18} ours {mine:.4f}  by hand {hand:.4f}  bar {BARS[name]:.3f} {verdict}", flush=True)
    before: tuple[int, float] | None = None
    for size in arguments.sizes:
        lists = messy.make_pair(size, seed=arguments.seed + 100)
        rows = lists.a.height + lists.b.height
        cpu: dict[str, float] = {}
        for name, method in (("by hand", by_hand), ("ours", ours)):
            # Neither may profit from names that the other has read.
            fold_name.cache_clear()
            _clean_name.cache_clear()
            wall, start = time.perf_counter(), time.process_time()
            pairs = method(lists, arguments.threads)
            cpu[name] = time.process_time() - start
            wall = time.perf_counter() - wall
            print(
                f"{rows:>9,} rows {name:8} {wall:7.2f} s wall {cpu[name]:7.2f} s cpu  F1 {f1(lists.truth, pairs):.4f}"
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        growth = f"{math.log(cpu['ours'] / before[1]) / math.log(rows / before[0]):.2f}" if before else "-"
        print(
            f"{rows:>9,} rows ratio {cpu['ours'] / cpu['by hand']:.2f} (≤ 1.5)  growth n^{growth}  peak {peak:.1f} GiB",
            flush=True,
        )
        before = (rows, cpu["ours"])


if __name__ == "__main__":
    main()
