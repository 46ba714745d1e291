/** A section's files evaluated as the editor does it: what the evaluation asks for is loaded until it asks no more. */
import * as evaluation from '../../../server/src/core/eval';
import * as hcl from '../../../server/src/core/syntax/hcl';

export function evaluateFiles(
  files: ReadonlyMap<string, string>,
  options: evaluation.EvaluationOptions = {},
): evaluation.Evaluated {
  const parsed = [...files]
    .filter(([path]) => /\.(tf|tofu|tfvars)(\.json)?$/.test(path))
    .map(([path, text]) => hcl.parse({ path, text }));
  const texts = new Map<string, string | undefined>();
  for (;;) {
    const project = { files: parsed, texts: new Map(texts), paths: new Set(files.keys()), options };
    const evaluated = evaluation.evaluateProject(project);
    const missing = evaluated.wanted.filter((path) => !texts.has(path));
    if (missing.length === 0) return { ...evaluated, wanted: evaluated.wanted.filter((path) => !files.has(path)) };
    for (const path of missing) texts.set(path, files.get(path));
  }
}
