"""Invented registers of a sub-district: six offices' lists of the same people, with real lists' mess."""

from huangyai.demo.registers.folder import write
from huangyai.demo.registers.generation import generate
from huangyai.demo.registers.kinds import REGISTER_KINDS, RegisterKind
from huangyai.demo.registers.residents import Household, Person, Register, Row, SubDistrict
from huangyai.demo.registers.villages import VILLAGES, Village

__all__ = [
    "REGISTER_KINDS",
    "VILLAGES",
    "Household",
    "Person",
    "Register",
    "RegisterKind",
    "Row",
    "SubDistrict",
    "Village",
    "generate",
    "write",
]
