"""Records of `holdwater.typed` do what those of `typing` do."""

import copy
import pickle
import subprocess
import sys
import typing
from collections.abc import Callable

import pytest

from holdwater import typed


class Ours(typed.NamedTuple):
    """A pump."""

    name: str
    load: float | None = None
    parts: tuple[str, ...] = ()

    def grow(self) -> "Ours":
        return self._replace(load=2 * (self.load or 1))


class Theirs(typing.NamedTuple):
    """A pump."""

    name: str
    load: float | None = None
    parts: tuple[str, ...] = ()

    def grow(self) -> "Theirs":
        return self._replace(load=2 * (self.load or 1))


class Bare(typed.NamedTuple):
    pass


@pytest.mark.parametrize(
    "ask",
    [
        lambda record: repr(record("a")).partition("(")[2],
        lambda record: record("a", parts=("b",)),
        lambda record: record("a", 2.0).grow(),
        lambda record: record._make(["a", 1.0, ()]),
        lambda record: record("a")._asdict(),
        lambda record: (record._fields, record._field_defaults, record.__match_args__, record.__doc__, record.__slots__),
        lambda record: record.__annotations__,
        lambda record: record("a") == ("a", None, ()) and hash(record("a")) == hash(("a", None, ())),
        lambda record: (record("a", 1.0)[1], record("a", 1.0).load, record("a") < record("b"), isinstance(record("a"), tuple)),
        lambda record: pickle.loads(pickle.dumps(record("a", 3.0))) == record("a", 3.0),
        lambda record: type(copy.deepcopy(record("a"))) is record and hasattr(record("a"), "__dict__"),
    ],
)
def test_a_record_answers_as_one_of_typing(ask: Callable[[object], object]) -> None:
    assert ask(Ours) == ask(Theirs)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda record: record(), TypeError),
        (lambda record: record("a", 1.0, (), 4), TypeError),
        (lambda record: record("a", lod=1.0), TypeError),
        (lambda record: record("a")._replace(lod=1.0), ValueError),
        (lambda record: record._make(["a"]), TypeError),
        (lambda record: setattr(record("a"), "load", 2.0), AttributeError),
        (lambda record: setattr(record("a"), "lod", 2.0), AttributeError),
    ],
)
def test_a_record_refuses_what_one_of_typing_refuses(wrong: Callable[[object], object], error: type[Exception]) -> None:
    for record in (Ours, Theirs):
        with pytest.raises(error):
            wrong(record)


def test_a_record_may_have_no_fields() -> None:
    assert Bare() == ()
    assert repr(Bare()) == "Bare()"


def test_a_walk_does_not_load_typing() -> None:
    code = "import sys, holdwater.walk, holdwater.read, holdwater.report.html, holdwater.report.text\nsys.stdout.write(str('typing' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == ("True" if sys.version_info >= (3, 14) else "False")
