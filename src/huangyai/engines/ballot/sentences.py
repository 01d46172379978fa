"""Why a project won or did not: one sentence with its numbers, in Thai and English."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from huangyai.engines.ballot.numbers import say_number
from huangyai.engines.ballot.support import Support
from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences about one election, in its own currency."""

    support: Support

    def _money(self, units: int | Fraction, *, up: bool = False) -> tuple[str, str]:
        code = self.support.election.meta_value("currency").strip().upper()
        said = say_number(self.support.money(units), up=up)
        return (f"{said} บาท", f"{said} baht") if code in ("", "THB") else (f"{said} {code}", f"{said} {code}")

    def _cost(self, project: int) -> tuple[str, str]:
        return self._money(self.support.cost[project])

    def _id(self, project: int) -> str:
        return self.support.election.projects[project].id

    def _people(self, project: int) -> str:
        return f"{self.support.supporters[project]:,}"

    def won_greedily(self, place: int, project: int, left: int, count: str) -> Words:
        """Taken in the order of votes."""
        cost, money = self._cost(project), self._money(left)
        return Words(
            th=f"ได้รับเลือกเป็นลำดับที่ {place}: ได้ {count} คะแนน ใช้ {cost[0]} จากงบที่ยังเหลือ {money[0]}",
            en=f"Chosen as number {place}: {count} in its favour, costs {cost[1]} of {money[1]} still left.",
        )

    def too_dear(self, project: int, left: int, count: str) -> Words:
        """Its turn came and the rest of the budget was too small."""
        cost, money = self._cost(project), self._money(left)
        return Words(
            th=f"ไม่ได้รับเลือก: ได้ {count} คะแนน เมื่อถึงลำดับเหลืองบ {money[0]} แต่ต้องใช้ {cost[0]}",
            en=f"Not chosen: {count} in its favour; when its turn came {money[1]} were left, it costs {cost[1]}.",
        )

    def stopped_before(self, stop: int, left: int, count: str) -> Words:
        """The count ended before its turn (no skipping)."""
        cost, money = self._cost(stop), self._money(left)
        return Words(
            th=f"ไม่ได้รับเลือก: ได้ {count} คะแนน การนับหยุดที่โครงการ {self._id(stop)} ซึ่งต้องใช้ {cost[0]} แต่เหลืองบ {money[0]}",
            en=f"Not chosen: {count} in its favour; counting stopped at project {self._id(stop)}, "
            f"which costs {cost[1]} with {money[1]} left.",
        )

    def below_threshold(self, count: str, threshold: str) -> Words:
        """Too few votes to be considered."""
        return Words(
            th=f"ไม่ได้รับเลือก: ได้ {count} คะแนน ต่ำกว่าเกณฑ์ {threshold} คะแนน",
            en=f"Not chosen: {count} in its favour, below the threshold of {threshold}.",
        )

    def withdrawn(self) -> Words:
        """The file marks the project as withdrawn."""
        return Words(th="ไม่ได้รับเลือก: ไฟล์ระบุว่าถอนโครงการแล้ว", en="Not chosen: the file marks it as withdrawn.")

    def excluded_by(self, winner: int, count: str) -> Words:
        """A better supported project stands where this one would."""
        return Words(
            th=f"ไม่ได้รับเลือก: ได้ {count} คะแนน ทำพร้อมโครงการ {self._id(winner)} ซึ่งได้รับเลือกก่อนไม่ได้",
            en=f"Not chosen: {count} in its favour; it can't be built together with "
            f"{self._id(winner)}, chosen before it.",
        )

    def paid_by_shares(self, place: int, project: int, most: Fraction) -> Words:
        """Bought by its supporters."""
        cost, each = self._cost(project), self._money(most, up=True)
        return Words(
            th=f"ได้รับเลือกเป็นลำดับที่ {place}: ผู้สนับสนุน {self._people(project)} คนร่วมจ่ายคนละไม่เกิน {each[0]} ครบ {cost[0]}",
            en=f"Chosen as number {place}: its {self._people(project)} supporters pay at "
            f"most {each[1]} each, "
            f"together {cost[1]}.",
        )

    def costs_nothing(self, place: int, project: int) -> Words:
        """Free of charge and wanted."""
        return Words(
            th=f"ได้รับเลือกเป็นลำดับที่ {place}: ไม่ใช้เงิน และมีผู้สนับสนุน {self._people(project)} คน",
            en=f"Chosen as number {place}: it costs nothing and has {self._people(project)} supporters.",
        )

    def not_enough_left(self, project: int, left: Fraction, share: Fraction) -> Words:
        """Its supporters' money is less than its cost."""
        cost, money, each = self._cost(project), self._money(left), self._money(share)
        return Words(
            th=f"ไม่ได้รับเลือก: ผู้สนับสนุนโครงการนี้ {self._people(project)} "
            f"คนเหลือเงินรวม {money[0]} แต่ต้องใช้ {cost[0]} "
            f"(ทุกคนเริ่มด้วยคนละ {each[0]})",
            en=f"Not chosen: its {self._people(project)} supporters still had {money[1]} "
            f"together; it costs {cost[1]} "
            f"(everyone began with {each[1]}).",
        )

    def no_supporters(self) -> Words:
        """Nobody voted for it."""
        return Words(
            th="ไม่ได้รับเลือก: ไม่มีผู้ลงคะแนนให้โครงการนี้ (0 คน)",
            en="Not chosen: nobody voted for it (0 supporters).",
        )

    def above_budget(self, project: int) -> Words:
        """Dearer than the whole budget."""
        cost, budget = self._cost(project), self._money(self.support.budget)
        return Words(
            th=f"ไม่ได้รับเลือก: ต้องใช้ {cost[0]} เกินงบทั้งหมด {budget[0]}",
            en=f"Not chosen: it costs {cost[1]}, more than the whole budget of {budget[1]}.",
        )

    def load_shared(self, place: int, project: int, mean: Fraction) -> Words:
        """Bought with money that its supporters had gathered (Phragmén)."""
        cost, each = self._cost(project), self._money(mean, up=True)
        return Words(
            th=f"ได้รับเลือกเป็นลำดับที่ {place}: ผู้สนับสนุน {self._people(project)} คนร่วมรับภาระเฉลี่ยคนละ {each[0]} ครบ {cost[0]}",
            en=f"Chosen as number {place}: its {self._people(project)} supporters carry "
            f"{each[1]} each on average, "
            f"together {cost[1]}.",
        )

    def not_gathered(self, project: int, gathered: Fraction) -> Words:
        """The count ended before its supporters had gathered its cost (Phragmén)."""
        cost, money = self._cost(project), self._money(gathered)
        return Words(
            th=f"ไม่ได้รับเลือก: เมื่อการนับสิ้นสุด ผู้สนับสนุน {self._people(project)} คนสะสมเงินได้รวม {money[0]} แต่ต้องใช้ {cost[0]}",
            en=f"Not chosen: when counting ended its {self._people(project)} supporters "
            f"had gathered {money[1]}; "
            f"it costs {cost[1]}.",
        )

    def no_room(self, project: int, left: int) -> Words:
        """Gathered, but the budget's rest is too small (Phragmén stops here)."""
        cost, money = self._cost(project), self._money(left)
        return Words(
            th=f"ไม่ได้รับเลือก: ผู้สนับสนุนสะสมเงินได้ครบ {cost[0]} แต่งบเหลือเพียง {money[0]} การนับจึงสิ้นสุด",
            en=f"Not chosen: its supporters had gathered its cost of {cost[1]}, but only "
            f"{money[1]} of the budget "
            f"was left, so counting ended.",
        )

    def room_without_votes(self, place: int, project: int) -> Words:
        """Nobody voted for it, but everything else is bought and money is left (Phragmén)."""
        cost = self._cost(project)
        return Words(
            th=f"ได้รับเลือกเป็นลำดับที่ {place}: ไม่มีผู้ลงคะแนน แต่ซื้อโครงการอื่นครบแล้วและงบยังพอสำหรับ {cost[0]}",
            en=f"Chosen as number {place}: nobody voted for it, but all others are "
            f"bought and {cost[1]} are still there.",
        )
