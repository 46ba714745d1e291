/**
 * Why something is not known, how a value came to where it is used, and what is missing or broken: as data. Types only, a
 * closed union per family, told apart by `kind`. The sentences are in `wording`, and nothing reads them back.
 */
export type { DeclarationReason } from './declaration';
export type { EvaluationReason, NotComputed, TerraformError } from './evaluation';
export type {
  Failure,
  FailureKind,
  FailureReason,
  InstanceFound,
  InstanceLocation,
  ProfileProblem,
  SignInDetail,
} from './failure';
export type { FaultReason, FaultSubject } from './fault';
export type { Gap, GapSubject, GapTopic, StageName } from './gap';
export type { GitReason } from './git';
export type { HopStep } from './hop';
export type { AnswerReason, LiveReason } from './live';
export type {
  FormatPart,
  FormatProblem,
  HclProblem,
  IncompleteExpression,
  JsonProblem,
  ProblemReason,
  ProjectFileProblem,
  YamlMistake,
  YamlProblem,
} from './problem';
export type { RequestFailure } from './request-failure';
export type { RereadReason } from './reread';
export type { UnknownReason } from './unknown';
