/** What the code leaves open about access, each as a sentence's end. */
import type { DeclarationReason, UnknownReason } from '../reasons';
import type { Sentences } from './sentences';

export const declaration: Sentences<DeclarationReason, UnknownReason> = {
  'without-value': ({ what }) => `${what} has no value`,
  'empty-until-given': ({ what }) => `${what} is empty until a value is given`,
  'not-given': ({ what }) => `${what} is not given`,
  'none-given': ({ keys }) => `${keys.join(' or ')} is not given`,
  'not-a-string': ({ given }) => `it is a ${given}, not a string`,
  'id-without-name': () => 'an id says no name',
  'arn-without-name': () => 'an ARN says no name',
  'no-principal': () => 'no principal',
  'no-such-principal': () => 'it names no such principal',
  'unnamed-boundary': () => 'the boundary names no policy',
  'generated-name': () => 'the provider makes up the name',
  'other-lookup': ({ address }) => `${address} looks it up by something else than its name`,
  'without-attribute': ({ address, attribute }) => `${address} has no ${attribute}`,
  'unknown-working-account': () => 'the code does not say which account its provider works in',
  'role-without-account': () => 'the assumed role names no account',
  'unknown-principal-type': ({ text }) => `"${text}" is no principal type`,
  'ambiguous-after-apply': ({ types }) =>
    `it is known only after apply, and the plan does not say which ${types.join(' or ')} is meant`,

  'none-declared': ({ what }) => `no ${what} is declared in this code`,
  'unread-file': ({ path }) => `${path} could not be read`,
  'half-read-file': ({ path }) => `${path} cannot be read in full`,
  'template-may-make-policies': ({ address }) => `${address}: its template may make policies`,
  'open-address': ({ address, because }, textOf) => `${address}: ${textOf(because)}`,
  'incomplete-plan': ({ cause }) =>
    cause === 'errored'
      ? 'the plan failed half-way'
      : 'the plan is not complete (made with -target, or something was put off)',

  'users-not-listed': () => 'access definitions do not list users',
  'groups-not-listed': () => 'no access definition lists groups',
  'unreadable-part': () => 'a part of this access definition cannot be read',
  'policy-without-accounts': () => 'no accounts are given for this policy',
  'unknown-account-name': ({ name }) => `no account is named "${name}"`,
  'unresolved-tag': ({ tag }) => `the YAML tag ${tag} is not resolved`,

  'accounts-file-missing': () => 'accounts-config.yaml is not beside it, or could not be read',
  'accounts-file-unreadable': () => 'accounts-config.yaml cannot be read',
  'no-home-region': () => 'global-config.yaml does not say the home region',
  nameless: ({ what }) => `the ${what} has no name`,
  'account-without-id': ({ name }) => `accounts-config.yaml does not say the id of "${name}"`,
  'account-without-unit': () => 'it is in no organizational unit',
  'invalid-minutes': () => 'it is no whole number of minutes',
  'principal-by-id': () => 'only its id is given',
  'principal-missing': () => 'no principal is given',
  'principal-type-missing': () => 'neither USER nor GROUP is given',
  'policy-without-targets': () => 'it is deployed in no account',
  'invalid-principal-type': ({ text }) => `"${text}" is neither USER nor GROUP`,
  'filled-in-later': ({ file = 'it' }) => `${file} is filled in when the landing zone is deployed`,
  'readable-later': () => 'this part can be read only when the landing zone is deployed',
  'text-expected': () => 'a text was expected here',
  'unknown-zone-key': ({ name }) => `"${name}" is no key that is known here`,
  'empty-unit': ({ unit }) => `accounts-config.yaml has no account in "${unit}"`,
  'zone-file-missing': ({ path }) => `${path} is not there, or could not be read`,
  'listed-elsewhere': ({ what }) => `a landing zone does not list all ${what}`,
};
