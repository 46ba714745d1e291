/** The services that want a signature: JSON ones, told apart by a header, and IAM and STS with their forms and XML. */
import type { Answer, Backend, Incoming, Route } from './backend';
import { singleHeader } from './backend';
import { type Caller, identify } from './callers';
import { perform } from './perform';
import { actionOf, demandRight, denied } from './rights';
import { recordCall } from './services/call-trail';
import { isKnown, isServed, type ServiceName, serviceOfTarget, validate } from './shapes';
import { AwsError, throttled } from './wire/aws-error';
import type { Fields } from './wire/fields';
import { errorBody, jsonType, parseBody } from './wire/json';
import { parseForm, renderError, renderResult } from './wire/query';

export const jsonService: Route = async (backend, { headers, body }) => {
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

/** The token is all the proof there is. */
const unsigned = new Set(['sts:AssumeRoleWithWebIdentity']);

const outsider: Caller = { account: '', arn: '', role: '', userId: '', accessKey: '', region: '' };

type Signed = { readonly service: ServiceName; readonly operation: string; readonly input: Fields | undefined };

/**
 * In AWS's order: is there such an operation, who asks, too often, may they, is it well-formed, and then the answer.
 */
function runSigned(backend: Backend, headers: Incoming['headers'], { service, operation, input }: Signed): Fields {
  demandOperation(service, operation);
  const caller = unsigned.has(`${service}:${operation}`) ? outsider : callerOf(backend, headers);
  demandFreshSignature(backend, singleHeader(headers['x-amz-date']));
  if (!backend.hasRoom(service, caller.account)) throw throttled('Rate exceeded');
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

/** Five minutes to either side, as AWS's reference of Signature Version 4 says. */
const longestSkew = 5 * 60_000;

function demandFreshSignature({ clockAhead }: Backend, stamp: string | undefined): void {
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(stamp ?? '') ?? [];
  if (day === undefined || time === undefined) return;
  const signed = Date.parse(
    `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
  );
  const now = Date.now() + clockAhead;
  if (Math.abs(now - signed) <= longestSkew) return;
  const word = signed < now ? 'Signature expired' : 'Signature not yet current';
  throw new AwsError('InvalidSignatureException', `${word}: ${stamp} is too far from ${new Date(now).toISOString()}`);
}

function demandOperation(service: ServiceName, operation: string): void {
  if (isServed(service, operation)) return;
  if (isKnown(service, operation))
    throw new AwsError('NotServedByEmulator', `AWS has this operation, the emulator has not: ${operation}`, 501);
  if (service === 'iam' || service === 'sts')
    throw new AwsError('InvalidAction', `Could not find operation ${operation}`, 400);
  throw unknownOperation();
}

export const queryService: Route = async (backend, { headers, body }) => {
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
