/** What is measured of an analysis: all of it at once, and one edit in what was analysed before. */
import { createWorkspace } from '../../server/src/core/analysis';

type Files = ReadonlyMap<string, string>;

export function analyseCold(files: Files): () => unknown {
  return () => {
    const workspace = createWorkspace();
    workspace.apply({ texts: files });
    return workspace.analysis().findings;
  };
}

/** `edit` is given how often it was called, so that each edit is a new one. */
export function keystroke(files: Files, edit: (count: number) => Files): () => unknown {
  const workspace = createWorkspace();
  workspace.apply({ texts: files });
  workspace.analysis();
  let count = 0;
  return () => {
    workspace.apply({ texts: edit(count++) });
    return workspace.analysis().findings;
  };
}
