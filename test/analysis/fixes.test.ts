/** Fixes are made where the author wrote, in the author's language, and only where there is something to exchange. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/core/base';
import { analyse, type Text } from '../support/fixture-findings';

const set = (attributes: string) => `resource "aws_ssoadmin_permission_set" "this" {
  name         = "Reader"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
${attributes}}
`;

/** Applies every fix of a rule, one after the other, until none is left. */
function fixAll(files: readonly Text[], rule: string): readonly Text[] {
  let texts = files;
  for (let round = 0; round < 10; round++) {
    const fix = analyse(texts)
      .findings.find((it) => it.rule === rule && it.fixes().length > 0)
      ?.fixes()[0];
    if (!fix) return texts;
    texts = texts.map(({ path, text }) => ({ path, text: applyEdits(path, text, fix.edits) }));
  }
  throw new Error('the fixes of this rule never end');
}

describe('A fix', () => {
  it('lands in the file where the value was written, however far away it is used', () => {
    const files = [
      { path: 'main.tf', text: `${set('  session_duration = var.hours\n')}variable "hours" {}\n` },
      { path: 'terraform.tfvars', text: 'hours = "8h" # working day\n' },
    ];
    const [main, tfvars] = fixAll(files, 'invalid-session-duration');
    expect(main).toEqual(files[0]);
    expect(tfvars?.text).toBe('hours = "PT8H" # working day\n');
  });

  it('writes JSON in JSON, and HCL in HCL', () => {
    const data = { path: 'sets.json', text: '{ "duration": "8h" }\n' };
    const main = { path: 'main.tf', text: set('  session_duration = jsondecode(file("sets.json")).duration\n') };
    expect(fixAll([main, data], 'invalid-session-duration')[1]?.text).toBe('{ "duration": "PT8H" }\n');
    const json = { path: 'main.tf.json', text: '{"locals": {"x": "8h"}}\n' };
    const user = { path: 'use.tf', text: set('  session_duration = local.x\n') };
    expect(fixAll([json, user], 'invalid-session-duration')[0]?.text).toBe('{"locals": {"x": "PT8H"}}\n');
  });

  it('is not offered for a text that was composed', () => {
    const text = `${set('  session_duration = "${var.hours}h"\n')}variable "hours" {\n  default = 8\n}\n`;
    const findings = analyse([{ path: 'main.tf', text }]).findings.filter(
      (it) => it.rule === 'invalid-session-duration',
    );
    expect(findings.map((it) => it.fixes())).toEqual([[]]);
  });

  it('renames a set wherever the code says its name, once for each place', () => {
    const files = [
      { path: 'sets.access.yaml', text: 'permission_sets:\n  "Read Only": {}\n' },
      {
        path: 'team.access.yaml',
        text: 'group_assignments:\n  a: { account_ids: ["111122223333", "444455556666"], permission_set: Read Only }\n',
      },
    ];
    const [sets, team] = fixAll(files, 'invalid-permission-set-name');
    expect(sets?.text).toBe('permission_sets:\n  "Read-Only": {}\n');
    expect(team?.text).toContain('permission_set: Read-Only }');
  });
});
