import { describe, expect, it } from 'vitest';
import { openFailures, type ProvisioningRequest, requestFailure } from '../../server/src/core/live';
import { requestFailureText } from '../../server/src/core/wording';

/** Texts as AWS gave them, from public reports; what they mean. */
const texts: readonly (readonly [text: string, code: string, headline: string])[] = [
  [
    'Received a 404 status error: Not supported policy analyst-policy.',
    'policy-missing',
    'the referenced policy "analyst-policy" does not exist in account 111122223333 under that exact name and path',
  ],
  [
    'Received a 404 status error: Not supported policy with something we have never seen analyst-policy',
    'policy-missing',
    'the referenced policy does not exist in account 111122223333 under that exact name and path',
  ],
  [
    'Received a 404 status error: the GROUP assignee 9067-aaaa was not found in directory d-9067a1b2c3',
    'principal-missing',
    'the principal "9067-aaaa" no longer exists',
  ],
  ['Received a 404 status error: Assignment not found.', 'already-gone', 'it was already gone'],
  [
    'Received a 404 status error: Permission set provision not found in AWS account 111122223333.',
    'already-gone',
    'it was already gone',
  ],
  [
    'Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete. IAM Error: User: x is not authorized to perform: iam:GetRole on resource: y',
    'caller-denied',
    'the caller may not use iam:GetRole in account 111122223333',
  ],
  [
    "AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '1' takes longer than usual.",
    'account-unmanageable',
    'Identity Center cannot manage account 111122223333',
  ],
  ['An unexpected internal service exception was encountered', 'internal', 'AWS had an internal error'],
  ['PermissionSet with name Admin already exists.', 'name-taken', 'the name is taken by another permission set'],
  [
    'Could not delete because PermissionSet has ApplicationProfile associated',
    'still-in-use',
    '"Analyst" is still in use',
  ],
  ['Rate exceeded', 'throttled', 'AWS throttled the request'],
  ['There are too many requests processing. Please try again later.', 'throttled', 'AWS throttled the request'],
  ['Invalid PermissionsPolicy Document', 'inline-policy', 'the inline policy is invalid or too large'],
  ['Something nobody has reported yet', 'unrecognized', 'Something nobody has reported yet'],
  ['', 'unrecognized', 'AWS gave no reason'],
];

describe("AWS's reasons", () => {
  it.each(texts)('"%s" means %s', (text, code, headline) => {
    const cause = requestFailure(text);
    const told = requestFailureText(cause, { account: '111122223333', permissionSet: 'Analyst' });
    expect([cause.kind, told.headline]).toEqual([code, headline]);
    expect(told.remedy).toMatch(/\.$/);
  });
});

describe('Failures that still matter', () => {
  const failed: ProvisioningRequest = {
    kind: 'assignment-creation',
    id: '1',
    status: 'FAILED',
    createdAt: '2026-11-20T00:00:00.000Z',
    permissionSet: 'Analyst',
    account: '111122223333',
    principalType: 'GROUP',
    principal: 'analysts',
    failureReason: 'Rate exceeded',
  };
  const later = { ...failed, id: '2', status: 'SUCCEEDED', createdAt: '2026-11-21T00:00:00.000Z' } as const;

  it('are those that no later success has fixed', () => {
    expect(openFailures([failed])).toEqual([failed]);
    expect(openFailures([failed, later])).toEqual([]);
    expect(openFailures([later, { ...failed, createdAt: '2026-11-22T00:00:00.000Z' }])).toHaveLength(1);
  });

  it('are not fixed by a success for another account, or of another kind', () => {
    expect(openFailures([failed, { ...later, account: '222233334444' }])).toEqual([failed]);
    expect(openFailures([failed, { ...later, kind: 'provisioning' }])).toEqual([failed]);
  });

  it('are pointless once the assignment is deleted', () => {
    expect(openFailures([failed, { ...later, kind: 'assignment-deletion' }])).toEqual([]);
  });
});
