/**
 * Whose certificates are trusted beside the public authorities': those of the files that the AWS CLI and Node read, for
 * networks in which a proxy inspects TLS. Trust is only ever added; a connection that fails the check is never used.
 */
import { readFile } from 'node:fs/promises';
import tls, { createSecureContext, type SecureContext } from 'node:tls';
import type { Failure } from '../../../core/reasons';
import { Failed } from '../api/failed';
import type { Env, Section } from '../auth/config-file';

/** `undefined` where Node's own choice is all there is. One context serves all connections: reading the certificates takes time. */
export async function trustOf(env: Env, settings: Section): Promise<SecureContext | undefined> {
  const added = [...(await bundle(env, settings)), ...(await extra(env)), ...system(env)];
  return added.length > 0 ? createSecureContext({ ca: [...defaults(), ...added] }) : undefined;
}

/** The variable wins over the profile (AWS SDKs and Tools Reference Guide, `ca_bundle`). */
async function bundle(env: Env, settings: Section): Promise<readonly string[]> {
  const source = env.AWS_CA_BUNDLE ? 'AWS_CA_BUNDLE' : 'ca_bundle of the profile';
  const path = env.AWS_CA_BUNDLE || settings.ca_bundle;
  if (!path) return [];
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Failed(unusable(source, path, 'unreadable'));
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Failed(unusable(source, path, 'no-certificate'));
  return [text];
}

/** Node reads the file itself only when it starts, and not in every program that is built on it. */
async function extra({ NODE_EXTRA_CA_CERTS: path }: Env): Promise<readonly string[]> {
  if (!path) return [];
  const text = await readFile(path, 'utf8').catch(() => undefined);
  // Node only warns about a file that it can't read, and goes on without.
  return text?.includes('-----BEGIN CERTIFICATE-----') ? [text] : [];
}

/** In newer versions of Node, `tls` also tells which authorities the operating system trusts. */
type Authorities = (kind: 'default' | 'system') => string[];
const authorities: Authorities | undefined = Reflect.get(tls, 'getCACertificates');

/** The editor asks for them where its own requests use them, too. */
function system({ IDC_SYSTEM_CERTIFICATES: asked }: Env): readonly string[] {
  return asked === 'true' ? (authorities?.('system') ?? []) : [];
}

function defaults(): readonly string[] {
  return authorities?.('default') ?? tls.rootCertificates;
}

function unusable(source: string, path: string, problem: 'unreadable' | 'no-certificate'): Failure {
  return { kind: 'offline', reason: { kind: 'certificates-unusable', source, path, problem } };
}
