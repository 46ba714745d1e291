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
export { changesPage } from './changes-page';
export { type Color, type Colored, colors, colorTerraform } from './colors';
export { type ComparedCode, comparisonReport, hasDrift } from './comparison';
export { comparisonPage } from './comparison-page';
export { type Completion, type CompletionQuestion, completions } from './completion';
export { declaredPage } from './declared-page';
export { definition, references } from './definition';
export type { AskedEvents } from './events-section';
export {
  type AccessExplanation,
  type ExplainedLink,
  type ExplainGiven,
  type ExplainQuestion,
  type ExplanationKind,
  explain,
} from './explain';
export { codeIn } from './explain-code';
export { type EvidenceEvent, type TrailEvidence, trailEvidence, trailInquiry, usualTrailDays } from './explain-trail';
export { type ExplainedCode, type ExplanationGiven, explanationPage } from './explanation-page';
export {
  accountNames,
  type DeclaredIn,
  grants,
  type PlacedGrant,
  type Provisioning,
  type Standing,
  standingOf,
  type Witnesses,
} from './grants';
export { type Hint, hints } from './hints';
export { type Hover, type HoverQuestion, hover } from './hover';
export { type Lens, lenses } from './lenses';
export { accessMatrix, printMatrix } from './matrix';
export { matrixFile } from './matrix-file';
export { assignmentTargets } from './new-assignment';
export { type Action, type Copyable, type Icon, type Node, type NodeKind, type Place, printTree } from './node';
export type { LineInFile, Page } from './page';
export { pageMarkdown } from './page-markdown';
export { leadingTo, lineText, type PlaceOf, placeIn, type ReportPlace } from './place';
export { policiesPage, policyPlaces } from './policies-page';
export { progressText } from './progress-text';
export { failureSentence, provisioningTree } from './provisioning-tree';
export { pseudonymized } from './pseudonyms';
export { type Renamable, type Renaming, renamableAt, rename } from './rename';
export { headingOf, namesProduction, type ReportCode, type ReportQuestion, whoReport } from './report';
export { reportCsv } from './report-csv';
export { reportHtml } from './report-html';
export { reportMarkdown } from './report-markdown';
export { type Symbol, symbols } from './symbols';
