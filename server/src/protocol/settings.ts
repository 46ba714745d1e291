/**
 * The settings, said once: the type, the defaults, the decoder and the manifest's `configuration` all follow from this table.
 *
 * Invariant: no setting names an endpoint, a credential or a file outside the workspace. What decides whom we talk to as
 * (`profile`, roles) and how fast has the scope `machine`, which VS Code never takes from a workspace's own settings.
 */

import * as v from 'valibot';

type Row = {
  readonly scope: 'machine' | 'window' | 'resource';
  /** One sentence or two, Markdown. */
  readonly doc: string;
  readonly schema: SettingSchema;
};

/** What the manifest says of the value, as JSON Schema; the decoder reads by it. */
export type SettingSchema =
  | { readonly type: 'string'; readonly default: string; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly default: number; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'array'; readonly default: readonly string[]; readonly items: { readonly type: 'string' } }
  | {
      readonly type: 'object';
      readonly default: Readonly<Record<string, never>>;
      readonly additionalProperties: { readonly type: 'string'; readonly enum: readonly string[] };
    };

export const settingsSection = 'idc';

const rows = {
  profile: {
    scope: 'machine',
    doc: 'The AWS profile that live access is read with. Empty means: the one in `AWS_PROFILE`, else none. The command **IdC: Select SSO Profile…** sets it.',
    schema: { type: 'string', default: '' },
  },
  region: {
    scope: 'machine',
    doc: 'The region that Identity Center is in, like `eu-west-1`. Empty means: where the profile signs in, then where it works.',
    schema: { type: 'string', default: '' },
  },
  instance: {
    scope: 'machine',
    doc: "The Identity Center instance to read, by ARN, id or name, where the profile sees several. Empty means: the organization's.",
    schema: { type: 'string', default: '' },
  },
  requestsPerSecond: {
    scope: 'machine',
    doc: 'How many requests a second a refresh may send to AWS. Identity Center allows an organization 20 in all, shared with every other tool. A change takes effect at once, in a running refresh too.',
    schema: { type: 'integer', default: 10, minimum: 1, maximum: 20 },
  },
  rolesInTargetAccounts: {
    scope: 'machine',
    doc: 'With which of your roles target accounts are entered, to look for policies and events there: names of permission sets, best first; `*` stands for any letters. The others come after them, from readers to administrators by their names. Up to three are tried in an account.',
    schema: { type: 'array', default: [], items: { type: 'string' } },
  },
  rules: {
    scope: 'resource',
    doc: 'The severity of single rules, by name, over what `.idc.yaml` says: `{ "unassigned-group": "off" }`.',
    schema: {
      type: 'object',
      default: {},
      additionalProperties: { type: 'string', enum: ['error', 'warning', 'info', 'hint', 'off'] },
    },
  },
  'trace.server': {
    scope: 'window',
    doc: 'How much of the messages between VS Code and the language server the output channel shows, once its log level is **Trace** (command **Developer: Set Log Level…**).',
    schema: { type: 'string', default: 'messages', enum: ['off', 'messages', 'verbose'] },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type SettingKey = keyof typeof rows;
export type Setting = Row & { readonly key: SettingKey };
export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof rows)[K]['schema']> };
export type RuleSetting = Settings['rules'][string];

type ValueOf<S extends SettingSchema> = S extends { readonly enum: readonly (infer Word)[] }
  ? Word
  : S extends { readonly additionalProperties: { readonly enum: readonly (infer Word)[] } }
    ? Readonly<Record<string, Word>>
    : { string: string; integer: number; array: readonly string[]; object: object }[S['type']];

const keys = /* @__PURE__ */ Object.keys(rows) as readonly SettingKey[]; // Object.keys forgets which keys a typed object has.

export const settings: readonly Setting[] = /* @__PURE__ */ keys.map((key) => ({ key, ...rows[key] }));

/** Reads the `idc` section as an editor sent it; whatever does not fit keeps its default. */
export function decodeSettings(section: unknown): Settings {
  const given = isRecord(section) ? section : {};
  const values = keys.map((key) => [key, v.parse(valueSchema(rows[key].schema), given[key])] as const);
  return Object.fromEntries(values) as Settings; // Names and values are those of the rows, which `Settings` is made of.
}

function valueSchema(schema: SettingSchema): v.GenericSchema<unknown, Settings[SettingKey] | object> {
  const text = v.pipe(v.string(), v.trim());
  switch (schema.type) {
    case 'string':
      return v.fallback(schema.enum ? v.picklist(schema.enum) : text, schema.default);
    case 'integer':
      return v.fallback(
        v.pipe(v.number(), v.integer(), v.minValue(schema.minimum), v.maxValue(schema.maximum)),
        schema.default,
      );
    case 'array':
      return v.pipe(
        v.fallback(v.array(v.fallback(text, '')), []),
        v.transform((names) => names.filter((name) => name !== '')),
      );
    case 'object':
      return v.pipe(
        v.unknown(),
        v.transform((value) => fitting(value, schema.additionalProperties.enum)),
      );
  }
}

function fitting(value: unknown, words: readonly string[]): object {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([, word]) => words.some((it) => it === word)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
