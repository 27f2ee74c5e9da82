"""How a person signs in: by user name and password, then the second factor. No permission comes from here."""

from __future__ import annotations

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from access.prepared import Prepared
from vault.fields import plain_columns


def _open_account(pk: UUID) -> QuerySet:
    """What every request loads of a person, with the agency."""
    people = get_user_model().objects.select_related("agency").only(*plain_columns(get_user_model()))
    return people.filter(pk=pk, is_active=True).order_by()


_PERSON = Prepared(_open_account, UUID)


class SignIn(AuthenticationBackend):
    """allauth's backend without any of Django's global permissions."""

    def user_can_authenticate(self, user) -> bool:
        return bool(user.is_active)

    def _check_password(self, user, password: str):
        """Robots and closed accounts have no password that counts: whoever types one is answered as for a name that
        nobody has, after the same work."""
        able = user is not None and user.is_active and not user.is_robot
        return super()._check_password(user, password) if able else None

    def get_user(self, user_id: str | UUID):
        """The person of a session, with the agency in the same query; None once the account is closed."""
        person = _PERSON.first(user_id)
        return None if person is None or person.is_robot else person

    def get_user_permissions(self, user_obj, obj=None) -> set:
        return set()

    def get_group_permissions(self, user_obj, obj=None) -> set:
        return set()

    def get_all_permissions(self, user_obj, obj=None) -> set:
        return set()

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return False

    def has_module_perms(self, user_obj, app_label) -> bool:
        return False

    def with_perm(self, perm, is_active=True, include_superusers=True, obj=None):
        return get_user_model().objects.none()
