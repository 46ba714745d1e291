import type { UnknownReason } from '../reasons';
import { brief } from './brief';
import { declaration } from './declaration';
import { evaluation } from './evaluation';
import { fault } from './fault';
import { live } from './live';
import { formatterOf } from './sentences';

/** Why something is not known, as a sentence's end: `var.account_id has no value`. */
export function unknownText(reason: UnknownReason): string {
  return brief(textOf(reason));
}

const textOf = formatterOf<UnknownReason>({
  ...evaluation,
  ...declaration,
  ...live,
  ...fault,
});
