/** Which root of the sources a plan is of. A plan does not say; its resources do, where one root alone declares them. */
import type * as evaluation from '../../eval';
import type { Plan } from './plan';

export type RootChoice =
  | { readonly ok: true; readonly root: string }
  /** A sentence's end. */
  | { readonly ok: false; readonly problem: string };

/** `chosen` is the folder the user named, `current` the one the command was started in. */
export type Wanted = { readonly chosen: string | undefined; readonly current: string | undefined };

export function rootOfPlan(plan: Plan, roots: readonly evaluation.EvaluatedRoot[], wanted: Wanted): RootChoice {
  const paths = roots.map(({ path }) => path);
  if (wanted.chosen !== undefined) return checked(plan, roots, wanted.chosen);
  if (paths.length === 0) return { ok: true, root: '' };
  if (paths.length === 1) return checked(plan, roots, paths[0] ?? '');
  const fitting = roots.filter((root) => declaredShare(plan, root) === 1);
  if (fitting.length === 1) return { ok: true, root: fitting[0]?.path ?? '' };
  const isCurrent = (fitting.length > 1 ? fitting : roots).some(({ path }) => path === wanted.current);
  if (isCurrent && wanted.current !== undefined) return checked(plan, roots, wanted.current);
  const candidates = (fitting.length > 1 ? fitting : roots).map(({ path }) => shown(path)).join(', ');
  return { ok: false, problem: `it may be a plan of ${candidates}; name its root with --plan ROOT=FILE` };
}

/** Not one resource in common: then replacing that root by the plan would only hide it. */
function checked(plan: Plan, roots: readonly evaluation.EvaluatedRoot[], path: string): RootChoice {
  const root = roots.find((it) => it.path === path);
  if (!root || root.unknownModules.length > 0 || declaredShare(plan, root) > 0) return { ok: true, root: path };
  const problem = `it is no plan of ${shown(path)}, which declares none of its resources; name its root with --plan ROOT=FILE`;
  return { ok: false, problem };
}

/** From 0 to 1. */
function declaredShare({ resources }: Plan, { instances }: evaluation.EvaluatedRoot): number {
  const planned = new Set(resources.map((it) => it.declaration));
  const declared = new Set(instances.map((it) => it.resource));
  if (planned.size === 0) return 1;
  return [...planned].filter((it) => declared.has(it)).length / planned.size;
}

function shown(path: string): string {
  return path === '' ? '.' : path;
}
