/** A landing zone is several files: what is asked for, what is followed, and what is left alone. */
import { describe, expect, it } from 'vitest';
import { type Analysis, createWorkspace } from '../../server/src/core/analysis';
import { applyEdits } from '../../server/src/core/base';

const iam = `identityCenter:
  name: sso
  identityCenterPermissionSets:
    - name: Reader
      policies:
        awsManaged: [ViewOnlyAccess]
        inlinePolicy: ./iam-policies/reader.json
  identityCenterAssignments:
    - name: readers
      permissionSetName: Reader
      principals: [{ type: GROUP, name: ops }]
      deploymentTargets:
        accounts:
          - 'shop'
`;

const accounts = (...names: readonly string[]) =>
  `workloadAccounts:\n${names.map((it) => `  - { name: ${it}, email: ${it}@example.com, organizationalUnit: Shops }\n`).join('')}`;

const policy =
  '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}';

type Texts = Readonly<Record<string, string | undefined>>;

function open(texts: Texts) {
  const workspace = createWorkspace({
    onBug: ({ error }) => {
      throw error;
    },
  });
  const change = (changed: Texts): Analysis => {
    workspace.apply({ texts: new Map(Object.entries(changed)) });
    return workspace.analysis();
  };
  return { change, analysis: change(texts) };
}

const whole = {
  'org/iam-config.yaml': iam,
  'org/accounts-config.yaml': accounts('shop', 'till'),
  'org/global-config.yaml': 'homeRegion: eu-west-1\n',
  'org/iam-policies/reader.json': policy,
};

const rulesOf = ({ findings }: Analysis) => findings.map(({ rule }) => rule);

describe('A landing zone', () => {
  it('asks for the files it reads, and for no others', () => {
    const { analysis, change } = open({ 'org/iam-config.yaml': iam, 'other/iam-config.yaml': 'roles: []\n' });
    const wanted = ['org/accounts-config.yaml', 'org/global-config.yaml', 'org/iam-policies/reader.json'];
    expect(analysis.wanted).toEqual(wanted);
    expect(change(Object.fromEntries(wanted.map((path) => [path, undefined]))).wanted).toEqual([]);
  });

  it('says nothing of a name before the file that decides it is there', () => {
    const { analysis, change } = open({ 'org/iam-config.yaml': iam.replace('shop', 'shopp') });
    expect(rulesOf(analysis)).toEqual([]);
    expect(rulesOf(change(whole))).toEqual(['unknown-aws-managed-policy']);
  });

  it('follows the text of accounts-config.yaml as it is typed, broken in between, and removed', () => {
    const { analysis, change } = open(whole);
    expect(rulesOf(analysis)).not.toContain('unknown-account');
    const path = 'org/accounts-config.yaml';
    expect(rulesOf(change({ [path]: accounts('shops') }))).toContain('unknown-account');
    expect(rulesOf(change({ [path]: `${accounts('shops')}  - name: "sho` }))).not.toContain('unknown-account');
    expect(rulesOf(change({ [path]: undefined }))).not.toContain('unknown-account');
    expect(rulesOf(change({ [path]: accounts('shop') }))).toEqual(rulesOf(analysis));
  });

  it('follows its inline policies and its home region', () => {
    const { change } = open(whole);
    const broken = change({ 'org/iam-policies/reader.json': '{"Statement": 1' });
    expect(rulesOf(broken)).toContain('invalid-inline-policy');
    const filledIn = change({ 'org/iam-policies/reader.json': '{"Statement": "${PARTITION}"' });
    expect(rulesOf(filledIn)).not.toContain('invalid-inline-policy');
    const inChina = change({ 'org/global-config.yaml': 'homeRegion: cn-north-1\n' });
    expect(rulesOf(inChina)).not.toContain('unknown-aws-managed-policy');
  });

  it('is not read again for what it does not read', () => {
    const others = { 'main.tf': 'locals {\n  a = 1\n}\n# one\n', 'accounts-config.yaml': accounts('a') };
    const { analysis, change } = open({ ...whole, ...others });
    expect(change({ 'main.tf': 'locals {\n  a = 1\n}\n# two\n' }).declared).toBe(analysis.declared);
    expect(change({ 'accounts-config.yaml': accounts('b') }).declared).toBe(analysis.declared);
  });

  it('is fixed where its author wrote, in the quotes that stand there', () => {
    const { analysis } = open({ ...whole, 'org/iam-config.yaml': iam.replace('shop', 'shopp') });
    const fix = analysis.findings.find((it) => it.rule === 'unknown-account')?.fixes()[0];
    expect(fix?.title).toBe('Change to "shop"');
    const fixed = applyEdits('org/iam-config.yaml', iam.replace('shop', 'shopp'), fix?.edits ?? []);
    expect(fixed).toBe(iam);
  });

  it('has no key twice', () => {
    const { analysis } = open({ ...whole, 'org/accounts-config.yaml': `${accounts('shop')}workloadAccounts: []\n` });
    const found = analysis.findings.find((it) => it.rule === 'invalid-access-definition');
    expect(found?.message).toBe('the key "workloadAccounts" is already used');
    expect(found?.at.path).toBe('org/accounts-config.yaml');
  });
});

describe('An iam-config.yaml', () => {
  it('that Terraform reads is Terraform’s', () => {
    const terraform = `resource "aws_identitystore_group" "it" {
  display_name = yamldecode(file("\${path.module}/iam-config.yaml")).identityCenter.name
}
`;
    const { analysis } = open({ ...whole, 'org/main.tf': terraform });
    expect(analysis.declared.permissionSets.all).toEqual([]);
  });

  it('keeps its accounts where Terraform reads them too, and says once what is wrong there', () => {
    const path = 'org/accounts-config.yaml';
    const terraform = `resource "aws_identitystore_group" "it" {
  display_name = yamldecode(file("\${path.module}/accounts-config.yaml")).workloadAccounts[0].name
}
`;
    const { analysis, change } = open({ ...whole, 'org/main.tf': terraform });
    expect(rulesOf(analysis)).not.toContain('unknown-account');
    expect(analysis.declared.groups.byName.has('shop')).toBe(true);
    expect(analysis.declared.accounts.all).toHaveLength(2);
    const broken = change({ [path]: `${accounts('shop')}  - name: "sho` });
    expect(broken.findings.filter((it) => it.rule === 'syntax' && it.at.path === path)).toHaveLength(1);
  });

  it('of another tool is none of our business, however broken', () => {
    const { analysis } = open({ 'iam-config.yaml': 'roles: "admin\n', 'accounts-config.yaml': 'a: 1\na: 2\n' });
    expect(analysis.findings).toEqual([]);
    expect([...analysis.yaml.keys()]).toEqual([]);
  });
});
