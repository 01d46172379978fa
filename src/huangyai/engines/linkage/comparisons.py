"""What is compared between two rows, and in which degrees of agreement.

A comparison is a ladder of levels, best first; the first level whose condition holds counts. Each level carries
the sentence that a person reads when they ask why two rows are thought to be one person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.engines.linkage.columns import further_name
from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of agreement. `condition` is SQL over columns suffixed ``_l`` and ``_r``; `rare` names the column
    whose rarity adds evidence (two people called ปรัชญ์นิชา say more than two called สมชาย); a `silent` level
    says nothing.
    """

    name: str
    condition: str
    words: Words
    rare: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A ladder of levels about one thing; where `absent` holds, one of the rows doesn't know and nothing is
    concluded.
    """

    name: str
    heading: Words
    absent: str
    levels: tuple[Level, ...]


def _level(name: str, condition: str, th: str, en: str, *, rare: str = "", silent: bool = False) -> Level:
    return Level(name, condition, Words(th=th, en=en), rare, silent)


_JW = "jaro_winkler_similarity"
_SLIP = "damerau_levenshtein({0}_l, {0}_r) <= 1"

_UNSPLIT = "(last_l is null or last_r is null)"
_WHOLE = f"full_k_l = full_k_r or ({_UNSPLIT} and {_JW}(full_k_l, full_k_r) >= 0.95)"
_BEGINS = (
    f"{_UNSPLIT} and least(length(first_k_l), length(first_k_r)) >= 3"
    " and (starts_with(first_k_l, first_k_r) or starts_with(first_k_r, first_k_l))"
)
# A row whose first name is its own nickname doesn't tell the name.
_CALLED = "(first_k_l = nick_l or first_k_r = nick_r)"
_CROSSED = "(first_k_l = last_k_r and last_k_l = first_k_r)"

FIRST_NAME = Comparison(
    "first_name",
    Words(th="ชื่อ", en="first name"),
    "first_l is null or first_r is null",
    (
        _level("same", "first_l = first_r", "ชื่อตรงกัน", "same first name", rare="first"),
        _level("sound", "first_k_l = first_k_r", "ชื่อออกเสียงเหมือนกัน", "first names sound the same", rare="first_k"),
        _level("whole", _WHOLE, "ชื่อและนามสกุลรวมกันตรงกัน", "the names run together are the same"),
        _level(
            "swapped",
            _CROSSED,
            "ชื่อกับนามสกุลสลับช่องกัน",
            "first and last name are swapped",
        ),
        _level(
            "half_swapped",
            f"(first_k_l = last_k_r and {_JW}(last_k_l, first_k_r) >= 0.7)"
            f" or (last_k_l = first_k_r and {_JW}(first_k_l, last_k_r) >= 0.7)",
            "ชื่อกับนามสกุลสลับช่องกัน และสะกดต่างกันเล็กน้อย",
            "first and last name are swapped, one spelt differently",
        ),
        _level(
            "nickname", "nick_l = first_k_r or first_k_l = nick_r", "ชื่อเล่นตรงกับชื่อ", "a nickname stands for the name"
        ),
        _level(
            "called",
            _CALLED,
            "ฝ่ายหนึ่งเขียนชื่อเล่นแทนชื่อ",
            "one side writes a nickname in place of the name",
            silent=True,
        ),
        _level(
            "begins",
            _BEGINS,
            "ชื่อขึ้นต้นตรงกัน (เขียนติดกับนามสกุล)",
            "one name begins with the other (written without a blank)",
        ),
        _level(
            "close",
            f"{_JW}(first_l, first_r) >= 0.92 or {_JW}(first_k_l, first_k_r) >= 0.94",
            "ชื่อสะกดใกล้กันมาก",
            "first names are spelt nearly alike",
        ),
        _level(
            "near",
            f"{_JW}(first_l, first_r) >= 0.82 or {_JW}(first_k_l, first_k_r) >= 0.86",
            "ชื่อสะกดคล้ายกัน",
            "first names are spelt similarly",
        ),
        _level("else", "ELSE", "ชื่อต่างกัน", "different first names"),
    ),
)

LAST_NAME = Comparison(
    "last_name",
    Words(th="นามสกุล", en="surname"),
    "last_l is null or last_r is null or first_k_l = last_k_r or last_k_l = first_k_r or (full_k_l = full_k_r and first_k_l <> first_k_r)",
    (
        _level("same", "last_l = last_r", "นามสกุลตรงกัน", "same surname", rare="last"),
        _level("sound", "last_k_l = last_k_r", "นามสกุลออกเสียงเหมือนกัน", "surnames sound the same", rare="last_k"),
        _level(
            "close",
            f"{_JW}(last_l, last_r) >= 0.92 or {_JW}(last_k_l, last_k_r) >= 0.94",
            "นามสกุลสะกดใกล้กันมาก",
            "surnames are spelt nearly alike",
        ),
        _level(
            "near",
            f"{_JW}(last_l, last_r) >= 0.82 or {_JW}(last_k_l, last_k_r) >= 0.86",
            "นามสกุลสะกดคล้ายกัน",
            "surnames are spelt similarly",
        ),
        _level(
            "wife",
            "sex_l = 'f' or sex_r = 'f'",
            "นามสกุลต่างกัน (หญิง อาจเปลี่ยนเมื่อสมรส)",
            "different surnames (a woman's may change at marriage)",
        ),
        _level("else", "ELSE", "นามสกุลต่างกัน", "different surnames"),
    ),
)

BIRTH_DATE = Comparison(
    "birth_date",
    Words(th="วันเกิด", en="birth date"),
    "y_l is null or y_r is null",
    (
        _level("same", "y_l = y_r and md_l = md_r and md_l <> 101", "วันเกิดตรงกัน", "same birth date"),
        _level(
            "new_year",
            "y_l = y_r and md_l = md_r",
            "เกิด 1 มกราคมปีเดียวกัน",
            "both born on 1 January of the same year",
        ),
        _level(
            "swapped",
            "y_l = y_r and md_l = dm_r",
            "วันกับเดือนเกิดสลับกัน ปีตรงกัน",
            "day and month of birth are swapped, same year",
        ),
        _level(
            "year_only",
            "y_l = y_r and (md_l is null or md_r is null or md_l = 101 or md_r = 101)",
            "ปีเกิดตรงกัน (ฝ่ายหนึ่งไม่ทราบวันเดือน)",
            "same birth year (one side lacks day and month)",
        ),
        _level(
            "year_slip",
            "md_l = md_r and md_l <> 101 and abs(y_l - y_r) in (1, 2, 3, 5, 10, 20, 43, 57, 100)",
            "วันเดือนเกิดตรงกัน ปีคลาดเล็กน้อย",
            "same day and month of birth, the year slipped",
        ),
        _level(
            "year_only_slip",
            "(md_l is null or md_r is null) and abs(y_l - y_r) in (1, 2, 10, 20)",
            "ปีเกิดคลาดเล็กน้อย (ฝ่ายหนึ่งไม่ทราบวันเดือน)",
            "the birth year slipped (one side lacks day and month)",
        ),
        _level(
            "one_part",
            "y_l = y_r and (mo_l = mo_r or da_l = da_r)",
            "ปีเกิดและวันหรือเดือนตรงกัน",
            "same birth year and the same day or month",
        ),
        _level(
            "day_only",
            "md_l = md_r and md_l <> 101",
            "วันเดือนเกิดตรงกัน ปีต่างกัน",
            "same day and month of birth, another year",
        ),
        _level("year", "y_l = y_r", "ปีเกิดตรงกัน วันเดือนต่างกัน", "same birth year, another day"),
        _level("close", "abs(y_l - y_r) <= 2", "ปีเกิดห่างไม่เกินสองปี", "birth years within two years"),
        _level("else", "ELSE", "วันเกิดต่างกัน", "different birth dates"),
    ),
)

NATIONAL_ID = Comparison(
    "national_id",
    Words(th="เลขประจำตัวประชาชน", en="national id"),
    "nid_l is null or nid_r is null",
    (
        _level("same", "nid_l = nid_r and nid_ok_l", "เลขประจำตัวประชาชนตรงกัน", "same national id"),
        _level(
            "same_wrong",
            "nid_l = nid_r",
            "เลขประจำตัวตรงกัน (แต่ไม่ใช่เลขประชาชนที่ถูกต้อง)",
            "same id (though no valid national id)",
        ),
        _level(
            "slip",
            f"not (nid_ok_l and nid_ok_r) and {_SLIP.format('nid')}",
            "เลขประจำตัวต่างกันเพียงจุดเดียว น่าจะพิมพ์ผิด",
            "the ids differ by one typing slip",
        ),
        _level(
            "two_slips",
            "not (nid_ok_l and nid_ok_r) and damerau_levenshtein(nid_l, nid_r) <= 2",
            "เลขประจำตัวต่างกันสองจุด",
            "the ids differ by two typing slips",
        ),
        _level("both_right", "nid_ok_l and nid_ok_r", "เลขประจำตัวถูกต้องทั้งคู่แต่ต่างกัน", "two right ids that differ"),
        _level("else", "ELSE", "เลขประจำตัวต่างกัน", "different ids"),
    ),
)

_TAMBON_DIFFERS = "coalesce(tam_l <> tam_r, tam_k_l <> tam_k_r, false)"
_MOO_DIFFERS = "coalesce(moo_l <> moo_r, false)"
_SAME_VILLAGE = "(moo_l = moo_r or vil_k_l = vil_k_r)"

HOME = Comparison(
    "home",
    Words(th="ที่อยู่", en="address"),
    "(house_l is null or house_r is null) and (moo_l is null or moo_r is null) and (vil_k_l is null or vil_k_r is null)"
    " and (street_l is null or street_r is null) and (tam_l is null or tam_r is null) and (tam_k_l is null or tam_k_r is null)",
    (
        _level(
            "same",
            f"house_l = house_r and ({_SAME_VILLAGE} or street_l = street_r) and not {_TAMBON_DIFFERS}",
            "บ้านเลขที่และหมู่ตรงกัน",
            "same house and village",
        ),
        _level(
            "number",
            f"house_l = house_r and not {_TAMBON_DIFFERS} and not {_MOO_DIFFERS}",
            "บ้านเลขที่ตรงกัน",
            "same house number",
        ),
        _level(
            "part",
            f"split_part(house_l, '/', 1) = split_part(house_r, '/', 1) and not {_TAMBON_DIFFERS} and not {_MOO_DIFFERS}",
            "บ้านเลขที่ใกล้เคียง หมู่เดียวกัน",
            "nearly the same house number",
        ),
        _level(
            "other_village",
            "house_l = house_r",
            "บ้านเลขที่ตรงกันแต่ต่างหมู่หรือตำบล",
            "same house number, another village",
        ),
        _level("street", "street_l = street_r", "ถนนเดียวกัน", "same street"),
        _level(
            "village",
            f"{_SAME_VILLAGE} and not {_TAMBON_DIFFERS}",
            "หมู่เดียวกัน คนละบ้าน",
            "same village, another house",
        ),
        _level("tambon", "tam_l = tam_r or tam_k_l = tam_k_r", "ตำบลเดียวกัน", "same tambon", silent=True),
        _level("else", "ELSE", "ที่อยู่ต่างกัน", "different addresses"),
    ),
)

PHONE = Comparison(
    "phone",
    Words(th="โทรศัพท์", en="telephone"),
    "phone_l is null or phone_r is null",
    (
        _level("same", "phone_l = phone_r", "โทรศัพท์ตรงกัน", "same telephone", rare="phone"),
        _level("slip", _SLIP.format("phone"), "โทรศัพท์ต่างกันหนึ่งหลัก", "telephones differ by one digit"),
        _level("else", "ELSE", "โทรศัพท์ต่างกัน", "different telephones", silent=True),
    ),
)

SEX = Comparison(
    "sex",
    Words(th="เพศ", en="sex"),
    "sex_l is null or sex_r is null",
    (
        _level("same", "sex_l = sex_r", "เพศตรงกัน", "same sex", silent=True),
        _level("else", "ELSE", "เพศไม่ตรงกัน", "sex differs"),
    ),
)

NICKNAME = Comparison(
    "nickname",
    Words(th="ชื่อเล่น", en="nickname"),
    "coalesce(nick_l, '') = '' or coalesce(nick_r, '') = ''",
    (
        _level("same", "nick_l = nick_r", "ชื่อเล่นตรงกัน", "same nickname", rare="nick"),
        _level("else", "ELSE", "ชื่อเล่นต่างกัน", "different nicknames", silent=True),
    ),
)

_NAME_AGREES = (
    f"coalesce(first_k_l = first_k_r or {_WHOLE} or {_CROSSED} or nick_l = first_k_r or first_k_l = nick_r or {_CALLED}"
    f" or ({_BEGINS})"
    f" or {_JW}(first_l, first_r) >= 0.92 or {_JW}(first_k_l, first_k_r) >= 0.94, false)"
)
_BIRTH_AGREES = (
    "coalesce((y_l = y_r and (md_l = md_r or md_l = dm_r or md_l is null or md_r is null or md_l = 101 or md_r = 101"
    " or mo_l = mo_r or da_l = da_r)) or (md_l = md_r and md_l <> 101)"
    " or ((md_l is null or md_r is null) and abs(y_l - y_r) in (1, 2, 10, 20)), false)"
)
_ONE_HOME = (
    f"coalesce(last_k_l = last_k_r or {_JW}(last_l, last_r) >= 0.92, false)"
    " and (coalesce(house_l = house_r, false) or coalesce(phone_l = phone_r, false))"
)

_SHARE_ALL = (
    f"coalesce(last_k_l = last_k_r or {_JW}(last_l, last_r) >= 0.92, false)"
    " and coalesce(house_l = house_r, false) and coalesce(phone_l = phone_r, false)"
)

# Surname, house and telephone are shared by a whole household: the sum of their weights counts one fact three
# times. This comparison takes back what the sum overstates, the more the less agrees that is the person's own.
HOUSEHOLD = Comparison(
    "household",
    Words(th="ครัวเรือน", en="household"),
    "first_l is null or first_r is null or y_l is null or y_r is null",
    (
        _level(
            "two_who_share_all",
            f"{_SHARE_ALL} and not {_NAME_AGREES} and not {_BIRTH_AGREES}",
            "อาจเป็นคนละคนในบ้านเดียวกัน",
            "perhaps two people of one household",
        ),
        _level(
            "two_people",
            f"{_ONE_HOME} and not {_NAME_AGREES} and not {_BIRTH_AGREES}",
            "อาจเป็นคนละคนในบ้านเดียวกัน",
            "perhaps two people of one household",
        ),
        _level(
            "other_name_share_all",
            f"{_SHARE_ALL} and not {_NAME_AGREES}",
            "บ้านและโทรศัพท์เดียวกันแต่ชื่อต่างกัน อาจเป็นแฝดหรือพี่น้อง",
            "one household and telephone but different first names: perhaps twins or siblings",
        ),
        _level(
            "other_name",
            f"{_ONE_HOME} and not {_NAME_AGREES}",
            "บ้านเดียวกันแต่ชื่อต่างกัน อาจเป็นแฝดหรือพี่น้อง",
            "one household but different first names: perhaps twins or siblings",
        ),
        _level("other_birth", f"{_ONE_HOME} and not {_BIRTH_AGREES}", "", "", silent=True),
        _level("one_person", _ONE_HOME, "", "", silent=True),
        _level("apart_two_people", f"not {_NAME_AGREES} and not {_BIRTH_AGREES}", "", "", silent=True),
        _level("apart_other_name", f"not {_NAME_AGREES}", "", "", silent=True),
        _level("apart_other_birth", f"not {_BIRTH_AGREES}", "", "", silent=True),
        _level("else", "ELSE", "", "", silent=True),
    ),
)

STANDARD = (FIRST_NAME, LAST_NAME, BIRTH_DATE, NATIONAL_ID, HOME, PHONE, SEX, NICKNAME, HOUSEHOLD)


def further_comparison(column: str) -> Comparison:
    """The comparison of a column named with ``--also``: equal, nearly equal, different."""
    name = further_name(column)
    return Comparison(
        name,
        Words(th=column, en=column),
        f'"{name}_l" is null or "{name}_r" is null',
        (
            _level("same", f'"{name}_l" = "{name}_r"', f"{column} ตรงกัน", f"same {column}", rare=name),
            _level(
                "close",
                f'{_JW}("{name}_l", "{name}_r") >= 0.9',
                f"{column} ใกล้เคียงกัน",
                f"nearly the same {column}",
            ),
            _level("else", "ELSE", f"{column} ต่างกัน", f"different {column}"),
        ),
    )


def comparisons_for(also: Sequence[str]) -> tuple[Comparison, ...]:
    """The standard comparisons and those that the user adds."""
    return (*STANDARD, *(further_comparison(column) for column in also))
