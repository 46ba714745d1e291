/** What an editor or a terminal shows of an analysis: each feature is a function from plain data to plain data. */

export { accessReport, type LinesOf } from './access-report';
export { accessDiff, type Side } from './compare/access-diff';
export { comparisonReport, hasDrift } from './compare/comparison';
export { colors, colorTerraform } from './editor/colors';
export { type Completion, completions } from './editor/completion';
export { definition, references } from './editor/definition';
export { hints } from './editor/hints';
export { hover } from './editor/hover';
export { lenses } from './editor/lenses';
export { assignmentTargets } from './editor/new-assignment';
export { renamableAt, rename } from './editor/rename';
export { type Symbol, symbols } from './editor/symbols';
export { defaultTrailDays, type TrailEvidence, trailEvidence, trailInquiry } from './explain/cloud-trail';
export { codeIn } from './explain/code';
export { type AccessExplanation, type ExplainQuestion, type ExplanationKind, explain } from './explain/explain';
export { placeIn } from './place';
export { pseudonymized } from './pseudonyms';
export { accessTree, declaresAccess } from './views/access-tree';
export { type AccessSources, accountNames, type DeclaredIn, grantStatusOf, type Provisioning } from './views/grants';
export { accessMatrix } from './views/matrix';
export type { Action, Copyable, Icon, Node, Place } from './views/node';
export { progressText } from './views/progress-text';
export { failureSentence, provisioningTree } from './views/provisioning-tree';
export { namesProduction, whoReport } from './who-report';
