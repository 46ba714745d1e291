/** A landing zone in the editor: its accounts have names and no ids, and are accounts all the same. */
import { describe, expect, it } from 'vitest';
import {
  accountNames,
  completions,
  definition,
  hover,
  lenses,
  references,
  rename,
  symbols,
} from '../../server/src/core/features';
import { initialState } from '../../server/src/core/live';
import { type Analysed, analysed, printPlace } from './support/analysed';

const accounts = `mandatoryAccounts:
  - { name: Management, email: m@example.com, organizationalUnit: Root }
workloadAccounts:
  - { name: shop, email: s@example.com, organizationalUnit: Shops }
`;

const iam = (change: (text: string) => string = (text) => text) => ({
  'iam-config.yaml': change(`identityCenter:
  name: sso
  identityCenterPermissionSets:
    - name: Reader
      sessionDuration: 240
    - name: Idle
  identityCenterAssignments:
    - name: everywhere
      permissionSetName: Reader
      principals: [{ type: GROUP, name: ops }]
      deploymentTargets:
        organizationalUnits: [Root]
    - name: shop
      permissionSetName: Reader
      principals: [{ type: GROUP, name: tellers }]
      deploymentTargets:
        accounts: [shop]
`),
  'accounts-config.yaml': accounts,
});

const at = (before: string, after = '') =>
  analysed(iam((text) => text.replace(before + after, `${before}<|>${after}`)));

const witnessesOf = ({ analysis }: Analysed) => ({
  live: initialState,
  declared: [{ folder: '/work', access: analysis.declared, project: analysis.project }],
  provisioning: undefined,
});

function hoverText(place: Analysed): string {
  const placeText = () => '…';
  return hover({ ...place, sources: witnessesOf(place), placeText, linksCommands: true })?.markdown ?? 'nothing';
}

const places = (found: ReturnType<typeof definition>, { analysis }: Analysed) =>
  found.map((it) => printPlace(analysis, it));

describe('From a name', () => {
  it('of an account one goes to accounts-config.yaml, and to who else names it', () => {
    const place = at('accounts: [sh', 'op]');
    expect(places(definition(place.analysis, place.path, place.offset), place)).toEqual([
      'accounts-config.yaml:4 shop',
    ]);
    expect(places(references(place.analysis, place.path, place.offset), place)).toEqual([
      'accounts-config.yaml:4 shop',
      'iam-config.yaml:12 Root',
      'iam-config.yaml:17 shop',
    ]);
  });

  it('of a permission set one goes to where it is made', () => {
    const place = at('permissionSetName: Rea', 'der');
    expect(places(definition(place.analysis, place.path, place.offset), place)).toEqual(['iam-config.yaml:4 Reader']);
  });

  it('of a unit one goes to the accounts that are in it', () => {
    const place = at('[Ro', 'ot]');
    expect(places(definition(place.analysis, place.path, place.offset), place)).toEqual([
      'accounts-config.yaml:2 Management',
      'accounts-config.yaml:4 shop',
    ]);
  });
});

describe('A permission set', () => {
  it('tells where it is assigned, though no id is known', () => {
    expect(`\n${hoverText(at('- name: Rea', 'der'))}\n`).toMatchInlineSnapshot(`
      "
      **Permission set** \`Reader\`

      - Session: \`PT4H\`

      3 assignments

      - \`ops\` → \`Management\`
      - \`ops\` → \`shop\`
      - \`tellers\` → \`shop\`

      [Explain access…](command:idc.explain?%5B%7B%22about%22%3A%7B%22permissionSet%22%3A%22Reader%22%7D%7D%5D)
      "
    `);
  });

  it('says above itself how far it reaches', () => {
    const place = at('- name: Rea', 'der');
    const titles = lenses(place.analysis, witnessesOf(place), 'iam-config.yaml').map(({ title }) => title);
    expect(titles.slice(0, 2)).toEqual(['2 accounts · 2 groups', 'not assigned']);
  });

  it('is renamed with its assignments', () => {
    const place = at('- name: Rea', 'der');
    const renaming = rename(place.analysis, place.path, place.offset, 'Viewer');
    expect('edits' in renaming && renaming.edits.map(({ path, text }) => `${path} ${text}`)).toEqual([
      'iam-config.yaml Viewer',
      'iam-config.yaml Viewer',
      'iam-config.yaml Viewer',
    ]);
  });
});

describe('An account', () => {
  it('tells who comes into it, and offers no explanation by an id it has not', () => {
    expect(`\n${hoverText(at('accounts: [sh', 'op]'))}\n`).toMatchInlineSnapshot(`
      "
      **Account** \`workloadAccounts.shop\` shop

      2 assignments

      - \`ops\` → \`Reader\`
      - \`tellers\` → \`Reader\`
      "
    `);
  });

  it('is offered by its name where a landing zone asks for one', () => {
    const place = analysed(iam((text) => text.replace('[shop]', '[<|>]')));
    const offered = completions({ ...place, names: accountNames(witnessesOf(place)) }).map(({ insert }) => insert);
    expect(offered).toEqual(['Management', 'shop']);
  });

  it('is not offered elsewhere, where it would be no id', () => {
    const place = analysed({ ...iam(), 'x.access.yaml': 'group_assignments:\n  ops:\n    account_ids: [<|>]\n' });
    expect(completions({ ...place, names: accountNames(witnessesOf(place)) })).toEqual([]);
  });
});

describe('The outline', () => {
  it('names sets, accounts and assignments', () => {
    const { analysis } = at('Rea', 'der');
    expect(symbols(analysis, 'iam-config.yaml').map(({ name, kind }) => `${kind} ${name}`)).toMatchInlineSnapshot(`
      [
        "permission-set Reader",
        "permission-set Idle",
        "assignment 2 assignments",
        "assignment tellers → ? → Reader",
      ]
    `);
    expect(symbols(analysis, 'accounts-config.yaml').map(({ name, kind }) => `${kind} ${name}`)).toMatchInlineSnapshot(`
      [
        "account Management",
        "account shop",
      ]
    `);
  });
});
