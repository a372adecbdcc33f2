"""What records and types are written with: `NamedTuple`, `Literal`, `Any` and `cast`, without the cost of loading `typing` for them.

To a type checker they are those of `typing`. At run time a record is made without compiling source for every class, which takes a fifth of the
time (docs/decisions/records.md); it behaves as one of `collections.namedtuple` does. From Python 3.14 on, where annotations are no longer worked
out with the class, and on other interpreters than CPython, they are those of `typing` at run time too.
"""

import sys

try:
    from _collections import _tuplegetter  # type: ignore[import-not-found]
except ImportError:  # an interpreter of another make
    _tuplegetter = None

TYPE_CHECKING = False  # type checkers take it for true
if TYPE_CHECKING or _tuplegetter is None or sys.version_info >= (3, 14):
    from typing import Any as Any
    from typing import Literal as Literal
    from typing import NamedTuple as NamedTuple
    from typing import cast as cast
else:
    from types import FunctionType

    class Any:
        """Any value."""

    class Literal:
        """One of the values in brackets: a type to type checkers alone."""

        def __class_getitem__(cls, values):
            return cls

    def cast(kind, value):  # noqa: ARG001
        """The value as it is."""
        return value

    _CODES = {}

    def _new(fields, defaults, module):
        """The `__new__` of a record: the code of one with as many fields, with the names of these."""
        count = len(fields)
        code = _CODES.get(count)
        if code is None:
            names = ", ".join([f"_{at}" for at in range(count)])
            code = _CODES[count] = eval(f"lambda _cls, {names}: _make(_cls, ({names},))" if count else "lambda _cls: _make(_cls, ())").__code__
        code = code.replace(co_varnames=("_cls", *fields), co_name="__new__")
        return FunctionType(code, {"_make": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{module}"}, "__new__", defaults)

    class _Record(tuple):
        """What every record can do."""

        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, iterable):
            made = tuple.__new__(cls, iterable)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = tuple.__new__(self.__class__, map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            return f"{self.__class__.__name__}({', '.join([f'{name}={value!r}' for name, value in zip(self._fields, self, strict=True)])})"

        def __getnewargs__(self):
            return tuple(self)

    class _Making(type):
        """Makes a class that names `NamedTuple` as its base a tuple with the annotated fields."""

        def __new__(cls, name, bases, body):  # noqa: ARG004
            fields = tuple(body.get("__annotations__", ()))
            defaults = tuple([body[field] for field in fields if field in body])
            body["_fields"] = body["__match_args__"] = fields
            body["_field_defaults"] = dict(zip(fields[len(fields) - len(defaults) :], defaults, strict=True))
            body["__slots__"] = ()
            body["__new__"] = _new(fields, defaults, body["__module__"])
            for at, field in enumerate(fields):
                body[field] = _tuplegetter(at, "")
            return type.__new__(type, name, (_Record,), body)

    NamedTuple = type.__new__(_Making, "NamedTuple", (), {})
