/** Every key of the project file reaches those who ask for it; what it does there is on the pages of the rules. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../server/src/core/analysis';
import { emptyProjectFile, type ProjectFile } from '../../server/src/core/model';

const everything = `rules: { unassigned-group: off }
accounts:
  "111122223333": { name: prod-data, environment: production, paths: [terraform/prod-data] }
  "012345678901": sandbox
production: [prod-*]
longestProductionSession: PT2H
managementAccount: "999900001111"
delegatedAdmin: 012345678901
files: ["identity/*.yaml"]
outside: { permissionSets: [One], permission_sets: [Two], groups: [break-glass] }
quotas: { policiesPerPermissionSet: 1, policiesPerRole: 2, inlinePolicyBytes: 3, inlinePolicyBytesWithSpace: 4 }
`;

describe('The project file', () => {
  it('is read in full', () => {
    const { accounts, rules, ...others } = projectOf(everything);
    expect(rules).toEqual(new Map([['unassigned-group', 'off']]));
    expect(accounts).toMatchObject([
      { id: '111122223333', name: 'prod-data', environment: 'production', paths: ['terraform/prod-data'] },
      { id: '012345678901', name: 'sandbox', environment: undefined, paths: [] },
    ]);
    expect(others).toEqual({
      production: ['prod-*'],
      longestProductionSession: 'PT2H',
      managementAccount: '999900001111',
      delegatedAdmin: '012345678901',
      files: ['identity/*.yaml'],
      outside: { permissionSets: ['One', 'Two'], groups: ['break-glass'] },
      quotas: { policiesPerPermissionSet: 1, policiesPerRole: 2, inlinePolicyBytes: 3, inlinePolicyBytesWithSpace: 4 },
    });
  });

  it('says nothing where it is empty, and keeps the defaults where a value is wrong', () => {
    for (const text of ['', '# nothing\n', 'quotas:\naccounts:\noutside:\nproduction:\n']) {
      expect(projectOf(text)).toEqual(emptyProjectFile);
    }
    const wrong = projectOf('quotas: { policiesPerRole: 0 }\nlongestProductionSession: P1D\nmanagementAccount: none\n');
    expect(wrong).toEqual(emptyProjectFile);
  });

  it('has a schema with the same keys, which the README explains', () => {
    const root = resolve(import.meta.dirname, '../..');
    const schema = JSON.parse(readFileSync(join(root, 'docs/schemas/project-file.schema.json'), 'utf8'));
    const keys = Object.keys(emptyProjectFile).toSorted();
    expect(Object.keys(schema.properties).toSorted()).toEqual(keys);
    expect(Object.keys(schema.properties.quotas.properties)).toEqual(Object.keys(emptyProjectFile.quotas));
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    expect(keys.filter((key) => !readme.includes(`\`${key}\``))).toEqual([]);
  });
});

function projectOf(text: string): ProjectFile {
  const workspace = createWorkspace();
  workspace.apply({ texts: new Map([['.idc.yaml', text]]) });
  return workspace.analysis().project;
}
