"""Who may have been left behind: each rule is one sentence that somebody can check at the door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from huangyai.kernel import Refusal, Words
from huangyai.targets.rules.criteria import OLD_AGE, PersonFacts

# Compulsory education runs from the seventh to the sixteenth year of life; below 15 nobody can have finished it.
SCHOOL_AGES = range(6, 15)
HOUSEBOUND = 11
BEDRIDDEN = 4
LONG_WITHOUT_VISIT = 90


@dataclass(frozen=True, slots=True)
class Reach:
    """How far anybody has reached a house: whether somebody there is on a list or was visited, and whether any office
    but the civil registrar knows anybody in it. `eldest`: this person stands for the house on the work list.
    """

    house_reached: bool = False
    house_known: bool = False
    eldest: bool = True


@dataclass(frozen=True, slots=True)
class ForgottenRule:
    """One way in which somebody is left behind, how pressing it is, and what usually helps.

    Who lives elsewhere is not met at the door; what is paid, is paid where somebody is registered.
    """

    key: str
    risk: str
    words: Words
    next_step: Words
    asks: Callable[[PersonFacts, Reach], bool]
    where_registered: bool = False

    def finds(self, facts: PersonFacts, reach: Reach) -> bool:
        """Whether the rule names this person."""
        return (facts.registered_here if self.where_registered else facts.lives_here) and self.asks(facts, reach)


_VISIT = Words(th="ให้ อสม. ไปเยี่ยม", en="ask a volunteer to visit")
_CLAIM = Words(th="ตรวจสิทธิและพาไปยื่นคำขอ", en="check the entitlement and help to claim it")
_SCHOOL = Words(th="ไปพบผู้ปกครองและประสานโรงเรียน", en="meet the family and talk with the school")
_MEETING = Words(th="นำเข้าการประชุมร่วมครั้งถัดไป", en="take to the next joint meeting")


def _never_visited(facts: PersonFacts) -> bool:
    return facts.days_since_visit is None


def _bedridden(facts: PersonFacts, _: Reach) -> bool:
    long_ago = facts.days_since_visit is None or facts.days_since_visit >= LONG_WITHOUT_VISIT
    return facts.adl is not None and facts.adl <= BEDRIDDEN and long_ago


def _card_housebound(facts: PersonFacts, _: Reach) -> bool:
    return "welfare" in facts.registers and facts.adl is not None and facts.adl <= HOUSEBOUND and _never_visited(facts)


def _out_of_school(facts: PersonFacts, _: Reach) -> bool:
    return facts.age is not None and facts.age in SCHOOL_AGES and "school" not in facts.registers


def _old_without_allowance(facts: PersonFacts, _: Reach) -> bool:
    return facts.age is not None and facts.age >= OLD_AGE and "elderly" not in facts.registers


def _disabled_elsewhere(facts: PersonFacts, _: Reach) -> bool:
    younger = facts.age is not None and facts.age < OLD_AGE
    needs = facts.wheelchair or (younger and facts.adl is not None and facts.adl <= HOUSEBOUND)
    return needs and "disability" not in facts.registers


def _alone(facts: PersonFacts, _: Reach) -> bool:
    return facts.age is not None and facts.age >= OLD_AGE and facts.lives_alone and _never_visited(facts)


def _old_and_young(facts: PersonFacts, reach: Reach) -> bool:
    return facts.only_old_and_young and not reach.house_reached


def _nowhere(_: PersonFacts, reach: Reach) -> bool:
    return reach.eldest and not reach.house_known and not reach.house_reached


RULES: tuple[ForgottenRule, ...] = (
    ForgottenRule(
        "bedridden-unvisited",
        "red",
        Words(
            th="ติดเตียง และไม่มีใครไปเยี่ยมใน 90 วัน",
            en="bedridden, and nobody has visited in the last 90 days",
        ),
        _VISIT,
        _bedridden,
    ),
    ForgottenRule(
        "card-housebound-unvisited",
        "red",
        Words(
            th="มีบัตรสวัสดิการ ออกจากบ้านเองไม่ได้ (ADL ไม่เกิน 11) และไม่เคยมีใครไปเยี่ยม",
            en="holds a welfare card, can't leave the house alone (ADL 11 or less), and was never visited",
        ),
        _VISIT,
        _card_housebound,
    ),
    ForgottenRule(
        "child-out-of-school",
        "red",
        Words(th="อายุ 6–14 ปี แต่ไม่มีชื่อในทะเบียนนักเรียน", en="aged 6 to 14, and on no school roll"),
        _SCHOOL,
        _out_of_school,
    ),
    ForgottenRule(
        "disabled-unregistered",
        "gold",
        Words(
            th="หน่วยงานอื่นรู้ว่าใช้รถเข็นหรือช่วยตัวเองไม่ได้ แต่ไม่มีชื่อในทะเบียนคนพิการ",
            en="another office knows of a wheelchair or great need of help, but the disability register does not",
        ),
        _CLAIM,
        _disabled_elsewhere,
    ),
    ForgottenRule(
        "old-without-allowance",
        "gold",
        Words(
            th="อายุ 60 ปีขึ้นไป แต่ไม่มีชื่อในทะเบียนเบี้ยยังชีพผู้สูงอายุ",
            en="aged 60 or more, and not on the old-age allowance list",
        ),
        _CLAIM,
        _old_without_allowance,
        where_registered=True,
    ),
    ForgottenRule(
        "old-alone-unvisited",
        "gold",
        Words(
            th="ผู้สูงอายุอยู่บ้านคนเดียว และไม่เคยมีใครไปเยี่ยม",
            en="an elderly person who lives alone and was never visited",
        ),
        _VISIT,
        _alone,
    ),
    ForgottenRule(
        "old-and-young-alone",
        "gold",
        Words(
            th="ในบ้านมีแต่ผู้สูงอายุกับเด็ก ไม่มีใครในบ้านอยู่ในบัญชีใดหรือเคยได้รับการเยี่ยม",
            en="only elderly people and children in the house, none of them on a list or ever visited",
        ),
        _MEETING,
        _old_and_young,
    ),
    ForgottenRule(
        "nowhere",
        "green",
        Words(
            th="ทั้งบ้านไม่มีใครอยู่ในทะเบียนใดนอกจากทะเบียนราษฎร ไม่อยู่ในบัญชีใด และไม่เคยมีใครไปเยี่ยม",
            en="nobody of the house is on any register but the civil one, on any list, or was ever visited",
        ),
        _VISIT,
        _nowhere,
    ),
)


RISKS = ("red", "gold", "green")
"""How pressing a rule is, the most pressing first."""


def known_of(facts: PersonFacts, registers: Mapping[str, Words]) -> list[Words]:
    """What offices know of somebody on the work list, so that staff see why they are on it and where to begin."""
    lists = [words for key, words in registers.items() if key in facts.registers and key != "civil"]
    told = [
        Words(
            th="มีชื่อใน" + " ".join(words.th for words in lists) if lists else "ไม่มีชื่อในทะเบียนของหน่วยงานใด",
            en="is on " + ", ".join(words.en for words in lists) if lists else "is on no office's list",
        )
    ]
    if facts.adl is not None:
        told.append(Words(th=f"คะแนน ADL {facts.adl}", en=f"ADL score {facts.adl}"))
    if facts.lives_alone:
        told.append(Words(th="อยู่บ้านคนเดียว", en="lives alone"))
    days = facts.days_since_visit
    told.append(
        Words(th="ยังไม่มีบันทึกการเยี่ยมบ้าน", en="no visit is on record")
        if days is None
        else Words(th=f"เยี่ยมครั้งล่าสุด {days:,} วันก่อน", en=f"last visited {days:,} days ago")
    )
    return told


STANDS_FOR = {"visit": 30, "meeting": 90, "as_it_is": 365}
"""For how many days a step keeps somebody off the work list: a visit that never came and a meeting that never met bring
the name back, and what was right as it was is looked at again after a year."""


def rule_called(key: str) -> ForgottenRule:
    """One of the rules, or a refusal."""
    for rule in RULES:
        if rule.key == key:
            return rule
    raise Refusal("no-such-rule", th="ไม่มีเงื่อนไขนี้ในรายการผู้ที่อาจตกหล่น", en="There is no such rule on this work list.")
