/**
 * A corporate proxy on the loopback interface that inspects TLS: clients that are told of it by HTTPS_PROXY and trust its
 * authority reach the emulator under AWS's own host names, and nothing else in the world.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Emulator } from '../emulator';
import { createAuthority } from './authority';
import { isServed } from './hosts';

export type ProxyOptions = {
  /** `name:password` that clients must give; nothing is asked without. */
  readonly password?: string;
  /** Speaks TLS itself, with a certificate of the same authority. */
  readonly secure?: boolean;
};

export type Proxy = {
  readonly url: string;
  /** The authority's certificate, as a file and as text. */
  readonly certificateFile: string;
  readonly certificate: string;
  /** What a client needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The hosts that were asked for and let through. */
  readonly reached: ReadonlySet<string>;
  /** The hosts that were asked for and refused. */
  readonly refused: ReadonlySet<string>;
  readonly close: () => Promise<void>;
};

export async function createProxy(emulator: Emulator, { password, secure = false }: ProxyOptions = {}): Promise<Proxy> {
  const authority = await createAuthority();
  const folder = mkdtempSync(join(tmpdir(), 'emulator-proxy-'));
  const certificateFile = join(folder, 'authority.pem');
  writeFileSync(certificateFile, authority.certificate);
  const inspected = tlsServer(authority.contextFor, emulator.answer);
  const sockets = new Set<Duplex>();
  const reached = new Set<string>();
  const refused = new Set<string>();

  const server = secure ? tlsServer(authority.contextFor, answerPlain) : createServer(answerPlain);
  server.on('connection', (socket) => sockets.add(socket));

  server.on('connect', (request, socket) => {
    const [host = '', port] = (request.url ?? '').split(':');
    const status = judge(host, request);
    socket.on('error', () => {}); // A client that goes away is no trouble of ours.
    socket.write(`HTTP/1.1 ${status} ${reasons[status]}\r\n${headerLines(status)}\r\n`);
    if (status !== 200) socket.end();
    else if (port === '80') plain.emit('connection', socket);
    else inspected.emit('connection', socket);
  });
  const plain = createServer(emulator.answer);

  /** The absolute form of a request, which clients use for http addresses. */
  function answerPlain(request: IncomingMessage, response: ServerResponse): void {
    const host = URL.canParse(request.url ?? '') ? new URL(request.url ?? '').hostname : '';
    const status = judge(host, request);
    if (status === 200) emulator.answer(request, response);
    else response.writeHead(status, headersOf(status)).end();
  }

  function judge(host: string, { headers }: IncomingMessage): Status {
    const given = Buffer.from(headers['proxy-authorization']?.split(' ')[1] ?? '', 'base64').toString();
    if (password !== undefined && given !== password) return 407;
    (isServed(host) ? reached : refused).add(host);
    return isServed(host) ? 200 : 403;
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const host = secure ? 'localhost' : '127.0.0.1';
  const url = `${secure ? 'https' : 'http'}://${password ? `${password}@` : ''}${host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    certificateFile,
    certificate: authority.certificate,
    environment: { HTTPS_PROXY: url, AWS_CA_BUNDLE: certificateFile },
    reached,
    refused,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true });
    },
  };
}

type Status = 200 | 403 | 407;

const reasons = { 200: 'Connection established', 403: 'Forbidden', 407: 'Proxy Authentication Required' } as const;

const headersOf = (status: Status): Readonly<Record<string, string>> => ({
  ...(status === 200 ? {} : { 'content-length': '0', connection: 'close' }),
  ...(status === 407 ? { 'proxy-authenticate': 'Basic realm="acme"' } : {}),
});

const headerLines = (status: Status): string =>
  Object.entries(headersOf(status))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Speaks TLS in the name of whatever host the client means. */
function tlsServer(contextFor: (host: string) => Promise<unknown>, answer: Answer): TlsServer {
  const SNICallback = (host: string, done: (error: Error | null, context?: never) => void) => {
    contextFor(host).then(
      (context) => done(null, context as never), // Node's types of the callback know the context by another name.
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  };
  const server = createTlsServer({ SNICallback }, answer);
  server.on('tlsClientError', () => {}); // A client that does not trust us says so itself.
  return server;
}
