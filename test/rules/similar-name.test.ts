/** Which policy names were evidently meant to be one, and which only look alike. */
import { describe, expect, it } from 'vitest';
import { nameDifference } from '../../server/src/core/rules/support/similar-name';

const differ = (wanted: string, defined: string, vocabulary: readonly string[] = []) =>
  nameDifference(wanted, defined, new Set(vocabulary));

describe('One name, written differently', () => {
  it.each([
    ['Billing-Read', 'billing-read', 'in upper and lower case only'],
    ['my_redshift-analyst-policy', 'my-redshift-analyst-policy', 'in separators only'],
    ['RedshiftAnalyst', 'redshift-analyst', 'in separators only'],
    ['redshift.analyst', 'redshift_analyst', 'in separators only'],
    ['readonly-logs', 'read-only-logs', 'in separators only'],
    ['s3-reader', 's3-readers', 'in singular and plural only'],
    ['data-policies', 'DataPolicy', 'in singular and plural only'],
    ['analyst', 'analyst-policy', 'by "policy" only'],
    ['analyst-prod', 'analyst', 'by "prod" only'],
    ['dev-analyst', 'analyst', 'by "dev" only'],
    ['my-redshift-analist-policy', 'my-redshift-analyst-policy', 'by a letter or two'],
    ['incident-repsonder', 'incident-responder', 'by a letter or two'],
    ['warehuse-reader', 'warehouse-reader', 'by a letter or two'],
    ['Developr-Access', 'developer-access', 'by a letter or two'],
  ])('%s and %s differ %s', (wanted, defined, how) => {
    expect(differ(wanted, defined)).toBe(how);
    expect(differ(defined, wanted)).toBe(how);
  });
});

describe('A word that other names use', () => {
  it.each([
    ['warehouse-query', 'warehuse-query'],
    ['warehouse-query', 'warehuose-query'],
  ])('is no slip, and the policy of %s that is called %s has one', (wanted, defined) => {
    expect(differ(wanted, defined, ['warehouse'])).toBe('by a letter or two');
  });
});

describe('Two names', () => {
  it.each([
    ['team-a-read', 'team-b-read'],
    ['deploy-v1', 'deploy-v2'],
    ['deploy-1', 'deploy-11'],
    ['bucket-read', 'bucket-write'],
    ['analyst-prod', 'analyst-dev'],
    ['prod-analyst-policy', 'dev-analyst'],
    ['eu-west-1-admin', 'eu-west-2-admin'],
    ['app-ecs', 'app-eks'],
    ['log-uploader', 'log-unloader'],
    ['internal-access', 'external-access'],
    ['key-encrypt', 'key-decrypt'],
    ['data-east', 'data-west'],
    ['ingress-admin', 'egress-admin'],
    ['platform-admin', 'platform-audit'],
    ['development', 'deployment'],
    ['a', 'b'],
    ['policy', 'iam-policy-reader'],
    ['', 'policy'],
  ])('are %s and %s', (wanted, defined) => {
    expect(differ(wanted, defined)).toBeUndefined();
    expect(differ(defined, wanted)).toBeUndefined();
  });

  it('are those whose differing word stands in other names too', () => {
    expect(differ('data-leader', 'data-reader')).toBeUndefined();
    expect(differ('data-packer', 'data-parker')).toBe('by a letter or two');
    expect(differ('data-packer', 'data-parker', ['packer'])).toBeUndefined();
    expect(differ('shop-manage', 'shop-manager', ['manage'])).toBeUndefined();
    expect(differ('warehouse-read', 'warehuose-read', ['warehouse', 'warehuose'])).toBeUndefined();
  });
});
