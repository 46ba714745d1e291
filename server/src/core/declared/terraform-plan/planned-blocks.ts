/**
 * The blocks of a planned root. The sources say what Terraform settles before what; a plan alone does not, since its
 * configuration leaves locals out, so that without sources anything may come before anything.
 */
import type * as evaluation from '../../eval';
import type { Plan } from './plan';

type Blocks = ReadonlyMap<string, evaluation.ResourceBlock>;

export function plannedBlocks({ resources }: Plan, written: Blocks): Blocks {
  const undeclared = resources.filter((it) => !written.has(it.declaration));
  if (undeclared.length === 0) return written;
  const all = new Set([...written.keys(), ...resources.map((it) => it.declaration)]);
  const through: evaluation.ResourceBlock = { ...nothing, mode: 'module', type: '', references: all };
  const added = undeclared.map((it): [string, evaluation.ResourceBlock] => [
    it.declaration,
    { ...nothing, mode: it.mode, type: it.type, references: new Set([anything]) },
  ]);
  return new Map([...written, ...added, [anything, through]]);
}

/** What stands for the locals: no block can be called so. */
const anything = '(locals)';

const nothing = {
  references: new Set<string>(),
  inputs: new Set<string>(),
  dependsOn: new Set<string>(),
  undeclared: [],
  provider: '',
  isImported: false,
  isChecked: false,
  positions: undefined,
  lookUps: [],
};
