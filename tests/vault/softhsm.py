"""A SoftHSM2 of a test's own: a token in a folder, and the settings that lead to it.

The package `softhsm2` comes with the test set-up (scripts/setup.sh); where it is missing these tests fail and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

LIBRARIES = [Path("/usr/lib/softhsm/libsofthsm2.so"), *Path("/usr/lib").glob("*/softhsm/libsofthsm2.so")]
PIN, SECURITY_OFFICER = "739105", "58201946"
LABEL = "lindung-test"


def library() -> str:
    """The path of SoftHSM2's library."""
    found = next((path for path in LIBRARIES if path.exists()), None)
    assert found and shutil.which("softhsm2-util"), "SoftHSM2 is missing: apt-get install -y softhsm2"
    return str(found)


def initialise(folder: Path, label: str = LABEL) -> None:
    """A new token in `folder`, and SoftHSM2 set to look there."""
    (folder / "tokens").mkdir(parents=True, exist_ok=True)
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    command = ["softhsm2-util", "--init-token", "--free", "--label", label]
    subprocess.run([*command, "--so-pin", SECURITY_OFFICER, "--pin", PIN], check=True, stdout=subprocess.DEVNULL)
    start_anew()


def start_anew() -> None:
    """Every session of this process ends, and the library looks for its tokens again at the next use."""
    import pkcs11

    with suppress(pkcs11.PKCS11Error):
        pkcs11.lib(library()).finalize()


def session():
    """A second, own session of this process with the token: what an administrator with the PIN may do."""
    import pkcs11

    token = pkcs11.lib(library()).get_token(token_label=LABEL)
    try:
        return token.open(rw=True, user_pin=PIN)
    except pkcs11.UserAlreadyLoggedIn:
        return token.open(rw=True)
