/** Functions that hash a text or a file, and the identifiers made of hashes. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { NUMBER, STRING } from '../../type/type';
import { stringValue, unknownValue } from '../../value/construct';
import type { Value } from '../../value/value';
import { readBytes } from '../files';
import { type BuiltIn, type CallSite, failed, parameter } from '../function';
import { ofOne, textOf } from '../text/strings';
import { base64, hexadecimal, utf8 } from './bytes';

type Digest = (bytes: Uint8Array) => string;

function hexDigest(hash: (bytes: Uint8Array) => Uint8Array): Digest {
  return (bytes) => hexadecimal(hash(bytes));
}

const DIGESTS: Readonly<Record<string, Digest>> = {
  base64sha256: (bytes) => base64(sha256(bytes)),
  base64sha512: (bytes) => base64(sha512(bytes)),
  md5: hexDigest(md5),
  sha1: hexDigest(sha1),
  sha256: hexDigest(sha256),
  sha512: hexDigest(sha512),
};

export const digests: Readonly<Record<string, BuiltIn>> = {
  ...Object.fromEntries(Object.entries(DIGESTS).map(([name, digest]) => [name, ofOne((text) => digest(utf8(text)))])),
  ...Object.fromEntries(Object.entries(DIGESTS).map(([name, digest]) => [`file${name}`, ofFile(digest)])),
  bcrypt: { parameters: [parameter('str', STRING)], rest: parameter('cost', NUMBER), returns: STRING, apply: notHere },
  rsadecrypt: {
    parameters: [parameter('ciphertext', STRING), parameter('privatekey', STRING)],
    returns: STRING,
    apply: notHere,
  },
  uuid: { parameters: [], returns: STRING, apply: notHere },
  uuidv5: { parameters: [parameter('namespace', STRING), parameter('name', STRING)], returns: STRING, apply: uuidV5 },
};

function ofFile(digest: Digest): BuiltIn {
  return {
    parameters: [parameter('path', STRING)],
    returns: STRING,
    apply: ([path], site) => {
      const bytes = readBytes(textOf(path), site);
      return 'kind' in bytes ? bytes : stringValue(digest(bytes), site.origin);
    },
  };
}

function notHere(_: readonly Value[], site: CallSite): Value {
  return unknownValue({ kind: 'known-at-run', function: site.name }, site.origin, STRING);
}

const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

/** RFC 4122: the SHA-1 of namespace and name, with a version and a variant stamped in. */
function uuidV5([namespace, name]: readonly Value[], site: CallSite): Value {
  const given = textOf(namespace);
  const digits = (NAMESPACES[given] ?? given).replace(/^urn:uuid:/, '').replaceAll(/[-{}]/g, '');
  if (!/^[0-9a-fA-F]{32}$/.test(digits)) return failed(site, `uuidv5() doesn't support namespace ${given}`);
  const bytes = Uint8Array.from({ length: 16 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
  const digest = sha1(Uint8Array.from([...bytes, ...utf8(textOf(name))])).slice(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = hexadecimal(digest);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return stringValue(parts.join('-'), site.origin);
}
