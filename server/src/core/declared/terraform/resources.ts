/** The blocks behind instances, each one object however many instances it has, with what Terraform settles before it. */
import { groupBy, rememberEach } from '../../base';
import * as evaluation from '../../eval';
import type * as model from '../../model';

/** The block that makes an instance. */
export function resourceOf(root: evaluation.EvaluatedRoot, instance: evaluation.ResourceInstance): model.Resource {
  return resourcesOf(root)(instance.resource);
}

/** The block at an address without keys. */
export function resourceAt(root: evaluation.EvaluatedRoot, address: string): model.Resource {
  return resourcesOf(root)(address);
}

/** A module whose code is not here, as one block. */
export function moduleBlock(
  root: evaluation.EvaluatedRoot,
  module: evaluation.UnknownModule,
): model.Resource | undefined {
  return root.blocks.has(module.block) ? resourcesOf(root)(module.block) : undefined;
}

/** One reading serves a whole root, so that a block is always the same object. */
const resourcesOf = rememberEach((root: evaluation.EvaluatedRoot) => {
  const known = new Map<string, model.Resource>();
  const at = (address: string): model.Resource => {
    const kept = known.get(address);
    if (kept) return kept;
    const made = resource(root, address, at);
    known.set(address, made);
    return made;
  };
  return at;
});

/** Blocks may depend on each other in circles where the code is wrong, so what they depend on is read when asked for. */
function resource(
  root: evaluation.EvaluatedRoot,
  address: string,
  at: (address: string) => model.Resource,
): model.Resource {
  const block = root.blocks.get(address);
  if (!block) throw new Error(`there is no block ${address}`);
  const all = (addresses: ReadonlySet<string>) => new Set([...addresses].map(at));
  let references: ReadonlySet<model.Resource> | undefined;
  let dependsOn: ReadonlySet<model.Resource> | undefined;
  return {
    mode: block.mode,
    type: block.type,
    address,
    root: root.path,
    get references() {
      references ??= all(block.references);
      return references;
    },
    get dependsOn() {
      dependsOn ??= all(block.dependsOn);
      return dependsOn;
    },
    provider: block.provider,
    texts: block.mode === 'module' ? textsGiven(root, address) : [],
    inputs: new Set([...block.inputs].filter((name) => root.unset.has(name))),
    isImported: block.isImported,
    isChecked: block.isChecked,
  };
}

const unknownModulesOf = rememberEach((root: evaluation.EvaluatedRoot) =>
  groupBy(root.unknownModules, ({ block }) => block),
);

/** A call that is made several times may be given something else each time. */
function textsGiven(root: evaluation.EvaluatedRoot, block: string): readonly string[] {
  const given = unknownModulesOf(root).get(block) ?? [];
  return given.flatMap((module) =>
    [...module.arguments.values()].flatMap((value) => [...evaluation.stringsIn(value)].map((text) => text.value)),
  );
}
