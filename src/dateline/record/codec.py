"""The model's dataclasses as compact JSON and back, losslessly.

Fields that hold their default are left out, and fields that the JSON lacks take it, so that an older record still reads
after the model has gained a field.
"""

from __future__ import annotations

import json
import types
import typing
import zlib
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from dateline.model import Span

T = TypeVar("T")
Converter = Callable[[Any], Any]


def pack(value: object) -> bytes:
    """The dataclass as compressed JSON. The same value gives the same bytes on one zlib version."""
    text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf8"), 6)


def unpack(kind: type[T], body: bytes) -> T:
    """The dataclass back from `pack`'s bytes: equal to what was packed."""
    result: T = decoder(kind)(json.loads(zlib.decompress(body)))
    return result


def encode(value: object) -> Any:
    """JSON types: a span as [start, end], a tuple as a list, a dataclass as an object without its defaults."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        found = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: encode(item) for field, item in found if not _is_default(field, item)}
    return value


def decoder(kind: Any) -> Converter:
    """The function that turns `encode`'s JSON back into a value of this type."""
    return _decoder(kind)


@cache
def _decoder(kind: Any) -> Converter:
    if kind is Span:
        return lambda data: Span(data[0], data[1])
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        item = decoder(arguments[0])
        return lambda data: tuple(item(one) for one in data)
    if origin in (typing.Union, types.UnionType):
        inner = decoder(next(a for a in arguments if a is not type(None)))
        return lambda data: None if data is None else inner(data)
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    return lambda data: data


def _dataclass_decoder(kind: Any) -> Converter:
    hints = typing.get_type_hints(kind)
    converters = {field.name: decoder(hints[field.name]) for field in fields(kind)}

    def decode(data: dict[str, Any]) -> Any:
        return kind(**{name: converters[name](item) for name, item in data.items() if name in converters})

    return decode


def _is_default(field: Field[Any], item: object) -> bool:
    if field.default_factory is not MISSING:
        return bool(item == field.default_factory())
    return field.default is not MISSING and type(item) is type(field.default) and bool(item == field.default)
