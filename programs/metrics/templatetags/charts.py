"""What pages of other apps show of a program's figures."""

from django import template

from programs.models import ProgramPage

from ..charts import of_program

register = template.Library()


@register.simple_tag
def over_time(page: ProgramPage) -> list[of_program.OverTime]:
    """Pictures of the years of a program, each with its figures."""
    return of_program.over_time(page)
