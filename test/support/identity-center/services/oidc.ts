/** Signing in: client registration, device codes, and authorization codes with PKCE. REST JSON, unsigned. */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import { type Client, type Device, type SignIns, secret, type Token, userCode } from '../sign-ins';
import { AwsError } from '../wire/aws-error';
import { type Fields, optionalText, texts } from '../wire/fields';

export type Oidc = { readonly signIns: SignIns; readonly clock: Clock; readonly url: string };

export const oidcOperations: ReadonlyMap<string, string> = new Map([
  ['POST /client/register', 'RegisterClient'],
  ['POST /device_authorization', 'StartDeviceAuthorization'],
  ['POST /token', 'CreateToken'],
]);

export function answerOidc(oidc: Oidc, operation: string, input: Fields): Fields {
  switch (operation) {
    case 'RegisterClient':
      return register(oidc, input);
    case 'StartDeviceAuthorization':
      return startDevice(oidc, input);
    default:
      return createToken(oidc, input);
  }
}

const day = 86_400_000;

const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code';
const authorizationCode = 'authorization_code';

function register({ signIns, clock, url }: Oidc, input: Fields): Fields {
  const name = optionalText(input, 'clientName');
  if (name === undefined || optionalText(input, 'clientType') !== 'public')
    throw refused(
      'InvalidClientMetadataException',
      'invalid_client_metadata',
      'Client name and type public are required',
    );
  if (texts(input, 'grantTypes').includes(authorizationCode) && texts(input, 'redirectUris').length === 0)
    throw refused('InvalidRequestException', 'invalid_request', 'Redirect URIs are required');
  const issuedAt = clock.now();
  const client: Client = {
    id: secret('').slice(0, 26),
    secret: secret('eyJraWQi'),
    name,
    scopes: texts(input, 'scopes'),
    grantTypes: texts(input, 'grantTypes'),
    redirectUris: texts(input, 'redirectUris'),
    expiresAt: issuedAt + 90 * day,
  };
  signIns.clients.set(client.id, client);
  return {
    clientId: client.id,
    clientSecret: client.secret,
    clientIdIssuedAt: Math.floor(issuedAt / 1000),
    clientSecretExpiresAt: Math.floor(client.expiresAt / 1000),
    authorizationEndpoint: `${url}/authorize`,
    tokenEndpoint: `${url}/token`,
  };
}

function demandClient({ signIns, clock }: Oidc, input: Fields): Client {
  const client = signIns.clients.get(optionalText(input, 'clientId') ?? '');
  if (client === undefined || client.secret !== optionalText(input, 'clientSecret'))
    throw refused('InvalidClientException', 'invalid_client', 'Invalid client', 401);
  if (client.expiresAt <= clock.now())
    throw refused('InvalidClientException', 'invalid_client', 'Client is expired', 401);
  return client;
}

const deviceLifetime = 600_000;

/** How many seconds a client must leave between two questions. */
const interval = 1;

function startDevice(oidc: Oidc, input: Fields): Fields {
  const client = demandClient(oidc, input);
  if (optionalText(input, 'startUrl') === undefined)
    throw refused('InvalidRequestException', 'invalid_request', 'Start URL is required');
  const device: Device = {
    deviceCode: secret(''),
    userCode: userCode(),
    clientId: client.id,
    expiresAt: oidc.clock.now() + deviceLifetime,
    answer: 'pending',
    askedAt: undefined,
  };
  oidc.signIns.devices.set(device.deviceCode, device);
  const pageUrl = `${oidc.url.replace('//oidc.', '//device.sso.')}/device`;
  return {
    deviceCode: device.deviceCode,
    userCode: device.userCode,
    verificationUri: pageUrl,
    verificationUriComplete: `${pageUrl}?user_code=${device.userCode}`,
    expiresIn: deviceLifetime / 1000,
    interval,
  };
}

function createToken(oidc: Oidc, input: Fields): Fields {
  const client = demandClient(oidc, input);
  const grantType = optionalText(input, 'grantType') ?? '';
  // A client that named no grant types at registration may use all of them.
  if (client.grantTypes.length > 0 && !client.grantTypes.includes(grantType))
    throw refused('UnauthorizedClientException', 'unauthorized_client', 'The client may not use this grant type');
  switch (grantType) {
    case deviceCode:
      return tokenAnswer(oidc, byDevice(oidc, client, input));
    case authorizationCode:
      return tokenAnswer(oidc, byCode(oidc, client, input));
    case 'refresh_token':
      return tokenAnswer(oidc, byRefresh(oidc, client, input));
    default:
      throw refused('UnsupportedGrantTypeException', 'unsupported_grant_type', 'Grant type is not supported');
  }
}

const tokenAnswer = ({ clock }: Oidc, token: Token): Fields => ({
  accessToken: token.accessToken,
  tokenType: 'Bearer',
  expiresIn: Math.round((token.expiresAt - clock.now()) / 1000),
  ...(token.refreshToken === undefined ? {} : { refreshToken: token.refreshToken }),
});

function byDevice({ signIns, clock }: Oidc, client: Client, input: Fields): Token {
  const device = signIns.devices.get(optionalText(input, 'deviceCode') ?? '');
  if (device === undefined || device.clientId !== client.id)
    throw refused('InvalidGrantException', 'invalid_grant', 'Invalid device code provided');
  if (device.expiresAt <= clock.now())
    throw refused('ExpiredTokenException', 'expired_token', 'Device code is expired');
  demandPatience(device, signIns, clock);
  if (device.answer === 'denied') throw refused('AccessDeniedException', 'access_denied', 'Authorization was denied');
  if (device.answer === 'pending')
    throw refused('AuthorizationPendingException', 'authorization_pending', 'Authorization pending');
  signIns.devices.delete(device.deviceCode);
  return signIns.issue({ clientId: client.id, user: device.answer.user, refreshable: client.scopes.length > 0 });
}

function demandPatience(device: Device, { devices }: SignIns, clock: Clock): void {
  const now = clock.now();
  devices.set(device.deviceCode, { ...device, askedAt: now });
  // A tenth of grace: the client's timer and ours need not agree to the millisecond.
  if (device.askedAt !== undefined && now - device.askedAt < interval * 900)
    throw refused('SlowDownException', 'slow_down', 'Slow down');
}

function byCode({ signIns, clock }: Oidc, client: Client, input: Fields): Token {
  const code = optionalText(input, 'code') ?? '';
  const grant = signIns.grants.get(code);
  signIns.grants.delete(code);
  const verifier = optionalText(input, 'codeVerifier') ?? '';
  const isProven = grant?.challenge === createHash('sha256').update(verifier).digest('base64url');
  const isSame = grant?.clientId === client.id && grant.redirectUri === optionalText(input, 'redirectUri');
  if (grant === undefined || !isProven || !isSame || grant.expiresAt <= clock.now())
    throw refused('InvalidGrantException', 'invalid_grant', 'Invalid grant provided');
  return signIns.issue({
    clientId: client.id,
    user: grant.user,
    refreshable: client.grantTypes.includes('refresh_token'),
  });
}

function byRefresh({ signIns }: Oidc, client: Client, input: Fields): Token {
  const refreshToken = optionalText(input, 'refreshToken') ?? '';
  const token = signIns.refreshes.get(refreshToken);
  if (token === undefined || token.clientId !== client.id)
    throw refused('InvalidGrantException', 'invalid_grant', 'Invalid refresh token provided');
  signIns.refreshes.delete(refreshToken);
  return signIns.issue({ clientId: client.id, user: token.user, refreshable: true });
}

/** OAuth's own `error` and `error_description` stand beside AWS's error type. */
const refused = (code: string, error: string, description: string, status = 400): AwsError =>
  new AwsError(code, description, status, { error, error_description: description });
