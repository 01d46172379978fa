"""What a model may hold: the way of working, and nobody's personal data. The check that builds it proves it."""

from huangyai.playbook.rules.model_file import FORMAT, digest_of, require_model
from huangyai.playbook.rules.personal_data import require_no_personal_data

__all__ = ["FORMAT", "digest_of", "require_model", "require_no_personal_data"]
