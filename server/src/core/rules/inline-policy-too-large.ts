import { isKnown } from '../base';
import { defineRule } from './support/rule';

/** AWS counts bytes other than white space, and has a second limit for all of them. */
export const inlinePolicyTooLarge = defineRule({
  name: 'inline-policy-too-large',
  summary: 'An inline policy is larger than Identity Center accepts.',
  severity: 'error',
  reads: ['declared'],

  check({ declared, project }, report) {
    const { inlinePolicyBytes: mostBytes, inlinePolicyBytesWithSpace: mostWithSpace } = project.quotas;
    for (const { inlinePolicy } of declared.permissionSets.all) {
      if (!inlinePolicy || !isKnown(inlinePolicy)) continue;
      const bytes = byteLength(inlinePolicy.value.replaceAll(/\s/g, ''));
      const all = byteLength(inlinePolicy.value);
      if (bytes > mostBytes) {
        const message = `the inline policy has ${bytes} bytes without white space, and ${mostBytes} are allowed`;
        report(inlinePolicy, { message });
      } else if (all > mostWithSpace) {
        report(inlinePolicy, { message: `the inline policy has ${all} bytes, and ${mostWithSpace} are allowed` });
      }
    }
  },
});

/** In UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
