"""The door for editors: the Language Server Protocol over standard input and output, by way of pygls.

Nothing is worked out here: places and records are turned into those of the protocol, and back. `documents` keeps up with what is typed.
"""

import gc
import logging
import os
import sys
from collections.abc import Iterable, Sequence

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from holdwater import __version__
from holdwater.diagnostics import Diagnostic
from holdwater.files import Problem
from holdwater.serve.actions import Action, find_actions, is_misnumbered, mend_all
from holdwater.serve.complete import Sort, complete
from holdwater.serve.documents import Change, Document, State, Wishes
from holdwater.serve.edits import Declined, Edit, difference
from holdwater.serve.hints import find_hints
from holdwater.serve.hover import hover, to_markdown, to_plain
from holdwater.serve.labels import Mention, mention_at
from holdwater.serve.outline import Symbol, find_folds, find_symbols
from holdwater.serve.quoted import find_quoted
from holdwater.serve.rename import rename
from holdwater.source import Positions, SourceText, Span, Unit
from holdwater.typed import Any

RENUMBER = "holdwater.renumber"
"""The command that numbers the points of a case anew. It takes the address of the text."""

_REQUEST_FAILED = -32803
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_ACTIONS = {
    "mend": types.CodeActionKind.QuickFix,
    "silence": types.CodeActionKind.QuickFix,
    "accept": types.CodeActionKind.RefactorRewrite,
    "reject": types.CodeActionKind.RefactorRewrite,
    "mend all": types.CodeActionKind.SourceFixAll,
}
_SYMBOLS = {
    "heading": types.SymbolKind.Namespace,
    "point": types.SymbolKind.Property,
    "hypothesis": types.SymbolKind.Interface,
    "source": types.SymbolKind.Object,
    "watch": types.SymbolKind.Event,
}
_COMPLETIONS: dict[Sort, types.CompletionItemKind] = {
    "label": types.CompletionItemKind.Reference,
    "field": types.CompletionItemKind.Field,
    "term": types.CompletionItemKind.Value,
    "kind": types.CompletionItemKind.Keyword,
    "source": types.CompletionItemKind.Module,
    "rule": types.CompletionItemKind.EnumMember,
    "key": types.CompletionItemKind.Keyword,
}
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


class Protocol(LanguageServerProtocol):
    """pygls's, except that the texts are kept in `Server.documents`: line ends and columns are then those of holdwater."""

    _server: "Server"

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._server.open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.take(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.close(params.text_document.uri)


class Server(LanguageServer):
    """The open texts, and what the editor can do. `ended` is whether the editor has said good-bye in the proper order."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__("holdwater", __version__, protocol_cls=Protocol)
        self.wishes = wishes
        self.documents: dict[str, Document] = {}
        self.ended = False
        self._said: str | None = None

    @property
    def unit(self) -> Unit:
        encoding = self.workspace.position_encoding
        return "utf-8" if encoding == "utf-8" else "utf-32" if encoding == "utf-32" else "utf-16"

    def open(self, item: types.TextDocumentItem) -> None:
        self._drop(item.uri)
        name = to_fs_path(item.uri) or item.uri
        if item.language_id == "markdown" and not name.lower().endswith(_MARKDOWN):
            name += ".md"

        def ready(document: Document) -> None:
            self._publish(item.uri, document)

        self.documents[item.uri] = Document(SourceText(name, item.text), item.version, self.unit, self.wishes, self.thread_pool, ready)

    def take(self, params: types.DidChangeTextDocumentParams) -> None:
        document = self.documents.get(params.text_document.uri)
        if document is not None:
            document.take(tuple(_change(each) for each in params.content_changes), params.text_document.version)

    def close(self, uri: str) -> None:
        self._drop(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _drop(self, uri: str) -> None:
        document = self.documents.pop(uri, None)
        if document is not None:
            document.close()

    async def state(self, item: types.TextDocumentIdentifier) -> State | None:
        document = self.documents.get(item.uri)
        return await document.fresh() if document is not None else None

    def _publish(self, uri: str, document: Document) -> None:
        failure = document.failure
        if isinstance(failure, Problem):  # of the settings; a person can mend it
            self._say(types.MessageType.Warning, f"{failure.where}: {failure.finding}; {failure.mend}")
        elif failure is not None:
            self._say(
                types.MessageType.Error, f"{uri} is more than holdwater can take ({type(failure).__name__}: {failure}); please report it"
            )
        else:
            self._said = None
        state = document.state
        found = _diagnostics(uri, state, self._has_related) if state is not None else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, document.version))

    def _say(self, kind: types.MessageType, message: str) -> None:
        """Shows a message, once until something else is the matter."""
        if message != self._said:
            self._said = message
            self.window_show_message(types.ShowMessageParams(kind, message))

    # What the editor has said it understands

    @property
    def _has_related(self) -> bool:
        text = self.client_capabilities.text_document
        return bool(text and text.publish_diagnostics and text.publish_diagnostics.related_information)

    @property
    def shows_markdown(self) -> bool:
        text = self.client_capabilities.text_document
        formats = text.hover.content_format if text and text.hover else None
        return formats is None or types.MarkupKind.Markdown in formats

    @property
    def shows_trees(self) -> bool:
        text = self.client_capabilities.text_document
        return bool(text and text.document_symbol and text.document_symbol.hierarchical_document_symbol_support)

    @property
    def shows_disabled(self) -> bool:
        """Whether the editor shows an action that cannot be chosen, with the reason."""
        text = self.client_capabilities.text_document
        return bool(text and text.code_action and text.code_action.disabled_support)

    @property
    def takes_versions(self) -> bool:
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)

    def workspace_edit(self, uri: str, positions: Positions, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        made = _edits(positions, edits)
        if not self.takes_versions:
            return types.WorkspaceEdit(changes={uri: made})
        identifier = types.OptionalVersionedTextDocumentIdentifier(uri, self.documents[uri].version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, [*made])])


def run(wishes: Wishes) -> int:
    """Speaks with one editor until it leaves. Returns 0 if it did so in the proper order, else 1."""
    server = make_server(wishes)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_a_fault)
    gc.disable()  # `documents` looks for garbage when the typing rests
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # whatever else might be printed does not end up in the conversation
        server.start_io(sys.stdin.buffer, out)
    return 0 if server.ended else 1


def _is_a_fault(record: logging.LogRecord) -> bool:
    """Whether a line belongs in the log: a request that was declined has its answer and is no fault."""
    return not (record.exc_info and isinstance(record.exc_info[1], JsonRpcException))


def make_server(wishes: Wishes) -> Server:
    """The server with everything that it offers."""
    server = Server(wishes)
    for method, feature, options in (
        (types.SHUTDOWN, _shutdown, None),
        (types.TEXT_DOCUMENT_HOVER, _hover, None),
        (types.TEXT_DOCUMENT_INLAY_HINT, _hints, None),
        (types.TEXT_DOCUMENT_DEFINITION, _definition, None),
        (types.TEXT_DOCUMENT_REFERENCES, _references, None),
        (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, _highlights, None),
        (types.TEXT_DOCUMENT_PREPARE_RENAME, _prepare_rename, None),
        (types.TEXT_DOCUMENT_RENAME, _rename, None),
        (types.TEXT_DOCUMENT_COMPLETION, _complete, types.CompletionOptions(trigger_characters=["(", "[", ":", " "])),
        (
            types.TEXT_DOCUMENT_CODE_ACTION,
            _actions,
            types.CodeActionOptions(code_action_kinds=list(dict.fromkeys(_ACTIONS.values()))),
        ),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols, None),
        (types.TEXT_DOCUMENT_FOLDING_RANGE, _folds, None),
        (types.TEXT_DOCUMENT_FORMATTING, _format, None),
    ):
        server.feature(method, options)(feature)
    server.command(RENUMBER)(_renumber)
    return server


# Places


def _range(positions: Positions, at: Span) -> types.Range:
    return types.Range(types.Position(*positions.place(at.start)), types.Position(*positions.place(at.end)))


def _offset(state: State, position: types.Position) -> int:
    return state.positions.offset(position.line, position.character)


def _span(state: State, range: types.Range) -> Span:
    return Span(_offset(state, range.start), _offset(state, range.end))


def _edits(positions: Positions, edits: Iterable[Edit]) -> list[types.TextEdit]:
    return [types.TextEdit(_range(positions, edit.at), edit.text) for edit in edits]


def _change(event: types.TextDocumentContentChangeEvent) -> Change:
    if isinstance(event, types.TextDocumentContentChangePartial):
        start, end = event.range.start, event.range.end
        return Change(event.text, (start.line, start.character), (end.line, end.character))
    return Change(event.text)


def _is_markdown(state: State) -> bool:
    return state.known.source.name.lower().endswith(_MARKDOWN) or state.known.assessment.index.case.form == "case"


# What is said unasked


def _diagnostics(uri: str, state: State, related: bool) -> list[types.Diagnostic]:
    return [_diagnostic(uri, state.positions, finding, related) for finding in state.known.assessment.diagnostics]


def _diagnostic(uri: str, positions: Positions, finding: Diagnostic, related: bool) -> types.Diagnostic:
    """The finding stands first and alone; why and mend follow. Second places go where the editor can jump to them, else into the words."""
    words = f"{finding.message}\nwhy: {finding.why}\nmend: {finding.mend}"
    others: list[types.DiagnosticRelatedInformation] | None = None
    if related:
        others = [
            types.DiagnosticRelatedInformation(types.Location(uri, _range(positions, mark.at)), mark.label) for mark in finding.marks
        ] or None
    else:
        words += "".join(f"\nline {positions.place(mark.at.start)[0] + 1}: {mark.label}" for mark in finding.marks)
    return types.Diagnostic(
        range=_range(positions, finding.at),
        message=words,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source="holdwater",
        related_information=others,
    )


# What is asked


def _shutdown(ls: Server, _: Any) -> None:
    ls.ended = True


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    state = await ls.state(params.text_document)
    shown = hover(state.told, state.mentions, _offset(state, params.position)) if state is not None else None
    if state is None or shown is None:
        return None
    kind, write = (types.MarkupKind.Markdown, to_markdown) if ls.shows_markdown else (types.MarkupKind.PlainText, to_plain)
    return types.Hover(types.MarkupContent(kind, write(shown)), _range(state.positions, shown.at))


async def _hints(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    state = await ls.state(params.text_document)
    if state is None:
        return None
    return [
        types.InlayHint(types.Position(*state.positions.place(hint.offset)), hint.label, padding_left=True)
        for hint in find_hints(state.known, _span(state, params.range))
    ]


def _mention(state: State | None, position: types.Position) -> Mention | None:
    return mention_at(state.mentions, _offset(state, position)) if state is not None else None


async def _definition(ls: Server, params: types.DefinitionParams) -> list[types.Location] | None:
    """Of a label its item; of a place in a source the words that stand there."""
    state = await ls.state(params.text_document)
    mention = _mention(state, params.position)
    if state is None:
        return None
    if mention is None:
        quoted = find_quoted(state.known, _offset(state, params.position), ls.wishes.root)
        uri = from_fs_path(quoted.path) if quoted is not None else None
        return [types.Location(uri, _range(Positions(quoted.source, ls.unit), quoted.at))] if quoted is not None and uri else None
    found = [each for each in state.mentions if each.label == mention.label and each.defines]
    return [types.Location(params.text_document.uri, _range(state.positions, each.at)) for each in found]


async def _references(ls: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    state = await ls.state(params.text_document)
    mention = _mention(state, params.position)
    if state is None or mention is None:
        return None
    whole = params.context.include_declaration
    found = [each for each in state.mentions if each.label == mention.label and (whole or not each.defines)]
    return [types.Location(params.text_document.uri, _range(state.positions, each.at)) for each in found]


async def _highlights(ls: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    state = await ls.state(params.text_document)
    mention = _mention(state, params.position)
    if state is None or mention is None:
        return None
    kinds = (types.DocumentHighlightKind.Read, types.DocumentHighlightKind.Write)
    found = [each for each in state.mentions if each.label == mention.label]
    return [types.DocumentHighlight(_range(state.positions, each.at), kinds[each.defines]) for each in found]


async def _prepare_rename(ls: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    state = await ls.state(params.text_document)
    mention = _mention(state, params.position)
    if state is None or mention is None or mention.ranged:
        return None
    return types.PrepareRenamePlaceholder(_range(state.positions, mention.at), mention.label)


async def _rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    state = await ls.state(params.text_document)
    mention = _mention(state, params.position)
    if state is None or mention is None:
        raise JsonRpcException("there is no label here that could be renamed", _REQUEST_FAILED)
    edits = rename(state.known, mention.label, params.new_name)
    if isinstance(edits, Declined):
        raise JsonRpcException(edits.why, _REQUEST_FAILED)
    return ls.workspace_edit(params.text_document.uri, state.positions, edits)


async def _complete(ls: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """Does not wait for the text to be understood, except for the first time: what was understood last will do."""
    document = ls.documents.get(params.text_document.uri)
    state = (document.state or await document.fresh()) if document is not None else None
    if document is None or state is None:
        return None
    positions = Positions(document.source, ls.unit)
    offset = positions.offset(params.position.line, params.position.character)
    offer = complete(state.known.assessment.index, document.source, offset)
    made = [
        types.CompletionItem(
            label=item.label,
            kind=_COMPLETIONS[item.kind],
            detail=item.detail or None,
            filter_text=item.matches or item.label,
            sort_text=f"{number:05}",
            text_edit=types.TextEdit(_range(positions, item.at), item.text),
        )
        for number, item in enumerate(offer.items)
    ]
    return types.CompletionList(is_incomplete=not offer.whole, items=made)


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    state = await ls.state(params.text_document)
    if state is None:
        return None
    actions = [one for one in find_actions(state.known, _span(state, params.range)) if one.why_not is None or ls.shows_disabled]
    if (everything := mend_all(state.known)) is not None:
        actions.append(everything)
    made = [_action(ls, params.text_document.uri, state, action) for action in actions]
    if is_misnumbered(state.known, _span(state, params.range)):
        title = "Number the points 1, 2, 3 … in their order, and every reference with them"
        command = types.Command(title, RENUMBER, arguments=[params.text_document.uri])
        made.append(types.CodeAction(title, types.CodeActionKind.RefactorRewrite, command=command))
    return [action for action in made if _is_wanted(action, params.context.only)]


def _is_wanted(action: types.CodeAction, only: Sequence[str] | None) -> bool:
    """Whether an action is of one of the kinds asked for, or of a kind below it; all are where none is named."""
    return only is None or any(action.kind is not None and (action.kind == kind or action.kind.startswith(f"{kind}.")) for kind in only)


def _action(ls: Server, uri: str, state: State, action: Action) -> types.CodeAction:
    return types.CodeAction(
        title=action.title,
        kind=_ACTIONS[action.kind],
        diagnostics=[_diagnostic(uri, state.positions, action.finding, False)] if action.finding is not None else None,
        is_preferred=action.kind == "mend" or None,
        disabled=types.CodeActionDisabled(action.why_not) if action.why_not is not None else None,
        edit=ls.workspace_edit(uri, state.positions, action.edits) if action.why_not is None else None,
    )


async def _renumber(ls: Server, uri: str) -> None:
    """Has the editor make the edits; says why where nothing can be done."""
    from holdwater.case.renumber import renumber

    state = await ls.state(types.TextDocumentIdentifier(uri))
    if state is None or state.known.assessment.index.case.form != "case":
        raise JsonRpcException("only the points of an open case can be numbered", _REQUEST_FAILED)
    source = state.known.source
    numbered = renumber(source)
    if numbered.trouble is not None:
        raise JsonRpcException("; ".join(numbered.trouble), _REQUEST_FAILED)
    edits = difference(source.text, numbered.text)
    if edits:
        edit = ls.workspace_edit(uri, state.positions, edits)
        await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label="Number the points"))


async def _symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    state = await ls.state(params.text_document)
    if state is None:
        return None
    symbols = find_symbols(state.known, markdown=_is_markdown(state))
    if ls.shows_trees:
        return [_tree(state.positions, symbol) for symbol in symbols]
    return [
        types.SymbolInformation(
            types.Location(params.text_document.uri, _range(state.positions, symbol.at)), symbol.name, _SYMBOLS[symbol.kind]
        )
        for symbol in _flat(symbols)
    ]


def _tree(positions: Positions, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        kind=_SYMBOLS[symbol.kind],
        range=_range(positions, symbol.at),
        selection_range=_range(positions, symbol.name_at),
        detail=symbol.detail or None,
        children=[_tree(positions, child) for child in symbol.children],
    )


def _flat(symbols: tuple[Symbol, ...]) -> list[Symbol]:
    return [each for symbol in symbols for each in (symbol, *_flat(symbol.children))]


async def _folds(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    state = await ls.state(params.text_document)
    if state is None:
        return None
    return [types.FoldingRange(fold.first - 1, fold.last - 1) for fold in find_folds(state.known, markdown=_is_markdown(state))]


async def _format(ls: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """The usual form of a case; an article has none."""
    state = await ls.state(params.text_document)
    if state is None or state.known.assessment.index.case.form != "case":
        return None
    from holdwater.case.format import format_text

    source = state.known.source
    return _edits(state.positions, difference(source.text, format_text(source)))
