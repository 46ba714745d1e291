/** "New assignment": the places the core found, and its edits in the editor's terms. */
import type { Analysis } from '../../core/analysis';
import * as features from '../../core/features';
import type { AssignmentTarget, NewAssignment, NewAssignmentAnswer } from '../../protocol';
import { indexOf, toPosition, toUri } from '../convert';
import type { Folder } from '../folder';
import type { Session } from '../session';

type Found = { readonly folder: Folder; readonly analysis: Analysis; readonly target: Target };
type Target = ReturnType<typeof features.assignmentTargets>[number];

export async function assignmentTargets(session: Session, wanted: NewAssignment): Promise<readonly AssignmentTarget[]> {
  return (await targetsOf(session, wanted)).map(({ folder, target }) => ({
    id: idOf(folder, target),
    label: target.path,
    detail: target.detail,
  }));
}

export async function newAssignment(
  session: Session,
  { target: id, ...wanted }: NewAssignment & { readonly target: string },
): Promise<NewAssignmentAnswer> {
  const all = await targetsOf(session, wanted);
  const found = all.find(({ folder, target }) => idOf(folder, target) === id);
  if (!found) return { ok: false, failure: gone };
  const { folder, analysis, target } = found;
  const edits = target.edits.map(({ path, start, end, text }) => {
    const file = analysis.files.get(path) ?? { path, text: '' };
    const [from, to] = [start, end].map((it) => toPosition(indexOf(file), it));
    return {
      uri: toUri(folder.root, path),
      creates: target.creates === true,
      line: from?.line ?? 0,
      column: from?.character ?? 0,
      endLine: to?.line ?? 0,
      endColumn: to?.character ?? 0,
      text,
    };
  });
  return { ok: true, edits };
}

async function targetsOf({ folders }: Session, wanted: NewAssignment): Promise<readonly Found[]> {
  const all = folders.map(async (folder) => {
    const analysis = await folder.settled();
    if (!analysis) return [];
    return features.assignmentTargets(analysis, wanted).map((target) => ({ folder, analysis, target }));
  });
  return (await Promise.all(all)).flat();
}

function idOf({ root }: Folder, { path, detail }: Target): string {
  return JSON.stringify([root, path, detail]);
}

const gone = {
  kind: 'changed',
  message: 'the assignment can no longer be written there, since the code changed',
  nextStep: 'Start again.',
} as const;
