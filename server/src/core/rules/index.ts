/** What we know about Identity Center going wrong: one rule a file, one page a rule. No syntax, no text, no AWS calls. */
import { policyNameDrift } from './policy-name-drift';
import type { Rule } from './rule';
import { unassignedPermissionSet } from './unassigned-permission-set';
import { unknownPermissionSet } from './unknown-permission-set';

export type {
  Change,
  Fix,
  Given,
  Located,
  Note,
  RelatedPlace,
  Report,
  Rule,
  Severity,
  Source,
  Sources,
} from './rule';

/** In the order of the documentation. */
export const rules: readonly Rule[] = [unknownPermissionSet, unassignedPermissionSet, policyNameDrift];

/** Names of findings that no rule of the table makes: they are about the notation itself, or about broken text. */
export const notationRules = [
  'syntax',
  'invalid-access-definition',
  'unknown-rule',
  'unused-suppression',
  'suppression-without-reason',
] as const;

export const ruleNames: ReadonlySet<string> = new Set([...rules.map((rule) => rule.name), ...notationRules]);
