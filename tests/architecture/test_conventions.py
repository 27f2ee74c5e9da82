"""Conventions that keep the promise: each is a rule about code, and each is shown to find a breach."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import LAYERS, ROOT, modules, tracked


def calls(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node


def method(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def writes_in(tree: ast.AST) -> list[int]:
    """Lines that save, create or delete a row."""
    verbs = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
    return [
        n.lineno
        for n in calls(tree)
        if method(n) in verbs
        and not (isinstance(n.func, ast.Attribute) and ast.unparse(n.func.value).endswith(("session", "storage")))
    ]


def test_views_and_forms_write_nothing():
    breach = ast.parse("def view(request):\n    Case.objects.create()")
    assert writes_in(breach) == [2]
    wrong = []
    for name, tree in modules(*LAYERS):
        if re.search(r"/(views|forms|panels)(/|\.py$)", name):
            wrong += [f"{name}:{line}" for line in writes_in(tree)]
    assert wrong == []


def asks_django(tree: ast.AST) -> list[int]:
    """Lines that decide who may see something by anything but access.policy."""
    return [
        n.lineno
        for n in ast.walk(tree)
        if isinstance(n, ast.Attribute) and n.attr in {"has_perm", "has_perms", "is_superuser", "is_staff"}
    ]


def test_only_access_asks_django_for_permissions():
    assert asks_django(ast.parse("x = user.has_perm('a')")) == [1]
    wrong = [f"{n}:{line}" for n, tree in modules(*LAYERS) if not n.startswith("access/") for line in asks_django(tree)]
    assert wrong == []


def raw_queries(tree: ast.AST) -> list[int]:
    found = [n.lineno for n in calls(tree) if method(n) == "raw"]
    return found + [
        n.lineno
        for n in ast.walk(tree)
        if isinstance(n, ast.Attribute) and n.attr in {"_base_manager", "_default_manager"}
    ]


def test_no_query_goes_around_the_guarded_managers():
    assert raw_queries(ast.parse("Case._base_manager.all()\nCase.objects.raw('x')")) == [2, 1]
    wrong = [
        f"{n}:{line}"
        for n, tree in modules(*LAYERS)
        if not n.startswith(("access/", "vault/", "audit/"))
        for line in raw_queries(tree)
    ]
    assert wrong == []


UNSCOPED_ALLOWED = re.compile(
    r"/(actions|queries|jobs|management|models)(/|\.py$)|/(queries|schedule|reconciler|seal\w*|jobs|gate|policy|registration)\.py$"
)


def test_unscoped_managers_are_used_only_where_a_policy_has_already_decided():
    wrong = []
    for name, tree in modules(*LAYERS):
        if UNSCOPED_ALLOWED.search(name) or name.startswith(("access/", "demo/", "audit/")):
            continue
        wrong += [f"{name}:{n.lineno}" for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "every"]
    assert wrong == []


RANDOM = {"random", "secrets", "os.urandom", "uuid.uuid4", "uuid.uuid1", "get_random_string", "token_hex"}


def randomness(tree: ast.AST) -> list[int]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [node.lineno for a in node.names if a.name in {"random", "secrets"}]
        if isinstance(node, ast.ImportFrom) and node.module in {"random", "secrets", "django.utils.crypto"}:
            found += [node.lineno for a in node.names if a.name not in {"constant_time_compare", "salted_hmac"}]
        if isinstance(node, ast.Attribute) and ast.unparse(node) in RANDOM:
            found.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module == "uuid":
            found += [node.lineno for a in node.names if a.name in {"uuid4", "uuid1"}]
    return found


def test_all_randomness_comes_from_one_module():
    assert randomness(ast.parse("import secrets")) == [1]
    wrong = [
        f"{name}:{line}"
        for name, tree in modules(*LAYERS)
        if name != "vault/entropy.py" and not name.startswith("demo/")
        for line in randomness(tree)
    ]
    assert wrong == []


def test_no_template_marks_text_as_safe():
    wrong = [
        f"{p.relative_to(ROOT)}:{i}"
        for p in tracked(".html")
        for i, line in enumerate(p.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\|\s*safe\b|autoescape\s+off", line)
    ]
    assert wrong == []


def test_no_form_takes_all_fields_of_a_model():
    wrong = [
        p.relative_to(ROOT).as_posix()
        for p in tracked(".py")
        if re.search(r'fields\s*=\s*"__all__"', p.read_text(encoding="utf-8")) and "tests/" not in p.as_posix()
    ]
    assert wrong == []
