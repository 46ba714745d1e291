/**
 * Waits on the loopback interface for the browser to come back from signing in (RFC 8252, section 7.3). Invariant: only
 * an answer with our own `state` counts, once; the page that is shown holds nothing of what came in.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Loopback = {
  /** Where the browser has to come back to. */
  readonly redirectUri: string;
  /** The code, or why there is none. */
  readonly answer: Promise<LoopbackAnswer>;
  readonly close: () => void;
};

export type LoopbackAnswer = { readonly code: string } | { readonly error: string };

export const callbackPath = '/oauth/callback';

export async function listenOnLoopback(state: string): Promise<Loopback> {
  let settle: (answer: LoopbackAnswer) => void = () => {};
  const answer = new Promise<LoopbackAnswer>((resolve) => {
    settle = resolve;
  });
  let isAnswered = false;
  const server = createServer(limits, (request, response) => {
    const query = request.method === 'GET' ? queryOf(request.url) : undefined;
    if (isAnswered || !query || !isSame(query.get('state'), state)) return reply(response, 404, notOurs);
    isAnswered = true;
    const code = query.get('code');
    settle(code ? { code } : { error: query.get('error') ?? 'no code' });
    return reply(response, 200, code ? welcome : refused);
  });
  const port = await listen(server);
  return {
    redirectUri: `http://127.0.0.1:${port}${callbackPath}`,
    answer,
    close: () => {
      server.close();
      server.closeIdleConnections();
    },
  };
}

/** A browser sends a head of a few kilobytes and no body, at once. */
const limits = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 1000 };

/** Of our own address alone; what is no address at all is nobody's. */
function queryOf(path = '/'): URLSearchParams | undefined {
  const url = URL.canParse(path, origin) ? new URL(path, origin) : undefined;
  return url?.origin === origin && url.pathname === callbackPath ? url.searchParams : undefined;
}

const origin = 'http://127.0.0.1';

/** In the same time whatever was given, so that no guess is better than another. */
function isSame(given: string | null, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== null && timingSafeEqual(digest(given), digest(expected));
}

/** Any free port; the registration names none, which loopback redirects may leave open. */
function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address() as AddressInfo; // A server that listens on a port has an address of this form.
      resolve(address.port);
    });
  });
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(text);
}

const welcome = 'You are signed in. You can close this page and go back to your editor.';
const refused = 'The sign-in was refused. You can close this page.';
const notOurs = 'There is nothing here.';
