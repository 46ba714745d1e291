/**
 * One module instance: a folder's declarations with the arguments of one call. Everything is evaluated when it is asked
 * for, once, in whatever order references ask.
 */
import type { Hop } from '../../base';
import type { UnknownReason } from '../../reasons';
import type { Scope } from '../expression/scope';
import type { ProviderConfiguration } from '../project/evaluated';
import type { RootRun } from '../project/root';
import type { Value } from '../value/value';
import type { ModuleCalls } from './calls';
import type { Declaration, Folder } from './folder';
import type { Specials } from './references';
import type { Resources } from './resources';

export type Module = {
  readonly run: RootRun;
  readonly call: ModuleCall;
  readonly folder: Folder;
  /** `undefined`: nothing of that name is declared. */
  readonly variable: (name: string) => Value | undefined;
  readonly local: (name: string) => Value | undefined;
  readonly output: (name: string) => Value | undefined;
  readonly resources: Resources;
  readonly calls: ModuleCalls;
  /** By `aws` or `aws.identity`. */
  readonly provider: (key: string) => ProviderConfiguration | undefined;
  readonly scope: (path: string, specials?: Specials) => Scope;
};

/** How a module is entered: by a call of a module above it, or as the root. */
export type ModuleCall = {
  readonly folder: Folder;
  /** `module.team["a"]`; `` for the root. */
  readonly address: string;
  /** As `modules.json` keys it: names without instance keys, `team.sso`. */
  readonly key: string;
  readonly parent: Module | undefined;
  /** `undefined` where the call gives none. */
  readonly argument: (name: string) => Value | undefined;
  /** The provider of the caller that this module's `aws` or `aws.identity` is. */
  readonly providers: ReadonlyMap<string, string>;
  readonly hops: Hop | undefined;
  /** Why this instance stands for any number of them. */
  readonly unknownExpansion: UnknownReason | undefined;
};

/** `module.team["a"].local.roles`: what a name is called while it is being evaluated. */
export function within(module: Module, name: string): string {
  return module.call.address === '' ? name : `${module.call.address}.${name}`;
}

/** `module.team.aws_iam_policy.read`: the address of a block, whatever its instances are. */
export function withoutKeys(module: Module, name: string): string {
  return `${prefixOf(module)}${name}`;
}

/** Step by step: somebody may write a dot into the name of a call. */
function prefixOf({ call: { key, parent } }: Module): string {
  if (!parent) return '';
  const name = parent.call.key === '' ? key : key.slice(parent.call.key.length + 1);
  return `${prefixOf(parent)}module.${name}.`;
}

export function headerOf({ block, path }: Declaration): {
  readonly path: string;
  readonly start: number;
  readonly end: number;
} {
  return { path, start: block.header.start, end: block.header.end };
}
