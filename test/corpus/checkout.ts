/** A checkout read into a project, loading what the evaluation asks for until it asks for nothing more. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as evaluation from '../../server/src/core/eval';
import * as hcl from '../../server/src/core/syntax/hcl';

/** Texts of files by path. */
export type Overlay = Readonly<Record<string, string>>;

export type Evaluate = (options: evaluation.EvaluationOptions, overlay?: Overlay) => evaluation.Evaluated;

const terraform = /\.(tf|tofu|tfvars)(\.json)?$/;

export function openCheckout(folder: string): Evaluate {
  const paths = filesBelow(folder, '');
  const sources = paths.filter((path) => terraform.test(path));
  const files = sources.map((path) => hcl.parse({ path, text: readFileSync(join(folder, path), 'utf8') }));
  const loaded = new Map<string, string | undefined>();

  return (options, overlay = {}) => {
    const added = Object.entries(overlay).filter(([path]) => terraform.test(path));
    const texts = new Map([...loaded, ...Object.entries(overlay)]);
    const all = [...files, ...added.map(([path, text]) => hcl.parse({ path, text }))];
    for (;;) {
      const known = new Set([...paths, ...Object.keys(overlay)]);
      const evaluated = evaluation.evaluateProject({ files: all, texts: new Map(texts), paths: known, options });
      const missing = evaluated.wanted.filter((path) => !texts.has(path));
      if (missing.length === 0) return evaluated;
      for (const path of missing) {
        const text = textOf(join(folder, path));
        texts.set(path, text);
        loaded.set(path, text);
      }
    }
  };
}

function textOf(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

function filesBelow(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    return entry.name === '.git' || entry.name === 'node_modules' ? [] : filesBelow(folder, path);
  });
}
