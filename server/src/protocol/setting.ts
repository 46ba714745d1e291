/** What a setting can be: the shape that the manifest says of it, and the reading of what an editor sent. */

export type SettingSchema =
  | { readonly type: 'string'; readonly default: string; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly default: number; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'array'; readonly default: readonly string[]; readonly items: { readonly type: 'string' } }
  | { readonly type: 'object'; readonly default: object; readonly additionalProperties: object };

/** A setting's schema, in JSON Schema's words, and its decoder: whatever does not fit gives the default. */
export type SettingKind<T> = { readonly schema: SettingSchema; readonly decode: (value: unknown) => T };

/** Blanks around it do not count. */
export function text(): SettingKind<string> {
  return { schema: { type: 'string', default: '' }, decode: textIn };
}

export function oneOf<const T extends string>(choices: readonly T[], standard: NoInfer<T>): SettingKind<T> {
  return {
    schema: { type: 'string', default: standard, enum: choices },
    decode: (value) => choices.find((it) => it === value) ?? standard,
  };
}

export function integer(range: {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}): SettingKind<number> {
  const fits = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= range.minimum && value <= range.maximum;
  return { schema: { type: 'integer', ...range }, decode: (value) => (fits(value) ? value : range.default) };
}

/** Names in order; what is no name is left out. */
export function names(): SettingKind<readonly string[]> {
  return {
    schema: { type: 'array', default: [], items: { type: 'string' } },
    decode: (value) => (Array.isArray(value) ? value.map(textIn).filter((name) => name !== '') : []),
  };
}

/** One of the choices for each name; names with anything else are left out. */
export function choiceByName<const T extends string>(choices: readonly T[]): SettingKind<Readonly<Record<string, T>>> {
  const decode = (value: unknown) => {
    const known = Object.entries(isRecord(value) ? value : {}).flatMap(([name, given]) => {
      const choice = choices.find((it) => it === given);
      return choice === undefined ? [] : [[name, choice] as const];
    });
    return Object.fromEntries(known);
  };
  return { schema: { type: 'object', default: {}, additionalProperties: { type: 'string', enum: choices } }, decode };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
