from __future__ import annotations

import uuid

from huangyai.kernel import Actor, NotFound
from huangyai.outbox.access import require_line_account, visible_line_accounts, visible_line_links
from huangyai.outbox.models import LINE_ACCOUNT_PURPOSE, LineAccount, LineLink
from huangyai.people.models import Person
from huangyai.vault.sealing import unseal


def line_account(actor: Actor) -> LineAccount | None:
    """The account in use, if the municipality has one; never its token."""
    return visible_line_accounts(actor).filter(ended_at__isnull=True).defer("token_sealed").first()


def line_accounts(actor: Actor, most: int = 20) -> list[LineAccount]:
    """The account's history, the newest first."""
    require_line_account(actor)
    found = visible_line_accounts(actor).defer("token_sealed").select_related("set_by")
    return list(found.order_by("-made_at", "-pk")[:most])


def line_links(actor: Actor, person: Person) -> list[LineLink]:
    """Somebody's links to LINE, those that ended too; their LINE user id is shown to nobody."""
    found = visible_line_links(actor).filter(person=person).defer("user_sealed").select_related("linked_by")
    return list(found.order_by("-made_at", "-pk"))


def line_link(actor: Actor, link_id: uuid.UUID) -> LineLink:
    """One link that holds, or NotFound."""
    found = visible_line_links(actor).filter(pk=link_id, ended_at__isnull=True).select_related("person").first()
    if found is None:
        raise NotFound
    return found


def token_of(account: LineAccount) -> str:
    """The token, for the job that sends; it goes nowhere else."""
    return unseal(account.municipality_id, account.token_sealed, purpose=LINE_ACCOUNT_PURPOSE)
