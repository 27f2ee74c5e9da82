"""The witnesses outside: which ones there are (`AUDIT_WITNESSES`), and what each has seen.

A witness belongs to another institution (`audit/witness.py` is the program that it runs). It gets checkpoints alone,
and countersigns only what continues all that it saw before; `audit.feeder` asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.checks import Error
from django.db.models import QuerySet

from audit import notes
from audit.models import AuditEntry, Checkpoint, WitnessAnswer
from audit.notes import BadNote, WitnessKey

Answer = WitnessAnswer.Answer
REFUSALS = (Answer.REFUSED, Answer.AHEAD, Answer.CLOCK, Answer.UNKNOWN)
CLOCKS = timedelta(minutes=1)  # by which a witness's clock may be before ours
# before ours by more, and a witness's word isn't taken: a look dated by it would count as late
TOO_EARLY = timedelta(minutes=2)
AWAY = timedelta(minutes=10)
SCHEMES = ("http://", "https://", "unix:/")
FEW = 20  # words that are looked at for the first that a witness gave


@dataclass(frozen=True)
class Witness:
    """Where a witness is asked, and the key that it countersigns with."""

    url: str
    key: WitnessKey

    @property
    def name(self) -> str:
        return self.key.name


@dataclass(frozen=True)
class Standing:
    """What a witness has seen: `cosigned` is its newest word that all was right, `refusal` the gravest over more,
    that it wasn't.

    `away_since` is when the first checkpoint was signed that it should have seen long ago.
    """

    name: str
    cosigned: WitnessAnswer | None
    refusal: WitnessAnswer | None
    away_since: datetime | None


def configured() -> list[Witness]:
    """The witnesses of this installation, from lines `URL VKEY`. Raises BadNote for a line that is none."""
    return [_read(line) for line in settings.AUDIT_WITNESSES if line.strip()]


def _read(line: str) -> Witness:
    url, _, vkey = line.strip().partition(" ")
    if not url.startswith(SCHEMES):
        raise BadNote("a witness's address begins with https://, http:// or unix:/")
    return Witness(url, WitnessKey.read(vkey.strip()))


def is_strict() -> bool:
    """Whether a location stays closed until a witness has countersigned that it was asked for. Off by default."""
    return bool(settings.AUDIT_STRICT)


def newest_at() -> datetime | None:
    """When a witness last countersigned; None if none ever did, or none is set."""
    return next((seen for _word, seen in _seen(of_ours().order_by("-checkpoint")[:FEW]) if seen), None)


def seen_at(entry: AuditEntry) -> datetime | None:
    """When the first witness countersigned a checkpoint that covers ENTRY; None: not yet."""
    number = AuditEntry.objects.filter(pk=entry.pk).values_list("number", flat=True).get()
    if number is None:
        return None
    words = of_ours().filter(checkpoint__gt=number).order_by("checkpoint")[:FEW]
    return next((seen for _word, seen in _seen(words) if seen), None)


def newest_of(name: str, until: datetime | None = None) -> WitnessAnswer | None:
    """The newest checkpoint that the witness of this name countersigned; UNTIL then, where it is asked for."""
    words = of_ours().filter(witness=name).order_by("-checkpoint", "at", "pk")
    for word, seen in _seen(words.filter(at__lte=until) if until else words[:FEW]):
        if seen and (until is None or seen <= until):
            word.at = seen
            return word
    return None


def refusals_of(name: str, cosigned: WitnessAnswer | None) -> list[WitnessAnswer]:
    """The witness's refusals of what is larger than all that it COSIGNED, the gravest first.

    No row that somebody puts in by SQL, whatever its date, makes one of them less.
    """
    refused = WitnessAnswer.objects.filter(witness=name, answer__in=REFUSALS).order_by("at", "pk")
    beyond = refused.filter(checkpoint__gt=cosigned.checkpoint_id) if cosigned else refused
    return sorted(beyond, key=lambda answer: REFUSALS.index(Answer(answer.answer)))


def no_longer_set() -> list[WitnessAnswer]:
    """The newest word of each witness that countersigned here and that isn't set any more; FEW of them. Without its key
    nobody can tell whether it was its own."""
    told: list[WitnessAnswer] = []
    words = WitnessAnswer.objects.filter(answer=Answer.COSIGNED).exclude(witness__in=[one.name for one in configured()])
    while len(told) < FEW:
        beyond = words.filter(witness__gt=told[-1].witness) if told else words
        name = beyond.order_by("witness").values_list("witness", flat=True).first()
        if name is None:
            break
        told.append(words.filter(witness=name).order_by("-checkpoint", "-at", "-pk").first())
    return told


def standing(now: datetime) -> list[Standing]:
    """What each of the witnesses that are set has seen."""
    return [_standing(witness.name, now) for witness in configured()]


def _standing(name: str, now: datetime) -> Standing:
    cosigned = newest_of(name)
    size = cosigned.checkpoint_id if cosigned else 0
    unseen = Checkpoint.objects.filter(size__gt=size).order_by("size").values_list("at", flat=True).first()
    away_since = unseen if unseen is not None and unseen < now - AWAY else None
    return Standing(name, cosigned, next(iter(refusals_of(name, cosigned)), None), away_since)


def lines_over(sizes: Iterable[int]) -> dict[int, str]:
    """The signature lines of witnesses over the checkpoints of these sizes, the first of each witness that it gave.

    What only stands there, put in by SQL, is handed to nobody: a proof with it would be none.
    """
    words = of_ours().filter(checkpoint__in=list(sizes)).order_by("at", "pk")
    told: dict[tuple[int, str], bytes] = {}
    for word, seen in _seen(words):
        if seen:
            told.setdefault((word.checkpoint_id, word.witness), bytes(word.signature))
    lines: dict[int, str] = {}
    for (size, name), signature in sorted(told.items()):
        lines[size] = lines.get(size, "") + notes.signature_line(name, signature)
    return lines


def first_over(number: int, within: int) -> Checkpoint | None:
    """The smallest checkpoint of at most WITHIN entries that covers the entry of that number and was countersigned."""
    words = of_ours().filter(checkpoint__gt=number, checkpoint__lte=within).order_by("checkpoint", "at", "pk")
    return next((word.checkpoint for word, seen in _seen(words) if seen), None)


def _seen(answers: QuerySet[WitnessAnswer]) -> Iterator[tuple[WitnessAnswer, datetime | None]]:
    """These ANSWERS of ours, in their order, each with when its checkpoint was seen: None where it isn't the witness's
    word on the checkpoint as it stands, but something put in by SQL.

    It was seen when the answer came, and not before the witness says, whose clock may differ by a minute.
    """
    keys = {witness.name: witness.key for witness in configured()}
    whole = answers.select_related("checkpoint").defer("checkpoint__leaves", "checkpoint__frontier")
    for answer in whole.iterator():
        moment = keys[answer.witness].moment_of(answer.checkpoint.note, bytes(answer.signature))
        yield answer, None if moment is None else max(answer.at, moment - CLOCKS)


def problems() -> list[str]:
    """Checkpoints that stand here otherwise than a witness countersigned them, words that no witness gave, and those
    that are dated before they were given."""
    wrong = []
    for answer, seen in _seen(of_ours().order_by("checkpoint", "at")):
        where = f"checkpoint {answer.checkpoint_id}"
        if seen is None:
            wrong.append(f"{where} is not the one that the witness {answer.witness} signed")
        elif seen != answer.at:
            wrong.append(f"{where}: the word of the witness {answer.witness} is dated before it was given")
    return wrong


def of_ours() -> QuerySet[WitnessAnswer]:
    """Words of the witnesses that are set: of others there is no key to look at them with."""
    names = [witness.name for witness in configured()]
    return WitnessAnswer.objects.filter(answer=Answer.COSIGNED, witness__in=names)


def settings_are_whole(app_configs=None, **_: object) -> list[Error]:
    """System check: every witness can be asked, no two have one name, and strictness has somebody to wait for."""
    found = []
    try:
        names = [witness.name for witness in configured()]
    except BadNote as error:
        return [Error(f"AUDIT_WITNESSES: {error}.", hint="One line a witness: URL VKEY", id="audit.E001")]
    if len(set(names)) != len(names):
        found.append(Error("AUDIT_WITNESSES: two witnesses of one name.", id="audit.E002"))
    if is_strict() and not names:
        found.append(
            Error(
                "AUDIT_STRICT is set, but no witness is: no location would ever open.",
                hint="Name a witness in AUDIT_WITNESSES, or take AUDIT_STRICT away.",
                id="audit.E003",
            )
        )
    return found
