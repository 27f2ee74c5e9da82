"""System checks: every paper has a root whose readers read it, and a template."""

from __future__ import annotations

from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from disclosure import documents, matching, papers


@register("disclosure")
def papers_are_whole(app_configs, **kwargs) -> list[Error]:
    """Fails closed at start-up rather than at the signer's desk."""
    known = {kind.kind for kind in documents.kinds()}
    problems = []
    for paper in papers.all_papers():
        if paper.about not in known:
            hint = f'Call disclosure.documents.register("{paper.about}", read=Permission.…) in AppConfig.ready().'
            said = f"The paper {paper.kind} is about {paper.about}, which nobody registered."
            problems.append(Error(said, hint=hint, id="disclosure.E001"))
        try:
            get_template(paper.template)
        except TemplateDoesNotExist:
            hint = f"Add templates/{paper.template} to the package that brings the paper."
            said = f"The paper {paper.kind} has no template {paper.template}."
            problems.append(Error(said, hint=hint, id="disclosure.E002"))
    return problems


@register("disclosure")
def a_matcher_is_there(app_configs, **kwargs) -> list[Error]:
    """Nothing leaves where nobody knows which places must not be named."""
    if matching.registered():
        return []
    hint = "Call disclosure.matching.register(…) in the ready() of the package that knows the places."
    return [Error("No matcher is registered with the gate.", hint=hint, id="disclosure.E003")]
