"""Rows that are one person, over all registers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl


def cluster_rows(pairs: pl.DataFrame, source_of: Sequence[int] | npt.NDArray[np.int32]) -> list[int]:
    """The number of the person for each row (``uid``), from 0 in the order of first appearance.

    Links join in the order of their probability. A link that would bring two rows of one register together is
    passed over, unless each of the two is linked to the same row directly: a chain of likely links must not make
    two neighbours one person.

    Parameters
    ----------
    pairs
        Columns ``uid_l``, ``uid_r``, ``probability``, as `resolve_pairs` gives them.
    source_of
        The register of each row.
    """
    if pairs.is_empty():
        return list(range(len(source_of)))
    parent: dict[int, int] = {}
    members: dict[int, list[int]] = {}

    def root(row: int) -> int:
        while (above := parent.get(row, row)) != row:
            row = above
        return row

    # Most rows are in one link only: those links are people already.
    ends = np.concatenate([pairs["uid_l"].to_numpy(), pairs["uid_r"].to_numpy()])
    alone = np.bincount(ends, minlength=len(source_of)) == 1
    simple = alone[pairs["uid_l"].to_numpy()] & alone[pairs["uid_r"].to_numpy()]
    roots = np.arange(len(source_of))
    settled = pairs.filter(pl.Series(simple)).select("uid_l", "uid_r").to_numpy()
    roots[settled.max(axis=1)] = settled.min(axis=1)
    pairs = pairs.filter(pl.Series(~simple))
    linked = set(zip(pairs["uid_l"].to_list(), pairs["uid_r"].to_list(), strict=True))
    ordered = pairs.sort(["probability", "uid_l", "uid_r"], descending=[True, False, False])
    for left, right in zip(ordered["uid_l"].to_list(), ordered["uid_r"].to_list(), strict=True):
        one, other = root(left), root(right)
        if one == other:
            continue
        ours, theirs = members.get(one, [one]), members.get(other, [other])
        if not _compatible(ours, theirs, source_of, linked):
            continue
        first, second = min(one, other), max(one, other)
        parent[second] = first
        members[first] = ours + theirs
        members.pop(second, None)
    for row in parent:
        roots[row] = root(row)
    # A person's root is the first of their rows, so the order of roots is the order of appearance.
    numbers: list[int] = np.unique(roots, return_inverse=True)[1].tolist()
    return numbers


def group_rows(pairs: pl.DataFrame, rows: int) -> list[int]:
    """The number of the person for each row of one register, from 0 in the order of first appearance.

    Links join in the order of their probability; two groups become one person only where at least half of the pairs
    between them are links, so that one wrong link doesn't merge two people who are each there several times.
    """
    group = list(range(rows))
    members: dict[int, list[int]] = {}
    linked = set(zip(pairs["uid_l"].to_list(), pairs["uid_r"].to_list(), strict=True))
    ordered = pairs.sort(["probability", "uid_l", "uid_r"], descending=[True, False, False])
    for left, right in zip(ordered["uid_l"].to_list(), ordered["uid_r"].to_list(), strict=True):
        first, second = sorted((group[left], group[right]))
        ours, theirs = members.get(first, [first]), members.get(second, [second])
        if first == second:
            continue
        between = sum((min(one, other), max(one, other)) in linked for one in ours for other in theirs)
        if 2 * between < len(ours) * len(theirs):
            continue
        members[first] = ours + theirs
        members.pop(second, None)
        for row in theirs:
            group[row] = first
    numbers: list[int] = np.unique(group, return_inverse=True)[1].tolist()
    return numbers


def with_implied_pairs(table: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Add to the links within one register the pairs that follow from others: A is B and B is C, so A is C.

    Such a pair is as likely as the weaker link of the best way over one other row; a pair that no single other row
    joins is left out. `table` and `people` as `Linkage` holds them.
    """
    links: dict[str, dict[str, float]] = {}
    for one, other, probability in table.select("id_l", "id_r", "probability").iter_rows():
        links.setdefault(one, {})[other] = probability
        links.setdefault(other, {})[one] = probability
    added = []
    groups = people.filter(pl.len().over("cluster") > 2).group_by("cluster", maintain_order=True).agg("source", "id")
    for _, sources, rows in groups.iter_rows():
        for place, one in enumerate(rows):
            for other in rows[place + 1 :]:
                ways = [
                    (min(way, links[between][other]), between)
                    for between, way in links.get(one, {}).items()
                    if other in links[between]
                ]
                if other not in links.get(one, {}) and ways:
                    probability, between = max(ways)
                    added.append(
                        (
                            sources[0], one, sources[0], other, probability,
                            f"เป็นคนเดียวกับแถว {between} ทั้งคู่", f"both are the person of row {between}",
                        )
                    )  # fmt: skip
    return pl.concat([table, pl.DataFrame(added, schema=table.schema, orient="row")]) if added else table


def _compatible(
    ours: list[int], theirs: list[int], source_of: Sequence[int] | npt.NDArray[np.int32], linked: set[tuple[int, int]]
) -> bool:
    if len(ours) == len(theirs) == 1:
        return source_of[ours[0]] != source_of[theirs[0]]
    for row in ours:
        for other in theirs:
            if source_of[row] == source_of[other] and not _share_a_link(row, other, ours + theirs, linked):
                return False
    return True


def _share_a_link(row: int, other: int, members: list[int], linked: set[tuple[int, int]]) -> bool:
    return any(
        ((member, row) in linked or (row, member) in linked)
        and ((member, other) in linked or (other, member) in linked)
        for member in members
    )
