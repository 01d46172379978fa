from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huangyai.engines.linkage import SideBySide, Verdict, compare_rows
from huangyai.engines.linkage.side_by_side import _marked
from huangyai.kernel import BadInput

LEFT = {"id": "", "ชื่อ": "มะลิวัลย์", "นามสกุล": "แก้วตา", "วันเกิด": "3/4/2515", "บ้านเลขที่": "7", "หมู่": "2"}
RIGHT = {
    "full_name": "นางมะลิวัน ทองอยู่", "birth_date": "3 เม.ย. 1972", "address": "7/1 หมู่ 2 ต.บางสมมุติ",
    "phone": "081-234-5678",
}  # fmt: skip


def by_field(pair: SideBySide) -> dict[str, object]:
    return {one.field: one for one in pair.fields}


def test_each_thing_is_shown_as_written_as_read_and_how_it_agrees() -> None:
    pair = compare_rows(LEFT, RIGHT)
    fields = {one.field: one for one in pair.fields}
    born = fields["birth_date"]
    assert (born.left.read, born.right.read, born.right.written) == ("03/04/2515", "03/04/2515", "3 เม.ย. 1972")
    assert born.verdict is Verdict.SAME
    assert born.weight > 0
    assert fields["first_name"].verdict is Verdict.NEAR
    assert "".join(piece.text for piece in fields["first_name"].right.pieces if piece.differs) == "น"
    assert fields["last_name"].verdict is Verdict.DIFFERENT
    assert fields["last_name"].weight < 0
    assert fields["phone"].verdict is Verdict.UNKNOWN
    assert fields["phone"].weight == 0
    assert fields["home"].right.read == "7/1 ม.2 ต.บางสมมุติ"
    assert "วันเกิดตรงกัน" in pair.why.th
    assert "but" in pair.why.en


def test_what_may_be_kept_holds_nothing_of_the_persons() -> None:
    levels = compare_rows(LEFT, RIGHT).levels
    assert levels["birth_date"] == "same"
    assert not any("\u0e00" < letter < "\u0e7f" for level in levels.values() for letter in level)


def test_further_columns_are_compared_too() -> None:
    fields = compare_rows(
        {"name": "amelia stone", "post": "2100"}, {"name": "amelia stone", "post": "2100"}, also=["post"]
    )
    assert by_field(fields)["also_post"]
    assert fields.bits > 10


def test_a_row_without_anything_of_a_person_is_refused() -> None:
    with pytest.raises(BadInput):
        compare_rows({"colour": "red"}, RIGHT)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="กขคงาิี่้์ะแเabc12 "), st.text(alphabet="กขคงาิี่้์ะแเabc12 "))
def test_marks_lose_no_letter_and_agree_where_they_say_so(left: str, right: str) -> None:
    one, other = _marked(left, right)
    assert "".join(piece.text for piece in one) == left
    assert "".join(piece.text for piece in other) == right
    assert [piece.text for piece in one if not piece.differs] == [piece.text for piece in other if not piece.differs]


@pytest.mark.parametrize(
    ("one", "other", "left", "right"),
    [
        ("2 มิ.ย. 2488", "2/7/2488", "02/[06]/2488", "02/[07]/2488"),
        ("2 มิ.ย. 2488", "2498", "02/06/[2488]", "[2498]"),
        ("2 มิ.ย. 2488", "2488", "02/06/2488", "2488"),
    ],
)
def test_of_a_date_the_parts_that_differ_are_marked_whole(one: str, other: str, left: str, right: str) -> None:
    found = compare_rows({"full_name": "ก ข", "birth_date": one}, {"full_name": "ก ข", "birth_date": other})
    born = next(field for field in found.fields if field.field == "birth_date")
    marked = [
        "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in side.pieces)
        for side in (born.left, born.right)
    ]
    assert marked == [left, right]
