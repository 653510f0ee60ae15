"""Environment variables, each read in one place and listed in the README."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

Value = TypeVar("Value")


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it is without being set, and what it does."""

    name: str
    default: str
    meaning: str


VARIABLES: dict[str, Variable] = {}


def read(
    name: str,
    default: Value,
    meaning: str,
    parse: Callable[[str], Value] | None = None,
) -> Value:
    """The variable's value, parsed; `default` where it is unset or empty.

    Raises ImproperlyConfigured, naming the variable and the text, where `parse` refuses it.
    """
    VARIABLES[name] = Variable(name, "" if default is None else str(default), meaning)
    text = os.environ.get(name, "")
    if not text:
        return default
    try:
        return (parse or str)(text)  # type: ignore[return-value]  # str where no parser is given
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={text!r} cannot be read: {error}") from error


def flag(text: str) -> bool:
    """`1`, `true`, `yes`, `on` and their opposites."""
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    try:
        return words[text.strip().lower()]
    except KeyError:
        raise ValueError("write 1 or 0") from None


def words(text: str) -> list[str]:
    """A list separated by commas, without empty entries."""
    return [word.strip() for word in text.split(",") if word.strip()]
