"""All the ways in which a sentence of this set tells where a house stands."""

from tests.leak_gate.fourth import copied, figures, smuggled, spoken, ways, written
from tests.leak_gate.fourth.voices import Kind

LEAKY: dict[str, Kind] = {
    **written.KINDS,
    **spoken.KINDS,
    **ways.KINDS,
    **smuggled.KINDS,
    **copied.KINDS,
    **figures.KINDS,
}
