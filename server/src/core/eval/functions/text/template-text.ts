/**
 * A whole text as a template. The parser knows templates inside configurations only, so the text is handed to it as a
 * heredoc, whose rules are the same (no escapes but `$${` and `%%{`), and the tree is moved back to where it belongs.
 */
import { rememberEach, type SourceFile } from '../../../base';
import type { ProblemReason } from '../../../reasons';
import * as hcl from '../../../syntax/hcl';

const kept = new WeakMap<SourceFile, hcl.Template | { readonly problem: ProblemReason | undefined }>();
const byText = new Map<string, SourceFile>();

export function parseTemplate(file: SourceFile): hcl.Template | { readonly problem: ProblemReason | undefined } {
  const source = remembered(file);
  let parsed = kept.get(source);
  if (!parsed) {
    parsed = parse(source);
    kept.set(source, parsed);
  }
  return parsed;
}

/** The last version of each template, so that a thousand calls with one file parse it once. */
function remembered(file: SourceFile): SourceFile {
  const known = byText.get(file.path);
  if (known?.text === file.text) return known;
  byText.set(file.path, file);
  return file;
}

function parse({ text }: SourceFile): hcl.Template | { readonly problem: ProblemReason | undefined } {
  const marker = markerFor(text);
  const start = `template = <<${marker}\n`;
  const isWhole = text === '' || text.endsWith('\n');
  const file = hcl.parse({ path: 'template.tf', text: `${start}${text}${isWhole ? '' : '\n'}${marker}\n` });
  const value = file.body.attributes[0]?.value;
  const [problem] = file.problems;
  if (problem || value?.kind !== 'template') return { problem: problem?.reason };
  const parts = isWhole ? value.parts : withoutLastBreak(value.parts);
  const moved = moveBack(parts, start.length);
  return { kind: 'template', quote: 'bare', parts: moved, span: { start: 0, end: text.length } };
}

function markerFor(text: string): string {
  let longest = 2;
  for (const [found] of text.matchAll(/END_*/g)) longest = Math.max(longest, found.length);
  return 'END'.padEnd(longest + 1, '_');
}

function withoutLastBreak(parts: readonly hcl.TemplatePart[]): readonly hcl.TemplatePart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text' || !last.value.endsWith('\n')) return parts;
  const value = last.value.slice(0, -1);
  const rest = parts.slice(0, -1);
  return value === '' ? rest : [...rest, { ...last, value }];
}

/** The same tree with every span further left; nothing else in a tree is named `start` or `end`. */
function moveBack<T>(node: T, by: number): T {
  if (Array.isArray(node)) {
    // Mapping an array of nodes yields an array of the same nodes.
    return node.map((item) => moveBack(item, by)) as T;
  }
  if (typeof node !== 'object' || node === null) return node;
  const moved = Object.entries(node).map(([key, value]) => [
    key,
    typeof value === 'number' && (key === 'start' || key === 'end') ? value - by : moveBack(value, by),
  ]);
  // Every field is still there, so the type is the same.
  return Object.fromEntries(moved) as T;
}

/** Names that a template refers to, without those of its own loops. */
export const rootNames = rememberEach((template: hcl.Template): readonly string[] => {
  const names = new Set<string>();
  collect(template, new Set(), names);
  return [...names];
});

function collect(node: unknown, bound: ReadonlySet<string>, names: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, bound, names);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if ('kind' in node && node.kind === 'variable' && 'name' in node && typeof node.name === 'string') {
    if (!bound.has(node.name)) names.add(node.name);
    return;
  }
  const own = loopNames(node);
  const inner = own.length === 0 ? bound : new Set([...bound, ...own]);
  for (const [key, value] of Object.entries(node)) {
    collect(value, key === 'collection' ? bound : inner, names);
  }
}

function loopNames(node: object): readonly string[] {
  const isLoop = 'kind' in node && (node.kind === 'for' || node.kind === 'for-tuple' || node.kind === 'for-object');
  if (!isLoop) return [];
  return ['key', 'item'].flatMap((field) => {
    const name: unknown = Reflect.get(node, field);
    return typeof name === 'object' && name !== null && 'text' in name && typeof name.text === 'string'
      ? [name.text]
      : [];
  });
}
