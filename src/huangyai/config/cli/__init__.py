"""Commands that start, check and mend the house."""

from huangyai.config.cli.database import manage, migrate
from huangyai.config.cli.doctor import doctor
from huangyai.config.cli.ledger import ledger
from huangyai.config.cli.serve import serve
from huangyai.config.cli.worker import worker

__all__ = ["doctor", "ledger", "manage", "migrate", "serve", "worker"]
