/** Which Identity Center is meant, where a profile does not tell by itself; and which one that led to. */
import type * as v from 'valibot';
import { checked, exactly, list, orNull, shape, text } from './file/checked-json';
import type { Instance } from './snapshot/snapshot';

export type InstanceChoice = {
  /** Only here is looked; else where the profile signs in and works. */
  readonly region?: string | undefined;
  /** Its ARN, its id (`ssoins-…`) or its name; else the organization's instance. */
  readonly instance?: string | undefined;
};

/** What tells one instance from every other. */
export type InstanceKey = Pick<Instance, 'arn' | 'identityStoreId' | 'region'>;

/** Whether an instance is what was asked for; any is where nothing was. */
export function isChosen({ arn, name, region }: Instance, { region: only, instance: wanted }: InstanceChoice): boolean {
  const isNamed = !wanted || [arn, arn.split('/').at(-1), name].includes(wanted);
  return isNamed && (!only || only === region);
}

export function isSameInstance(a: InstanceKey, b: InstanceKey): boolean {
  return a.arn === b.arn && a.identityStoreId === b.identityStoreId && a.region === b.region;
}

/** What a profile showed last, for each choice: the newest first. */
export type ShownInstances = readonly ShownInstance[];

export type ShownInstance = {
  readonly region: string | null;
  readonly wanted: string | null;
  readonly instance: Pick<Instance, 'arn' | 'identityStoreId' | 'region'> & { readonly name: string | null };
};

/** As many as anybody chooses between. */
const maxShown = 20;

export function withShown(shown: ShownInstances, choice: InstanceChoice, instance: Instance): ShownInstances {
  const { arn, identityStoreId, region, name = null } = instance;
  const own = { ...keyOf(choice), instance: { arn, identityStoreId, region, name } };
  return [own, ...shown.filter((it) => !isFor(it, choice))].slice(0, maxShown);
}

/** What the choice led to; one that was never made, but names an instance or a region, means one that was shown. */
export function shownFor(shown: ShownInstances, choice: InstanceChoice): InstanceKey | undefined {
  const exact = shown.find((it) => isFor(it, choice));
  if (exact || !(choice.region || choice.instance)) return exact?.instance;
  return shown.find((it) => isChosen(instanceOf(it), choice))?.instance;
}

function keyOf({ region, instance }: InstanceChoice): Pick<ShownInstance, 'region' | 'wanted'> {
  return { region: region || null, wanted: instance || null };
}

function isFor(it: ShownInstance, choice: InstanceChoice): boolean {
  const { region, wanted } = keyOf(choice);
  return it.region === region && it.wanted === wanted;
}

function instanceOf({ instance }: ShownInstance): Instance {
  return { ...instance, name: instance.name ?? undefined, ownerAccount: '' };
}

const shownSchema = shape({
  version: exactly(1),
  profile: text,
  shown: list(
    shape({
      region: orNull(text),
      wanted: orNull(text),
      instance: shape({ arn: text, identityStoreId: text, region: text, name: orNull(text) }),
    }),
  ),
});

export function encodeShown(profile: string, shown: ShownInstances): string {
  const file: v.InferOutput<typeof shownSchema> = { version: 1, profile, shown };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Nothing where the file is another's, or is no such file. */
export function decodeShown(json: unknown, profile: string): ShownInstances {
  const file = checked(shownSchema, json);
  return 'value' in file && file.value.profile === profile ? file.value.shown : [];
}
