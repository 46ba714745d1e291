/** A folder as it was at a Git revision. */
import type { Analysis, Change } from '../core/analysis';
import type { Host } from '../host';
import { Project, type ProjectOptions, type RunSteps } from './project';
import { topFolder } from './repository';
import { folderSource } from './source';

export type AtRevision =
  | { readonly ok: true; readonly analysis: Analysis; readonly paths: ReadonlySet<string> }
  /** `message` is a sentence's end. */
  | { readonly ok: false; readonly message: string };

export type RevisionRequest = ProjectOptions & {
  /** Absolute. */
  readonly folder: string;
  /** What Git is asked for. */
  readonly commit: string;
  readonly change?: Pick<Change, 'options' | 'snapshot' | 'before'>;
};

/** Analyses it, and ends what was begun to read it. */
export async function analyseAt(
  { git, files }: Pick<Host, 'git' | 'files'>,
  request: RevisionRequest,
  runSteps: RunSteps<Analysis>,
): Promise<AtRevision> {
  const { folder, commit, change = {} } = request;
  const at = await git.filesAt(folder, commit);
  if (!at.ok) return at;
  try {
    const project = new Project(folderSource(at.value, folder, topFolder(folder, files)), request);
    project.apply(change);
    await project.open();
    return { ok: true, analysis: await project.analysis(runSteps), paths: project.paths };
  } finally {
    at.value.close();
  }
}
