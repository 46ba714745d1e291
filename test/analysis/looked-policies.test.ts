import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../server/src/core/analysis';
import type { PolicyVerdict } from '../../server/src/core/live';

const definition = `accounts: { prod: "111122223333", dev: "444455556666" }
permission_sets:
  Reader:
    managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
    customer_managed_policies: [{ name: reader-policy, path: /data/ }]
    permissions_boundary: { name: reader-boundary }
groups: { analysts: {} }
group_assignments:
  analysts: { account_ids: [prod, dev], permission_set: Reader }
`;

const asked = { account: '111122223333', name: 'reader-policy', path: '/data/', permissionSets: ['Reader'] };
const missing = (more: Partial<PolicyVerdict> & { nearby?: readonly string[] } = {}): PolicyVerdict =>
  // The parts of one of its cases, put together.
  ({ ...asked, verdict: 'missing', nearby: [], ...more }) as PolicyVerdict;

function analysed(verdicts: readonly PolicyVerdict[], files: Readonly<Record<string, string>> = {}) {
  const texts = new Map(Object.entries({ 'access.yaml': definition, ...files }));
  const workspace = createWorkspace();
  workspace.apply({ texts, paths: new Set(texts.keys()) });
  workspace.apply({ policies: { takenAt: '2026-11-24T08:30:12.000Z', verdicts } });
  return { workspace, analysis: workspace.analysis() };
}

function findings(verdicts: readonly PolicyVerdict[], files: Readonly<Record<string, string>> = {}) {
  const { findings: all, files: texts } = analysed(verdicts, files).analysis;
  const seen = all.filter(({ message }) => message.includes('(seen '));
  return seen.map(({ rule, severity, message, at, fixes }) => {
    const written = texts.get(at.path)?.text.slice(at.start, at.end);
    return { rule, severity, message, written, fixes: fixes().map((it) => it.title) };
  });
}

describe('What was seen in the target accounts', () => {
  it('is reported on the name of a policy that is missing there, with the time it was seen', () => {
    expect(findings([missing()])).toEqual([
      {
        rule: 'policy-not-in-target-account',
        severity: 'error',
        message: 'there is no policy "/data/reader-policy" in prod (111122223333) (seen 2026-11-24 08:30 UTC)',
        written: 'reader-policy',
        fixes: [],
      },
    ]);
  });

  it('is one finding for all accounts that lack it', () => {
    const found = findings([missing(), missing({ account: '444455556666' })]);
    expect(found.map((it) => it.message)).toEqual([
      'there is no policy "/data/reader-policy" in prod (111122223333), dev (444455556666) (seen 2026-11-24 08:30 UTC)',
    ]);
  });

  it('names what differs in case only', () => {
    expect(findings([missing({ nearby: ['/data/Reader-Policy'] })])[0]?.message).toContain(
      'in prod (111122223333), which has "Reader-Policy"',
    );
  });

  it('is a wrong path where the account has the very name at another one, with the fix', () => {
    expect(findings([missing({ nearby: ['/team/reader-policy'] })])).toEqual([
      {
        rule: 'policy-path-mismatch',
        severity: 'error',
        message:
          '"reader-policy" is at the path "/team/" in prod (111122223333), not at "/data/" (seen 2026-11-24 08:30 UTC)',
        written: '/data/',
        fixes: ['Change the path to "/team/"'],
      },
    ]);
  });

  it('is reported of boundaries too', () => {
    expect(findings([missing({ name: 'reader-boundary', path: '/' })])[0]).toMatchObject({
      rule: 'policy-not-in-target-account',
      written: 'reader-boundary',
    });
  });

  it('is no finding where it is there, or nobody could look', () => {
    const unseen = { ...asked, verdict: 'not-looked', reason: { kind: 'no-role-in-account' } } as const;
    expect(findings([{ ...asked, verdict: 'exists' }, unseen])).toEqual([]);
  });

  it('is no finding once the code no longer asks for it', () => {
    expect(findings([missing({ name: 'former-policy' }), missing({ account: '999900001111' })])).toEqual([]);
  });

  it('is no finding where this code makes the policy there: it is missing only until the apply', () => {
    const policy = 'resource "aws_iam_policy" "reader" {\n  name = "reader-policy"\n  path = "/data/"\n}\n';
    const project = 'accounts: { "111122223333": { name: prod, paths: [prod] } }\n';
    expect(findings([missing()], { 'prod/main.tf': policy, '.idc.yaml': project })).toEqual([]);
    expect(findings([missing()], { 'prod/main.tf': policy.replace('"reader-policy"', 'var.name') })).toEqual([]);
  });

  it('can be silenced with a reason, and turned off, as the rule it is', () => {
    const line = '    customer_managed_policies:';
    const silenced = definition.replace(
      line,
      `    # idc: ignore policy-not-in-target-account -- made by the landing zone\n${line}`,
    );
    expect(findings([missing()], { 'access.yaml': silenced })).toEqual([]);
    expect(findings([missing()], { '.idc.yaml': 'rules: { policy-not-in-target-account: off }\n' })).toEqual([]);
  });

  it('goes when it was forgotten', () => {
    const { workspace } = analysed([missing()]);
    workspace.apply({ policies: undefined });
    expect(workspace.analysis().findings.filter(({ message }) => message.includes('(seen '))).toEqual([]);
  });
});
