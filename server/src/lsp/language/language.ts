/** Answers about names: the core's places and texts in LSP's shapes. */
import {
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  type Location,
  LSPErrorCodes,
  MarkupKind,
  type Range,
  ResponseError,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Analysis } from '../../core/analysis';
import type { Location as CoreLocation } from '../../core/base';
import * as features from '../../core/features';
import { type CommandId, visible } from '../../protocol';
import { indexOf, toOffset, toPlace, toPosition, toRange } from '../convert';
import type { Folder } from '../folder';
import type { Session } from '../session';
import { toWorkspaceEdit } from './code-actions';

export type At = {
  readonly session: Session;
  readonly folder: Folder;
  readonly path: string;
  readonly analysis: Analysis;
};

type Position = { readonly line: number; readonly character: number };

export function hoverAt(
  { session, analysis, path }: At,
  position: Position,
  linksCommands: boolean,
): Hover | undefined {
  const file = analysis.files.get(path);
  if (!file) return undefined;
  const found = features.hover({
    analysis,
    sources: session.sources(),
    path,
    offset: toOffset(indexOf(file), position),
    placeText: (at) => placeText(analysis, at),
    linksCommands,
  });
  if (!found) return undefined;
  const contents = { kind: MarkupKind.Markdown, value: found.markdown };
  return { contents, range: toRange(indexOf(file), found.span) };
}

export function definitionAt(at: At, position: Position): Location[] {
  return locations(at, position, features.definition);
}

export function referencesAt(at: At, position: Position): Location[] {
  return locations(at, position, features.references);
}

export function symbolsIn({ analysis, path }: At): DocumentSymbol[] {
  const file = analysis.files.get(path);
  if (!file) return [];
  return features.symbols(analysis, path).map(({ name, detail, kind, at }) => {
    const range = toRange(indexOf(file), at);
    return {
      name: visible(name) || '(no name)',
      detail: visible(detail),
      kind: kinds[kind],
      range,
      selectionRange: range,
    };
  });
}

export function renamableAt({ analysis, path }: At, position: Position) {
  const file = analysis.files.get(path);
  const found = file && features.renamableAt(analysis, path, toOffset(indexOf(file), position));
  return found && { range: toRange(indexOf(file), found.span), placeholder: found.name };
}

export function renameAt(at: At, position: Position, to: string): WorkspaceEdit | undefined {
  const file = at.analysis.files.get(at.path);
  if (!file) return undefined;
  const renaming = features.rename(at.analysis, at.path, toOffset(indexOf(file), position), to);
  if ('refused' in renaming) throw new ResponseError(LSPErrorCodes.RequestFailed, visible(renaming.refused));
  return toWorkspaceEdit(at, renaming.edits);
}

export function completionsAt({ session, analysis, path }: At, position: Position): CompletionItem[] {
  const file = analysis.files.get(path);
  if (!file) return [];
  const index = indexOf(file);
  const question = { analysis, path, offset: toOffset(index, position), names: session.names() };
  return features.completions(question).map(({ label, detail, insert, replace, kind }) => ({
    label: visible(label),
    detail: visible(detail),
    kind: completionKinds[kind],
    // An account is found by its name and by its id.
    filterText: `${insert} ${label}`,
    textEdit: { range: toRange(index, replace), newText: insert },
  }));
}

export function hintsIn({ session, analysis, path }: At, range: Range): InlayHint[] {
  const file = analysis.files.get(path);
  if (!file) return [];
  const index = indexOf(file);
  const within = { start: toOffset(index, range.start), end: toOffset(index, range.end) };
  return features.hints(analysis, path, within, session.names()).map(({ at, label }) => ({
    position: toPosition(index, at),
    label: visible(label),
    paddingLeft: true,
  }));
}

/** Those that lead on are for an editor that has our commands. */
export function lensesIn({ session, analysis, path }: At, linksCommands: boolean): CodeLens[] {
  const file = analysis.files.get(path);
  if (!file) return [];
  const shown = features.lenses(analysis, session.sources(), path).filter(({ about }) => linksCommands || !about);
  return shown.map(({ at, title, about }) => ({
    range: toRange(indexOf(file), at),
    // An empty command makes the lens a label that can only be read.
    command: {
      title: withoutIcons(title),
      ...(about ? { command: explain, arguments: [{ about }] } : { command: '' }),
    },
  }));
}

/** The title of a lens takes `$(name)` for an icon, and a backslash before it makes it text. */
function withoutIcons(title: string): string {
  return visible(title).replaceAll('$(', '\\$(');
}

const explain: CommandId = 'idc.explain';

function locations(at: At, position: Position, find: typeof features.definition): Location[] {
  const { folder, analysis, path } = at;
  const file = analysis.files.get(path);
  if (!file) return [];
  const found = find(analysis, path, toOffset(indexOf(file), position));
  return found.flatMap((it) => toPlace(folder.root, analysis.files, it) ?? []);
}

/** `teams.yaml:12`, counted as editors show it. */
function placeText({ files }: Analysis, at: CoreLocation): string {
  const file = files.get(at.path);
  return file ? `${at.path}:${indexOf(file).placeOf(at.start).line + 1}` : at.path;
}

const completionKinds: Readonly<Record<features.Completion['kind'], CompletionItemKind>> = {
  'permission-set': CompletionItemKind.Class,
  group: CompletionItemKind.Module,
  user: CompletionItemKind.Module,
  account: CompletionItemKind.Reference,
  policy: CompletionItemKind.Interface,
  'managed-policy': CompletionItemKind.Interface,
  duration: CompletionItemKind.Value,
};

const kinds: Readonly<Record<features.Symbol['kind'], SymbolKind>> = {
  'permission-set': SymbolKind.Class,
  group: SymbolKind.Namespace,
  user: SymbolKind.Namespace,
  account: SymbolKind.Package,
  policy: SymbolKind.Interface,
  'managed-policy': SymbolKind.Interface,
  assignment: SymbolKind.Event,
};
