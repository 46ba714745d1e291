/**
 * The pages a person sees while signing in: the device page at the verification URL and the one of `/authorize`. Both
 * ask the same question; a browser test clicks "Allow" or "Deny" like a person would.
 */
import type { Clock } from '../clock';
import { type Client, type Device, type SignIns, secret } from '../sign-ins';

export type Approval = { readonly signIns: SignIns; readonly clock: Clock; readonly user: string };

export type PageAnswer =
  | { readonly status: number; readonly html: string }
  | { readonly status: 302; readonly location: string };

/** What stands at the start URL. */
export const answerStartPage = (user: string): PageAnswer => ({
  status: 200,
  html: notice(`This is the access portal of ${user}.`),
});

/** The form's fields: on GET from the URL, on POST from the body. */
export function answerDevicePage({ signIns, user }: Approval, method: string, form: URLSearchParams): PageAnswer {
  const code = form.get('user_code') ?? '';
  if (method !== 'POST') return { status: 200, html: question('device', code, [['user_code', code]]) };
  const device = findDevice(signIns, code);
  if (device === undefined) return { status: 404, html: notice('This code is not known, or it has expired.') };
  const isAllowed = form.get('answer') === 'allow';
  answerDevice(signIns, device, isAllowed ? { user } : 'denied');
  return { status: 200, html: notice(isAllowed ? 'Request approved. You can close this window.' : 'Request denied.') };
}

export const findDevice = ({ devices }: SignIns, code: string | undefined): Device | undefined => {
  const all = [...devices.values()];
  return code === undefined ? all.at(-1) : all.find((each) => each.userCode === code.trim().toUpperCase());
};

export function answerDevice({ devices }: SignIns, device: Device, answer: Device['answer']): void {
  devices.set(device.deviceCode, { ...device, answer });
}

export function answerAuthorize(approval: Approval, method: string, form: URLSearchParams): PageAnswer {
  const client = approval.signIns.clients.get(form.get('client_id') ?? '');
  const wrong = client === undefined ? 'unknown client' : faultOf(client, form);
  if (client === undefined || wrong !== undefined) return { status: 400, html: notice(`Invalid request: ${wrong}.`) };
  const asked = [...form].filter(([name]) => name !== 'answer');
  if (method !== 'POST') return { status: 200, html: question('authorize', client.name, asked) };
  return { status: 302, location: redirect(approval, client, form) };
}

function faultOf(client: Client, form: URLSearchParams): string | undefined {
  if (form.get('response_type') !== 'code') return 'response_type must be code';
  if (form.get('code_challenge_method') !== 'S256' || !form.get('code_challenge'))
    return 'a PKCE challenge is required';
  if (!client.grantTypes.includes('authorization_code')) return 'the client may not use authorization codes';
  const uri = withoutPort(form.get('redirect_uri') ?? '');
  return client.redirectUris.some((each) => withoutPort(each) === uri) ? undefined : 'redirect_uri is not registered';
}

/** A loopback address is registered without a port; the client listens on whichever is free (RFC 8252, section 7.3). */
function withoutPort(uri: string): string {
  if (!URL.canParse(uri)) return uri;
  const url = new URL(uri);
  if (url.hostname === '127.0.0.1' || url.hostname === 'localhost') url.port = '';
  return url.href;
}

function redirect({ signIns, clock, user }: Approval, client: Client, form: URLSearchParams): string {
  const redirectUri = form.get('redirect_uri') ?? '';
  const target = new URL(redirectUri);
  target.searchParams.set('state', form.get('state') ?? '');
  if (form.get('answer') !== 'allow') {
    target.searchParams.set('error', 'access_denied');
    return target.href;
  }
  const code = secret('eyJraWQi');
  const challenge = form.get('code_challenge') ?? '';
  signIns.grants.set(code, {
    code,
    clientId: client.id,
    redirectUri,
    challenge,
    user,
    expiresAt: clock.now() + 300_000,
  });
  target.searchParams.set('code', code);
  return target.href;
}

/**
 * The form's address is relative: an editor in the browser may show the page through a proxy, below a path of its own.
 */
const question = (action: string, subject: string, hidden: readonly (readonly [string, string])[]): string =>
  document(`
    <h1>Authorization requested</h1>
    <p>Allow <strong>${escaped(subject)}</strong> to access your accounts?</p>
    <form method="post" action="${action}">
      ${hidden.map(([name, value]) => field(name, value)).join('\n      ')}
      <button id="allow" name="answer" value="allow">Allow</button>
      <button id="deny" name="answer" value="deny">Deny</button>
    </form>`);

const field = (name: string, value: string): string => {
  const type = name === 'user_code' ? 'text" aria-label="Code' : 'hidden';
  return `<input type="${type}" name="${escaped(name)}" value="${escaped(value)}">`;
};

const notice = (text: string): string => document(`<p role="status">${escaped(text)}</p>`);

const document = (body: string): string =>
  `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>AWS access portal (emulator)</title>${body}\n</html>\n`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
