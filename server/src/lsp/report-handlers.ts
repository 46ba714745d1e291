/** Reports: what code and AWS say, asked of the core and handed to the client as pages and files. */
import type { Analysis } from '../core/analysis';
import { createWorkspace } from '../core/analysis';
import * as features from '../core/features';
import * as reports from '../core/features/report';
import { encodeSnapshot, type Snapshot } from '../core/live';
import { fileWording } from '../core/wording';
import { branchPointText } from '../host';
import { analyseAt, type LeftOut, leftOutText } from '../project';
import {
  type AccessReportQuestion,
  type Answer,
  type FailureAnswer,
  type FileAnswer,
  type FolderChoice,
  jsonText,
  type MatrixTextQuestion,
  type ReportAnswer,
  type ReportQuestion,
  type RevisionsAnswer,
} from '../protocol';
import { indexOf } from './convert';
import type { Folder } from './folder';
import type { Session } from './session';
import { pullAll } from './slices';
import { toReportPage } from './views/report-page';
import { filesIn } from './views/views';

type PageResult =
  | { readonly ok: true; readonly page: reports.Page }
  | { readonly ok: false; readonly failure: FailureAnswer };

export async function report(session: Session, question: ReportQuestion): Promise<ReportAnswer> {
  const made = await makePage(session, question);
  if (!made.ok) return made;
  const page = toReportPage(
    made.page,
    filesIn(() => session.folders),
  );
  return { ok: true, page, markdown: reports.pageMarkdown(made.page, session.host.clock.now()) };
}

function makePage(session: Session, question: ReportQuestion): Promise<PageResult> {
  switch (question.kind) {
    case 'explanation':
      return explanation(session, question.about);
    case 'comparison':
      return comparison(session, question.folder);
    case 'changes':
      return changes(session, question);
    case 'declared':
      return declared(session, question.folder);
    case 'policies':
      return policies(session);
  }
}

async function explanation(
  session: Session,
  about: (ReportQuestion & { kind: 'explanation' })['about'],
): Promise<PageResult> {
  const code = await explainedCode(session);
  if (about.principal !== undefined) await session.live.refreshUser(about.principal, new AbortController().signal);
  const { snapshot } = session.live.state();
  if (!snapshot) return { ok: false, failure: noSnapshot };
  const given = { snapshot, code, policies: session.live.policies(), events: session.events.about(about) };
  return { ok: true, page: reports.explanationPage(given, about) };
}

/** What takes its time stands in the next report, the failure too. */
export async function readFurther(session: Session, question: ReportQuestion, signal: AbortSignal): Promise<Answer> {
  return question.kind === 'explanation' ? session.events.lookUp(question.about, signal) : { ok: true };
}

async function explainedCode({ folders }: Session): Promise<readonly reports.ExplainedCode[]> {
  const all = folders.map(async (folder) => {
    const analysis = await folder.settled();
    return analysis ? [{ folder: folder.root, declared: analysis.declared, linesOf: linesIn(analysis) }] : [];
  });
  return (await Promise.all(all)).flat();
}

async function comparison(session: Session, root: string | undefined): Promise<PageResult> {
  const found = await folderOf(session, root);
  if (!found) return { ok: false, failure: noFolder };
  const { snapshot } = session.live.state();
  if (!snapshot) return { ok: false, failure: noSnapshot };
  const { folder, analysis } = found;
  const made = features.comparisonReport({ analysis, linesOf: linesIn(analysis) }, snapshot);
  return { ok: true, page: reports.comparisonPage(made, folder.root) };
}

async function changes(session: Session, question: ReportQuestion & { kind: 'changes' }): Promise<PageResult> {
  const found = await folderOf(session, question.folder);
  if (!found) return { ok: false, failure: noFolder };
  if (!session.isTrusted) return { ok: false, failure: notTrusted };
  const { folder, analysis } = found;
  const point = await session.host.git.branchPoint(folder.root, question.since);
  if (!point.ok) return { ok: false, failure: noRevision(point.message) };
  const { snapshot } = analysis;
  const onLeftOut = (it: LeftOut) => session.host.log.warn(`${folder.root} at ${question.since}: ${leftOutText(it)}`);
  const request = { folder: folder.root, commit: point.value.commit, change: { snapshot }, onLeftOut };
  const before = await analyseAt(session.host, request, pullAll);
  if (!before.ok) return { ok: false, failure: noRevision(before.message) };
  const diff = features.accessDiff(question.since, sideOf(before.analysis), sideOf(analysis));
  const base = branchPointText(point.value, question.since);
  return { ok: true, page: reports.changesPage(diff, folder.root, base) };
}

async function declared(session: Session, root: string | undefined): Promise<PageResult> {
  const found = await folderOf(session, root);
  if (!found) return { ok: false, failure: noFolder };
  const { analysis, folder } = found;
  const made = features.accessReport(analysis.declared, analysis.unknowns, linesIn(analysis));
  return { ok: true, page: reports.declaredPage(made, folder.root) };
}

async function policies(session: Session): Promise<PageResult> {
  const checked = session.live.policies();
  if (!checked) return { ok: false, failure: notChecked };
  const placeOf = reports.policyPlaces(await explainedCode(session));
  return { ok: true, page: reports.policiesPage({ ...checked, names: session.names(), placeOf }) };
}

export async function folders(session: Session): Promise<readonly FolderChoice[]> {
  const all = session.folders.map(async (folder) => {
    const analysis = await folder.settled();
    const access = analysis && { folder: folder.root, access: analysis.declared };
    return { root: folder.root, declares: access !== undefined && features.declaresAccess([access]) };
  });
  return (await Promise.all(all)).toSorted((a, b) => Number(b.declares) - Number(a.declares));
}

export async function accessReport(session: Session, question: AccessReportQuestion): Promise<FileAnswer> {
  const found = await folderOf(session, question.folder);
  const { snapshot } = session.live.state();
  if (!snapshot) return { ok: false, failure: noSnapshot };
  // Without a folder there is no code to name lines of; who can access what is known all the same.
  const analysis = found?.analysis ?? createWorkspace().analysis();
  if (question.productionOnly && !features.namesProduction(analysis.project))
    return { ok: false, failure: noProduction };
  const made = features.whoReport(snapshot, { analysis, linesOf: linesIn(analysis) }, question);
  const rows = made.rows.length === 1 ? '1 row' : `${made.rows.length} rows`;
  const written: reports.Exportable = {
    csv: () => reports.whoCsv(made),
    json: () => jsonText(made),
    page: () => reports.whoPage(made),
  };
  return { ok: true, text: reports.fileText(written, question.format), holds: rows, gaps: made.gaps.length };
}

export function matrixText(session: Session, { format, matrix }: MatrixTextQuestion): FileAnswer {
  const shown = matrix ?? session.matrix();
  const placeText = (uri: string) => session.find(uri)?.path ?? uri;
  const { text, grants } = reports.matrixFile(shown, format, placeText);
  return { ok: true, text, holds: grants === 1 ? '1 grant' : `${grants} grants`, gaps: 0 };
}

export function snapshotText({ live }: Session, pseudonymise: boolean): FileAnswer {
  const { snapshot } = live.state();
  if (!snapshot) return { ok: false, failure: noSnapshot };
  const taken = pseudonymise ? features.pseudonymized(snapshot) : snapshot;
  return { ok: true, text: encodeSnapshot(taken, fileWording), holds: holdsOf(taken), gaps: taken.gaps.length };
}

function holdsOf({ access, takenAt }: Snapshot): string {
  return `${access.assignments.all.length} assignments, read ${takenAt}`;
}

export async function revisions(session: Session, root: string | undefined): Promise<RevisionsAnswer> {
  const folder = root === undefined ? session.folders[0] : session.folders.find((it) => it.root === root);
  if (!folder) return { ok: false, failure: noFolder };
  if (!session.isTrusted) return { ok: false, failure: notTrusted };
  const found = await session.host.git.revisions(folder.root);
  if (!found.ok) return { ok: false, failure: noRevision(found.message) };
  return {
    ok: true,
    revisions: found.value.map(({ subject, age, ...it }) => ({
      ...it,
      detail: [subject, age].filter(Boolean).join(' · '),
    })),
  };
}

/** The folder named; else the first that declares access, else the first. */
async function folderOf(
  session: Session,
  root: string | undefined,
): Promise<{ readonly folder: Folder; readonly analysis: Analysis } | undefined> {
  const chosen = root ?? (await folders(session))[0]?.root;
  const folder = session.folders.find((it) => it.root === chosen);
  const analysis = await folder?.settled();
  return folder && analysis && { folder, analysis };
}

function sideOf(analysis: Analysis): features.Side {
  return { analysis, linesOf: linesIn(analysis) };
}

function linesIn({ files }: Analysis): features.LinesOf {
  return (path) => {
    const file = files.get(path);
    return file && indexOf(file);
  };
}

const noSnapshot: FailureAnswer = {
  kind: 'no-snapshot',
  message: 'live access was not read yet',
  nextStep: 'Read it, or open a snapshot file.',
};

const notChecked: FailureAnswer = {
  kind: 'not-looked',
  message: 'policies in the target accounts were not checked yet',
  nextStep: 'Run the command "IdC: Check Policies in Target Accounts".',
};

const noFolder: FailureAnswer = {
  kind: 'no-folder',
  message: 'no folder is open, so there is no code to look at',
  nextStep: 'Open a folder with Terraform or YAML.',
};

const notTrusted: FailureAnswer = {
  kind: 'untrusted-folder',
  message: 'this folder is not trusted, so that Git is not used in it',
  nextStep: 'Trust this folder to compare with a revision ("Workspaces: Manage Workspace Trust").',
};

const noProduction: FailureAnswer = {
  kind: 'no-production',
  message: '.idc.yaml names no production accounts',
  nextStep: 'Name them under `production:`, or export all accounts.',
};

function noRevision(message: string): FailureAnswer {
  return { kind: 'no-revision', message, nextStep: 'Choose a branch, a tag or a commit of this repository.' };
}
