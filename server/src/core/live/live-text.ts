/** The text of a live reason: until live reasons are told apart by their kind. */
import type { UnknownReason } from '../reasons';

export function liveText(reason: UnknownReason): string {
  return reason.kind === 'live' ? reason.text : reason.kind;
}

export function liveReason(text: string): UnknownReason {
  return { kind: 'live', text };
}
