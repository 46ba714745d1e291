/** The live witness: snapshots, gaps, failures and the state of a refresh. Pure; the AWS SDK is in `host/aws`. */
export type { Answer, Found, PolicyKind, RequestKind, RequestStatus } from './answer';
export { listsAllOf, questionAbout, withAnswer } from './asked-about';
export { listsEvery } from './assignments';
export { attentionOn, type Looking } from './attention';
export {
  evidenceFrom,
  evidenceSteps,
  type Refreshing,
  recall,
  refreshing,
  requestsSince,
  type TrailWrites,
} from './changes';
export { compareAccess, compareGrants, isGone, type NotComparable, resolver } from './comparison';
export type { AttributeDifference, DifferingSet } from './comparison-sets';
export { decodeSnapshot, decodeSnapshotFile } from './decode';
export { encodeSnapshot, snapshotFile, snapshotPieces } from './encode';
export { requestFailure } from './failure-reason';
export { type Focus, inTurn, lookingNowhere, type Sight } from './focus';
export { type Failing, leavesProvisioningOpen } from './gaps';
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
export { type LookedPolicies, lookedInPart } from './looked-policies';
export { decodeLooked, encodeLooked } from './looked-policies-file';
export { type Memory, memoryOf, type Recalled } from './memory';
export { actionOf, operationOf, pageSizeOf, questionOperations } from './operation';
export { createPartialSnapshot, type KnownAnswers, nothingKnown, type PartialSnapshot } from './partial-snapshot';
export type { Part } from './parts';
export { type StageName, stageNames } from './plan';
export { type PlanSize, planSize } from './plan-size';
export { judgePolicy, type PolicyQuestion, type PolicyVerdict, policyQuestions } from './policy-check';
export {
  alreadyKnown,
  type CheckStage,
  type ProvisioningReport,
  provisioningCheck,
  provisioningReport,
  requestCheck,
} from './provisioning-check';
export type { QuestionKind, Step } from './questions';
export { openFailures, runningRequests } from './requests';
export { saysLess } from './says-less';
export type { GroupMembers, Instance, Provisioned, ProvisioningRequest, Snapshot } from './snapshot';
export type { SnapshotFile } from './snapshot-file';
export { type Activity, type Counts, type Doing, initialState, type LiveEvent, type LiveState, reduce } from './state';
export { historyDays, type TrailAnswer, type TrailEvent, type TrailInquiry, trailDetails, trailError } from './trail';
