"""Calls of classes without a detour.

>>> from typing import NamedTuple
>>> class Point(NamedTuple):
...     x: int
...     y: int = 0
>>> point = quick(Point)
>>> point(3)
Point(x=3, y=0)

A call of a class hands its arguments to `__new__` and `__init__` in a tuple and a dictionary made for the purpose, which
costs two to four times what the object does. A document makes thousands of small ones; where it does, a function made
once makes the same objects.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

new_tuple = tuple.__new__
"""`new_tuple(Point, (3, 0))`: the same once more in half the time, for the few of which there are hundreds. Nothing is checked."""

P = ParamSpec("P")
R = TypeVar("R")


def quick(kind: Callable[P, R]) -> Callable[P, R]:
    """A function that takes what a named tuple or a record takes, and gives back the same."""
    made: Any = kind
    if hasattr(made, "made_quickly"):
        return cast("Callable[P, R]", made.made_quickly)
    known: dict[str, Any] = {"kind_made": kind, "new_tuple": new_tuple}
    known |= {f"default_{name}": value for name, value in made._field_defaults.items()}
    listed = [f"{name}=default_{name}" if name in made._field_defaults else name for name in made._fields]
    body = f"new_tuple(kind_made, ({', '.join(made._fields)},))"
    return cast("Callable[P, R]", eval(f"lambda {', '.join(listed)}: {body}", known))


def altered(record: R, **changes: object) -> R:
    """The record with other values in these fields, as `dataclasses.replace` makes it.

    >>> from planparse.records import Person
    >>> altered(Person(role="责任人", name="张三"), name="李四")
    Person(role='责任人', name='李四')
    """
    kind: Any = type(record)
    return cast("R", kind.altered_quickly(record, changes))
