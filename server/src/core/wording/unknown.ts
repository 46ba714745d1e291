import type { UnknownReason } from '../reasons';
import { declaration } from './declaration';
import { evaluation } from './evaluation';
import { fault } from './fault';
import { live } from './live';
import { formatterOf } from './sentences';

/** Why something is not known, as a sentence's end: `var.account_id has no value`. */
export const unknownText: (reason: UnknownReason) => string = formatterOf<UnknownReason>({
  ...evaluation,
  ...declaration,
  ...live,
  ...fault,
});
