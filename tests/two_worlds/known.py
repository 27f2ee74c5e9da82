"""All that can be observed, by kind, as the harness knows it. What it doesn't know fails the build.

Routes and models need no list: every route is asked by everybody, every table of the main database is compared whole.
Commands, jobs, mails, loggers, documents and headers stand here, each with how it is observed or why it needn't be.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from tests.two_worlds import commands

HERE = "tests/two_worlds/known.py"
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("vault", "access", "audit", "disclosure", "casework", "referrals", "shelters", "demo", "settings")


def _run(module: str) -> Callable[[datetime], object]:
    def run(now: datetime) -> object:
        import importlib

        return importlib.import_module(module).run_once(now)

    return run


def _seal_all(now: datetime) -> object:
    from audit import sealer

    return sealer.run_until_done(now)


def _look_all(now: datetime) -> object:
    from shelters.matcher import looking

    return looking.run_all(now)


def _work_all(now: datetime) -> object:
    from disclosure import jobs

    return jobs.run_all(now)


# what runs by the clock: module of `run_once`, or a task of the queue → how the script runs it
JOBS: dict[str, Callable[[datetime], object]] = {
    "access.submissions": _run("access.submissions"),
    "audit.house": _run("audit.house"),
    "shelters.schedule": _run("shelters.schedule"),
    "disclosure.jobs": _work_all,
    "disclosure.tasks.issue_document": _work_all,
    "disclosure.ringing": _run("disclosure.ringing"),
    "shelters.matcher.looking": _look_all,
    "audit.sealer": _seal_all,
}
# modules that send mail: every message is compared whole, whoever it is to
MAILS = {"disclosure/mail.py"}
MAILING = {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage", "EmailMultiAlternatives"}
# modules that ask for a logger of their own: every record of every logger is compared
LOGGERS: set[str] = set()
# headers of answers: all are compared; a new one says here what it is for
HEADERS = {
    "Allow": "methods of a page one sees",
    "Cache-Control": "no-store for everybody who is signed in",
    "Clear-Site-Data": "sign-out",
    "Content-Disposition": "names of downloaded documents: kind and number",
    "Content-Language": "id or en",
    "Content-Length": "compared with the body",
    "Content-Security-Policy": "the same for all pages",
    "Content-Type": "text, picture, PDF, ZIP",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Draft-Token": "the draft a desk's page goes on with, bound to who types it",
    "Expires": "of pages that nobody may keep",
    "HX-Redirect": "where a part of a page sends the whole page",
    "Location": "where an act leads",
    "Permissions-Policy": "the same for all pages",
    "Pragma": "no-cache",
    "Referrer-Policy": "same-origin",
    "Vary": "the same for all pages of a kind",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every Python file of the product, by its path in the repository."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def unknown() -> list[str]:
    """A sentence for everything the harness doesn't know: what it is, the line to add, and the file."""
    return [*in_sources(), *commands.unknown(), *routes(), *documents()]


def in_sources(found: Iterator[tuple[str, ast.Module]] | None = None) -> Iterator[str]:
    """Jobs, tasks, mails and loggers in the code."""
    for path, tree in found or sources():
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                if node.name == "run_once" and module not in JOBS:
                    yield f'a job the two worlds don\'t know: add `"{module}": _run("{module}"),` to JOBS in {HERE}'
                if any(_name(decorator) == "task" for decorator in node.decorator_list):
                    task = f"{module}.{node.name}"
                    if task not in JOBS:
                        yield f'a task the two worlds don\'t know: add `"{task}": _work_all,` to JOBS in {HERE}'
            if isinstance(node, ast.Call):
                called = _name(node.func)
                if called in MAILING and path not in MAILS:
                    yield f'a mail the two worlds don\'t know: add `"{path}"` to MAILS in {HERE}'
                if called == "getLogger" and path not in LOGGERS:
                    yield f'a logger the two worlds don\'t know: add `"{path}"` to LOGGERS in {HERE}'


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def routes() -> Iterator[str]:
    """Routes with an id of which the city holds no example, own and foreign: nobody could ask them."""
    from access import routes as product

    for problem in product.problems(product.with_examples(list(product.walk()))):
        yield f"a route the two worlds can't ask: {problem}"


def documents() -> Iterator[str]:
    """Every kind of document must lie issued in the city, for its bytes to be compared."""
    from disclosure import papers
    from disclosure.models import Document

    issued = set(Document.every.filter(state__in=("issued", "handed")).values_list("kind", flat=True))
    for kind in sorted(paper.kind for paper in papers.all_papers()):
        if kind not in issued:
            yield f"a document the two worlds never see issued: let tests/two_worlds/script.py issue `{kind}`"


def unknown_headers(names: set[str]) -> list[str]:
    """A sentence for each header that no line explains."""
    return [
        f'a header the two worlds don\'t know: add `"{name}": "what for",` to HEADERS in {HERE}'
        for name in sorted(names - set(HEADERS))
    ]
