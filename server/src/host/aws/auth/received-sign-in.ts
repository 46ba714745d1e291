/**
 * What the sign-in service answers, checked: spans of time that can be waited for, secrets that fit into a request, and a
 * page that may be opened in a browser.
 */
import { Failed } from '../api/failed';
import { unexpected } from '../api/failure';

type Span = { readonly otherwise: number; readonly least: number; readonly most: number };

/** A code lives for ten minutes (RFC 8628 leaves it to the service; AWS says 600). */
export const codeLifetime: Span = { otherwise: 600, least: 1, most: 3600 };
/** Five seconds where nothing is said (RFC 8628, section 3.2); without a pause in between we would flood the service. */
export const pollInterval: Span = { otherwise: 5, least: 1, most: 60 };
/** A portal session lasts 90 days at most (IAM Identity Center user guide, session duration). */
export const tokenLifetime: Span = { otherwise: 0, least: 0, most: 90 * 86_400 };

/** A number of seconds as it was answered, in milliseconds. */
export function millisecondsIn(answered: unknown, { otherwise, least, most }: Span): number {
  const seconds = typeof answered === 'number' && Number.isFinite(answered) && answered >= 0 ? answered : otherwise;
  return Math.min(most, Math.max(least, seconds)) * 1000;
}

/** Registrations last three months; ours is renewed after a year at the latest. `answered` is in seconds since the epoch. */
export function registrationEnd(answered: unknown, now: number): number {
  const end = typeof answered === 'number' && Number.isFinite(answered) ? answered * 1000 : 0;
  return Math.min(Math.max(0, end), now + 366 * 86_400_000);
}

/** Visible ASCII, which fits into a header and into a form; tokens of AWS have some thousand characters. */
export function isSecret(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,65536}$/.test(value);
}

/** What a person reads aloud: `BCDF-GHJK`. */
export function userCodeIn(answered: unknown, action: string): string {
  if (typeof answered === 'string' && /^[\w-]{1,64}$/.test(answered)) return answered;
  throw new Failed(unexpected({ kind: 'missing-member', action, member: 'userCode' }));
}

/** Hosts below these are AWS's: the sign-in pages of all its partitions. */
const ownDomains = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'awsapps.com',
  'awsapps.cn',
  'amazon.com',
  'aws',
];

/**
 * The page where the user is sent to. It opens in a browser, so it is one of AWS's by https, or of the host that the user's
 * own AWS config names: `trusted` are its start URL and its endpoint. Throws `Failed` for any other.
 */
export function signInPage(answered: unknown, trusted: readonly string[]): string {
  const text = typeof answered === 'string' ? answered : '';
  const url = text.length <= 4096 && URL.canParse(text) ? new URL(text) : undefined;
  if (url && isSafe(url, trusted)) return url.href;
  throw new Failed(unexpected({ kind: 'unsafe-sign-in-page', page: text.slice(0, 200) }));
}

function isSafe(url: URL, trusted: readonly string[]): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (trusted.some((it) => URL.canParse(it) && new URL(it).origin === url.origin))
    return /^https?:$/.test(url.protocol);
  return url.protocol === 'https:' && ownDomains.some((it) => url.hostname.endsWith(`.${it}`));
}
