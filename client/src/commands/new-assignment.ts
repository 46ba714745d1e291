/** Writes an assignment where the workspace keeps them: who, where, as what, and into which file. */
import { Position, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { type NewAssignment, type NewAssignmentAnswer, visible } from '../../../server/src/protocol';
import { label as shown } from '../shown';
import type { CommandContext } from './command';
import { askAccess } from './prompts/access-steps';
import { showFailure } from './prompts/messages';
import { pickStep } from './prompts/steps';
import { subjectOf } from './prompts/subject';

const title = 'New Assignment';

export async function newAssignment({ server }: CommandContext, argument: unknown): Promise<void> {
  const choices = await server.ask('idc/choices', undefined);
  const asked = await askAccess(subjectOf(argument), { title, choices, set: 'one' });
  if (!asked?.permissionSet) return;
  const principalType = asked.principalType ?? (await pickType(asked.principal));
  if (!principalType) return;
  const assignment = { ...asked, principalType, permissionSet: asked.permissionSet };
  const targets = await server.ask('idc/assignmentTargets', assignment);
  if (targets.length === 0) return showFailure(nowhere);
  const target = await pickTarget(targets, assignment);
  if (target === undefined) return;
  const answer = await server.ask('idc/newAssignment', { ...assignment, target });
  if (!answer.ok) return showFailure(answer.failure);
  await write(answer.edits);
}

const nowhere = {
  kind: 'nowhere',
  message: 'there is nothing to write: the code grants that already, or no folder is open',
  nextStep: 'The access matrix shows where it is granted.',
};

async function pickType(name: string): Promise<'GROUP' | 'USER' | undefined> {
  const items = [
    { label: '$(organization) A group', type: 'GROUP' },
    { label: '$(person) A user', type: 'USER' },
  ] as const;
  return (await window.showQuickPick(items, { title, placeHolder: visible(`What is ${name}?`) }))?.type;
}

type Targets = readonly { readonly id: string; readonly label: string; readonly detail: string }[];

async function pickTarget(targets: Targets, { principal }: NewAssignment): Promise<string | undefined> {
  const items = targets.map(({ id, label, detail }) => ({
    label: `$(file) ${shown(label)}`,
    description: shown(detail),
    value: id,
  }));
  const placeholder = `Where is the access of ${principal} written?`;
  const picked = await pickStep<string>({ title, placeholder, items });
  return picked.kind === 'picked' ? picked.value : undefined;
}

type Edits = (NewAssignmentAnswer & { ok: true })['edits'];

/** The edit can be undone like one that was typed; nothing is saved. */
async function write(edits: Edits): Promise<void> {
  const change = new WorkspaceEdit();
  for (const { uri, creates, text, line, column, endLine, endColumn } of edits) {
    const file = Uri.parse(uri);
    if (creates) change.createFile(file, { ignoreIfExists: true });
    change.replace(file, new Range(line, column, endLine, endColumn), text);
  }
  const isMade = await workspace.applyEdit(change);
  const [first] = edits;
  if (!isMade || !first) {
    return void window.showErrorMessage('The assignment could not be written: the file changed meanwhile. Try again.');
  }
  const lead = first.text.length - first.text.trimStart().length;
  const blankLines = first.text.slice(0, lead).split('\n').length - 1;
  const at = new Position(first.line + blankLines, 0);
  const document = await workspace.openTextDocument(Uri.parse(first.uri));
  const end = new Position(at.line + first.text.trim().split('\n').length - 1, Number.MAX_SAFE_INTEGER);
  await window.showTextDocument(document, { selection: document.validateRange(new Range(at, end)) });
}
