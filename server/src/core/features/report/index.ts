/**
 * Reports: one page model (`ReportPage` of the protocol), a builder for each subject, and a renderer for each medium. A
 * builder takes what an analysis, a comparison or AWS says, as plain data, and gives a page; a renderer takes any page:
 * text for a terminal, Markdown, HTML, each a row of `formats.ts`, and CSV where it is a table. The editor's page is drawn by `client/src/report` from
 * the same model. What a text may not do in a medium is said in the renderer of that medium, and nowhere else.
 */
export { changesPage } from './changes-page';
export { comparisonPage } from './comparison-page';
export { declaredPage, livePage } from './declared-page';
export type { EventLookup } from './events-section';
export { type ExplainedCode, explanationPage } from './explanation-page';
export { type Exportable, fileText, type PageFormat, pageFormats, pageRenderers } from './formats';
export { pageHtml } from './html';
export { pageMarkdown } from './markdown';
export { matrixFile } from './matrix-file';
export type { LineInFile, Page } from './page';
export { policiesPage, policyPlaces } from './policies-page';
export { statusPage } from './status-page';
export { codeLine, logLines, oneLine, widthOf } from './terminal';
export { pageText } from './text';
export { whoCsv } from './who-csv';
export { whoPage } from './who-page';
