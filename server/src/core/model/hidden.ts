/**
 * Assignments, or attachments of policies, that cannot be listed: an unknown `for_each`, a module whose code is not here.
 * What such code is not given, and can't look up, it can't use.
 */
import { isKnown, type Maybe, rememberEach, type Unknown } from '../base';
import type { PrincipalType } from './access';
import { mayShareOrganization } from './organization';
import type { Resource } from './resource';

export type Hidden = {
  readonly because: Unknown;
  /** The block that makes them, or the module it is in; `undefined`: nothing is known of it. */
  readonly resource?: Resource | undefined;
  readonly principalType?: Maybe<PrincipalType> | undefined;
  /** Where it is one statement whose targets alone are not known. */
  readonly permissionSet?: Maybe<string> | undefined;
  /** Whose statement it is: another organization's permission set is not meant. */
  readonly organization?: string | undefined;
};

type Subject = {
  readonly name: Maybe<string>;
  readonly resource?: Resource | undefined;
  readonly organization?: string | undefined;
};

/** Whether what is hidden may use this permission set, or this group. */
export function mayAffect(hidden: Hidden, subject: Subject): boolean {
  const { name } = subject;
  const { resource } = hidden;
  if (!mayShareOrganization(hidden, subject)) return false;
  if (!resource || !subject.resource || !isKnown(name)) return true;
  for (const source of sourcesOf(resource)) {
    if (source === subject.resource || source.inputs.size > 0 || mayReturnName(source, subject.resource)) return true;
    if (source.texts.some((text) => text.includes(name.value) || isPath(text))) return true;
  }
  return false;
}

/** A module may read a file whose path it is given. */
function isPath(text: string): boolean {
  return /^\.{0,2}\//.test(text) || /\.(ya?ml|json|csv|txt|tfvars|hcl|toml)$/i.test(text);
}

/** Data sources that look things up by name, or return what was written elsewhere, such as outputs and parameters. */
function mayReturnName({ mode, type }: Resource, subject: Resource): boolean {
  if (mode !== 'data') return false;
  return type === subject.type || !typesWithoutNames.test(type);
}

const typesWithoutNames =
  /^aws_(ssoadmin_|identitystore_|organizations_|secretsmanager_|kms_|iam_|caller_identity$|region|partition$|availability_zone)/;

/** The block and everything that its arguments rest on, however far back. */
const sourcesOf = rememberEach((resource: Resource): ReadonlySet<Resource> => {
  const found = new Set<Resource>([resource]);
  for (const source of found) for (const next of source.references) found.add(next);
  return found;
});
