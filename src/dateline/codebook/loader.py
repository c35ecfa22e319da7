"""Reads the vocabularies: YAML files under `data/`, checked as they are loaded."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from dateline.errors import CodebookError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_data(name: str) -> Any:
    """The parsed content of ``data/NAME.yaml``. Callers check its shape and must not change it.

    Raises:
        CodebookError: the file is missing or is not YAML; the message has the line.
    """
    path = resources.files("dateline.codebook") / "data" / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf8"), Loader=_Loader)
    except FileNotFoundError as error:
        raise CodebookError(f"there is no vocabulary {name!r}", where=f"{name}.yaml") from error
    except yaml.YAMLError as error:
        raise CodebookError(f"not YAML: {error}", where=f"{name}.yaml") from error


def expect(condition: object, name: str, message: str) -> None:
    """Raise CodebookError with `message` about the vocabulary `name` unless `condition` holds."""
    if not condition:
        raise CodebookError(message, where=f"{name}.yaml", hint="Mend the entry; docs/codebook.md shows the shape.")
