/** A small workspace in memory, with the cursor where `<|>` stands in one of its files. */
import { type Analysis, createWorkspace } from '../../../server/src/core/analysis';
import { type LineIndex, type Location, lineIndex } from '../../../server/src/core/base';

export type Analysed = { readonly analysis: Analysis; readonly path: string; readonly offset: number };

const cursor = '<|>';

export function analysed(files: Readonly<Record<string, string>>): Analysed {
  const [path = '', marked = ''] = Object.entries(files).find(([, text]) => text.includes(cursor)) ?? [];
  const texts = new Map(Object.entries(files).map(([name, text]) => [name, text.replace(cursor, '')]));
  const bugs: string[] = [];
  const workspace = createWorkspace({ onBug: (bug) => bugs.push(String(bug)) });
  workspace.apply({ texts, paths: new Set(texts.keys()) });
  const analysis = workspace.analysis();
  if (bugs.length > 0) throw new Error(bugs.join('\n'));
  return { analysis, path, offset: Math.max(0, marked.indexOf(cursor)) };
}

/** Where the files of an analysis have their lines. */
export function linesOfAnalysis({ files }: Analysis): (path: string) => LineIndex | undefined {
  return (path) => {
    const file = files.get(path);
    return file && lineIndex(file.text);
  };
}

/** `main.tf:3 "Reader"`, lines counted from one. */
export function printPlace({ files }: Analysis, at: Location): string {
  const text = files.get(at.path)?.text ?? '';
  return `${at.path}:${lineIndex(text).placeOf(at.start).line + 1} ${text.slice(at.start, at.end)}`;
}
