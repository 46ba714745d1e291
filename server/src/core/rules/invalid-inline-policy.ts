import { isKnown } from '../base';
import { problemsInDocument } from './support/policies/policy-document';
import { defineRule } from './support/rule';

/** What IAM calls a MalformedPolicyDocument; and actions and regions that do not exist, which it takes without a word. */
export const invalidInlinePolicy = defineRule({
  name: 'invalid-inline-policy',
  summary: 'An inline policy is not a policy document.',
  severity: 'error',
  reads: ['declared'],

  check({ declared }, report) {
    for (const { inlinePolicy, inlinePolicyTexts = [] } of declared.permissionSets.all) {
      if (!inlinePolicy || !isKnown(inlinePolicy)) continue;
      for (const { text, about, severity } of problemsInDocument(inlinePolicy.value)) {
        const written = inlinePolicyTexts.find(({ value }) => value === about);
        report(written ?? inlinePolicy, { message: `the inline policy ${text}`, severity });
      }
    }
  },
});
