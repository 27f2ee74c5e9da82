"""Sets that were written without sight of the matcher, judged once, and have told since what it missed: FIRST_RUN is the
share of what leaks that it found then."""

from tests.leak_gate.learnt import eighth, fifth, ninth, second, seventh, sixth, third

SETS = {
    "second": second,
    "third": third,
    "fifth": fifth,
    "sixth": sixth,
    "seventh": seventh,
    "eighth": eighth,
    "ninth": ninth,
}
