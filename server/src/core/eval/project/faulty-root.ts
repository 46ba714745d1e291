/** A root that we failed to evaluate: a root with nothing in it, and why. */
import type { Fault } from '../../base';
import type { EvaluatedRoot } from './evaluated';

export function faultyRoot(path: string, fault: Fault): EvaluatedRoot {
  return {
    path,
    instances: [],
    byAddress: new Map(),
    unknownModules: [],
    outputs: new Map(),
    unset: new Set(),
    blocks: new Map(),
    calls: new Map(),
    unloaded: [],
    keys: [],
    sources: { tree: () => undefined, text: () => undefined },
    fault,
  };
}
