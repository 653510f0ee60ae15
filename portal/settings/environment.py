"""Environment variables, each read in one place and listed in the README."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

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


def addresses(text: str) -> list[str]:
    """Addresses of servers, each with its port: the one of its scheme where none is said."""
    return [_with_port(address) for address in words(text)]


def _with_port(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("write addresses like https://user:password@search.example.gov:9200")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    user, at, host = parts.netloc.rpartition("@")
    name = host if parts.port else host.rstrip(":")
    netloc = f"{user}{at}{name}" if parts.port else f"{user}{at}{name}:{port}"
    return parts._replace(netloc=netloc).geturl()


def search_server(**options: Any) -> dict[str, Any]:
    """Options of the engine, or nothing where no server is named."""
    return options if options["addresses"] else {}
