import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { runIdc } from '../support/transcript';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
});
afterAll(() => emulator.close());

describe('Somebody who is not signed in', () => {
  it('is told the very command', async () => {
    const { env, home } = someone(emulator);
    const { text, code } = await runIdc(['status', '--profile', 'acme'], home, env);
    expect(text).toContain('`aws sso login --sso-session acme` in a terminal');
    expect(code).toBe(2);
  });

  it('is told how to name a profile where none was named', async () => {
    const { env, home } = someone(emulator);
    const { text, code } = await runIdc(['live'], home, { ...env, AWS_EC2_METADATA_DISABLED: 'true' });
    expect(text).toMatch(/^idc: No AWS credentials could be found: .* --profile or AWS_PROFILE names the profile\.\n$/);
    expect(code).toBe(2);
  });
});
