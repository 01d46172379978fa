"""No printed table gives a small number away."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huangyai.engines.disclosure import (
    CountTable,
    gives_away,
    reader_ranges,
    suppress_counts,
    suppress_table,
)


def table(counts) -> CountTable:
    return CountTable.of([f"r{i}" for i in range(len(counts))], [f"c{j}" for j in range(len(counts[0]))], counts)


def shapes(most_rows=6, most_columns=6, top=40):
    # Mostly small numbers and zeros, where protecting is hard, and now and then a large one.
    count = st.one_of(st.integers(0, 4), st.integers(0, top), st.just(0))
    return st.tuples(st.integers(1, most_rows), st.integers(1, most_columns)).flatmap(
        lambda size: st.lists(st.lists(count, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
    )


@settings(max_examples=200, deadline=None)
@given(shapes(), st.sampled_from([2, 3, 5, 10, 20]))
def test_no_table_pins_a_small_cell(counts, threshold):
    original = table(counts)
    published = suppress_table(original, threshold=threshold)
    truth = original.with_totals
    for cell, shown in published.with_totals.items():
        assert shown is None or shown == truth[cell]
        assert shown is None or not 0 < shown < threshold
    for cell, (least, most) in reader_ranges(published).items():
        assert least <= truth[cell] <= most
        assert least < most
        if 0 < truth[cell] < threshold:
            assert least == 0
            assert most >= threshold
    assert gives_away(published) == frozenset()


@settings(max_examples=60, deadline=None)
@given(shapes(3, 3, 3), st.sampled_from([2, 3, 4]))
def test_by_trying_every_table_that_fits_the_print(counts, threshold):
    # The reader as a machine: all inner tables with numbers up to 7 that agree with what is printed.
    published = suppress_table(table(counts), threshold=threshold)
    shown = published.with_totals
    height, width = len(counts), len(counts[0])
    if height * width > 4 or max(map(max, counts)) > 7:
        return
    inner = list(itertools.product(range(height), range(width)))
    fits = []
    for numbers in itertools.product(range(8), repeat=len(inner)):
        guess = table([numbers[i * width : (i + 1) * width] for i in range(height)]).with_totals
        if all(shown[cell] is None or shown[cell] == guess[cell] for cell in shown):
            fits.append(guess)
    for cell in published.suppressed:
        assert len({guess[cell] for guess in fits}) > 1


def test_a_lone_small_cell_takes_a_rectangle_with_it():
    published = suppress_table(table([[3, 50, 60], [40, 70, 80], [90, 30, 20]]))
    assert published.small == {(0, 0)}
    assert len(published.companions) == 3
    assert published.row_totals == (113, 190, 140)
    assert published.total == 443
    assert reader_ranges(published)[0, 0][0] == 0


def test_a_table_without_small_cells_is_printed_whole():
    published = suppress_table(table([[10, 0], [25, 40]]))
    assert published.suppressed == frozenset()
    assert published.cells == ((10, 0), (25, 40))
    assert published.reasons == ()


def test_a_small_total_prints_nothing_and_no_people_prints_all():
    nothing = suppress_table(table([[1, 0], [2, 3]]))
    assert all(shown is None for shown in nothing.with_totals.values())
    empty = suppress_table(table([[0, 0], [0, 0]]))
    assert all(shown == 0 for shown in empty.with_totals.values())


def test_small_totals_of_rows_are_protected_like_cells():
    published = suppress_table(table([[2, 1], [30, 40], [50, 60]]))
    assert published.row_totals[0] is None
    assert sum(total is None for total in published.row_totals) >= 2
    assert gives_away(published) == frozenset()


def test_the_audit_sees_what_subtraction_gives_away():
    published = suppress_table(table([[3, 50], [40, 70]]))
    careless = type(published)(
        rows=published.rows,
        columns=published.columns,
        cells=((None, 50), (40, 70)),
        row_totals=(53, 110),
        column_totals=(43, 120),
        total=163,
        threshold=10,
        small=frozenset({(0, 0)}),
    )
    assert reader_ranges(careless) == {(0, 0): (3, 3)}
    assert gives_away(careless) == {(0, 0)}


def test_a_sub_district_keeps_most_of_its_table():
    counts = [[(7 * i + 13 * j * j + 5) % 61 for j in range(8)] for i in range(10)]
    published = suppress_table(table(counts))
    assert gives_away(published) == frozenset()
    assert len(published.companions) <= len(published.small)
    assert published.total is not None


def test_the_same_table_gives_the_same_print_and_says_why():
    counts = table([[3, 50, 60], [40, 70, 80], [90, 30, 20]])
    assert suppress_table(counts) == suppress_table(counts)
    words = suppress_table(counts).reasons
    assert len(words) == 2
    assert "1–9" in words[0].th


@pytest.mark.parametrize("counts", [[[1, 2], [3]], [], [[]], [[-1]]])
def test_what_is_no_table_is_refused(counts):
    with pytest.raises(ValueError):
        CountTable.of(["r"] * len(counts), ["c"] * (len(counts[0]) if counts else 1), counts)


def test_a_threshold_must_protect():
    with pytest.raises(ValueError):
        suppress_table(table([[1]]), threshold=1)
    with pytest.raises(ValueError):
        suppress_counts({"a": 1}, threshold=1)


COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.one_of(st.integers(0, 12), st.integers(0, 60)), max_size=8)


@given(COUNTS, st.sampled_from([2, 5, 10]))
def test_a_list_with_its_total_never_pins_a_small_count(counts, threshold):
    shown = suppress_counts(counts, threshold=threshold)
    assert list(shown) == list(counts)
    hidden = [key for key in counts if shown[key] is None]
    assert all(shown[key] in (None, counts[key]) for key in counts)
    assert not any(0 < (count or 0) < threshold for count in shown.values())
    if hidden and sum(counts.values()) >= threshold:
        # Among the hidden ones their sum may be shared in any way.
        assert len(hidden) >= 2
        assert sum(counts[key] for key in hidden) >= threshold
    elif hidden:
        assert len(hidden) == len(counts)


def test_lists():
    assert suppress_counts({"x": 3, "y": 40, "z": 12, "n": 0}) == {"x": None, "y": 40, "z": None, "n": 0}
    assert suppress_counts({"x": 3, "y": 4}) == {"x": None, "y": None}
    assert suppress_counts({"x": 3, "y": 40}, with_total=False) == {"x": None, "y": 40}
    assert suppress_counts({"x": 0, "y": 40}) == {"x": 0, "y": 40}
    assert suppress_counts({}) == {}
