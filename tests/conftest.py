"""The cast that tests share: a municipality, its neighbour, and one person per role, all made by the real actions."""

from __future__ import annotations

import contextlib
import gc
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql
from tests import databases, installations

from huangyai.kernel import Actor, Role

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from huangyai.accounts.models import User
    from huangyai.places.models import Municipality

pytest_plugins = ("tests.dealing",)
SECOND_FACTOR = {"method": "mfa", "type": "totp", "at": 0}


def pytest_collection_finish() -> None:
    """What is loaded by now stays; going through it again and again for something to throw away takes a twentieth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_unconfigure() -> None:
    """Libraries let go of what they hold when the process ends."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """One test database: made and migrated as `owner`, used by `default` under the working role (its mirror).

    The server is joined when the first test needs it; tests of engines and rules never start one.
    """
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    from huangyai.config import database

    database.ready()
    if not django_db_keepdb:
        databases.name_after_process()
    with django_db_blocker.unblock(), databases.turn_to_make_one(tmp_path_factory.getbasetemp()):
        copied = not django_db_keepdb and databases.copied_from_the_first()
        made = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb or copied, serialized_aliases=())
        if not django_db_keepdb and not copied:
            databases.keep_a_copy_for_the_others()
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        if not django_db_keepdb:
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def prepared_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data directory of an installation with all tables and nothing in them, to be copied; its server is stopped."""
    base = tmp_path_factory.getbasetemp()
    with installations.shared_by_all(base, "prepared", installations.migrate) as folder:
        yield folder


@pytest.fixture
def municipality(db: None) -> Municipality:
    """A municipality with two villages, in a transaction that is rolled back after the test."""
    return found("ban-rom-yen", "เทศบาลตำบลบ้านร่มเย็น", "Ban Rom Yen")


@pytest.fixture
def neighbour(db: None) -> Municipality:
    """The municipality next door, which must never see or be seen."""
    return found("khao-lom", "เทศบาลตำบลเขาล้อม", "Khao Lom")


@pytest.fixture
def machine(municipality: Municipality) -> Actor:
    """The system itself, standing in the municipality."""
    return Actor.machine(municipality.pk, "test")


@pytest.fixture
def user_of(municipality: Municipality, settings: Any) -> Callable[[Role], User]:
    """The one user who has this role in the municipality."""
    return _users_of(municipality, settings)


@pytest.fixture
def neighbour_user_of(neighbour: Municipality, settings: Any) -> Callable[[Role], User]:
    """The one user who has this role in the neighbouring municipality."""
    return _users_of(neighbour, settings)


@pytest.fixture
def actor_of(municipality: Municipality, user_of: Callable[[Role], User]) -> Callable[[Role], Actor]:
    """Somebody acting in this role in the municipality, signed in with a second factor."""
    return lambda role: _actor(municipality, user_of(role), role)


@pytest.fixture
def officer(actor_of: Callable[[Role], Actor]) -> Actor:
    """The municipality's officer."""
    return actor_of(Role.OFFICER)


@pytest.fixture
def planner(actor_of: Callable[[Role], Actor]) -> Actor:
    """The municipality's planner."""
    return actor_of(Role.PLANNER)


@pytest.fixture
def leader(actor_of: Callable[[Role], Actor]) -> Actor:
    """The municipality's leader."""
    return actor_of(Role.LEADER)


@pytest.fixture
def neighbour_actor_of(neighbour: Municipality, neighbour_user_of: Callable[[Role], User]) -> Callable[[Role], Actor]:
    """Somebody acting in this role in the neighbouring municipality."""
    return lambda role: _actor(neighbour, neighbour_user_of(role), role)


@pytest.fixture
def browser_of(user_of: Callable[[Role], User]) -> Callable[..., Client]:
    """A signed-in browser (Django's test client) of the user with this role."""
    return lambda role, *, second_factor=True: sign_in(user_of(role), second_factor=second_factor)


@pytest.fixture
def neighbour_browser_of(neighbour_user_of: Callable[[Role], User]) -> Callable[[Role], Client]:
    """A signed-in browser of somebody in this role in the neighbouring municipality, their second factor given."""
    return lambda role: sign_in(neighbour_user_of(role))


@pytest.fixture
def committed_rows(transactional_db: None) -> Iterator[None]:
    """For tests that need rows which other connections see: everything is taken away again afterwards."""
    yield
    sweep()


def found(slug: str, name_th: str, name_en: str) -> Municipality:
    """Begin a municipality as the command line does."""
    from huangyai.places.actions import VillageFacts, found_municipality

    villages = (VillageFacts("22010801", 1, "บ้านต้นทาง"), VillageFacts("22010802", 2, "บ้านปลายนา"))
    return found_municipality(slug=slug, name_th=name_th, name_en=name_en, province_th="จันทบุรี", villages=villages)


def sign_in(user: User, *, second_factor: bool = True) -> Client:
    """A browser in which this user has just signed in."""
    from django.test import Client

    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if second_factor:
        session = browser.session
        session["account_authentication_methods"] = [SECOND_FACTOR]
        session.save()
    return browser


@contextlib.contextmanager
def as_owner(municipality_id: uuid.UUID | None = None) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The role that owns the tables, in a connection of its own, outside Django and outside the test's transaction."""
    from django.db import connections

    told = connections["owner"].settings_dict
    with psycopg.connect(
        host=told["HOST"],
        port=told["PORT"] or None,
        user=told["USER"],
        password=told["PASSWORD"],
        dbname=connections["default"].settings_dict["NAME"],
        autocommit=True,
        # Rather an error than a test that waits for itself.
        options="-c lock_timeout=10s",
    ) as connection:
        connection.execute("SELECT set_config('huangyai.municipality', %s, false)", [str(municipality_id or "")])
        yield connection


@pytest.fixture
def owner_connection(db: None) -> Callable[..., AbstractContextManager[psycopg.Connection[tuple[Any, ...]]]]:
    """Opens a connection of the role that owns the tables, standing in a municipality if one is given."""
    return as_owner


def sweep() -> None:
    """Empty every table of the product in the test database, the ledger too (only its tables' owner can open it)."""
    from django.apps import apps

    rooms = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("huangyai.")]
    tables = ", ".join(f'"{model._meta.db_table}"' for model in rooms)
    with as_owner() as owner:
        owner.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        owner.execute(sql.SQL(f"TRUNCATE {tables}, django_session CASCADE"))
        owner.execute("ALTER TABLE ledger_entry ENABLE TRIGGER USER")


def _users_of(municipality: Municipality, settings: Any) -> Callable[[Role], User]:
    from huangyai.accounts.actions import open_account
    from huangyai.walls.entry import acting

    # Argon2 takes its time by design; nine users a test need not.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found: dict[Role, User] = {}
    machine = Actor.machine(municipality.pk, "test")

    def user_of(role: Role) -> User:
        if role not in found:
            with acting(machine):
                found[role] = open_account(
                    actor=machine,
                    username=f"{role.value}.{municipality.slug}",
                    display_name=f"{role.value.replace('_', ' ')} of {municipality.name_en}",
                    password=f"{uuid.uuid4()}",
                    roles=(role,),
                )
        return found[role]

    return user_of


def _actor(municipality: Municipality, user: User, role: Role) -> Actor:
    return Actor(
        municipality_id=municipality.pk, user_id=user.pk, roles=frozenset({role}), second_factor=True, origin="test"
    )
