/**
 * The settings, said once: the type, the defaults, the decoder and the manifest's `configuration` all follow from this table.
 *
 * Invariant: no setting names an endpoint, a credential or a file outside the workspace. What decides whom we talk to as
 * (`profile`, roles) and how fast has the scope `machine`, which VS Code never takes from a workspace's own settings.
 */

export type Setting = {
  readonly key: SettingKey;
  readonly scope: 'machine' | 'window' | 'resource';
  /** One sentence or two, Markdown. */
  readonly doc: string;
  readonly schema: SettingSchema;
};

export type SettingSchema =
  | { readonly type: 'string'; readonly default: string; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly default: number; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'array'; readonly default: readonly string[]; readonly items: { readonly type: 'string' } }
  | { readonly type: 'object'; readonly default: object; readonly additionalProperties: object };

export type RuleSetting = 'error' | 'warning' | 'info' | 'hint' | 'off';

export type Settings = {
  readonly profile: string;
  readonly region: string;
  readonly instance: string;
  readonly requestsPerSecond: number;
  readonly rolesInTargetAccounts: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly 'trace.server': string;
};

export type SettingKey = keyof Settings;

export const settingsSection = 'idc';

const ruleSettings: readonly RuleSetting[] = ['error', 'warning', 'info', 'hint', 'off'];

export const settings: readonly Setting[] = [
  {
    key: 'profile',
    scope: 'machine',
    doc: 'The AWS profile that live access is read with. Empty means: the one in `AWS_PROFILE`, else none. The command **IdC: Select SSO Profile…** sets it.',
    schema: { type: 'string', default: '' },
  },
  {
    key: 'region',
    scope: 'machine',
    doc: 'The region that Identity Center is in, like `eu-west-1`. Empty means: where the profile signs in, then where it works.',
    schema: { type: 'string', default: '' },
  },
  {
    key: 'instance',
    scope: 'machine',
    doc: "The Identity Center instance to read, by ARN, id or name, where the profile sees several. Empty means: the organization's.",
    schema: { type: 'string', default: '' },
  },
  {
    key: 'requestsPerSecond',
    scope: 'machine',
    doc: 'How many requests a second a refresh may send to AWS. Identity Center allows an organization 20 in all, shared with every other tool. A change takes effect at once, in a running refresh too.',
    schema: { type: 'integer', default: 10, minimum: 1, maximum: 20 },
  },
  {
    key: 'rolesInTargetAccounts',
    scope: 'machine',
    doc: 'With which of your roles target accounts are entered, to look for policies and events there: names of permission sets, best first; `*` stands for any letters. The others come after them, from readers to administrators by their names. Up to three are tried in an account.',
    schema: { type: 'array', default: [], items: { type: 'string' } },
  },
  {
    key: 'rules',
    scope: 'resource',
    doc: 'The severity of single rules, by name, over what `.idc.yaml` says: `{ "unassigned-group": "off" }`.',
    schema: { type: 'object', default: {}, additionalProperties: { type: 'string', enum: ruleSettings } },
  },
  {
    key: 'trace.server',
    scope: 'window',
    doc: 'How much of the messages between VS Code and the language server the output channel shows, once its log level is **Trace** (command **Developer: Set Log Level…**).',
    schema: { type: 'string', default: 'messages', enum: ['off', 'messages', 'verbose'] },
  },
];

export const defaultSettings: Settings = {
  profile: '',
  region: '',
  instance: '',
  requestsPerSecond: 10,
  rolesInTargetAccounts: [],
  rules: {},
  'trace.server': 'messages',
};

/** Reads the `idc` section as an editor sent it; whatever does not fit keeps its default. */
export function decodeSettings(section: unknown): Settings {
  const given = isRecord(section) ? section : {};
  return {
    profile: decodeText(given.profile),
    region: decodeText(given.region),
    instance: decodeText(given.instance),
    requestsPerSecond: decodeRate(given.requestsPerSecond),
    rolesInTargetAccounts: decodeNames(given.rolesInTargetAccounts),
    rules: decodeRules(given.rules),
    'trace.server': defaultSettings['trace.server'],
  };
}

function decodeText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function decodeNames(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(decodeText).filter((name) => name !== '') : [];
}

function decodeRate(value: unknown): number {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 20;
  return fits ? value : defaultSettings.requestsPerSecond;
}

function decodeRules(value: unknown): Settings['rules'] {
  if (!isRecord(value)) return {};
  const rules: Record<string, RuleSetting> = {};
  for (const [name, severity] of Object.entries(value)) {
    const known = ruleSettings.find((it) => it === severity);
    if (known) rules[name] = known;
  }
  return rules;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
