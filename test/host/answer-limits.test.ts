/** Whoever answers in AWS's name could go on for ever, or byte by byte: then the call ends, and says so. */
import { afterEach, expect, it } from 'vitest';
import { createCalls } from '../../server/src/host/aws/api/calls';
import { createClients } from '../../server/src/host/aws/api/clients';
import { type Questions, questions } from '../../server/src/host/aws/api/questions';
import { createRedactor } from '../../server/src/host/aws/api/redact';
import { createThrottle } from '../../server/src/host/aws/api/throttle';
import { nodeClock } from '../../server/src/host/clock';
import { instance } from '../live/samples';
import { patience } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

let emulator: Emulator;
afterEach(() => emulator.close());

async function asking(limits?: { readonly bytes: number; readonly milliseconds: number }): Promise<Questions> {
  emulator = await createEmulator('acme', { rate: 'off' });
  const network = { endpointOf: () => emulator.url, agents: () => ({}), limits };
  const clients = createClients('eu-west-1', async () => emulator.credentials(), network);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const throttle = createThrottle(nodeClock, () => 2000);
  return questions(
    clients,
    createCalls({ clock: nodeClock, log, throttle, redactor: createRedactor() }, patience()),
    instance,
  );
}

/** The answers begin as they should, and what was written of them is counted. */
function answeredBy(pieces: () => AsyncIterable<string>) {
  emulator.faults.add({
    kind: 'nonsense',
    operations: ['identitystore:ListGroups'],
    nonsense: (answer) => ({ ...answer, pieces: pieces() }),
  });
}

const reasonOf = async (ask: Questions) => {
  const { found, gap } = await ask({ kind: 'groups' });
  expect(found).toEqual([]);
  return gap?.reason.kind === 'failed' ? gap.reason.reason : gap?.reason;
};

it('An answer without end is cut off, and is a gap', async () => {
  const ask = await asking();
  let written = 0;
  answeredBy(async function* () {
    yield '{"Groups":["';
    for (;;) {
      written += 1024 * 1024;
      yield 'x'.repeat(1024 * 1024);
    }
  });
  expect(await reasonOf(ask)).toEqual({ kind: 'answer-too-large', action: 'identitystore:ListGroups', megabytes: 32 });
  expect(written).toBeLessThan(64 * 1024 * 1024);
  expect(emulator.journal.counts()['identitystore:ListGroups']).toBe(1);
});

it('An answer that drips is cut off, and is a gap', async () => {
  const ask = await asking({ bytes: 1024, milliseconds: 300 });
  answeredBy(async function* () {
    yield '{"Groups":[';
    for (;;) {
      await nodeClock.sleep(20);
      yield ' ';
    }
  });
  expect(await reasonOf(ask)).toEqual({ kind: 'answer-too-slow', action: 'identitystore:ListGroups', seconds: 1 });
});

it('An answer that is said to be longer than it is ends with the line', async () => {
  const ask = await asking();
  const raw = 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"Groups":[]}';
  emulator.faults.add({ kind: 'nonsense', nonsense: (answer) => ({ ...answer, raw }) });
  await expect(ask({ kind: 'groups' })).rejects.toMatchObject({ failure: { reason: { kind: 'unreachable' } } });
});
