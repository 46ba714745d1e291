/** A checkout read into a project, loading what the evaluation asks for until it asks for nothing more. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as evaluation from '../../server/src/core/eval';
import * as hcl from '../../server/src/core/syntax/hcl';

const terraform = /\.(tf|tofu|tfvars)(\.json)?$/;

export class Checkout {
  private readonly paths: ReadonlySet<string>;
  private readonly files: readonly hcl.File[];
  private readonly texts = new Map<string, string | undefined>();
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.paths = new Set(filesBelow(folder, ''));
    const sources = [...this.paths].filter((path) => terraform.test(path));
    this.files = sources.map((path) => hcl.parse({ path, text: readFileSync(join(folder, path), 'utf8') }));
  }

  evaluate(options: evaluation.EvaluationOptions): evaluation.Evaluated {
    for (;;) {
      const project = { files: this.files, texts: new Map(this.texts), paths: this.paths, options };
      const evaluated = evaluation.evaluateProject(project);
      const missing = evaluated.wanted.filter((path) => !this.texts.has(path));
      if (missing.length === 0) return evaluated;
      for (const path of missing) this.texts.set(path, textOf(join(this.folder, path)));
    }
  }
}

function textOf(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

function filesBelow(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === '.git' || entry.name === 'node_modules' ? [] : filesBelow(folder, path);
    return entry.isFile() ? [path] : [];
  });
}
