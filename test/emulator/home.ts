/** A home folder whose owner has just signed in with the AWS CLI: a profile `acme`, and a token in the cache. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type SignedIn = {
  readonly account: string;
  readonly role: string;
  readonly url: string;
  readonly region: string;
  readonly startUrl: string;
  readonly token: { readonly accessToken: string; readonly expiresAt: string };
};

export function signInAt(home: string, { account, role, url, region, startUrl, token }: SignedIn): void {
  const cache = join(home, '.aws/sso/cache');
  mkdirSync(cache, { recursive: true });
  const session = `[sso-session acme]\nsso_start_url = ${startUrl}\nsso_region = ${region}\n`;
  const profile = `[profile acme]\nsso_session = acme\nsso_account_id = ${account}\nsso_role_name = ${role}\n`;
  writeFileSync(join(home, '.aws/config'), `${session}${profile}region = ${region}\nendpoint_url = ${url}\n`);
  // The AWS CLI names the file after the session.
  const file = `${createHash('sha1').update('acme').digest('hex')}.json`;
  writeFileSync(join(cache, file), JSON.stringify({ ...token, region, startUrl }));
}
