/** What a look into the target accounts found of the customer managed policies that permission sets need there. */
import { isKnown } from '../../base';
import type { PolicyCheckResult, PolicyVerdict } from '../../live';
import * as model from '../../model';
import { unknownText } from '../../wording';
import { placeIn } from '../place';
import { count } from '../views/notes';
import type { ExplainedCode } from './explanation-page';
import {
  accountText,
  filled,
  inReadingOrder,
  type LineInFile,
  lineIn,
  type Page,
  type PageRow,
  type PageSection,
} from './page';

export type PoliciesGiven = PolicyCheckResult & {
  readonly names: ReadonlyMap<string, string>;
  /** Where the code refers to a policy in a permission set; else where the set is declared. */
  readonly placeOf: (verdict: PolicyVerdict) => LineInFile | undefined;
};

export function policiesPage(given: PoliciesGiven): Page {
  const { verdicts, takenAt, cutShort } = given;
  const of = (verdict: PolicyVerdict['verdict']) => verdicts.filter((it) => it.verdict === verdict);
  return {
    title: 'Policies in target accounts',
    verdict: verdictOf(given),
    facts: cutShort ? [{ name: 'Incomplete', value: { text: cutShortText(cutShort), tone: 'doubtful' } }] : [],
    takenAt,
    takenOf: 'Accounts',
    sections: filled(
      section('Missing', 'Create each in its account with exactly that name and path.', of('missing'), given),
      section('Nobody could look', 'Unknown, not missing.', of('not-looked'), given),
      section('There', '', of('exists'), given),
    ),
    actions: [{ title: 'Check again', command: 'check-policies' }],
  };
}

function verdictOf({ verdicts, cutShort }: PolicyCheckResult): Page['verdict'] {
  const many = (verdict: PolicyVerdict['verdict']) => verdicts.filter((it) => it.verdict === verdict).length;
  const [missing, unseen, there] = [many('missing'), many('not-looked'), many('exists')];
  const accounts = new Set(verdicts.map((it) => it.account)).size;
  const text = `${count(accounts, 'account')}: ${there} there, ${missing} missing, ${unseen} could not be looked for.`;
  if (verdicts.length === 0) {
    return {
      tone: 'plain',
      heading: 'Nothing to look for',
      text: 'No permission set that is assigned refers to a customer managed policy or boundary.',
    };
  }
  if (missing > 0) return { tone: 'bad', heading: `${policies(missing)} missing`, text };
  if (missing + there === 0) return { tone: 'doubtful', heading: 'Nobody could look', text };
  if (unseen > 0 || cutShort) return { tone: 'doubtful', heading: 'Nothing missing, as far as could be looked', text };
  return { tone: 'good', heading: 'Every policy is there', text };
}

function cutShortText({ read, of }: NonNullable<PolicyCheckResult['cutShort']>): string {
  return `The last check ended after ${read} of ${count(of, 'account')}; the others are as an earlier check saw them, or unknown.`;
}

function policies(many: number): string {
  return many === 1 ? '1 policy is' : `${many} policies are`;
}

function section(heading: string, note: string, own: readonly PolicyVerdict[], given: PoliciesGiven): PageSection {
  return {
    heading,
    note,
    columns: ['Account', 'Policy', 'Needed by', 'What was found', 'Code'],
    rows: inReadingOrder(own.map((it) => rowOf(it, given))),
  };
}

function rowOf(it: PolicyVerdict, { names, placeOf }: PoliciesGiven): PageRow {
  const open = placeOf(it);
  return {
    cells: [
      { text: accountText({ account: it.account, accountName: names.get(it.account) }) },
      { text: `${it.path}${it.name}` },
      { text: it.permissionSets.join(', ') },
      { text: foundText(it), tone: tones[it.verdict] },
      { text: open ? `${open.file}:${open.line}` : '', open },
    ],
  };
}

const tones = { exists: 'good', missing: 'bad', 'not-looked': 'doubtful' } as const;

function foundText(it: PolicyVerdict): string {
  switch (it.verdict) {
    case 'exists':
      return 'there';
    case 'not-looked':
      return unknownText(it.reason);
    case 'missing':
      return it.nearby.length > 0 ? `missing; there is ${it.nearby.join(', ')}` : 'missing';
  }
}

/** Where each folder's code refers to a policy in a permission set that needs it. */
export function policyPlaces(code: readonly ExplainedCode[]): (verdict: PolicyVerdict) => LineInFile | undefined {
  const places = new Map<string, LineInFile>();
  for (const { folder, declared, linesOf } of code) {
    const place = placeIn(linesOf);
    for (const set of declared.permissionSets.all) {
      if (!isKnown(set.name)) continue;
      for (const { name, path, origin } of model.customerPolicies(set)) {
        if (!isKnown(name) || !isKnown(path)) continue;
        const line = lineIn(folder, place(name.origin)) ?? lineIn(folder, place(origin));
        if (line) places.set(`${set.name.value} ${path.value}${name.value}`, line);
      }
    }
  }
  return ({ permissionSets, path, name }) =>
    permissionSets.map((set) => places.get(`${set} ${path}${name}`)).find((it) => it !== undefined);
}
