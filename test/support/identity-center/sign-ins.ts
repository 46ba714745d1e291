/** Everything the sign-in service remembers: clients, device codes, authorization codes, access and refresh tokens. */
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock';

export type Client = {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly grantTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly expiresAt: number;
};

export type Device = {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly expiresAt: number;
  readonly answer: 'pending' | 'denied' | { readonly user: string };
  readonly askedAt: number | undefined;
};

export type Grant = {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly user: string;
  readonly expiresAt: number;
};

export type Token = {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly clientId: string;
  readonly user: string;
  readonly expiresAt: number;
};

export type SignIns = {
  readonly clients: Map<string, Client>;
  readonly devices: Map<string, Device>;
  readonly grants: Map<string, Grant>;
  readonly tokens: Map<string, Token>;
  readonly refreshes: Map<string, Token>;
  issue(of: { readonly clientId: string; readonly user: string; readonly refreshable: boolean }): Token;
  /** Ends every access token handed out so far; refresh tokens too, if asked. */
  expire(what: 'access-tokens' | 'everything'): void;
};

export type SignInsOptions = { readonly clock: Clock; readonly tokenLifetime: number };

export function createSignIns({ clock, tokenLifetime }: SignInsOptions): SignIns {
  const tokens = new Map<string, Token>();
  const refreshes = new Map<string, Token>();
  return {
    clients: new Map(),
    devices: new Map(),
    grants: new Map(),
    tokens,
    refreshes,
    issue({ clientId, user, refreshable }) {
      const refreshToken = refreshable ? secret('aorAAAAA') : undefined;
      const expiresAt = clock.now() + tokenLifetime;
      const token = { accessToken: secret('aoaAAAAA'), refreshToken, clientId, user, expiresAt };
      tokens.set(token.accessToken, token);
      if (refreshToken !== undefined) refreshes.set(refreshToken, token);
      return token;
    },
    expire(what) {
      tokens.clear();
      if (what === 'everything') refreshes.clear();
    },
  };
}

export const secret = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`;

const letters = 'BCDFGHJKLMNPQRSTVWXZ';

/** `BCDF-GHJK`: short enough to type, no vowels to make words of. */
export function userCode(): string {
  const code = [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
