/** The real world. The AWS SDK takes a few hundred milliseconds to load, so it is loaded with the first AWS request. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { nodeClock } from './clock';
import { nodeFiles } from './files/files';
import { nodeGit } from './git/git';
import type { Aws, Host, Log } from './host';
import { createPolicyStore } from './storage/policy-store';
import { createSnapshotStore } from './storage/snapshot-store';

export type NodeHostOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Where snapshots are kept; by default a folder in the user's cache. */
  readonly storage?: string | undefined;
  /** The budget for all AWS calls together, asked for with each of them: a changed setting holds at once. */
  readonly requestsPerSecond?: (() => number) | undefined;
  /** The budget for CloudTrail's event history. */
  readonly lookupsPerSecond?: (() => number) | undefined;
  /** With which roles target accounts are entered first, as names or patterns. */
  readonly preferredRoles?: (() => readonly string[]) | undefined;
};

export function createNodeHost({ env, log, storage, ...asked }: NodeHostOptions): Host {
  return {
    files: nodeFiles,
    git: nodeGit,
    clock: nodeClock,
    log,
    aws: lazyAws(async () => (await import('./aws')).createAws({ env, clock: nodeClock, log, ...asked })),
    policies: createPolicyStore(storage ?? cacheFolder(env)),
    snapshots: createSnapshotStore(storage ?? cacheFolder(env)),
  };
}

function cacheFolder(env: NodeHostOptions['env']): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'idc-authoring');
}

function lazyAws(load: () => Promise<Aws>): Aws {
  let loading: Promise<Aws> | undefined;
  const aws = () => {
    loading ??= load();
    return loading;
  };
  return {
    at: (choice) => lazyAws(async () => (await aws()).at(choice)),
    readOnlyPolicy: async () => (await aws()).readOnlyPolicy(),
    profiles: async () => (await aws()).profiles(),
    signIn: async (...args) => (await aws()).signIn(...args),
    signInWithBrowser: async (...args) => (await aws()).signInWithBrowser(...args),
    signOut: async (...args) => (await aws()).signOut(...args),
    pull: async (...args) => (await aws()).pull(...args),
    checkProvisioning: async (...args) => (await aws()).checkProvisioning(...args),
    checkRequests: async (...args) => (await aws()).checkRequests(...args),
    checkPolicies: async (...args) => (await aws()).checkPolicies(...args),
    readUser: async (...args) => (await aws()).readUser(...args),
    lookUpEvents: async (...args) => (await aws()).lookUpEvents(...args),
  };
}
