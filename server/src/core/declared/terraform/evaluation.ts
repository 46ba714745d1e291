/**
 * The evaluation of the whole project, kept for as long as nothing it looked at has changed: a comment that moves no
 * other text, or a YAML file that Terraform does not read, leaves it alone.
 */
import { keepList, type SourceFile } from '../../base';
import { createMemory, type Evaluated, type EvaluationOptions, evaluatingProject, type Project } from '../../eval';
import type * as hcl from '../../syntax/hcl';

export type EvaluationInputs = {
  readonly terraform: ReadonlyMap<string, hcl.File>;
  readonly texts: ReadonlyMap<string, SourceFile | undefined>;
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  readonly paths: ReadonlySet<string>;
  readonly outside?: ReadonlySet<string> | undefined;
  readonly options: EvaluationOptions;
};

type Run = Omit<EvaluationInputs, 'terraform'> & { readonly files: readonly hcl.File[]; readonly evaluated: Evaluated };

export function createEvaluation(): (inputs: EvaluationInputs) => Generator<void, Evaluated> {
  const keepTree = createTreeKeeper();
  const keepFiles = keepList<hcl.File>();
  const keepPaths = createSetKeeper();
  const memory = createMemory();
  let last: Run | undefined;
  return function* ({ terraform, texts, binaries, paths, outside, options }) {
    const files = keepFiles([...terraform.values()].map(keepTree));
    const known = keepPaths(new Set([...paths, ...present(texts)]));
    const isSame =
      last?.files === files && last.paths === known && last.outside === outside && last.options === options;
    if (!last || !isSame || hasReadTextChanged(last, texts) || hasReadBytesChanged(last, binaries)) {
      const project = { files, texts: plainTexts(texts), binaries, paths: known, outside, options };
      const evaluated = yield* evaluatingProject(project, memory);
      last = { files, texts, binaries, paths: known, outside, options, evaluated };
    }
    return last.evaluated;
  };
}

/** What an evaluation read, or would have read, decides whether another text can change it. */
function hasReadTextChanged({ evaluated, texts: before }: Run, texts: Run['texts']): boolean {
  const readPaths = [...evaluated.read, ...evaluated.wanted];
  return readPaths.some((path) => before.has(path) !== texts.has(path) || before.get(path) !== texts.get(path));
}

function hasReadBytesChanged({ evaluated, binaries: before }: Run, binaries: Run['binaries']): boolean {
  const readPaths = [...evaluated.read, ...evaluated.wanted];
  return before !== binaries && readPaths.some((path) => before.get(path) !== binaries.get(path));
}

export function projectOf({ terraform, texts, binaries, paths, outside, options }: EvaluationInputs): Project {
  const known = new Set([...paths, ...present(texts)]);
  return { files: [...terraform.values()], texts: plainTexts(texts), binaries, paths: known, outside, options };
}

function plainTexts(texts: Run['texts']): ReadonlyMap<string, string | undefined> {
  return new Map([...texts].map(([path, file]) => [path, file?.text]));
}

function present(texts: Run['texts']): readonly string[] {
  return [...texts].filter(([, file]) => file !== undefined).map(([path]) => path);
}

/** Comments are no part of what is evaluated, so a file whose body came out the same stays the file it was. */
function createTreeKeeper(): (file: hcl.File) => hcl.File {
  const kept = new Map<string, hcl.File>();
  return (file) => {
    const before = kept.get(file.path);
    if (before && sameContent(before, file)) return before;
    kept.set(file.path, file);
    return file;
  };
}

/**
 * The span of the whole body grows with a comment at its end, and nothing asks for it. What can't be read of a file is part of what
 * is evaluated: it says why something is not known.
 */
function sameContent(a: hcl.File, b: hcl.File): boolean {
  const isSameBody = sameData(a.body.attributes, b.body.attributes) && sameData(a.body.blocks, b.body.blocks);
  return isSameBody && sameData(a.problems, b.problems);
}

function createSetKeeper(): (next: ReadonlySet<string>) => ReadonlySet<string> {
  let kept: ReadonlySet<string> = new Set();
  return (next) => {
    if (kept.size !== next.size || [...next].some((it) => !kept.has(it))) kept = next;
    return kept;
  };
}

/** Whether two trees of plain data say the same. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => sameData(Reflect.get(a, key), Reflect.get(b, key)));
}
