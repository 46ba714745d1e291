import { describe, expect, it } from 'vitest';
import { comparisonReport, hasDrift } from '../../server/src/core/features';
import type { Snapshot } from '../../server/src/core/live';
import type { ComparisonReport, LiveGrantReport } from '../../server/src/protocol';
import { principalIdOf, type SmallSnapshot, smallSnapshot } from '../support/small-snapshot';
import { analysed, linesOfAnalysis } from './support/analysed';

const accounts = { prod: '111122223333', dev: '444455556666' };
const code = `accounts: { prod: "111122223333", dev: "444455556666" }
permission_sets:
  Reader: { session_duration: PT8H, managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { analysts: {}, ops: {} }
group_assignments:
  analysts: { account_ids: [prod, dev], permission_set: Reader }
`;
const reader = { sessionDuration: 'PT8H', managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] };

function compared(text: string, live: SmallSnapshot | Snapshot, files: Record<string, string> = {}): ComparisonReport {
  const { analysis } = analysed({ 'access.yaml': text, ...files });
  const snapshot = 'access' in live ? live : smallSnapshot({ accounts, permissionSets: { Reader: reader }, ...live });
  return comparisonReport({ analysis, linesOf: linesOfAnalysis(analysis) }, snapshot);
}

const told = (grants: readonly LiveGrantReport[]) =>
  grants.map((it) => `${it.principal} in ${it.accountName ?? it.account} as ${it.permissionSet}`);

describe('Code compared with live', () => {
  it('tells what both have, what only the code has and what only AWS has', () => {
    const result = compared(code, { assignments: ['analysts in prod as Reader', 'ops in prod as Reader'] });
    expect(told(result.both)).toEqual(['analysts in prod as Reader']);
    expect(told(result.onlyInCode)).toEqual(['analysts in dev as Reader']);
    expect(told(result.onlyLive)).toEqual(['ops in prod as Reader']);
    expect(hasDrift(result)).toBe(true);
  });

  it('says where the code grants it and which API saw it live', () => {
    const [both] = compared(code, { assignments: ['analysts in prod as Reader'] }).both;
    expect(both).toMatchObject({
      file: 'access.yaml',
      line: 6,
      saidBy: 'sso-admin/ListAccountAssignmentsForPrincipal',
      production: false,
    });
  });

  it('finds no drift where there is none', () => {
    const live = { assignments: ['analysts in prod as Reader', 'analysts in dev as Reader'] };
    const result = compared(code, live);
    expect(hasDrift(result)).toBe(false);
    expect(result.notComparable).toEqual([]);
  });

  it('does not call "only in code" what AWS was not heard in full about', () => {
    const result = compared(code, { incomplete: ['assignments'], denied: 'sso:ListAccountAssignments' });
    expect(result.onlyInCode).toEqual([]);
    expect(result.notComparable).toMatchObject([
      { what: 'analysts in 111122223333 as Reader', because: expect.stringContaining('sso:ListAccountAssignments') },
      { what: 'analysts in 444455556666 as Reader', file: 'access.yaml', line: 6 },
    ]);
    expect(hasDrift(result)).toBe(false);
  });

  it('does not call "only live" what an unknown of the code may declare', () => {
    const terraform = `
      variable "account" { type = string }
      data "aws_ssoadmin_permission_set" "reader" {
        instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
        name         = "Reader"
      }
      data "aws_identitystore_group" "ops" {
        identity_store_id = "d-1234567890"
        alternate_identifier {
          unique_attribute {
            attribute_path  = "DisplayName"
            attribute_value = "ops"
          }
        }
      }
      resource "aws_ssoadmin_account_assignment" "ops" {
        instance_arn       = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
        permission_set_arn = data.aws_ssoadmin_permission_set.reader.arn
        principal_type     = "GROUP"
        principal_id       = data.aws_identitystore_group.ops.group_id
        target_type        = "AWS_ACCOUNT"
        target_id          = var.account
      }`;
    const live = { assignments: ['ops in prod as Reader', 'analysts in prod as Reader', 'other in dev as Reader'] };
    const result = compared(code, live, { 'main.tf': terraform });
    expect(told(result.onlyLive)).toEqual(['other in dev as Reader']);
    expect(result.notComparable.map((it) => it.what)).toEqual([
      'aws_ssoadmin_account_assignment.ops',
      'ops in 111122223333 as Reader',
    ]);
  });

  it('leaves aside what Control Tower makes and what the project file says is managed elsewhere', () => {
    const live = {
      assignments: ['AWSControlTowerAdmins in prod as AWSAdministratorAccess', 'guests in dev as Reader'],
    };
    const result = compared(code, live, { '.idc.yaml': 'outside: { groups: [guests] }\n' });
    expect(result.onlyLive).toEqual([]);
    expect(told(result.elsewhere)).toEqual([
      'AWSControlTowerAdmins in prod as AWSAdministratorAccess',
      'guests in dev as Reader',
    ]);
  });

  it('keeps assignments of deleted groups apart', () => {
    const live = { assignments: ['gone 1111-2222 in prod as Reader', 'analysts in prod as Reader'] };
    const result = compared(code, live);
    expect(told(result.orphaned)).toEqual(['1111-2222 in prod as Reader']);
    expect(result.onlyLive).toEqual([]);
  });

  it('knows a group that the code names by its id', () => {
    const terraform = `
      resource "aws_ssoadmin_permission_set" "writer" {
        instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
        name         = "Writer"
      }
      resource "aws_ssoadmin_account_assignment" "ops" {
        instance_arn       = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
        permission_set_arn = aws_ssoadmin_permission_set.writer.arn
        principal_type     = "GROUP"
        principal_id       = "${principalIdOf('group ops')}"
        target_type        = "AWS_ACCOUNT"
        target_id          = "111122223333"
      }`;
    const { analysis } = analysed({ 'main.tf': terraform });
    const live = smallSnapshot({ accounts, assignments: ['ops in prod as Writer'] });
    const result = comparisonReport({ analysis, linesOf: linesOfAnalysis(analysis) }, live);
    expect(told(result.both)).toEqual(['ops in prod as Writer']);
  });
});

describe('Permission sets compared', () => {
  const both = { assignments: ['analysts in prod as Reader', 'analysts in dev as Reader'] };
  const differences = (live: object, text = code) =>
    compared(text, { ...both, permissionSets: { Reader: { ...reader, ...live } } }).permissionSets.differing.flatMap(
      (set) => set.differences.map((it) => `${it.line} ${it.attribute}: ${it.inCode} | ${it.live}`),
    );

  it('differ in session duration, and PT480M is no other than PT8H', () => {
    expect(differences({ sessionDuration: 'PT1H' })).toEqual(['3 sessionDuration: PT8H | PT1H']);
    expect(differences({ sessionDuration: 'PT480M' })).toEqual([]);
  });

  it('differ in policies, each side with what the other lacks', () => {
    const other = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
    const live = { managedPolicies: [other], customerManagedPolicies: [{ name: 'extra', path: '/team/' }] };
    expect(differences(live)).toEqual([
      `3 managedPolicies: arn:aws:iam::aws:policy/ReadOnlyAccess | ${other}`,
      '3 customerManagedPolicies:  | /team/extra',
    ]);
  });

  it('have the same inline policy however it is written', () => {
    const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["b:C","a:B"],"Resource":"*"}]}';
    const text = code.replace(
      'policy/ReadOnlyAccess] }',
      `policy/ReadOnlyAccess], inline_policy: '{ "Statement": { "Effect": "Allow", "Resource": ["*"], "Action": ["a:B", "b:C"] }, "Version": "2012-10-17" }' }`,
    );
    expect(differences({ inlinePolicyDocument: document, inlinePolicy: true }, text)).toEqual([]);
    expect(differences({}, text)[0]).toMatch(/^3 inlinePolicy: \{.*\} \| $/);
  });

  it('are not compared in what could not be read', () => {
    const live = { ...reader, managedPolicies: [], policiesComplete: false };
    const result = compared(code, { ...both, permissionSets: { Reader: live } });
    expect(result.permissionSets.differing).toEqual([]);
    expect(result.notComparable).toMatchObject([
      { what: 'Reader: policies', because: 'not all live policies could be read' },
    ]);
  });

  it('are only in code, or only live, where the other listing is whole', () => {
    const result = compared(code, { permissionSets: { Writer: {} } });
    expect(result.permissionSets.onlyInCode.map((it) => it.name)).toEqual(['Reader']);
    expect(result.permissionSets.onlyLive.map((it) => it.name)).toEqual(['Writer']);
    const partly = compared(code, { permissionSets: { Writer: {} }, incomplete: ['permissionSets'] });
    expect(partly.permissionSets.onlyInCode).toEqual([]);
  });

  it('that are new since a revision and live already are named before the apply', () => {
    const { analysis } = analysed({ 'access.yaml': code });
    const before = analysed({ 'access.yaml': 'permission_sets: { Other: {} }\n' }).analysis.declared;
    const live = smallSnapshot({ permissionSets: { Reader: reader } });
    const result = comparisonReport({ analysis, linesOf: linesOfAnalysis(analysis), before }, live);
    expect(result.namesTaken).toEqual([
      {
        name: 'Reader',
        address: 'permission_sets.Reader',
        arn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-0000000000Reader',
        file: 'access.yaml',
        line: 3,
      },
    ]);
  });
});
