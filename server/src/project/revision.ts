/** A folder as it was at a Git revision. */
import type { Analysis, Change } from '../core/analysis';
import type { Host } from '../host';
import { Project, type ProjectOptions, type RunSteps } from './project';
import { boundsOf, type Surroundings } from './repository';
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
  readonly surroundings?: Surroundings | undefined;
  readonly change?: Pick<Change, 'options' | 'snapshot' | 'before'>;
};

/** Analyses it, and ends what was begun to read it. */
export async function analyseAt(
  { git, files }: Pick<Host, 'git' | 'files'>,
  request: RevisionRequest,
  runSteps: RunSteps<Analysis>,
): Promise<AtRevision> {
  const { commit, change = {} } = request;
  const bounds = await boundsOf(request.folder, files, request.surroundings);
  const at = await git.filesAt(bounds.folder, commit);
  if (!at.ok) return at;
  try {
    const project = new Project(folderSource({ files: at.value, bounds: async () => bounds }), request);
    project.apply(change);
    await project.open();
    return { ok: true, analysis: await project.analysis(runSteps), paths: project.paths };
  } finally {
    at.value.close();
  }
}
