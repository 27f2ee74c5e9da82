"""The people who sign in. Being superuser exists nowhere: there is no such column, and nothing reads one."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import robots
from access.prepared import now
from access.roles import Role
from access.wording import InWords
from vault import keyring
from vault.entropy import code
from vault.fields import BlindIndexField, SealedTextField
from vault.keyring import Purpose
from vault.models import SealedModel

LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]


class StaffManager(BaseUserManager):
    """Makes accounts; never a superuser."""

    def working(self) -> QuerySet[Staff]:
        """The open accounts whose role counts now (`Staff.approved`): whom lists offer and work falls to."""
        unit = Q(approved_unit=F("unit")) | Q(approved_unit=None, unit=None)
        until = Q(approved_until=None) | Q(approved_until__gt=now())
        return self.filter(unit, until, is_active=True, approved_role=F("role"))

    def create_user(self, username: str, *, password: str | None = None, **fields) -> Staff:
        """An active account; without a password nobody can sign in to it."""
        staff = self.model(username=username, **fields)
        if password is None:
            staff.set_unusable_password()
        else:
            staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def create_superuser(self, *args, **kwargs):
        raise NotImplementedError("Lindung knows no superuser: rights are roles and grants (access.matrix)")


class Staff(InWords, SealedModel, AbstractBaseUser, PermissionsMixin):
    """A person with an account. `name` is what colleagues read: house staff's is a pseudonym."""

    sealed_purpose = Purpose.CASE
    sealed_owner = "sealed_by"
    audit_kind = "staff"
    plain_text = {
        "username": "signs in with it and stands in the log; house staff's is a pseudonym",
        "password": "Argon2 hash",
        "name": "how colleagues address this person at work; house staff's is a pseudonym",
        "pseudonym": "stands for house staff in the log",
        "role": "one of Role",
        "approved_role": "one of Role",
        "own_role": "one of Role",
        "language": "one of two languages, id or en",
    }

    uncompared = {"language": "everybody's own to choose, at any time, and no right depends on it"}

    is_superuser = False  # no column: an attribute of the class, read by nobody
    last_login = None  # a column that tells when somebody worked, and that signals would write outside any action

    username = models.CharField(
        _("nama pengguna"),
        max_length=40,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": _("Nama pengguna ini sudah dipakai. Pilih nama lain.")},
    )
    name = models.CharField(_("nama"), max_length=80, blank=True, default="")
    pseudonym = models.CharField(_("nama samaran di jejak audit"), max_length=24, blank=True, default="")
    real_name = SealedTextField(pad=128, null=True, blank=True)
    nik = SealedTextField(pad=64, null=True, blank=True)
    phone = SealedTextField(pad=64, null=True, blank=True)
    name_index = BlindIndexField(source="real_name", normalise="name")
    nik_index = BlindIndexField(source="nik", normalise="nik")
    phone_index = BlindIndexField(source="phone", normalise="phone")
    role = models.CharField(_("peran"), max_length=24, choices=Role.choices)
    agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="staff", verbose_name=_("instansi")
    )
    unit = models.ForeignKey(
        "access.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("unit")
    )
    approved_role = models.CharField(max_length=24, choices=Role.choices, blank=True, default="")
    approved_unit = models.ForeignKey("access.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_until = models.DateTimeField(null=True, blank=True)  # the end of a shift that is covered
    own_role = models.CharField(max_length=24, choices=Role.choices, blank=True, default="")
    own_unit = models.ForeignKey(
        "access.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="lent", editable=False
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    language = models.CharField(_("bahasa"), max_length=2, choices=LANGUAGES, default="id")

    objects = StaffManager()

    STANDING = ("role", "unit", "approved_role", "approved_unit", "approved_until", "own_role", "own_unit")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("akun")
        ordering = ["username"]

    def __str__(self) -> str:
        return f"{_('Akun')} {self.log_name}"

    @property
    def is_robot(self) -> bool:
        """True for the accounts of the nightly canary."""
        return robots.is_robot(self.username)

    @property
    def approved(self) -> bool:
        """Whether this role in this unit is the one that was approved, and not only for a shift that is over."""
        named = (self.approved_role, self.approved_unit_id) == (self.role, self.unit_id)
        return named and (self.approved_until is None or self.approved_until > timezone.now())

    @property
    def covering(self) -> bool:
        """True from the beginning of a shift that this person covers until their own role is back."""
        return bool(self.own_role)

    def approve(self, until: datetime | None = None) -> None:
        """The present role in the present unit counts, until a moment or until something changes. Saves nothing."""
        self.approved_role, self.approved_unit, self.approved_until = self.role, self.unit, until

    def put_to_sleep(self) -> None:
        """No role counts. Saves nothing."""
        self.approved_role, self.approved_unit, self.approved_until = "", None, None

    def come_back(self) -> None:
        """A shift that is covered is over, if there is one: the own role counts as it did before. Saves nothing."""
        if self.covering:
            self.role, self.unit, self.own_role, self.own_unit = self.own_role, self.own_unit, "", None
            self.approve()

    @property
    def sealed_by(self):
        """The owner of the key that seals staff's fields: one key for all staff, apart from every case's."""
        return keyring.STAFF_KEY

    @property
    def log_name(self) -> str:
        """The name that entries carry: a pseudonym where the account's own name could tell which house it serves."""
        return self.pseudonym or self.username

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name or self.username

    @classmethod
    def from_db(cls, db, field_names, values):
        staff = super().from_db(db, field_names, values)
        staff._unit_before = staff.unit_id if "unit_id" in field_names else None
        staff._place_before = staff._place if {"role", "unit_id"} <= set(field_names) else ""
        return staff

    @property
    def _place(self) -> str:
        return f"{self.role}:{self.unit_id or ''}"

    def save(self, *args, **kwargs) -> None:
        """Saves, and keeps the unit's group among this person's groups."""
        if self._state.adding:
            keyring.mint(Purpose.CASE, keyring.STAFF_KEY)
            if self.role == Role.HOUSE_STAFF and not self.pseudonym:
                self.pseudonym = f"RA-{code(6)}"
        place_before, self._place_before = getattr(self, "_place_before", ""), self._place
        roles = {self.role, place_before.partition(":")[0]} - {""}
        if len(roles) > 1 and Role.HOUSE_STAFF in roles:  # or one person's entries would stand under two names
            raise ValueError("house staff become nothing else, nor does anybody become one: open a new account")
        # beside the row, the entry says what somebody was until then: who could read what at a moment is asked later
        self.noted = (f"was:{self.pk}:{place_before}",) if place_before not in ("", self._place) else ()
        super().save(*args, **kwargs)
        before = getattr(self, "_unit_before", None)
        if before != self.unit_id:
            if before is not None:
                self.groups.remove(*self.groups.filter(unit=before))
            if self.unit_id is not None:
                self.groups.add(self.unit.group_id)
            self._unit_before = self.unit_id

    def choose_language(self, language: str) -> None:
        """Keeps the language this person reads; nothing else changes, so it is no entry."""
        self.language = language
        type(self).objects.filter(pk=self.pk).update(language=language)

    # What a person may do is decided by access.policy alone; Django's global permissions open nothing.
    def has_perm(self, perm, obj=None) -> bool:
        return False

    def has_perms(self, perm_list, obj=None) -> bool:
        return False

    def has_module_perms(self, app_label) -> bool:
        return False
