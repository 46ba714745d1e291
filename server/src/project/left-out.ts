/** What of a project is not read, and why; and the sentences, the same in the editor and in the terminal. */

import { maxFileBytes } from '../host';

const mebi = 1024 * 1024;

/** In bytes, of all sources of a folder together; those that come last by their path are left out. */
export const maxProjectBytes = 256 * mebi;

/** `because` is a sentence's end, from the operating system. */
export type LeftOut =
  | { readonly kind: 'not-utf8'; readonly path: string }
  | { readonly kind: 'too-large'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'too-many-bytes'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly because: string }
  /** A folder. */
  | {
      readonly kind: 'unlisted';
      readonly path: string;
      readonly because: string;
      readonly isTooMuch?: boolean | undefined;
    };

type Kind = LeftOut['kind'];

const reasons: { readonly [K in Kind]: (it: Extract<LeftOut, { readonly kind: K }>) => string } = {
  'not-utf8': () => 'is not UTF-8: save it as UTF-8',
  'too-large': ({ bytes }) => `is too large to read: ${bytes} bytes, and the limit is ${maxFileBytes} (16 MiB)`,
  outside: () => 'leads out of the repository: keep a copy of it in the repository',
  'too-many-bytes': () => `is not read: all sources together have more than ${maxProjectBytes / mebi} MiB`,
  unreadable: ({ because }) => `can't be read: ${because}`,
  unlisted: ({ because }) => `can't be listed: ${because}`,
};

/** `left out: team.access.yaml is not UTF-8: save it as UTF-8`. */
export function leftOutText(it: LeftOut): string {
  // The compiler does not see that the kind which chooses the reason is the kind of what it is given.
  const reason = reasons[it.kind] as (it: LeftOut) => string;
  return `left out: ${it.path || 'this folder'} ${reason(it)}`;
}
