/** Puts the parts together: a world, its services, and a server on the loopback interface. */
import type { AddressInfo } from 'node:net';
import { createSessions, staticKey } from './callers';
import { type Clock, createClock } from './clock';
import { createFaults, type Fault, type Faults } from './faults';
import { createJournal, type Journal } from './journal';
import { createWorld } from './populate';
import { settle } from './provisioning';
import { createRates, type Rate } from './rate';
import type { Scenario } from './scenario';
import { loadScenario } from './scenario-file';
import { type Answerer, answerer, listen } from './server';
import { createServices, type EmptyPages } from './services';
import { createSignIns } from './sign-ins';
import type { EmulatorState } from './state';

export type EmulatorOptions = {
  /** 0 takes any free port. */
  readonly port?: number;
  /** sso-admin's requests a second. AWS's 20 unless told otherwise. */
  readonly rate?: Rate;
  /** Milliseconds that an asynchronous request takes. */
  readonly provisioningDelay?: number;
  /** Milliseconds before every answer. */
  readonly latency?: number;
  /** Organizations starts each listing with an empty page, or every service does. */
  readonly emptyPages?: EmptyPages;
  /** Milliseconds that a portal session lasts. */
  readonly tokenLifetime?: number;
  readonly faults?: readonly Fault[];
  /** How many milliseconds AWS's clock, as its answers show it, is ahead of this machine's. */
  readonly clockAhead?: number;
  readonly clock?: Clock;
  /** User name of whoever answers at the sign-in page; the scenario's own otherwise. */
  readonly signsIn?: string;
};

export type Emulator = {
  readonly url: string;
  readonly region: string;
  readonly startUrl: string;
  /** Answers one HTTP request, however it came here. */
  readonly answer: Answerer;
  /** What AWS would remember. Due work has been done. */
  readonly state: () => EmulatorState;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly clock: Clock;
  /** A portal session, as if this user had just signed in. */
  readonly signIn: (user?: string) => { readonly accessToken: string; readonly expiresAt: string };
  readonly expireTokens: () => void;
  readonly expireCredentials: () => void;
  /** Long-lived keys of an account, by default the management account. */
  readonly credentials: (account?: string) => { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Environment for a client in another process. */
  readonly environment: (account?: string) => Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

export async function createEmulator(scenario: Scenario | string, options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = options.clock ?? createClock();
  const given = typeof scenario === 'string' ? loadScenario(scenario) : scenario;
  const world = createWorld(given, { clock, provisioningDelay: options.provisioningDelay ?? 300 });
  const sessions = createSessions();
  const signIns = createSignIns({ clock, tokenLifetime: options.tokenLifetime ?? 8 * 3_600_000 });
  const faults = createFaults(options.faults);
  const journal = createJournal();
  const user = options.signsIn ?? given.signsIn ?? given.users[0]?.name ?? '';
  const backend = {
    world,
    sessions,
    signIns,
    faults,
    journal,
    user,
    latency: options.latency ?? 0,
    clockAhead: options.clockAhead ?? 0,
    services: createServices({ sessions, emptyPages: options.emptyPages ?? false }),
    hasRoom: createRates(options.rate ?? 20, clock),
  };
  const answer = answerer(backend);
  const server = await listen(answer, options.port ?? 0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    region: world.region,
    startUrl: `${url}/start`,
    answer,
    state() {
      settle(world);
      return world;
    },
    faults,
    journal,
    clock,
    signIn(name = user) {
      const token = signIns.issue({ clientId: 'test', user: name, refreshable: false });
      return { accessToken: token.accessToken, expiresAt: new Date(token.expiresAt).toISOString() };
    },
    expireTokens: () => signIns.expire('access-tokens'),
    expireCredentials: () => sessions.expireAll(),
    credentials: (account = given.organization.managementAccount) => keys(account),
    environment: (account = given.organization.managementAccount) => environment(url, world.region, account),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

const keys = (account: string) => ({ accessKeyId: staticKey(account), secretAccessKey: 'not-checked-by-the-emulator' });

function environment(url: string, region: string, account: string): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey } = keys(account);
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
