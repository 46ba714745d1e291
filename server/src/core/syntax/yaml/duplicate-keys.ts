/** Keys that stand twice in one mapping: YAML forbids it, and most readers silently let the last one win. */
import { locationIn, type Problem } from '../../base';
import { firstProblems } from './parse';
import { isMergeKey } from './read';
import type { Entry, File, Mapping, Node } from './tree';

export function duplicateKeys(file: File): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<Node>();
  for (const { root } of file.documents) if (root) visit(root, file.path, seen, problems);
  return firstProblems(problems);
}

/** `seen` keeps an aliased node from being reported, and walked, once for each alias. */
function visit(node: Node, path: string, seen: Set<Node>, problems: Problem[]): void {
  if (seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'sequence') for (const item of node.items) visit(item, path, seen, problems);
  if (node.kind !== 'mapping') return;
  for (const problem of repeated(node, path)) problems.push(problem);
  for (const { key, value } of node.entries) {
    visit(key, path, seen, problems);
    visit(value, path, seen, problems);
  }
}

function repeated(mapping: Mapping, path: string): readonly Problem[] {
  const first = new Map<string, Entry>();
  const problems: Problem[] = [];
  for (const entry of mapping.entries) {
    if (entry.key.kind !== 'scalar' || isMergeKey(entry.key)) continue;
    const { text, span } = entry.key;
    if (first.has(text)) problems.push({ at: locationIn(path, span), reason: { kind: 'duplicate-key', key: text } });
    else first.set(text, entry);
  }
  return problems;
}
