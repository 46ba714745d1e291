/**
 * A certificate authority that lives as long as the emulator, as a proxy that inspects TLS has one: whoever trusts its
 * certificate takes the emulator for AWS, nobody else does.
 */
// The certificate library's own needs come before it.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

export type Authority = {
  /** PEM, for AWS_CA_BUNDLE and NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  /** A certificate of its own for each host, made when first asked for. */
  readonly contextFor: (host: string) => Promise<SecureContext>;
};

type Keys = Awaited<ReturnType<typeof newKeys>>;

const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export const authorityName = 'Acme Inspection';

export async function createAuthority(): Promise<Authority> {
  const keys = await newKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${authorityName}`,
    ...lifetime(),
    signingAlgorithm: curve,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const made = new Map<string, Promise<SecureContext>>();
  return {
    certificate: root.toString('pem'),
    contextFor: (host) => {
      const known = made.get(host) ?? issue(host, made.size + 2, root, keys);
      made.set(host, known);
      return known;
    },
  };
}

async function issue(host: string, number: number, root: X509Certificate, signer: Keys): Promise<SecureContext> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: number.toString(16).padStart(2, '0'),
    subject: `CN=${host}`,
    issuer: root.subject,
    ...lifetime(),
    signingAlgorithm: curve,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
      await AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ],
  });
  return createSecureContext({ cert: certificate.toString('pem'), key: await privateKey(keys) });
}

const newKeys = () => webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);

async function privateKey({ privateKey }: Keys): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
  return `-----BEGIN PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END PRIVATE KEY-----\n`;
}

const day = 86_400_000;

/** An hour of grace on the near side: clocks differ. */
const lifetime = () => ({ notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + day) });
