"""What is done with a plan, its projects and their money."""

from huangyai.plan.actions.allocation import (
    allocate_money,
    ask_for_allocation,
    carry_out_allocation,
    stop_allocation,
)
from huangyai.plan.actions.plans import add_strategy, approve_plan, begin_plan
from huangyai.plan.actions.projects import ProjectFacts, design_project
from huangyai.plan.actions.rulings import end_ruling, rule_on_money, set_floor
from huangyai.plan.actions.sheets import ImportedPlan, import_plan_sheet
from huangyai.plan.actions.sources import RuleFacts, add_source, check_source_rule, copy_source, write_source_rule

__all__ = [
    "ImportedPlan",
    "ProjectFacts",
    "RuleFacts",
    "add_source",
    "add_strategy",
    "allocate_money",
    "approve_plan",
    "ask_for_allocation",
    "begin_plan",
    "carry_out_allocation",
    "check_source_rule",
    "copy_source",
    "design_project",
    "end_ruling",
    "import_plan_sheet",
    "rule_on_money",
    "set_floor",
    "stop_allocation",
    "write_source_rule",
]
