"""Texts that are open in an editor: kept up with as they change, understood again whenever the typing rests."""

import asyncio
import gc
import os
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial

from holdwater import files
from holdwater.diagnostics import SEVERITIES, Severity
from holdwater.serve.analysis import Known, analyse, tell
from holdwater.serve.edits import Edit, apply_edits
from holdwater.serve.labels import Mention, find_mentions
from holdwater.settings import Settings, find_settings, ignored_in, is_excluded, words_for
from holdwater.source import Positions, SourceText, Span, Unit
from holdwater.typed import NamedTuple
from holdwater.walk import load_sources

REST = 0.01
"""Seconds without a change after which a text is looked at, where changes follow one another closely (`PAUSE`); short, because looking at it ends
when another change comes. A change after a pause, and a request that needs the answer, do not wait for them."""

PAUSE = 0.05
"""Seconds after which a change no longer counts as following the one before."""

IDLE = 2.0
"""Seconds without a keystroke after which garbage is looked for."""


class Wishes(NamedTuple):
    """What the person wants. articles: they are looked at, not cases alone. root: the topmost folder in which quoted files may lie.

    config: the settings of each text's folder hold, where `select` and `ignore` do not say otherwise.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    articles: bool = True
    root: str | None = None
    config: bool = True


class State:
    """One state of a text, understood. `serial` tells it from the states before and after."""

    __slots__ = ("_mentions", "_told", "known", "positions", "serial")

    def __init__(self, serial: int, known: Known, unit: Unit) -> None:
        self.serial = serial
        self.known = known
        self.positions = Positions(known.source, unit)
        self._mentions: tuple[Mention, ...] | None = None
        self._told: Known | None = None

    @property
    def told(self) -> Known:
        """What is known, with the sentences on how its numbers came about."""
        if self._told is None:
            self._told = tell(self.known)
        return self._told

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
        self._last = 0.0
        self._after_pause = True
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
        now = asyncio.get_running_loop().time()
        self._after_pause, self._last = now - self._last > PAUSE, now
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
            serial, before = self._serial, self.state
            self._changed.clear()
            state, failure = await self._understand(serial, before)
            if serial == self._serial:
                self.state, self.failure, self._done = state, failure, serial
                self._ready(self)
            elif state is not None:  # overtaken, but nearer to the next state than the last one
                self.state = state
            del before, state  # so late because taking thousands of records apart takes its time
            self._release()
            self._hurry.clear()  # whoever still waits, for a later state, sets it again

    async def _rest(self) -> None:
        """Until the changes rest, or somebody waits for an answer."""
        serial = self._serial if self._after_pause else -1
        while serial != self._serial and not self._hurry.is_set():
            serial = self._serial
            try:
                async with asyncio.timeout(REST):
                    await self._hurry.wait()
            except TimeoutError:
                continue

    async def _understand(self, serial: int, before: State | None) -> tuple[State | None, Exception | None]:
        """A fault in one state of a text does not end the keeping up: what comes next may be understood again."""
        loop = asyncio.get_running_loop()
        stale = partial(self._is_overtaken, serial)
        try:
            return await loop.run_in_executor(self._pool, understand, serial, self.source, self._unit, self._wishes, before, stale), None
        except Exception as error:
            return None, error

    def _is_overtaken(self, serial: int) -> bool:
        return serial != self._serial

    def _release(self) -> None:
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)


def understand(
    serial: int, source: SourceText, unit: Unit, wishes: Wishes, before: State | None = None, stale: Callable[[], bool] | None = None
) -> State | None:
    """The state of a text, by what is wanted and by the settings of its folder.

    None where it is left alone: an article where only cases are wanted, what the settings exclude, more than holdwater reads at once; and where
    `stale` says that nobody waits any more. Raises `files.Unreadable` where the settings cannot be understood.
    """
    from holdwater.case.parse import is_case

    on_disk = os.path.isabs(source.name)
    settings = find_settings(os.path.dirname(source.name)) if on_disk and wishes.config else None
    if (
        len(source.text) > files.LIMIT
        or not (wishes.articles or is_case(source.text))
        or (settings is not None and is_excluded(settings, source.name))
    ):
        return None
    select, ignore = wishes.select, wishes.ignore
    if settings is not None:
        if not select:
            select, ignore = settings.select or (), ignore or settings.ignore or ()
        ignore += ignored_in(settings, source.name)
    known = analyse(
        source,
        before.known if before is not None else None,
        select=select,
        ignore=ignore,
        fetch=partial(load_sources, path=source.name, root=wishes.root) if on_disk else None,
        words=_words_for(settings, source.name) if settings is not None else None,
        stale=stale,
    )
    if known is None:
        return None
    if settings is not None and settings.severity is not None:
        known = _leave_out(known, settings.severity)
    return State(serial, known, unit)


def _words_for(settings: Settings, path: str) -> str | None:
    try:
        return words_for(settings, path)
    except files.Problem:  # said where the settings are checked
        return None


def _leave_out(known: Known, least: Severity) -> Known:
    """Without the findings that are milder."""
    assessment = known.assessment
    kept = tuple(finding for finding in assessment.diagnostics if SEVERITIES.index(finding.severity) >= SEVERITIES.index(least))
    return known._replace(assessment=assessment._replace(diagnostics=kept))
