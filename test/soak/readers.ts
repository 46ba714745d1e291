/** Every reader of a file that is not part of a folder's code, with what nobody meant to be such a file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createWorkspace } from '../../server/src/core/analysis';
import { readPlan } from '../../server/src/core/declared';
import {
  type AccessSources,
  accessMatrix,
  accessTree,
  comparisonReport,
  provisioningTree,
  whoReport,
} from '../../server/src/core/features';
import {
  decodePolicyCheck,
  decodeSnapshot,
  encodeSnapshot,
  initialState,
  type Snapshot,
} from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { createNodeHost } from '../../server/src/host';
import { readAwsConfig } from '../../server/src/host/aws/auth/config-file';
import { readProfiles } from '../../server/src/host/aws/auth/profiles';
import { sessionOf } from '../../server/src/host/aws/auth/session';
import { createTokenCache } from '../../server/src/host/aws/auth/token-cache';
import { decodeSettings } from '../../server/src/protocol';
import { smallSnapshot } from '../support/small-snapshot';
import { type Json, mutatedJson } from './json';
import { mutated, randomText } from './mutate';
import { outcomeOf } from './outcome';
import { type Random, randomOf } from './random';

export type ReaderSamples = { readonly plans: readonly Json[]; readonly snapshot: Json };

export function readSamples(root: string): ReaderSamples {
  const folder = join(root, 'test/declared/plans/teams');
  const plans = ['first.json', 'refreshed.json', 'second.json', 'state.json', 'targeted.json'].flatMap((name) =>
    parsed(join(folder, name)),
  );
  const snapshot = JSON.parse(
    encodeSnapshot(
      smallSnapshot({
        accounts: { prod: '111122223333', old: { id: '444455556666', state: 'SUSPENDED' } },
        groups: { data: ['anna'], unread: null },
        permissionSets: { Reader: { sessionDuration: 'PT4H' } },
        assignments: ['data in prod as Reader', 'gone g-1 in prod as Reader'],
        outdated: ['Reader in prod'],
        failed: [{ assignment: 'data in prod as Reader', reason: 'x' }],
      }),
      fileWording,
    ),
  );
  return { plans, snapshot };
}

function parsed(path: string): readonly Json[] {
  return [JSON.parse(readFileSync(path, 'utf8'))];
}

/** Throws where a reader does. */
export async function shakeReaders(seed: number, rounds: number, samples: ReaderSamples): Promise<void> {
  const random = randomOf(seed);
  const home = mkdtempSync(join(tmpdir(), 'idc-readers-'));
  try {
    for (let round = 0; round < rounds; round++) {
      readAPlan(asText(random.pick([...samples.plans, plainPlan]), random));
      readASnapshot(asText(samples.snapshot, random));
      decodePolicyCheck(mutatedJson(policyCheck, random), 'work');
      decodeSettings(mutatedJson(settings, random));
      if (round % 4 === 0) await readAwsFiles(home, random);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function asText(json: Json, random: Random): string {
  const text = JSON.stringify(mutatedJson(json, random));
  if (random.chance(0.1)) return randomText(random);
  return random.chance(0.2) ? mutated(text, ['{}'], random) : text;
}

const plainPlan: Json = {
  format_version: '1.2',
  variables: { team: { value: 'data' } },
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'aws_ssoadmin_permission_set.this["a"]',
          mode: 'managed',
          type: 'aws_ssoadmin_permission_set',
          name: 'this',
          index: 'a',
          values: { name: 'Reader', session_duration: 'PT1H' },
        },
      ],
      child_modules: [{ address: 'module.m', resources: [] }],
    },
  },
  resource_changes: [
    {
      address: 'aws_ssoadmin_permission_set.this["a"]',
      mode: 'managed',
      type: 'aws_ssoadmin_permission_set',
      name: 'this',
      index: 'a',
      change: { actions: ['create'], after: { name: 'Reader' }, after_unknown: { arn: true } },
    },
  ],
  configuration: {
    root_module: {
      resources: [
        {
          address: 'aws_ssoadmin_permission_set.this',
          mode: 'managed',
          type: 'aws_ssoadmin_permission_set',
          name: 'this',
          expressions: { name: { references: ['var.team'] } },
        },
      ],
    },
  },
};

const policyCheck: Json = {
  version: 1,
  profile: 'work',
  takenAt: '2026-01-01T00:00:00Z',
  verdicts: [{ account: '111122223333', permissionSets: ['Reader'], kind: 'fine' }],
};

const settings: Json = {
  profile: 'a',
  region: 'eu-west-1',
  instance: '',
  requestsPerSecond: 10,
  rules: { syntax: 'off' },
};

function workspace() {
  return createWorkspace({
    onBug: ({ error }) => {
      throw error;
    },
  });
}

const definition = `permission_sets:\n  Reader: {}\ngroup_assignments:\n  data: { account_ids: ["111122223333"], permission_set: Reader }\n`;

function readAPlan(text: string): void {
  const reading = readPlan(text);
  if (!reading.ok) return;
  const it = workspace();
  it.apply({ plans: [{ plan: reading.plan, file: 'plan.json', root: '' }] });
  outcomeOf(it.analysis());
}

function readASnapshot(text: string): void {
  const decoded = decodeSnapshot(text);
  if ('problem' in decoded) return;
  const { snapshot } = decoded;
  const it = workspace();
  it.apply({ snapshot, texts: new Map([['team.access.yaml', definition]]), paths: new Set(['team.access.yaml']) });
  const analysis = it.analysis();
  outcomeOf(analysis);
  showLive(snapshot, analysis);
  const again = decodeSnapshot(encodeSnapshot(snapshot, fileWording));
  if ('problem' in again) throw new Error(`what was written can't be read: ${JSON.stringify(again)}`);
}

function showLive(snapshot: Snapshot, analysis: ReturnType<ReturnType<typeof workspace>['analysis']>): void {
  const code = { analysis, linesOf: () => undefined };
  const sources: AccessSources = {
    live: { ...initialState, snapshot },
    provisioning: undefined,
    declared: [{ folder: '', access: analysis.declared, project: analysis.project }],
  };
  whoReport(snapshot, code, { by: 'account', productionOnly: false });
  comparisonReport({ ...code, before: undefined }, snapshot);
  accessMatrix(sources);
  for (const by of ['group', 'account'] as const) accessTree(sources, by);
  provisioningTree({ ...sources, provisioning: { ...snapshot, accountNames: new Map() } }, 0);
}

async function readAwsFiles(home: string, random: Random): Promise<void> {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  write('.aws/config', random.chance(0.2) ? randomText(random) : mutated(awsConfig, [awsConfig], random));
  write(
    '.aws/credentials',
    mutated('[default]\naws_access_key_id = A\naws_secret_access_key = B\n', [awsConfig], random),
  );
  const location = { env: {}, homeFolder: home };
  const config = await readAwsConfig(location);
  const { clock } = createNodeHost({ env: {}, log: { info: silent, warn: silent, error: silent } });
  await readProfiles(location, clock);
  const cache = createTokenCache(location);
  const plain = {
    name: 'corp',
    startUrl: 'https://x.awsapps.com/start',
    region: 'eu-west-1',
    scopes: [],
    cacheKey: 'corp',
  };
  await cache.writeToken(plain, cachedToken);
  await cache.writeRegistration(plain, 'device', { clientId: 'a', clientSecret: 'b', expiresAt: 0 });
  const sessions = [...config.profiles.values()].map((it) => sessionOf(it.settings, config));
  if (sessions.length > 1000) throw new Error('more profiles than there were letters');
  write(`.aws/sso/cache/${corpToken}`, asText(tokenFile, random));
  await cache.readToken(plain);
  await cache.readRegistration(plain, 'device');
}

const silent = () => {};
const cachedToken = {
  accessToken: 'x',
  expiresAt: 0,
  startUrl: undefined,
  region: undefined,
  refreshToken: undefined,
  registration: undefined,
};
/** SHA-1 of `corp`, as the AWS CLI names the file. */
const corpToken = 'ee0bfd2552fbd840c02cc48b6e823320543c450f.json';
const tokenFile: Json = {
  accessToken: 'x',
  expiresAt: '2026-01-01T00:00:00Z',
  startUrl: 'https://x.awsapps.com/start',
  region: 'eu-west-1',
  refreshToken: 'y',
  clientId: 'a',
  clientSecret: 'b',
  registrationExpiresAt: '2026-01-01T00:00:00Z',
};
const awsConfig = `[default]
region = eu-west-1

[profile work]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader
services = s

[sso-session corp]
sso_start_url = https://x.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[services s]
sso_admin =
  endpoint_url = http://localhost:1
`;
