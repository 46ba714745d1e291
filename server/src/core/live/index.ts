/** What AWS says: snapshots, gaps, failures and the state of a refresh. Pure; the AWS SDK is in `host/aws`. */

export { compareAccess, compareGrants, isGone, type NotComparable, resolver } from './compare/comparison';
export type { AttributeDifference, DifferingSet } from './compare/comparison-sets';
export { requestFailure } from './failure-reason';
export { accountId, type Checked, checked, date, maxTextLength, text } from './file/checked-json';
export { decodeSnapshot, decodeSnapshotFile } from './file/decode';
export { encodeSnapshot, snapshotFile, snapshotPieces } from './file/encode';
export { checkedFound, type FoundCandidate } from './file/found-schemas';
export { decodePolicyCheck, encodePolicyCheck, policySchema } from './file/policy-check-file';
export { listedInstance, type SnapshotFile } from './file/snapshot-file';
export {
  decodeShown,
  encodeShown,
  type InstanceChoice,
  type InstanceKey,
  isSameInstance,
  type ShownInstances,
  shownFor,
  withShown,
} from './instance-choice';
export type { Answer, Found, PolicyKind, RequestKind, RequestStatus } from './questions/answer';
export { byPriority, type Focus, type FocusTarget, noFocus } from './questions/focus';
export { type FocusContext, trackFocus } from './questions/focus-tracker';
export { identityOf } from './questions/found';
export { actionOf, operationOf, pageSizeOf, questionOperations } from './questions/operation';
export { judgePolicy, type PolicyQuestion, type PolicyVerdict, policyQuestions } from './questions/policy-check';
export {
  alreadyKnown,
  type CheckStage,
  type ProvisioningReport,
  provisioningCheck,
  provisioningReport,
  requestCheck,
} from './questions/provisioning-check';
export type { QuestionKind, Step } from './questions/questions';
export { type RefreshSize, refreshSize } from './questions/refresh-size';
export { type StageName, stageNames } from './questions/stages';
export { listsAllOf, questionAboutUser, withAnswer } from './questions/user-question';
export { type AnswerCache, type AnswerCacheResult, answerCacheOf } from './refresh/answer-cache';
export {
  evidenceFrom,
  evidenceSteps,
  type RefreshScope,
  recall,
  refreshScope,
  requestsSince,
  type TrailChanges,
} from './refresh/changes';
export {
  historyDays,
  type TrailAnswer,
  type TrailEvent,
  type TrailInquiry,
  trailDetails,
  trailError,
} from './refresh/cloud-trail';
export { listsEvery } from './snapshot/assignments';
export { isLessComplete } from './snapshot/completeness';
export { type AnswerGap, hidesProvisioning } from './snapshot/gaps';
export {
  createPartialSnapshot,
  type KnownAnswers,
  nothingKnown,
  type PartialSnapshot,
} from './snapshot/partial-snapshot';
export type { Part } from './snapshot/parts';
export { type PolicyCheckResult, partialPolicyCheck } from './snapshot/policy-check-result';
export { openFailures, runningRequests } from './snapshot/requests';
export type { GroupMembers, Instance, Provisioned, ProvisioningRequest, Snapshot } from './snapshot/snapshot';
export {
  type Activity,
  type Counts,
  type CurrentActivity,
  initialState,
  type LiveEvent,
  type LiveState,
  reduce,
} from './state';
