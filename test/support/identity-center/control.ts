/** The emulator's own endpoint, `/_emulator/…`, for tests in another process: what AWS has no call for. */

import type { Backend } from './backend';
import { type Fault, faultKinds } from './faults';
import { settle } from './provisioning';
import { answerDevice, findDevice } from './services/approval';
import { assignmentsOf, isCurrent } from './state';
import { type Fields, optionalNumber, optionalText, texts } from './wire/fields';

export type ControlAnswer = { readonly status: number; readonly result: unknown };

type Command = (backend: Backend, body: Fields) => unknown;

const commands: Readonly<Record<string, Command>> = {
  'GET state': stateOf,
  'GET calls': ({ journal }) => journal.counts(),
  'DELETE calls': ({ journal }) => journal.clear(),
  'GET faults': ({ faults }) => faults.list(),
  'POST faults': (backend, body) => backend.faults.add(faultFrom(body)),
  'DELETE faults': ({ faults }) => faults.clear(),
  'POST release': ({ faults }) => faults.release(),
  'POST device': approveDevice,
  'POST sign-in': ({ signIns, user }, body) =>
    signIns.issue({ clientId: 'test', user: optionalText(body, 'user') ?? user, refreshable: false }),
  'POST expire': expire,
  'POST clock': ({ world }, body) => {
    world.clock.advance((optionalNumber(body, 'seconds') ?? 0) * 1000);
    return { now: new Date(world.clock.now()).toISOString() };
  },
};

/** `command` is the method and what follows `/_emulator/`. */
export function answerControl(backend: Backend, command: string, body: Fields | undefined): ControlAnswer {
  const run = commands[command];
  if (run === undefined)
    return { status: 404, result: { error: `no such command, known are: ${Object.keys(commands).join(', ')}` } };
  if (body === undefined) return { status: 400, result: { error: 'the body is not a JSON object' } };
  try {
    return { status: 200, result: run(backend, body) ?? { done: true } };
  } catch (error) {
    return { status: 400, result: { error: String(error) } };
  }
}

function faultFrom(body: Fields): Fault {
  const kind = faultKinds.find((each) => each === body.kind);
  if (kind === undefined) throw new Error(`unknown kind of fault, use one of ${faultKinds.join(', ')}: ${body.kind}`);
  return {
    kind,
    operations: body.operations === undefined ? undefined : texts(body, 'operations'),
    share: optionalNumber(body, 'share'),
    times: optionalNumber(body, 'times'),
    milliseconds: optionalNumber(body, 'milliseconds'),
  };
}

/** Answers the device page for the person: `{ userCode?, deny? }`; the newest request when no code is given. */
function approveDevice({ signIns, user }: Backend, body: Fields): unknown {
  const device = findDevice(signIns, optionalText(body, 'userCode'));
  if (device === undefined) throw new Error('no device is waiting');
  answerDevice(signIns, device, body.deny === true ? 'denied' : { user: optionalText(body, 'user') ?? user });
  return { userCode: device.userCode };
}

/** `{ what: "tokens" | "sign-ins" | "credentials" }`: access tokens, these and refresh tokens, role credentials. */
function expire({ signIns, sessions }: Backend, body: Fields): void {
  switch (body.what) {
    case 'tokens':
      signIns.expire('access-tokens');
      break;
    case 'sign-ins':
      signIns.expire('everything');
      break;
    case 'credentials':
      sessions.expireAll();
      break;
    default:
      throw new Error('say what expires: tokens, sign-ins or credentials');
  }
}

/** The state with names in place of ids, as a person would tell it. */
function stateOf({ world, signIns, journal }: Backend): unknown {
  settle(world);
  const setName = (arn: string) => world.permissionSets.get(arn)?.name ?? arn;
  const principal = (id: string) => world.groups.get(id)?.name ?? world.users.get(id)?.name ?? id;
  return {
    now: new Date(world.clock.now()).toISOString(),
    permissionSets: [...world.permissionSets.values()].map(({ tags, ...set }) => ({
      ...set,
      tags: Object.fromEntries(tags),
    })),
    groups: [...world.groups.values()],
    users: [...world.users.values()].map(({ more: _, ...user }) => user),
    assignments: [...assignmentsOf(world)].map((it) => ({
      account: it.account,
      permissionSet: setName(it.permissionSet),
      principalType: it.principalType,
      principal: principal(it.principal),
    })),
    provisioned: [...world.provisioned].flatMap(([account, bySet]) =>
      [...bySet].map(([arn, it]) => {
        const set = world.permissionSets.get(arn);
        return {
          account,
          permissionSet: setName(arn),
          role: it.role?.name,
          current: set !== undefined && isCurrent(it, set),
        };
      }),
    ),
    requests: [...world.requests.values()].map((it) => ({ ...it, permissionSet: setName(it.permissionSet) })),
    devices: [...signIns.devices.values()].map(({ userCode, answer }) => ({ userCode, answer })),
    signedIn: signIns.tokens.size,
    calls: journal.counts(),
  };
}
