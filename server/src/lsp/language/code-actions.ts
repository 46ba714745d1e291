/** Quick fixes from findings, everything safe at once, and the comment that silences a finding for a reason. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type Range,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Analysis, Finding, FindingFix } from '../../core/analysis';
import {
  type TextEdit as CoreEdit,
  isKnown,
  type Known,
  type Location,
  type Maybe,
  type SourceFile,
} from '../../core/base';
import { type AccessSubject, type CommandId, visible } from '../../protocol';
import { indexOf, toOffset, toPosition, toRange, toUri } from '../convert';
import type { Folder } from '../folder';
import { diagnosticSource } from './publish';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.idc`;

export type ActionInput = {
  readonly folder: Pick<Folder, 'root' | 'version'>;
  readonly path: string;
  readonly analysis: Analysis;
  readonly params: CodeActionParams;
  /** Whether the editor lets the user type over the reason at once. */
  readonly snippets: boolean;
  /** It is our own client: actions may run its commands. */
  readonly commands: boolean;
};

export function codeActions(input: ActionInput): CodeAction[] {
  const file = input.analysis.files.get(input.path);
  if (!file) return [];
  const wants = wanted(input.params.context.only);
  const here = findingsIn(input, file);
  return [
    ...(wants(CodeActionKind.QuickFix) ? here.flatMap((finding) => quickFixes(input, file, finding)) : []),
    ...(wants(CodeActionKind.QuickFix) ? here.flatMap((finding) => newAssignment(input, file, finding)) : []),
    ...(wants(CodeActionKind.QuickFix) ? here.flatMap((finding) => suppress(input, file, finding)) : []),
    ...(wants(fixAllKind) ? fixAll(input) : []),
  ];
}

/** `source` asks for `source.fixAll.idc` too; nothing asked means everything but what runs unasked on saving. */
function wanted(only: readonly string[] | undefined): (kind: string) => boolean {
  if (!only) return (kind) => kind === CodeActionKind.QuickFix;
  return (kind) => only.some((it) => kind === it || kind.startsWith(`${it}.`));
}

function findingsIn({ analysis, path, params }: ActionInput, file: SourceFile): readonly Finding[] {
  const index = indexOf(file);
  const start = toOffset(index, params.range.start);
  const end = toOffset(index, params.range.end);
  return analysis.findings.filter(({ at }) => at.path === path && at.start <= end && at.end >= start);
}

function quickFixes(input: ActionInput, file: SourceFile, finding: Finding): CodeAction[] {
  const fixes = finding.fixes();
  const diagnostics = diagnosticsOf(input, file, finding);
  return fixes.map((fix, index) => ({
    title: visible(fix.title),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: index === 0 && fix.safe,
    edit: toWorkspaceEdit(input, fix.edits),
  }));
}

/** What nobody uses may be waiting for an assignment: who, where and as what is asked for step by step. */
function newAssignment(input: ActionInput, file: SourceFile, finding: Finding): CodeAction[] {
  const about = input.commands ? subjectOf(input.analysis, finding) : undefined;
  if (!about) return [];
  const title = visible(`New assignment of "${about.principal ?? about.permissionSet}"…`);
  const command = { title, command: newAssignmentCommand, arguments: [{ about }] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf(input, file, finding), command }];
}

const newAssignmentCommand: CommandId = 'idc.newAssignment';

function subjectOf({ declared }: Analysis, { rule, at }: Finding): AccessSubject | undefined {
  const nameIn = (items: readonly { readonly name: Maybe<string> }[]) =>
    items.map(({ name }) => name).find((name): name is Known<string> => isKnown(name) && isSame(name.origin.at, at))
      ?.value;
  const principal = rule === 'unassigned-group' ? nameIn(declared.groups.all) : undefined;
  if (principal !== undefined) return { principalType: 'GROUP', principal };
  const permissionSet = rule === 'unassigned-permission-set' ? nameIn(declared.permissionSets.all) : undefined;
  return permissionSet === undefined ? undefined : { permissionSet };
}

function isSame(a: Location, b: Location): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}

/** Every safe fix that stays within this file; where two would touch the same text, the first one counts. */
function fixAll(input: ActionInput): CodeAction[] {
  const { analysis, path } = input;
  const fixes = analysis.findings
    .filter((finding) => finding.at.path === path)
    .flatMap((finding) =>
      finding
        .fixes()
        .filter((fix) => fix.safe)
        .slice(0, 1),
    )
    .filter((fix) => fix.edits.every((edit) => edit.path === path));
  const edits = withoutOverlap(fixes);
  if (edits.length === 0) return [];
  return [
    { title: 'Fix what can safely be fixed in this file', kind: fixAllKind, edit: toWorkspaceEdit(input, edits) },
  ];
}

/** `taken` is in the order of the text, and no two of it touch. */
function withoutOverlap(fixes: readonly FindingFix[]): readonly CoreEdit[] {
  const taken: CoreEdit[] = [];
  for (const { edits } of fixes) {
    if (edits.some((edit) => touches(taken, edit))) continue;
    for (const edit of edits) taken.splice(indexBehind(taken, edit), 0, edit);
  }
  return taken;
}

function touches(taken: readonly CoreEdit[], { start, end }: CoreEdit): boolean {
  const before = taken[indexBehind(taken, { start: end }) - 1];
  return before !== undefined && before.end >= start;
}

/** Where the first edit is that begins behind this one's start. */
function indexBehind(taken: readonly CoreEdit[], { start }: Pick<CoreEdit, 'start'>): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** JSON has no comments, so there is nothing to write the reason in. */
function suppress(input: ActionInput, file: SourceFile, finding: Finding): CodeAction[] {
  if (file.path.endsWith('.json') || finding.rule === 'syntax') return [];
  const index = indexOf(file);
  const { line } = toPosition(index, finding.at.start);
  const start = toOffset(index, { line, character: 0 });
  const indent = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
  const at = { line, character: 0 };
  const edit = suppression(input.snippets, { start: at, end: at }, `${indent}# idc: ignore ${finding.rule} -- `);
  const textDocument = { uri: toUri(input.folder.root, file.path), version: input.folder.version(file.path) ?? null };
  return [
    {
      title: `Suppress ${finding.rule} with a reason`,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnosticsOf(input, file, finding),
      edit: { documentChanges: [{ textDocument, edits: [edit] }] },
    },
  ];
}

function suppression(snippets: boolean, range: Range, comment: string): TextEdit | SnippetTextEdit {
  if (!snippets) return { range, newText: `${comment}reason\n` };
  const escaped = comment.replaceAll(/[\\$}]/g, '\\$&');
  return { range, snippet: { kind: 'snippet', value: `${escaped}\${1:reason}\n` } };
}

/** The editor's own diagnostics, so that it can tell which of them the action fixes. */
function diagnosticsOf({ params }: ActionInput, file: SourceFile, finding: Finding): Diagnostic[] {
  const { start } = toRange(indexOf(file), finding.at);
  return params.context.diagnostics.filter(
    ({ source, code, range }) =>
      source === diagnosticSource &&
      code === finding.rule &&
      range.start.line === start.line &&
      range.start.character === start.character,
  );
}

export function toWorkspaceEdit(
  { folder, analysis }: Pick<ActionInput, 'folder' | 'analysis'>,
  edits: readonly CoreEdit[],
) {
  const changes = new Map<string, TextDocumentEdit>();
  for (const edit of edits) {
    const file = analysis.files.get(edit.path);
    if (!file) continue;
    const uri = toUri(folder.root, edit.path);
    const change = changes.get(uri) ?? { textDocument: { uri, version: folder.version(edit.path) ?? null }, edits: [] };
    change.edits.push({ range: toRange(indexOf(file), edit), newText: edit.text });
    changes.set(uri, change);
  }
  return { documentChanges: [...changes.values()] } satisfies WorkspaceEdit;
}
