/** The server: tells by path and header which API a request is for, and turns answers and errors into that API's bytes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Operations } from './call';
import { type Caller, identify, type Sessions } from './callers';
import { answerControl } from './control';
import { type Faults, faultError } from './faults';
import type { Journal } from './journal';
import { settle } from './provisioning';
import { actionOf, demandRight, denied } from './rights';
import { answerAuthorize, answerDevicePage, type PageAnswer } from './services/approval';
import { recordCall } from './services/call-trail';
import { answerOidc, oidcOperations } from './services/oidc';
import { answerPortal, portalOperations } from './services/portal';
import { isKnown, isServed, type ServiceName, serviceOfTarget, validate } from './shapes';
import type { SignIns } from './sign-ins';
import { AwsError, throttled } from './wire/aws-error';
import type { Fields } from './wire/fields';
import { errorBody, jsonType, parseBody, restErrorBody } from './wire/json';
import { parseForm, renderError, renderResult } from './wire/query';
import type { World } from './world';

export type Backend = {
  readonly world: World;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly services: Readonly<Record<ServiceName, Operations>>;
  readonly hasRoom: () => boolean;
  /** Who answers at the sign-in page. */
  readonly user: string;
  readonly latency: number;
};

type Incoming = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** Answers an HTTP request; `undefined` means hang up. */
type Route = (backend: Backend, request: Incoming) => Promise<Answer | undefined>;

export function listen(backend: Backend, port: number): Promise<Server> {
  const server = createServer((request, response) => void respond(backend, request, response));
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => done(server));
  });
}

async function respond(backend: Backend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const incoming = await read(request);
  const answer = await routeOf(incoming)(backend, incoming);
  if (answer === undefined) request.socket.destroy();
  else response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function read(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? 'GET', url, headers: request.headers, body };
}

function routeOf({ method, url, headers }: Incoming): Route {
  const key = `${method} ${url.pathname}`;
  if (url.pathname.startsWith('/_emulator/')) return control;
  if (url.pathname === '/device' || url.pathname === '/authorize') return approval;
  if (portalOperations.has(key)) return portal;
  if (oidcOperations.has(key)) return oidc;
  if (headers['x-amz-target'] !== undefined) return jsonService;
  return url.pathname === '/' && method === 'POST' ? queryService : nothing;
}

const nothing: Route = async () => ({ status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found\n' });

const control: Route = async (backend, { method, url, body }) => {
  const { status, result } = answerControl(
    backend,
    `${method} ${url.pathname.slice('/_emulator/'.length)}`,
    parseBody(body),
  );
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(result, undefined, 2)}\n` };
};

const approval: Route = async ({ signIns, world, user }, { method, url, body }) => {
  const form = method === 'POST' ? new URLSearchParams(body) : url.searchParams;
  const answer = url.pathname === '/device' ? answerDevicePage : answerAuthorize;
  return pageAnswer(answer({ signIns, clock: world.clock, user }, method, form));
};

const pageAnswer = (page: PageAnswer): Answer =>
  'location' in page
    ? { status: page.status, headers: { location: page.location }, body: '' }
    : { status: page.status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.html };

/** What one call does, and how its API writes answers and errors. */
type Work = {
  readonly service: string;
  readonly operation: string;
  readonly run: () => Fields;
  readonly deny: () => AwsError;
  readonly render: (result: Fields) => Answer;
  readonly renderError: (error: AwsError) => Answer;
};

async function perform(backend: Backend, work: Work): Promise<Answer | undefined> {
  const name = `${work.service}:${work.operation}`;
  const struck = backend.faults.strike(name);
  const waits = struck.filter((fault) => fault.kind === 'latency').map((fault) => fault.milliseconds ?? 1000);
  const wait = backend.latency + waits.reduce((sum, each) => sum + each, 0);
  if (wait > 0) await sleep(wait);
  const at = backend.world.clock.now();
  if (struck.some((fault) => fault.kind === 'drop')) {
    backend.journal.add({ operation: name, at, error: 'connection dropped' });
    return undefined;
  }
  try {
    for (const fault of struck) throwIfAny(faultError(fault, work.service, work.deny));
    settle(backend.world);
    const answer = work.render(work.run());
    backend.journal.add({ operation: name, at, error: undefined });
    return answer;
  } catch (error) {
    // A bug of the emulator must not look like an answer of AWS's.
    const known = error instanceof AwsError ? error : new AwsError('EmulatorBug', String(error), 500);
    backend.journal.add({ operation: name, at, error: known.code });
    return work.renderError(known);
  }
}

function throwIfAny(error: AwsError | undefined): void {
  if (error !== undefined) throw error;
}

const jsonService: Route = async (backend, { headers, body }) => {
  const [prefix, operation] = splitTarget(String(headers['x-amz-target']));
  const service = serviceOfTarget(prefix);
  const respondWith = (status: number, text: string): Answer => ({
    status,
    headers: { 'content-type': jsonType, 'x-amzn-requestid': 'emulated' },
    body: text,
  });
  return perform(backend, {
    service: service ?? prefix,
    operation,
    run: () => {
      if (service === undefined) throw unknownOperation();
      return runSigned(backend, headers, { service, operation, input: parseBody(body) });
    },
    deny: () => denied(callerOf(backend, headers), actionOf(service ?? prefix, operation)),
    render: (result) => respondWith(200, JSON.stringify(result)),
    renderError: (error) => respondWith(error.status, errorBody(service ?? '', error)),
  });
};

function splitTarget(target: string): readonly [prefix: string, operation: string] {
  const dot = target.lastIndexOf('.');
  return [target.slice(0, Math.max(dot, 0)), target.slice(dot + 1)];
}

const unknownOperation = () => new AwsError('UnknownOperationException', '');

const callerOf = ({ world, sessions }: Backend, headers: Incoming['headers']): Caller =>
  identify(world, sessions, headers.authorization, singleHeader(headers['x-amz-security-token']));

const singleHeader = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

type Signed = { readonly service: ServiceName; readonly operation: string; readonly input: Fields | undefined };

/** In AWS's order: is there such an operation, who asks, too often, may they, is it well-formed, and then the answer. */
function runSigned(backend: Backend, headers: Incoming['headers'], { service, operation, input }: Signed): Fields {
  demandOperation(service, operation);
  const caller = callerOf(backend, headers);
  if (service === 'sso-admin' && !backend.hasRoom()) throw throttled('Rate exceeded');
  if (`${service}:${operation}` !== 'sts:GetCallerIdentity')
    demandRight(backend.world, caller, actionOf(service, operation));
  if (input === undefined)
    throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  validate(service, operation, input);
  const run = backend.services[service][operation];
  if (run === undefined) throw new AwsError('EmulatorBug', `no such operation in the table: ${operation}`, 500);
  const result = run({ world: backend.world, caller, operation, input });
  recordCall(backend.world, { service, operation, caller, input, result });
  return result;
}

function demandOperation(service: ServiceName, operation: string): void {
  if (isServed(service, operation)) return;
  if (isKnown(service, operation))
    throw new AwsError('NotServedByEmulator', `AWS has this operation, the emulator has not: ${operation}`, 501);
  if (service === 'iam' || service === 'sts')
    throw new AwsError('InvalidAction', `Could not find operation ${operation}`, 400);
  throw unknownOperation();
}

const queryService: Route = async (backend, { headers, body }) => {
  const form = new URLSearchParams(body);
  const service = form.get('Version') === '2011-06-15' ? 'sts' : 'iam';
  const operation = form.get('Action') ?? '';
  const xml = (status: number, text: string): Answer => ({
    status,
    headers: { 'content-type': 'text/xml' },
    body: text,
  });
  return perform(backend, {
    service,
    operation,
    run: () => runSigned(backend, headers, { service, operation, input: parseForm(form) }),
    deny: () => denied(callerOf(backend, headers), actionOf(service, operation)),
    render: (result) => xml(200, renderResult(service, operation, result)),
    renderError: (error) => xml(queryStatus(error), renderError(service, error)),
  });
};

/** IAM and STS answer 403 where the JSON services answer 400. */
const queryStatus = ({ code, status }: AwsError): number =>
  ['AccessDeniedException', 'ExpiredTokenException', 'UnrecognizedClientException'].includes(code) ? 403 : status;

const rest = (status: number, body: string, error?: AwsError): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...(error === undefined ? {} : { 'x-amzn-errortype': error.code }) },
  body,
});

const portal: Route = async (backend, { method, url, headers }) => {
  const operation = portalOperations.get(`${method} ${url.pathname}`) ?? '';
  const token = singleHeader(headers['x-amz-sso_bearer_token']);
  return perform(backend, {
    service: 'portal',
    operation,
    run: () => answerPortal(backend, operation, { method, path: url.pathname, query: url.searchParams, token }),
    deny: () => new AwsError('ForbiddenException', 'No access', 403),
    render: (result) => rest(200, JSON.stringify(result)),
    renderError: (error) => rest(error.status, restErrorBody(error), error),
  });
};

const oidc: Route = async (backend, { method, url, headers, body }) => {
  const operation = oidcOperations.get(`${method} ${url.pathname}`) ?? '';
  const base = `http://${headers.host ?? '127.0.0.1'}`;
  const answerer = { signIns: backend.signIns, clock: backend.world.clock, url: base };
  return perform(backend, {
    service: 'oidc',
    operation,
    run: () => answerOidc(answerer, operation, parseBody(body) ?? {}),
    deny: () => new AwsError('AccessDeniedException', 'Access denied', 400),
    render: (result) => rest(200, JSON.stringify(result)),
    renderError: (error) => rest(error.status, restErrorBody(error), error),
  });
};
