import type { AttributeDifference } from '../live';
import { comparisonOf } from './support/comparison';
import { defineRule } from './support/rule';

export const permissionSetDiffers = defineRule({
  name: 'permission-set-differs',
  summary:
    'The session duration, relay state, policies or boundary of a permission set are not live what they are in the code.',
  severity: 'info',
  reads: ['declared', 'live'],

  check({ declared, live, project }, report) {
    for (const { name, differences } of comparisonOf(declared, live, project).permissionSets.differing) {
      for (const difference of differences) report(difference, { message: `live, "${name}" ${text(difference)}` });
    }
  },
});

const words: Readonly<Record<AttributeDifference['attribute'], string>> = {
  sessionDuration: 'session duration',
  relayState: 'relay state',
  managedPolicies: 'AWS managed policy',
  customerManagedPolicies: 'customer managed policy',
  permissionsBoundary: 'permissions boundary',
  inlinePolicy: 'inline policy',
};

function text({ attribute, inCode, live }: AttributeDifference): string {
  const word = words[attribute];
  if (attribute === 'inlinePolicy') return inlineText(inCode, live);
  if (inCode === '') return `also has the ${word} ${live}`;
  if (live === '') return `lacks the ${word} ${inCode}`;
  return `has the ${word} ${live}, not ${inCode}`;
}

/** The documents themselves would fill the screen. */
function inlineText(inCode: string, live: string): string {
  if (inCode === '') return 'also has an inline policy';
  return live === '' ? 'lacks the inline policy' : 'has another inline policy';
}
