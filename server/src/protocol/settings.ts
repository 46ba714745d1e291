/**
 * The settings, said once: a row each. The types, the defaults, the decoder and the manifest's `configuration` all follow from it.
 *
 * Invariant: no setting names an endpoint, a credential or a file outside the workspace. What decides whom we talk to as
 * (`profile`, roles) and how fast has the scope `machine`, which VS Code never takes from a workspace's own settings.
 */
import { choiceByName, integer, isRecord, names, oneOf, type SettingKind, type SettingSchema, text } from './setting';

type Row = SettingKind<unknown> & {
  readonly scope: 'machine' | 'window' | 'resource';
  /** One sentence or two, Markdown. */
  readonly doc: string;
};

const table = {
  profile: {
    scope: 'machine',
    doc: 'The AWS profile that live access is read with. Empty means: the one in `AWS_PROFILE`, else none. The command **IdC: Select SSO Profile…** sets it.',
    ...text(),
  },
  region: {
    scope: 'machine',
    doc: 'The region that Identity Center is in, like `eu-west-1`. Empty means: where the profile signs in, then where it works.',
    ...text(),
  },
  instance: {
    scope: 'machine',
    doc: "The Identity Center instance to read, by ARN, id or name, where the profile sees several. Empty means: the organization's.",
    ...text(),
  },
  requestsPerSecond: {
    scope: 'machine',
    doc: 'How many requests a second a refresh may send to AWS. Identity Center allows an organization 20 in all, shared with every other tool. A change takes effect at once, in a running refresh too.',
    ...integer({ default: 10, minimum: 1, maximum: 20 }),
  },
  rolesInTargetAccounts: {
    scope: 'machine',
    doc: 'With which of your roles target accounts are entered, to look for policies and events there: names of permission sets, best first; `*` stands for any letters. The others come after them, from readers to administrators by their names. Up to three are tried in an account.',
    ...names(),
  },
  rules: {
    scope: 'resource',
    doc: 'The severity of single rules, by name, over what `.idc.yaml` says: `{ "unassigned-group": "off" }`.',
    ...choiceByName(['error', 'warning', 'info', 'hint', 'off']),
  },
  'trace.server': {
    scope: 'window',
    doc: 'How much of the messages between VS Code and the language server the output channel shows, once its log level is **Trace** (command **Developer: Set Log Level…**).',
    ...oneOf(['off', 'messages', 'verbose'], 'messages'),
  },
} as const satisfies Readonly<Record<string, Row>>;

export type SettingKey = keyof typeof table;

export type Settings = { readonly [Key in SettingKey]: ReturnType<(typeof table)[Key]['decode']> };

export type RuleSetting = Settings['rules'][string];

export type Setting = {
  readonly key: SettingKey;
  readonly scope: Row['scope'];
  readonly doc: string;
  readonly schema: SettingSchema;
};

export const settingsSection = 'idc';

const rows = Object.entries(table) as readonly (readonly [SettingKey, Row])[];

export const settings: readonly Setting[] = rows.map(([key, { scope, doc, schema }]) => ({ key, scope, doc, schema }));

/** Reads the `idc` section as an editor sent it; whatever does not fit keeps its default. */
export function decodeSettings(section: unknown): Settings {
  const given = isRecord(section) ? section : {};
  // Each row's decoder gives what `Settings` says of its key, which is derived from it.
  return Object.fromEntries(rows.map(([key, { decode }]) => [key, decode(given[key])])) as Settings;
}

export const defaultSettings: Settings = decodeSettings(undefined);
