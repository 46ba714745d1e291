/** The server: tells by path and header which API a request is for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import type { Answer, Backend, Incoming, Route } from './backend';
import { answerControl } from './control';
import { answerAuthorize, answerDevicePage, answerStartPage, type PageAnswer } from './services/approval';
import { oidcOperations } from './services/oidc';
import { portalOperations } from './services/portal';
import { jsonService, queryService } from './signed-routes';
import { oidc, portal } from './token-routes';
import { parseBody } from './wire/json';

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

export const answerer =
  (backend: Backend): Answerer =>
  (request, response) =>
    void respond(backend, request, response);

export function listen(answer: Answerer, port: number): Promise<Server> {
  const server = createServer(answer);
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => done(server));
  });
}

async function respond(backend: Backend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const incoming = await read(request);
  const answer = await routeOf(incoming)(backend, incoming);
  if (answer === undefined) request.socket.destroy();
  else if (answer.raw !== undefined) request.socket.end(answer.raw);
  else if (answer.pieces) await writePieces(response, answer);
  else response.writeHead(answer.status, { date: dateOf(backend), ...answer.headers }).end(answer.body);
}

/** Until all are written, or nobody listens any more. */
async function writePieces(response: ServerResponse, { status, headers, pieces }: Answer): Promise<void> {
  response.writeHead(status, headers);
  await pipeline(pieces ?? [], response).catch(() => {}); // Whoever hangs up has heard enough.
}

const dateOf = ({ clockAhead }: Backend): string => new Date(Date.now() + clockAhead).toUTCString();

async function read(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const scheme = request.socket instanceof TLSSocket ? 'https' : 'http';
  const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host ?? '127.0.0.1'}`);
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? 'GET', url, headers: request.headers, body };
}

function routeOf({ method, url, headers }: Incoming): Route {
  const key = `${method} ${url.pathname}`;
  if (url.pathname.startsWith('/_emulator/')) return control;
  if (url.pathname === '/device' || url.pathname === '/authorize') return approval;
  if (url.pathname === '/start' || url.pathname === '/start/') return startPage;
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

const startPage: Route = async ({ user }) => pageAnswer(answerStartPage(user));

const pageAnswer = (page: PageAnswer): Answer =>
  'location' in page
    ? { status: page.status, headers: { location: page.location }, body: '' }
    : { status: page.status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.html };
