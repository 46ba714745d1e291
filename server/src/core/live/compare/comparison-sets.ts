/** Permission sets of the code beside the live ones of the same name: what differs, and what only one side has. */
import { compareText, isKnown, type Maybe, type Origin } from '../../base';
import * as model from '../../model';
import type { UnknownReason } from '../../reasons';
import type { Snapshot } from '../snapshot/snapshot';
import { comparableDocument } from './comparison-document';

export type SetComparison = {
  /** Those of which an attribute differs; by name. */
  readonly differing: readonly DifferingSet[];
  /** Declared, and certainly not live. */
  readonly onlyInCode: readonly model.PermissionSet[];
  /** Live, and certainly not declared: without Control Tower's and those managed elsewhere. */
  readonly onlyLive: readonly model.PermissionSet[];
  readonly notComparable: readonly {
    readonly what: string;
    readonly because: UnknownReason;
    readonly origin: Origin;
  }[];
};

export type DifferingSet = {
  readonly name: string;
  readonly inCode: model.PermissionSet;
  readonly live: model.PermissionSet;
  readonly differences: readonly AttributeDifference[];
};

export type SetAttribute =
  | 'sessionDuration'
  | 'relayState'
  | 'managedPolicies'
  | 'customerManagedPolicies'
  | 'permissionsBoundary'
  | 'inlinePolicy';

export type AttributeDifference = {
  readonly attribute: SetAttribute;
  /** Of lists, only what the other side lacks; empty text where there is nothing. */
  readonly inCode: string;
  readonly live: string;
  /** Where the code writes it, or would. */
  readonly origin: Origin;
};

export function comparedSets(
  declared: model.Access,
  { access }: Snapshot,
  { outside }: model.ProjectFile,
): SetComparison {
  const declaredSets = [...declared.permissionSets.byName].filter(([, set]) => set.presence === 'declared');
  const pairs = declaredSets.flatMap(([name, inCode]) => {
    const live = access.permissionSets.byName.get(name);
    return live ? [{ name, inCode, live, outcomes: outcomesOf(inCode, live) }] : [];
  });
  const differing = pairs.map(({ outcomes, ...pair }): DifferingSet => {
    return { ...pair, differences: outcomes.flatMap((it) => ('attribute' in it ? [it] : [])) };
  });
  const isManagedElsewhere = (name: string) =>
    model.controlTowerPermissionSets.has(name) || outside.permissionSets.includes(name);
  return {
    differing: differing
      .filter(({ differences }) => differences.length > 0)
      .toSorted((a, b) => compareText(a.name, b.name)),
    onlyInCode: declaredSets.map(([, set]) => set).filter(({ name }) => model.lacks(access.permissionSets, name)),
    onlyLive: access.permissionSets.all.filter(
      ({ name }) => isKnown(name) && model.lacks(declared.permissionSets, name) && !isManagedElsewhere(name.value),
    ),
    notComparable: pairs.flatMap(({ name, inCode, outcomes }) =>
      outcomes.flatMap((it) =>
        'because' in it ? [{ what: `${name}: ${it.what}`, because: it.because, origin: inCode.origin }] : [],
      ),
    ),
  };
}

type Outcome = AttributeDifference | { readonly what: string; readonly because: UnknownReason };

function outcomesOf(inCode: model.PermissionSet, live: model.PermissionSet): readonly Outcome[] {
  return [...durationOutcome(inCode, live), ...relayStateOutcome(inCode, live), ...policyOutcomes(inCode, live)];
}

/** What AWS takes where no session duration is written (CreatePermissionSet, Identity Center API reference). */
const defaultDuration = 'PT1H';

function durationOutcome(inCode: model.PermissionSet, live: model.PermissionSet): readonly Outcome[] {
  const own = inCode.sessionDuration;
  if (own && !isKnown(own)) return [{ what: 'sessionDuration', because: own.because }];
  const there = live.sessionDuration && isKnown(live.sessionDuration) ? live.sessionDuration.value : defaultDuration;
  const here = own?.value ?? defaultDuration;
  if (minutesOf(here) === minutesOf(there)) return [];
  return [{ attribute: 'sessionDuration', inCode: here, live: there, origin: own?.origin ?? inCode.origin }];
}

/** Where neither side is known to have one, and the code writes none, there is nothing to tell. */
function relayStateOutcome(inCode: model.PermissionSet, live: model.PermissionSet): readonly Outcome[] {
  const [own, there] = [inCode.relayState, live.relayState];
  if (own && !isKnown(own)) return [{ what: 'relayState', because: own.because }];
  if (there && !isKnown(there)) return own ? [{ what: 'relayState', because: there.because }] : [];
  if (own?.value === there?.value) return [];
  const origin = own?.origin ?? inCode.origin;
  return [{ attribute: 'relayState', inCode: own?.value ?? '', live: there?.value ?? '', origin }];
}

/** PT60M and PT1H are one duration; what is no such text stands for itself. */
function minutesOf(duration: string): number | string {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!found) return duration;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((it) => Number(it ?? 0));
  return (days * 24 + hours) * 60 + minutes + seconds / 60;
}

function policyOutcomes(inCode: model.PermissionSet, live: model.PermissionSet): readonly Outcome[] {
  if (!live.policiesComplete) return [{ what: 'policies', because: { kind: 'live-policies-not-read' } }];
  if (!inCode.policiesComplete) return [{ what: 'policies', because: { kind: 'declared-policies-not-known' } }];
  const texts = (set: model.PermissionSet) => ({
    managedPolicies: set.managedPolicies,
    customerManagedPolicies: set.customerManagedPolicies.map(referenceText),
    permissionsBoundary: set.permissionsBoundary ? [boundaryText(set.permissionsBoundary)] : [],
    inlinePolicy: set.inlinePolicy ? [documentText(set.inlinePolicy)] : [],
  });
  const [own, there] = [texts(inCode), texts(live)];
  const attributes = ['managedPolicies', 'customerManagedPolicies', 'permissionsBoundary', 'inlinePolicy'] as const;
  return attributes.flatMap((attribute) => listOutcome(attribute, own[attribute], there[attribute], inCode.origin));
}

function listOutcome(
  attribute: SetAttribute,
  own: readonly Maybe<string>[],
  live: readonly Maybe<string>[],
  origin: Origin,
): readonly Outcome[] {
  const unknown = [...own, ...live].find((it) => !isKnown(it));
  if (unknown && !isKnown(unknown)) return [{ what: attribute, because: unknown.because }];
  const here = own.filter((it) => isKnown(it));
  const there = live.filter((it) => isKnown(it));
  const added = here.filter((it) => !there.some((other) => other.value === it.value));
  const missing = there.filter((it) => !here.some((other) => other.value === it.value));
  if (added.length + missing.length === 0) return [];
  const place = added[0]?.origin ?? here[0]?.origin ?? origin;
  return [{ attribute, inCode: joined(added), live: joined(missing), origin: place }];
}

function joined(items: readonly { readonly value: string }[]): string {
  return items
    .map(({ value }) => value)
    .toSorted(compareText)
    .join(', ');
}

function referenceText({ name, path }: model.PolicyReference): Maybe<string> {
  if (!isKnown(name)) return name;
  if (!isKnown(path)) return path;
  return { value: path.value === '/' ? name.value : path.value + name.value, origin: name.origin };
}

function boundaryText(boundary: model.Boundary): Maybe<string> {
  return boundary.kind === 'aws-managed' ? boundary.arn : referenceText(boundary.reference);
}

function documentText(document: Maybe<string>): Maybe<string> {
  return isKnown(document) ? { ...document, value: comparableDocument(document.value) } : document;
}
