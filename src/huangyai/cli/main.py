"""The root command: finds each subcommand only when it is asked for."""

from __future__ import annotations

import importlib

import click

# name -> (module, attribute, one line of help); the module is imported only when the command runs.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "tally": ("huangyai.engines.ballot.cli", "tally", "นับคะแนนจากไฟล์ Pabulib · count a Pabulib election"),
    "link": ("huangyai.engines.linkage.cli", "link", "เชื่อมทะเบียนว่าใครคือคนเดียวกัน · join registers"),
    "deprivation": (
        "huangyai.engines.deprivation.cli",
        "deprivation",
        "วัดความขาดแคลนหลายมิติ · multidimensional poverty",
    ),
    "allocate": ("huangyai.engines.portfolio.cli", "allocate", "จัดสรรงบให้โครงการ · allocate money to projects"),
    "timetable": ("huangyai.engines.timetable.cli", "timetable", "จัดเวลากิจกรรมที่คนมาได้ · when can people come"),
    "rides": ("huangyai.engines.rides.cli", "rides", "จัดเส้นทางรถรับส่ง · who fetches whom"),
    "rides-check": ("huangyai.engines.rides.check_cli", "rides_check", "ตรวจเส้นทางรถ · check a solution"),
    "demo-data": ("huangyai.demo.registers.cli", "demo_data", "สร้างทะเบียนตัวอย่าง · write example registers"),
    "import-plan": ("huangyai.plan.cli", "import_plan", "นำเข้าแผนพัฒนาห้าปี · import a five-year plan"),
    "import-register": (
        "huangyai.targets.cli",
        "import_register",
        "นำเข้าทะเบียนของหน่วยงาน · bring an office's list in",
    ),
    "ledger": ("huangyai.config.cli", "ledger", "ตรวจบันทึก · verify the ledger"),
    "demo": ("huangyai.demo.cli", "demo", "สร้างเทศบาลตัวอย่างและหนึ่งรอบปี · the example municipality and its year"),
    "migrate": ("huangyai.config.cli", "migrate", "ปรับฐานข้อมูล · bring the database up to date"),
    "manage": ("huangyai.config.cli", "manage", "คำสั่งของ Django · any Django command"),
    "serve": ("huangyai.config.cli", "serve", "เปิดเว็บไซต์ · run the site"),
    "worker": ("huangyai.config.cli", "worker", "ทำงานเบื้องหลัง · run background jobs"),
    "doctor": ("huangyai.config.cli", "doctor", "ตรวจเครื่องและฐานข้อมูล · check this machine"),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{attribute} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Help must not import every room.
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=_LazyGroup)
@click.version_option(package_name="huangyai")
def main() -> None:
    """ห่วงใย · software with which a municipality protects its people together with them."""
