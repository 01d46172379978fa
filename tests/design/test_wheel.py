import re

from huangyai.design.wheel import lay_out_thread, sectors


def test_six_sectors_fill_the_wheel():
    made = sectors(size=400, outer=196, inner=112)
    assert [sector.step for sector in made] == [1, 2, 3, 4, 5, 6]
    starts = [re.match(r"M([\d.]+) ([\d.]+)", sector.outline).groups() for sector in made]
    assert len(set(starts)) == 6
    assert starts[0] == ("200.0", "4.0")


def node(key, step):
    return {"key": key, "step": step, "text": key}


def test_nodes_stand_in_the_column_of_their_step_and_empty_steps_take_none():
    laid = lay_out_thread([node("c", 4), node("a", 1), node("b", 4)], [("a", "b"), ("a", "c"), ("a", "gone")])
    assert laid.columns == 2
    assert laid.lines == 2
    assert [(placed.node["key"], placed.column, placed.line) for placed in laid.nodes] == [
        ("a", 1, 1),
        ("c", 2, 1),
        ("b", 2, 2),
    ]
    assert len(laid.curves) == 2
    assert laid.nodes[0].leads_to == ("b", "c")


def test_nothing_to_draw_is_an_empty_thread():
    assert lay_out_thread([]).nodes == ()
