/** The contract with the client and with everyone who reads our JSON: plain types and names, and how texts of others look in it. */
export type * from './access-diff';
export type * from './access-report';
export { type Command, type CommandId, commandCategory, commands } from './commands';
export type * from './comparison-report';
export type * from './explanation-report';
export { type FileFormat, fileFormats, type PageFileFormat } from './file-formats';
export type * from './findings-report';
export { jsonText, safeJson } from './json-text';
export type * from './matrix';
export { type AccessSubject, type NodeIcon, type PlaceInFile, type TreeNode, type ViewId, viewIds } from './nodes';
export { rulePage, rulePages } from './pages';
export type * from './report-page';
export { signTones, toneMarks } from './report-page';
export type * from './requests';
export {
  decodeSettings,
  type RuleSetting,
  type Setting,
  type Settings,
  settings,
  settingsSection,
} from './settings';
export { visible } from './visible';
export type * from './who-report';
