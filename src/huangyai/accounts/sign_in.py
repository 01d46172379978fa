"""How people sign in: with a user name or the phone number that the municipality knows."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from huangyai.accounts.models import User
from huangyai.kernel.words import arabic_digits
from huangyai.vault.sealing import seal_secret, unseal_secret


class Adapter(DefaultAccountAdapter):
    """Accounts are opened by the municipality; nobody signs up by themselves yet."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for one name at one address, so that nobody locks a colleague out; a phone number is
        the same number however it is typed.
        """
        login = str(credentials.get("username") or "").strip().lower()
        digits = re.sub(r"\D", "", arabic_digits(login))
        known = digits if digits and not re.search(r"[^\W\d_]", login) else login
        return f"{self.get_client_ip(request)}:{known}"


class PhoneNumber(ModelBackend):
    """Signing in with a phone number in place of the user name, however it is typed."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The account of this phone number and password, if there is one."""
        digits = re.sub(r"\D", "", arabic_digits(username or kwargs.get("phone") or ""))
        if not digits or not password:
            return None
        user = User.objects.filter(phone=digits).first()
        if user is None:
            # As slow as a real check, so that nobody learns which numbers have accounts.
            User().set_password(password)
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None


class SecondFactor(DefaultMFAAdapter):
    """Second-factor secrets are kept sealed: a stolen database can't make codes."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return unseal_secret(encrypted_text)
