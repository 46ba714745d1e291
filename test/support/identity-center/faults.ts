/** Trouble made on purpose: which calls it hits, how often, and what they get instead of an answer. */
import type { Answer } from './backend';
import { matches } from './rights';
import { AwsError } from './wire/aws-error';

export type FaultKind =
  /** Waits before it answers. */
  | 'latency'
  /** Answers once the faults are released or cleared. */
  | 'hold'
  | 'throttle'
  | 'server-error'
  | 'expired-token'
  | 'denied'
  | 'bad-signature'
  /** Closes the connection without a word. */
  | 'drop'
  /** Answers with something else: `nonsense` says what becomes of the answer there would be. */
  | 'nonsense';

export const faultKinds: readonly FaultKind[] = [
  'latency',
  'hold',
  'throttle',
  'server-error',
  'expired-token',
  'denied',
  'bad-signature',
  'drop',
  'nonsense',
];

export type Fault = {
  readonly kind: FaultKind;
  /** `sso-admin:ListInstances`, `sso-admin:List*`, `portal:*`; all calls when left out. */
  readonly operations?: readonly string[] | undefined;
  /** 0 to 1: which part of the calls is hit. */
  readonly share?: number | undefined;
  /** How many calls are hit before the trouble is over. */
  readonly times?: number | undefined;
  readonly milliseconds?: number | undefined;
  /** Of `nonsense`; without it the answer is empty. */
  readonly nonsense?: ((answer: Answer) => Answer) | undefined;
};

/** Changes the members of an answer in JSON: what comes back takes the place of what there would be. */
export const members =
  (change: (result: Readonly<Record<string, unknown>>) => unknown) =>
  (answer: Answer): Answer => ({ ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) });

/** Another text, whatever was asked, and whether or not it could be answered. */
export const instead =
  (body: string) =>
  (answer: Answer): Answer => ({ ...answer, status: 200, body });

export function disturbed(answer: Answer, struck: readonly Fault[]): Answer {
  const nonsense = struck.filter(({ kind }) => kind === 'nonsense');
  return nonsense.reduce((sum, fault) => (fault.nonsense ?? instead(''))(sum), answer);
}

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** Answers what is held, and holds nothing more; other trouble goes on. */
  release(): void;
  /** Resolves when what is held now may be answered. */
  released(): Promise<void>;
  list(): readonly Fault[];
  /** The faults that hit this call; a counted one is used up. */
  strike(operation: string): readonly Fault[];
};

export function createFaults(initial: readonly Fault[] = []): Faults {
  let faults = [...initial];
  const held: (() => void)[] = [];
  const random = seededRandom(1);
  const keep = (kept: readonly Fault[]) => {
    faults = [...kept];
    for (const answer of held.splice(0)) answer();
  };
  return {
    add(fault) {
      faults = [...faults, fault];
    },
    clear: () => keep([]),
    release: () => keep(faults.filter(({ kind }) => kind !== 'hold')),
    released: () => new Promise((resolve) => held.push(resolve)),
    list: () => faults,
    strike(operation) {
      const struck = faults.filter((fault) => concerns(fault, operation) && random() < (fault.share ?? 1));
      faults = faults.map((fault) => (struck.includes(fault) ? usedOnce(fault) : fault)).filter((it) => it.times !== 0);
      return struck;
    },
  };
}

const concerns = ({ operations }: Fault, operation: string): boolean =>
  operations === undefined || operations.some((pattern) => matches(pattern, operation));

const usedOnce = (fault: Fault): Fault => (fault.times === undefined ? fault : { ...fault, times: fault.times - 1 });

/** The answer that a fault stands for; latency, holds and drops have none. `action` is what a denial names. */
export function faultError({ kind }: Fault, service: string, deny: () => AwsError): AwsError | undefined {
  switch (kind) {
    case 'throttle':
      return tooMany(service);
    case 'server-error':
      return new AwsError('InternalServerException', 'An unexpected internal service exception was encountered', 500);
    case 'expired-token':
      return expired(service);
    case 'denied':
      return deny();
    case 'bad-signature':
      return badSignature(service);
    default:
      return undefined;
  }
}

/** Each API has its own word for "too many". */
function tooMany(service: string): AwsError {
  if (service === 'organizations')
    return new AwsError('TooManyRequestsException', "You've sent too many requests in too short a period of time.");
  if (service === 'portal') return new AwsError('TooManyRequestsException', 'Too many requests', 429);
  if (service === 'iam' || service === 'sts') return new AwsError('Throttling', 'Rate exceeded');
  return new AwsError('ThrottlingException', 'Rate exceeded');
}

function expired(service: string): AwsError {
  if (service === 'portal') return new AwsError('UnauthorizedException', 'Session token not found or invalid', 401);
  return new AwsError('ExpiredTokenException', 'The security token included in the request is expired');
}

function badSignature(service: string): AwsError | undefined {
  // The portal and the sign-in service take no signature.
  if (service === 'portal' || service === 'oidc') return undefined;
  return new AwsError('InvalidSignatureException', 'The request signature we calculated does not match.');
}

/** `throttle:sso-admin:List*:0.2`, `latency=500`, `drop:portal:*`: the command line's notation. */
export function parseFault(text: string): Fault {
  const [head = '', ...rest] = text.split(':');
  const [name = '', milliseconds] = head.split('=');
  const kind = faultKinds.find((each) => each === name);
  if (kind === undefined) throw new Error(`unknown kind of fault, use one of ${faultKinds.join(', ')}: ${name}`);
  const last = Number(rest.at(-1));
  const share = rest.length > 0 && !Number.isNaN(last) ? last : undefined;
  const operations = (share === undefined ? rest : rest.slice(0, -1)).join(':');
  return {
    kind,
    share,
    operations: operations === '' ? undefined : operations.split(','),
    milliseconds: milliseconds === undefined ? undefined : Number(milliseconds),
  };
}

/** The same sequence in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
