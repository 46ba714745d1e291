/**
 * Which files make a landing zone: a folder with an `iam-config.yaml` that sets Identity Center up, and what the Landing
 * Zone Accelerator reads beside it. Source of this folder's facts: awslabs/landing-zone-accelerator-on-aws, its
 * configuration's reference and what its stacks do with it.
 */
import { isKnown } from '../../base';
import type * as yaml from '../../syntax/yaml';
import { configOf, itemsIn, rootOf, textIn, valueAt } from './values';

export type LandingZone = {
  /** Relative to the workspace folder; empty for that itself. */
  readonly folder: string;
  readonly iam: yaml.File;
  readonly accounts: yaml.File | undefined;
  readonly global: yaml.File | undefined;
};

const names = { iam: 'iam-config.yaml', accounts: 'accounts-config.yaml', global: 'global-config.yaml' };

/** Whether a file may belong to one, by its name. */
export function isLandingZoneFile(path: string): boolean {
  return Object.values(names).includes(path.slice(path.lastIndexOf('/') + 1));
}

/** `iam` is what {@link setsUpIdentityCenter} accepts, `documents` are by path. */
export function landingZoneOf(iam: yaml.File, documents: ReadonlyMap<string, yaml.File>): LandingZone {
  const folder = folderOf(iam);
  const siblingFile = (name: string) => documents.get(folder + name);
  return { folder, iam, accounts: siblingFile(names.accounts), global: siblingFile(names.global) };
}

function folderOf({ path }: yaml.File): string {
  return path.slice(0, -names.iam.length);
}

/** Paths of all that a landing zone reads beside its `iam-config.yaml`; the other files name none. */
export function filesReadBy(document: yaml.File): readonly string[] {
  if (!isIamConfig(document)) return [];
  const folder = folderOf(document);
  return [folder + names.accounts, folder + names.global, ...inlinePolicyPaths(folder, document)];
}

function isIamConfig({ path }: yaml.File): boolean {
  return `/${path}`.endsWith(`/${names.iam}`);
}

/** The path of a file that the configuration names; `undefined` where it leaves the folder. */
export function pathInZone(folder: string, written: string): string | undefined {
  const parts = written.split('/').filter((part) => part !== '' && part !== '.');
  return written.startsWith('/') || parts.includes('..') ? undefined : folder + parts.join('/');
}

/** Others by the same name are none of our business. */
export function setsUpIdentityCenter(file: yaml.File): boolean {
  if (!isIamConfig(file)) return false;
  const section = valueAt(rootOf(file), 'identityCenter');
  const isSetUp = ['identityCenterPermissionSets', 'identityCenterAssignments'].some((key) => valueAt(section, key));
  return isSetUp || (file.problems.length > 0 && /^identityCenter:/m.test(file.text));
}

function inlinePolicyPaths(folder: string, iam: yaml.File): readonly string[] {
  const config = configOf(iam);
  const sets = itemsIn(config, valueAt(valueAt(rootOf(iam), 'identityCenter'), 'identityCenterPermissionSets'));
  return sets.items.flatMap((set) => {
    const written = textIn(config, valueAt(valueAt(set, 'policies'), 'inlinePolicy'));
    return written && isKnown(written) ? (pathInZone(folder, written.value) ?? []) : [];
  });
}
