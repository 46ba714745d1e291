/** From the span of a finding to the node an edit is about. */
import type { Span } from '../../../base';
import { encloses, type Step, stepsIn, stepsOfBody } from '../tree/lookup';
import type { Expression, File } from '../tree/tree';

/** The nodes around a span, outermost first, each enclosing it whole. */
export function pathTo(file: File, at: Span): readonly Step[] {
  const path: Step[] = [];
  let steps: readonly Step[] = stepsOfBody(file.body);
  for (;;) {
    const step = steps.find((it) => encloses(it.node.span, at));
    if (!step) return path;
    path.push(step);
    steps = stepsIn(step);
  }
}

/** `siblings` are the items of the list it stands in; a block or attribute stands on lines of its own. */
export type Removable = { readonly at: Span; readonly siblings: readonly Span[] | undefined };

/** The innermost thing at a span that can be removed as a whole. */
export function removableAt(file: File, at: Span): Removable | undefined {
  const path = pathTo(file, at);
  for (let index = path.length - 1; index >= 0; index--) {
    const found = removable(path[index], path[index - 1]);
    if (found) return found;
  }
  return undefined;
}

function removable(step: Step | undefined, parent: Step | undefined): Removable | undefined {
  if (step?.kind === 'block' || step?.kind === 'attribute') return { at: step.node.span, siblings: undefined };
  const list = parent?.kind === 'expression' ? parent.node : undefined;
  if (!step || !list || !isListItem(step, list)) return undefined;
  return { at: step.node.span, siblings: itemsOf(list).map((item) => item.span) };
}

function isListItem(step: Step, list: Expression): boolean {
  return list.kind === 'tuple' ? step.kind === 'expression' : list.kind === 'object' && step.kind === 'item';
}

function itemsOf(list: Expression): readonly { readonly span: Span }[] {
  return list.kind === 'tuple' || list.kind === 'object' ? list.items : [];
}
