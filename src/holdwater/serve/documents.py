"""Texts that are open in an editor: kept up with as they change, understood again whenever the typing rests."""

import asyncio
import gc
import os
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import NamedTuple

from holdwater import files
from holdwater.serve.analysis import Known, analyse
from holdwater.serve.edits import Edit, apply_edits
from holdwater.serve.labels import Mention, find_mentions
from holdwater.source import Positions, SourceText, Span, Unit
from holdwater.walk import load_sources

REST = 0.03
"""Seconds without a keystroke after which a text is looked at; a request that needs the answer does not wait for them."""

IDLE = 2.0
"""Seconds without a keystroke after which garbage is looked for."""


class Wishes(NamedTuple):
    """What the person wants. articles: they are looked at, not cases alone. root: the topmost folder in which quoted files may lie."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    articles: bool = True
    root: str | None = None


class State:
    """One state of a text, understood. `serial` tells it from the states before and after."""

    __slots__ = ("_mentions", "known", "positions", "serial")

    def __init__(self, serial: int, known: Known, unit: Unit) -> None:
        self.serial = serial
        self.known = known
        self.positions = Positions(known.source, unit)
        self._mentions: tuple[Mention, ...] | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        if self._mentions is None:
            self._mentions = find_mentions(self.known.assessment.index)
        return self._mentions


class Change(NamedTuple):
    """The text between two places (lines and columns as the editor counts them) is replaced; the whole text where there are none."""

    text: str
    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None


def change(source: SourceText, changed: Change, unit: Unit) -> SourceText:
    """The text after one change.

    >>> change(SourceText("a.md", "one\\r\\ntwo"), Change("2", (1, 0), (1, 3)), "utf-16").text
    'one\\r\\n2'
    """
    if changed.start is None or changed.end is None:
        return SourceText(source.name, changed.text)
    positions = Positions(source, unit)
    start, end = sorted((positions.offset(*changed.start), positions.offset(*changed.end)))
    return SourceText(source.name, apply_edits(source.text, (Edit(Span(start, end), changed.text),)))


class Document:
    """One open text. `ready` is called whenever `state` is that of the text as it is: None where it is left alone, or `failure` says why.

    It has to be made inside a running event loop, and closed.
    """

    def __init__(
        self, source: SourceText, version: int | None, unit: Unit, wishes: Wishes, pool: Executor, ready: Callable[["Document"], None]
    ) -> None:
        self.source = source
        self.version = version
        self.state: State | None = None
        self.failure: Exception | None = None
        self._unit = unit
        self._wishes = wishes
        self._pool = pool
        self._ready = ready
        self._serial = 0
        self._done = -1
        self._waiting: list[asyncio.Future[None]] = []
        self._changed = asyncio.Event()
        self._hurry = asyncio.Event()
        self._changed.set()
        self._hurry.set()
        self._keeper = asyncio.get_running_loop().create_task(self._keep_up())

    def take(self, changes: tuple[Change, ...], version: int | None) -> None:
        """Takes in what was typed."""
        for each in changes:
            self.source = change(self.source, each, self._unit)
        self.version = version
        self._serial += 1
        self._changed.set()

    async def fresh(self) -> State | None:
        """The state of the text as it is now, waiting for it if need be; None for a text that is left alone."""
        while self._done != self._serial:
            if self._keeper.done():
                return None
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            self._hurry.set()
            await waiter
        return self.state

    def close(self) -> None:
        self._keeper.cancel()
        self._release()

    async def _keep_up(self) -> None:
        while True:
            try:
                async with asyncio.timeout(IDLE):
                    await self._changed.wait()
            except TimeoutError:
                gc.collect()
                await self._changed.wait()
            await self._rest()
            serial = self._serial
            self._changed.clear()
            await self._understand(serial)
            self._done = serial
            if serial == self._serial:
                self._ready(self)
            self._release()
            self._hurry.clear()  # whoever still waits, for a later state, sets it again

    async def _rest(self) -> None:
        """Until the typing rests, or somebody waits for an answer."""
        serial = -1
        while serial != self._serial and not self._hurry.is_set():
            serial = self._serial
            try:
                async with asyncio.timeout(REST):
                    await self._hurry.wait()
            except TimeoutError:
                continue

    async def _understand(self, serial: int) -> None:
        """A fault of ours in one state of a text does not end the keeping up: what comes next may be understood again."""
        source, before = self.source, self.state
        loop = asyncio.get_running_loop()
        self.failure = None
        try:
            self.state = await loop.run_in_executor(self._pool, understand, serial, source, self._unit, self._wishes, before)
        except Exception as error:
            self.state, self.failure = None, error

    def _release(self) -> None:
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)


def understand(serial: int, source: SourceText, unit: Unit, wishes: Wishes, before: State | None = None) -> State | None:
    """The state of a text; None where it is left alone: an article where only cases are wanted, or more than holdwater reads at once."""
    from holdwater.case.parse import is_case

    if len(source.text) > files.LIMIT or not (wishes.articles or is_case(source.text)):
        return None
    fetch = partial(load_sources, path=source.name, root=wishes.root) if os.path.isabs(source.name) else None
    known = analyse(source, before.known if before is not None else None, select=wishes.select, ignore=wishes.ignore, fetch=fetch)
    return State(serial, known, unit)
