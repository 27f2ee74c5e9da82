"""All that can be observed, by kind, as the harness knows it. What it doesn't know fails the build.

Routes and models need no list: every route is asked by everybody, every table of the main database is compared whole.
Jobs, messages, documents and headers stand here, each with how it is observed or why it needn't be; commands, exports,
parts of others and ways out of the code stand in `commands`, `exports`, `parts` and `ways_out`. There are no metrics.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from types import ModuleType

from django.core.management import get_commands

from disclosure import mail
from tests.two_worlds import commands, exports, leading_out, parts, reading_code
from tests.two_worlds.reading_code import FUNCTIONS, Code, top_level

HERE = "tests/two_worlds/known.py"
RUN_ONCE = "run_once"
LISTS = (list, tuple, set, frozenset, dict)  # that a command may keep its steps in
TASK = ("django_tasks.task", "django_tasks.base.Task", "django_tasks.Task", "django.tasks.task", "django.tasks.Task")
# Python in this repository that looks at the product from outside
OUTSIDE = {
    "bench": "measures how long things take, in a place of its own",
    "gunicorn.conf": "how the web server is started; tests/road/test_served.py holds it",
    "scripts": "build, check and photograph the product; no installation has them",
    "tests": "the suite",
}


def _run(name: str) -> Callable[[datetime], object]:
    def run(now: datetime) -> object:
        return pkgutil.resolve_name(name)(now)

    return run


def _seal_all(now: datetime) -> object:
    from audit import sealer

    return sealer.run_until_done(now)


def _feed(now: datetime) -> object:
    from tests.two_worlds import witnessing

    return witnessing.told(now)


def _look_all(now: datetime) -> object:
    from shelters.matcher import looking

    return looking.run_all(now)


def _work_all(now: datetime) -> object:
    from disclosure import jobs

    return jobs.run_all(now)


# what runs by the clock: a step of a command that serves, or a task of the queue → how the script runs it
JOBS: dict[str, Callable[[datetime], object]] = {
    "access.covering.run_once": _run("access.covering.run_once"),
    "access.sessions.run_once": _run("access.sessions.run_once"),
    "access.slowing.run_once": _run("access.slowing.run_once"),
    "access.submissions.run_once": _run("access.submissions.run_once"),
    "audit.house.run_once": _run("audit.house.run_once"),
    "audit.questions.run_once": _run("audit.questions.run_once"),
    "audit.rotation.run_once": _run("audit.rotation.run_once"),
    "casework.actions.break_glass.run_once": _run("casework.actions.break_glass.run_once"),
    "casework.actions.spooled.run_once": _run("casework.actions.spooled.run_once"),
    "shelters.schedule.run_once": _run("shelters.schedule.run_once"),
    "shelters.silence.run_once": _run("shelters.silence.run_once"),
    "shelters.residents_key.run_once": _run("shelters.residents_key.run_once"),
    "disclosure.jobs.run_once": _work_all,
    "disclosure.tasks.issue_document": _work_all,
    "disclosure.ringing.run_once": _run("disclosure.ringing.run_once"),
    "shelters.matcher.looking.run_once": _look_all,
    "audit.configured.note": _run("audit.configured.note"),
    "audit.in_force.note": _run("audit.in_force.note"),
    "vault.restored.tell": _run("vault.restored.tell"),
    "audit.sealer.beat": _run("audit.sealer.beat"),
    "audit.sealer.run_once": _seal_all,
    "audit.feeder.run_once": _feed,
}
# what the commands that run by the clock call beside their jobs
BESIDE_JOBS = {
    "demo.supervisor": "starts those commands",
    "demo.witnesses": "starts the demo's two witnesses; in the worlds one stands in this process",
    "disclosure.jobs.run_all": "the job, until none is ready",
    "shelters.matcher.looking.run_all": "the job, until nothing waits",
    "shelters.matcher.holding.here": "the locations, held in memory",
    "shelters.matcher.pace.rest": "how long the matcher rests before it writes; in the worlds it doesn't",
    "shelters.matcher.line": "the matcher's socket; in the worlds it is asked in this process",
    "shelters.matcher.quiet.leave_no_core": "tells the kernel that this process leaves no core",
    "shelters.management.commands.schedule.step_all": "the jobs, each whatever becomes of the others",
    "vault.keyring.held": "keys, held in memory",
}
# what a mail says: subject and text → to whom
MESSAGES: dict[tuple[str, str], str] = {
    (mail.SUBJECT, mail.BODY): "an agency for which something waits, or that has a custodian",
}
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


def unknown_in_city() -> list[str]:
    """A sentence for all in a city that the harness doesn't know, but for `routes`: what, the line to add, the file."""
    return [*queued(), *mails(outbox()), *documents()]


def unknown_in_code() -> list[str]:
    """The same for what the code alone tells, without a city."""
    code = Code()
    return [
        *packages(top_level()),
        *jobs(code),
        *tasks(code),
        *steps(),
        *leading_out.unknown(code),
        *leading_out.without_use(code),
        *exports.unlisted(),
        *parts.unknown(),
        *commands.unknown(),
    ]


def packages(found: set[str]) -> Iterator[str]:
    """Python in this repository that is neither installed, nor of those who look at the product from outside."""
    for name in sorted(found - set(reading_code.packages()) - set(OUTSIDE)):
        yield f'a package the two worlds don\'t know: add `"{name}": "what for",` to OUTSIDE (or install it) in {HERE}'


def jobs(code: Code) -> Iterator[str]:
    """Whatever is called `run_once`, in whichever way, and whatever a command that runs by the clock calls."""
    found: set[str] = set()
    for module in code.modules:
        found |= {code.followed(full) for full, here in module.imports if here == RUN_ONCE}
        for top in module.tree.body:
            owner = f"{module.name}.{top.name}" if isinstance(top, ast.ClassDef) else module.name
            if any(_is_called_run_once(node) for node in ast.walk(top)):
                found.add(f"{owner}.{RUN_ONCE}")
        if module.name.startswith(_serving()):
            found |= {use.name for use in code.uses(module) if code.is_ours(use.name)}
    for name in sorted(found):
        yield from _no_job(name)


def _is_called_run_once(node: ast.AST) -> bool:
    """Whether it defines that name, gives it to something, or has it as text, for `setattr`."""
    if isinstance(node, ast.Constant):
        return node.value == RUN_ONCE
    if isinstance(node, ast.Name | ast.Attribute):
        return RUN_ONCE in (getattr(node, "id", ""), getattr(node, "attr", "")) and isinstance(node.ctx, ast.Store)
    return isinstance(node, FUNCTIONS) and node.name == RUN_ONCE


def _no_job(name: str) -> Iterator[str]:
    if name not in JOBS and not any(f"{name}.".startswith(f"{beside}.") for beside in BESIDE_JOBS):
        yield f'a job the two worlds don\'t know: add `"{name}": _run("{name}"),` to JOBS in {HERE}'


def _serving() -> tuple[str, ...]:
    """The modules of our own commands that run by the clock, or start what does."""
    found = get_commands()
    names = [name for name, reason in commands.NOT_RUN.items() if reason == commands.SERVES]
    ours = reading_code.packages()
    return tuple(f"{found[n]}.management.commands.{n}" for n in names if n in found and found[n].split(".")[0] in ours)


def steps(modules: Iterable[ModuleType] | None = None) -> Iterator[str]:
    """The lists of steps that those commands hold once they are loaded, however they were made."""
    for module in modules if modules is not None else map(importlib.import_module, _serving()):
        lists = [v for name, v in vars(module).items() if isinstance(v, LISTS) and not name.startswith("__")]
        for step in chain.from_iterable(some.values() if isinstance(some, dict) else some for some in lists):
            step = getattr(step, "func", step)  # of a `partial`
            if callable(step) and not isinstance(step, type):
                yield from _no_job(f"{step.__module__}.{getattr(step, '__qualname__', type(step).__name__)}")


def tasks(code: Code) -> Iterator[str]:
    """Whatever is made a task of the queue, under whatever name, and whatever is put into it."""
    for module in code.modules:
        found = {use.place: use.name for use in code.uses(module) if use.name in TASK}
        for node in ast.walk(module.tree):
            if isinstance(node, FUNCTIONS) and any(code.full(module, _bare(d)) in TASK for d in node.decorator_list):
                found.pop(f"{module.name}.{node.name}", None)
                yield from _no_task(f"{module.name}.{node.name}")
            elif isinstance(node, ast.Attribute) and node.attr in ("enqueue", "aenqueue"):
                yield from _no_task(code.full(module, _bare(node.value)) or f"{module.name}.{ast.unparse(node.value)}")
        for place in sorted(found):
            yield from _no_task(place)


def _bare(node: ast.expr) -> ast.expr:
    """`task` of `task()`, and a task of `task.using(...)`."""
    if isinstance(node, ast.Attribute) and node.attr == "using":
        return _bare(node.value)
    return _bare(node.func) if isinstance(node, ast.Call) else node


def _no_task(name: str) -> Iterator[str]:
    if name not in JOBS:
        yield f'a task the two worlds don\'t know: add `"{name}": _work_all,` to JOBS in {HERE}'


def queued() -> Iterator[str]:
    """Tasks that lie in the queue, done or not."""
    from disclosure.models import Job

    for name in sorted(set(Job.objects.values_list("task_path", flat=True))):
        yield from _no_task(name)


def outbox() -> list:
    from django.core import mail as django_mail

    return django_mail.outbox


def mails(sent: Iterable) -> Iterator[str]:
    """Messages that say something else than MESSAGES, and those of MESSAGES that nobody was sent."""
    said = {(m.subject, m.body, bool(m.attachments or getattr(m, "alternatives", ()) or m.extra_headers)) for m in sent}
    for subject, body, more in sorted(said):
        if more or (subject, body) not in MESSAGES:
            yield f'a message the two worlds don\'t know: add `("{subject}", text): "to whom",` to MESSAGES in {HERE}'
    for subject, body in sorted(set(MESSAGES) - {(subject, body) for subject, body, _ in said}):
        yield f'a message the two worlds never see sent: let tests/two_worlds/script.py send "{subject}: {body}"'


def routes(found: list) -> Iterator[str]:
    """Of those FOUND with their examples, routes with an id of which the city holds none, own and foreign: nobody could
    ask them."""
    from access import routes as product

    for problem in product.problems(found):
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
