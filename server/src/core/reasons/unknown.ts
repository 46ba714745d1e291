import type { DeclarationReason } from './declaration';
import type { EvaluationReason } from './evaluation';
import type { FaultReason } from './fault';
import type { LiveReason } from './live';

/** Why a value, or the rest of a list, is not known. */
export type UnknownReason = EvaluationReason | DeclarationReason | LiveReason | FaultReason;
