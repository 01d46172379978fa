"""`huangyai link`, plain Splink, and a query written by hand: quality, time, memory and growth in one run.

    python benchmarks/linkage.py [--sizes 10000 100000 1000000] [--quality 20000] [--threads 1]

- **ours** is all of `link_registers` on raw columns: normalising, candidates, evidence, competition, reasons, people.
- **splink** is what its documentation leads to: titles cut off, names at the first blank, Jaro-Winkler on Thai text as
  it is, dates without a rule for eras, trained on the same rows without labels.
- **by hand** is the floor: our normalisation and candidates, and then the fewest statements in DuckDB that still link:
  fixed weights for equal, similar and different, the best row of A for each row of B; no competition, no reasons.

F1 is of the best row of A for each row of B at probability 0.5, on four mixtures of mess of two generators, with seeds
that the shipped model has not seen. Each timing is a process of its own. Invented data rank methods; they don't predict
accuracy on real registers.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.exceptions import EMTrainingException

from huangyai.engines.linkage import Register, link_registers
from huangyai.engines.linkage._duckdb import find_candidates
from huangyai.engines.linkage.normalise import normalise_registers
from linkage_model import generator

MIXTURES = [
    ("standard", 1.0, True),
    ("twice the errors", 2.0, True),
    ("no ids", 1.0, False),
    ("no ids, twice", 2.0, False),
]
BARS = {"standard": 0.995, "twice the errors": 0.984, "no ids": 0.991, "no ids, twice": 0.970}
OFFICES = [("civil", "welfare"), ("civil", "volunteers"), ("civil", "elderly"), ("school", "welfare")]
PART = 1_000_000
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
TITLES = r"^(?:นางสาว|นาง|นาย|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|ร\.ต\.|จ\.ส\.อ\.|ด\.ต\.|พระ) *"


def by_hand(a: pl.DataFrame, b: pl.DataFrame, threads: int) -> list[tuple[str, str]]:
    everyone = normalise_registers([Register("a", a), Register("b", b)], this_year=2026)
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.register("given", everyone.drop("id").to_arrow())
        connection.execute("create table everyone as from given").fetchall()
        find_candidates(connection, [])
        found = connection.sql(FLOOR.format(least=math.log2(a.height) + 1)).pl()
    ids = everyone["id"]
    return list(zip(ids.gather(found["uid_l"]), ids.gather(found["uid_r"]), strict=True))


def ours(a: pl.DataFrame | pl.LazyFrame, b: pl.DataFrame | pl.LazyFrame, threads: int) -> list[tuple[str, str]]:
    table = link_registers([Register("a", a), Register("b", b)], threads=threads).table
    return list(zip(table["id_l"], table["id_r"], strict=True))


def plain(frame: pl.DataFrame, uid: int) -> pl.DataFrame:
    """Columns as a programme without knowledge of Thai registers would prepare them."""
    text = {name: frame[name] if name in frame.columns else pl.Series([""] * frame.height) for name in (
        "first_name", "last_name", "full_name", "birth_date", "national_id", "house_no", "moo", "address", "tambon_code",
    )}  # fmt: skip
    table = pl.DataFrame(text).with_columns(pl.all().fill_null("").str.strip_chars())
    full = pl.col("full_name").str.replace(TITLES, "").str.strip_chars()
    first = pl.when(pl.col("first_name") != "").then(pl.col("first_name").str.replace(TITLES, ""))
    three = pl.col("birth_date").str.extract_groups(r"^(\d+)[/\-. ](\d+)[/\-. ](\d+)")
    date = pl.concat_str([three.struct[2].str.zfill(4), three.struct[1].str.zfill(2), three.struct[0].str.zfill(2)])
    columns = table.select(
        first.otherwise(full.str.extract(r"^(\S+)")).alias("first"),
        pl.when(pl.col("last_name") != "").then("last_name").otherwise(full.str.extract(r"^\S+\s+(.+)$")).alias("last"),
        pl.coalesce(date, "birth_date").alias("dob"),
        pl.col("national_id").str.replace_all(r"\D", "").alias("nid"),
        pl.when(pl.col("house_no") != "")
        .then("house_no")
        .otherwise(pl.col("address").str.extract(r"(\d[\d/]*)"))
        .alias("house"),
        pl.col("tambon_code").alias("tam"),
    )
    empty = [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in columns.columns]
    return columns.with_columns(empty).with_columns(pl.int_range(uid, uid + frame.height).alias("uid"))


def by_splink(a: pl.DataFrame, b: pl.DataFrame, threads: int) -> list[tuple[str, str]]:
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    with duckdb.connect(config={"threads": threads}) as connection:
        api = DuckDBAPI(connection)
        tables = [
            api.register(plain(frame, start).to_arrow(), dataset_display_name=name)
            for name, frame, start in (("a", a, 0), ("b", b, a.height))
        ]
        settings = SettingsCreator(
            link_type="link_only",
            unique_id_column_name="uid",
            comparisons=[
                cl.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(term_frequency_adjustments=True),
                cl.JaroWinklerAtThresholds("last", [0.92, 0.8]).configure(term_frequency_adjustments=True),
                cl.LevenshteinAtThresholds("dob", [1, 2]),
                cl.LevenshteinAtThresholds("nid", [1, 2]),
                cl.ExactMatch("house"),
            ],
            blocking_rules_to_generate_predictions=[
                block_on("nid"), block_on("dob", "tam"), block_on("first", "last"), block_on("first", "dob"),
                block_on("last", "dob"), block_on("first", "house", "tam"), block_on("last", "house", "tam"),
            ],
            retain_intermediate_calculation_columns=False,
            retain_matching_columns=False,
        )  # fmt: skip
        linker = Linker(tables, settings, log_level=logging.CRITICAL)
        linker.training.estimate_probability_two_random_records_match(
            [block_on("nid"), block_on("first", "last", "dob"), block_on("first", "last", "house")], recall=0.75
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=7)
        for rule in (block_on("dob"), block_on("first", "last")):
            # Where dates of two eras never meet, there is nothing to train on.
            with contextlib.suppress(EMTrainingException):
                linker.training.estimate_parameters_using_expectation_maximisation(
                    rule, estimate_without_term_frequencies=True, max_pairs=2e6
                )
        predicted = linker.inference.predict(threshold_match_probability=0.5, warning_mode="never")
        query = "select uid_r, arg_max(uid_l, match_weight) as uid_l from {} group by uid_r"
        found = connection.sql(query.format(predicted.physical_name)).pl()
    ids = pl.concat([a["id"], b["id"]])
    return list(zip(ids.gather(found["uid_l"]), ids.gather(found["uid_r"]), strict=True))


METHODS = {"by hand": by_hand, "ours": ours, "splink": by_splink}


def f1(truth: dict[str, set[str]], pairs: list[tuple[str, str]]) -> float:
    right = sum(other in truth.get(row, ()) for other, row in pairs)
    return 2 * right / (len(pairs) + len(truth))


def show_quality(rows: int, seed: int, threads: int) -> bool:
    messy, offices = generator(), generator("offices")
    met = True
    print(f"F1, A of {rows:,} rows{'':22} {'ours':>7} {'by hand':>8} {'splink':>7}   bar", flush=True)
    for number, (name, rate, ids) in enumerate(MIXTURES):
        lists = messy.make_pair(rows, seed=seed + number, rate=rate, ids=ids)
        cases = [("messy", lists.a, lists.b, {b: {a} for b, a in lists.truth.items()})]
        two = OFFICES[number]
        made = offices.make_lists(rows, seed=seed + number, rate=rate, ids=ids, layouts=two)
        cases.append((f"offices ({two[0]}, {two[1]})", *made.frames, made.truth()))
        for kind, a, b, truth in cases:
            found = {method: f1(truth, METHODS[method](a, b, threads)) for method in ("ours", "by hand", "splink")}
            bar = BARS[name]
            verdict = "met" if found["ours"] >= bar else "below"
            met = met and (kind != "messy" or verdict == "met") and found["ours"] > found["splink"]
            print(
                f"{name:17} {kind:29} {found['ours']:7.4f} {found['by hand']:8.4f} {found['splink']:7.4f}   {bar:.3f} {verdict}",
                flush=True,
            )
    return met


def show_calibration(rows: int, seed: int, threads: int) -> None:
    """Of the pairs said to be one person with some probability, how many are, over all mixtures."""
    messy, offices = generator(), generator("offices")
    said: dict[str, list[tuple[float, bool]]] = {"messy": [], "offices": []}
    for number, (_, rate, ids) in enumerate(MIXTURES):
        lists = messy.make_pair(rows, seed=seed + 300 + number, rate=rate, ids=ids)
        made = offices.make_lists(rows, seed=seed + 300 + number, rate=rate, ids=ids, layouts=OFFICES[number])
        for kind, a, b, truth in (
            ("messy", lists.a, lists.b, {b: {a} for b, a in lists.truth.items()}),
            ("offices", *made.frames, made.truth()),
        ):
            table = link_registers([Register("a", a), Register("b", b)], minimum=0.05, threads=threads).table
            said[kind] += [
                (probability, left in truth.get(right, ()))
                for left, right, probability in table.select("id_l", "id_r", "probability").iter_rows()
            ]
    for kind, pairs in said.items():
        for low, high in ((0.1, 0.5), (0.5, 0.9), (0.9, 0.99), (0.99, 0.999), (0.999, 1.1)):
            inside = [(probability, right) for probability, right in pairs if low <= probability < high]
            if inside:
                mean, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
                print(
                    f"calibration {kind:8} {low}-{min(high, 1)}: said {mean:.4f}, right {right:.4f} of {len(inside):,}",
                    flush=True,
                )


def measure_one(method: str, folder: Path, threads: int) -> None:
    """One method on lists that lie in a folder, in a process of its own: prints seconds, peak memory and F1."""
    a, b = (pl.scan_parquet(folder / f"{name}.parquet") for name in "ab")
    if method != "ours":
        a, b = a.collect(), b.collect()
    truth = {row: {other} for row, other in pl.read_parquet(folder / "truth.parquet").iter_rows()}
    wall, cpu = time.perf_counter(), time.process_time()
    pairs = METHODS[method](a, b, threads)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    # Not getrusage: that begins with the memory of the process that started this one.
    peak = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 2**20
    print(json.dumps({"wall": wall, "cpu": cpu, "gib": peak, "f1": f1(truth, pairs)}))


def write_lists(folder: Path, size: int, seed: int) -> int:
    """Lists of `size` rows and 0.4 times as many, made a million at a time; how many rows they have together."""
    messy = generator()
    tables: dict[str, list[pl.DataFrame]] = {"a": [], "b": [], "truth": []}
    for part in range(math.ceil(size / PART)):
        lists = messy.make_pair(min(PART, size - part * PART), seed=seed + part, part=part)
        truth = pl.DataFrame(list(lists.truth.items()), schema=["b", "a"], orient="row")
        for name, table in (("a", lists.a), ("b", lists.b), ("truth", truth)):
            own = [
                (pl.lit(f"{part}-") + pl.col(column)).alias(column)
                for column in ("id", "a", "b")
                if column in table.columns
            ]
            tables[name].append(table.with_columns(own))
    rows = 0
    for name, parts in tables.items():
        whole = pl.concat(parts)
        whole.write_parquet(folder / f"{name}.parquet")
        rows += whole.height if name != "truth" else 0
    return rows


def show_growth(sizes: list[int], methods: list[str], seed: int, threads: int) -> None:
    before: tuple[int, float] | None = None
    environment = {**os.environ, "POLARS_MAX_THREADS": str(threads)}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            rows = write_lists(Path(folder), size, seed + 100)
            found: dict[str, dict[str, float]] = {}
            for method in methods:
                done = subprocess.run(
                    [sys.executable, __file__, "--one", method, folder, "--threads", str(threads)],
                    capture_output=True, text=True, env=environment, check=False,
                )  # fmt: skip
                last = re.findall(r"^\{.*\}$", done.stdout, re.MULTILINE)
                if not last:
                    print(f"{rows:>10,} rows {method:8} failed: {done.stderr[-300:]}", flush=True)
                    continue
                one = found[method] = json.loads(last[-1])
                print(
                    f"{rows:>10,} rows {method:8} {one['wall']:8.2f} s wall {one['cpu']:8.2f} s cpu {one['gib']:6.2f} GiB"
                    f"  F1 {one['f1']:.4f}",
                    flush=True,
                )
        if "ours" in found:
            growth = (
                f"n^{math.log(found['ours']['cpu'] / before[1]) / math.log(rows / before[0]):.2f}" if before else "-"
            )
            ratio = f"{found['ours']['cpu'] / found['by hand']['cpu']:.2f}" if "by hand" in found else "-"
            print(f"{rows:>10,} rows ours / by hand {ratio} (bar 1.5), growth {growth} (bar n^1.1)", flush=True)
            before = (rows, found["ours"]["cpu"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--methods", nargs="*", default=list(METHODS), choices=list(METHODS))
    parser.add_argument("--quality", type=int, default=20_000, help="rows of A; 0 leaves quality out")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--one", nargs=2, metavar=("METHOD", "FOLDER"))
    arguments = parser.parse_args()
    if arguments.one:
        measure_one(arguments.one[0], Path(arguments.one[1]), arguments.threads)
        return
    met = not arguments.quality or show_quality(arguments.quality, arguments.seed, arguments.threads)
    if arguments.quality:
        show_calibration(arguments.quality, arguments.seed, arguments.threads)
    show_growth(arguments.sizes, arguments.methods, arguments.seed, arguments.threads)
    if not met:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
