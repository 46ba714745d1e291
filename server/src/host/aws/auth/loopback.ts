/**
 * Waits on the loopback interface for the browser to come back from signing in (RFC 8252, section 7.3). Invariant: only
 * an answer with our own `state` counts, once; the page that is shown holds nothing of what came in.
 */
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
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname !== callbackPath || url.searchParams.get('state') !== state) return reply(response, 404, notOurs);
    const code = url.searchParams.get('code');
    settle(code ? { code } : { error: url.searchParams.get('error') ?? 'no code' });
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
