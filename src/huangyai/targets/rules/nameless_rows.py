"""A row of the civil register without a name: nobody's, or that of a child which has none yet."""

from __future__ import annotations

# What stands in place of a name where the register leaves it empty.
NOT_NAMED_YET = "ยังไม่มีชื่อ"
_CHILD_TITLES = frozenset({"ด.ช.", "ด.ญ.", "ด.ช", "ด.ญ", "ดช.", "ดญ.", "ดช", "ดญ", "เด็กชาย", "เด็กหญิง"})


def take_nameless_child(row: dict[str, str], meaning: str) -> bool:
    """Write “no name yet” into a row without a name that is plainly a newborn's; False when it is anybody's.

    `meaning` is the column in which the name should stand. A day of birth with a child's title, or with a mother, says
    that the row is a newborn's.
    """
    title = row.get(meaning, "") or row.get("title", "")
    is_child = title in _CHILD_TITLES
    if not row.get("birth_date") or (row.get(meaning) and not is_child):
        return False
    if not is_child and not (row.get("mother") or row.get("mother_id")):
        return False
    row[meaning] = NOT_NAMED_YET
    if is_child:
        row["title"] = title
    return True
