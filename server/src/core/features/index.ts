/** What an editor or a terminal shows of an analysis: each feature is a function from plain data to plain data. */
export { accessDiff, type Side } from './access-diff';
export { accessReport, type LinesOf } from './access-report';
export { accessTree, declaresAccess } from './access-tree';
export { ageOf } from './age';
export {
  type ApplyTime,
  applyTime,
  assignmentTime,
  permissionSetTime,
  refreshTime,
  type TimeRange,
  timeText,
} from './apply-time';
export { type BlastRadius, blastRadius, type SetInAccounts } from './blast-radius';
export { type Color, type Colored, colors, colorTerraform } from './colors';
export { type ComparedCode, comparisonReport, hasDrift } from './comparison';
export { type Completion, type CompletionQuestion, completions } from './completion';
export { definition, references } from './definition';
export {
  type AccessExplanation,
  type ExplainedLink,
  type ExplainGiven,
  type ExplainQuestion,
  type ExplanationKind,
  explain,
} from './explain';
export { type EvidenceEvent, type TrailEvidence, trailEvidence, trailInquiry, usualTrailDays } from './explain-trail';
export {
  accountNames,
  type DeclaredIn,
  type Grant,
  grants,
  type Provisioning,
  type Standing,
  type Witnesses,
} from './grants';
export { type Hint, hints } from './hints';
export { type Hover, type HoverQuestion, hover } from './hover';
export { type Lens, lenses } from './lenses';
export { accessMatrix, printMatrix } from './matrix';
export { assignmentTargets } from './new-assignment';
export { type Action, type Copyable, type Icon, type Node, type NodeKind, type Place, printTree } from './node';
export { type PlaceOf, placeIn, type ReportPlace } from './place';
export { progressText } from './progress-text';
export { failureSentence, provisioningTree } from './provisioning-tree';
export { pseudonymized } from './pseudonyms';
export { type Renamable, type Renaming, renamableAt, rename } from './rename';
export { type Symbol, symbols } from './symbols';
export { headingOf, namesProduction, type ReportCode, type ReportQuestion, whoReport } from './who-report';
