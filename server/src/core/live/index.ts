/** The live witness: snapshots, gaps, failures and the state of a refresh. Pure; the AWS SDK is in `host/aws`. */
export type { Answer, AssignmentRow, Found, PolicyKind, RequestKind, RequestRow, Step } from './answer';
export { listsAllOf, questionAbout, withAnswer } from './asked-about';
export { listsEvery } from './assignments';
export { requestsOf, snapshotOf, type Taking } from './build';
export {
  type Changes,
  evidenceFrom,
  evidenceSteps,
  type Refreshing,
  recall,
  refreshing,
  requestsSince,
  type TrailWrites,
  trailChanges,
} from './changes';
export {
  type ComparedGrants,
  type Comparison,
  compareAccess,
  compareGrants,
  type DeclaredCode,
  isGone,
  type NotComparable,
  resolver,
} from './comparison';
export type { AttributeDifference, DifferingSet, SetAttribute, SetComparison } from './comparison-sets';
export { type Decoded, decodeSnapshot, decodeSnapshotFile } from './decode';
export { encodeSnapshot, snapshotFile, snapshotPieces } from './encode';
export type { Failure, FailureKind } from './failure';
export { explainFailure, type FailureCause, type FailureContext, type FailureExplanation } from './failure-reason';
export {
  asPlanned,
  type Focus,
  inOrderOf,
  inTurn,
  lookingNowhere,
  type Priority,
  priorityOf,
  type Sight,
} from './focus';
export { only } from './found';
export { gapsOf } from './gaps';
export {
  decodeShown,
  encodeShown,
  type InstanceChoice,
  type InstanceKey,
  isChosen,
  isSameInstance,
  type ShownInstances,
  shownFor,
  withShown,
} from './instance-choice';
export { counted, timeOf } from './left-aside';
export { type LookedPolicies, lookedInPart } from './looked-policies';
export { decodeLooked, encodeLooked } from './looked-policies-file';
export { type Memory, memoryOf, type Recalled } from './memory';
export { type Names, namesOf } from './names';
export { actionOf, operationOf, topicOf } from './operation';
export { type Confirmation, knownUntil, oldestOf, type Part, type PartName, partNames, partsOf } from './parts';
export {
  type Completion,
  completionOf,
  expectedAfter,
  type StageName,
  stageNames,
  stepsOf,
  thoroughLimit,
} from './plan';
export { type PlanSize, planSize } from './plan-size';
export {
  judgePolicy,
  type PolicyQuestion,
  type PolicyVerdict,
  policyQuestions,
} from './policy-check';
export { openRequestSteps, requestDescriptions, successSteps } from './request-steps';
export { openFailures, runningRequests } from './requests';
export { saysLess } from './says-less';
export type { Gap, GroupMembers, Instance, Provisioned, ProvisioningRequest, Snapshot } from './snapshot';
export type { SnapshotFile } from './snapshot-file';
export { type Activity, type Counts, type Doing, initialState, type LiveEvent, type LiveState, reduce } from './state';
export {
  historyDays,
  type TrailAnswer,
  type TrailDetails,
  type TrailEvent,
  type TrailInquiry,
  trailDetails,
  trailError,
} from './trail';
