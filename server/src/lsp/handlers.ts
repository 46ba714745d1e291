/** What may be asked of the server, one line each. */
import {
  type CancellationToken,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  type Connection,
  DefinitionRequest,
  DocumentSymbolRequest,
  HoverRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type RequestType,
  SemanticTokensRequest,
} from 'vscode-languageserver';
import * as features from '../core/features';
import type { RequestName, Requests } from '../protocol';
import { indexOf } from './convert';
import type { Guard } from './guard';
import { codeActions } from './language/code-actions';
import {
  type At,
  completionsAt,
  definitionAt,
  hintsIn,
  hoverAt,
  lensesIn,
  referencesAt,
  renamableAt,
  renameAt,
  symbolsIn,
} from './language/language';
import { assignmentTargets, newAssignment } from './language/new-assignment';
import { semanticTokens } from './language/semantic-tokens';
import * as live from './live/handlers';
import { requireParameters } from './parameters';
import * as reports from './report-handlers';
import type { Session } from './session';
import { choicesOf } from './views/choices';

export type Abilities = {
  /** The editor fills in placeholders of an edit. */
  readonly snippets: boolean;
  /** It is our own client: links may run its commands. */
  readonly commands: boolean;
};

type Row = { readonly register: (to: HandlerContext) => void };

type HandlerContext = {
  readonly connection: Connection;
  readonly session: Session;
  readonly guard: Guard;
  readonly abilities: Abilities;
};

export function registerHandlers(context: HandlerContext): void {
  for (const { register } of handlers) register(context);
}

const failed = {
  ok: false,
  failure: { kind: 'unexpected', message: 'the language server failed', nextStep: 'See "IdC: Show Output".' },
} as const;

const noChoices = { principals: [], accounts: [], permissionSets: [] } as const;
const emptyMatrix = { accounts: [], principals: [], legend: [], notes: [] } as const;

const handlers: readonly Row[] = [
  on(
    CodeActionRequest.type,
    [],
    at((it, params, { abilities }) => codeActions({ ...it, params, ...abilities }), []),
  ),
  on(
    HoverRequest.type,
    null,
    at((it, { position }, { abilities }) => hoverAt(it, position, abilities.commands) ?? null, null),
  ),
  on(
    DefinitionRequest.type,
    [],
    at((it, { position }) => definitionAt(it, position), []),
  ),
  on(
    ReferencesRequest.type,
    [],
    at((it, { position }) => referencesAt(it, position), []),
  ),
  on(
    PrepareRenameRequest.type,
    null,
    at((it, { position }) => renamableAt(it, position) ?? null, null),
  ),
  on(
    RenameRequest.type,
    null,
    at((it, { position, newName }) => renameAt(it, position, newName) ?? null, null),
  ),
  on(DocumentSymbolRequest.type, [], at(symbolsIn, [])),
  on(
    InlayHintRequest.type,
    [],
    at((it, { range }) => hintsIn(it, range), []),
  ),
  on(
    CodeLensRequest.type,
    [],
    at((it, _, { abilities }) => lensesIn(it, abilities.commands), []),
  ),
  on(
    CompletionRequest.type,
    [],
    at((it, { position }) => completionsAt(it, position), []),
  ),
  on(SemanticTokensRequest.type, { data: [] }, ({ session }, { textDocument }) => {
    const file = session.openFile(textDocument.uri);
    return file ? semanticTokens(file) : { data: [] };
  }),
  ask('idc/profiles', failed, ({ session }) => live.profiles(session)),
  ask('idc/readOnlyPolicy', '', ({ session }) => session.live.readOnlyPolicy()),
  ask('idc/signIn', failed, ({ session }, question, signal) => live.signIn(session, question, signal)),
  ask('idc/signOut', failed, ({ session }) => live.signOut(session)),
  ask('idc/refresh', failed, ({ session }, _, signal) => live.refresh(session, signal)),
  ask('idc/checkProvisioning', failed, ({ session }, _, signal) => live.checkProvisioning(session, signal)),
  ask('idc/checkPolicies', failed, ({ session }, _, signal) => live.checkPolicies(session, signal)),
  ask('idc/openSnapshot', failed, ({ session }, file) => live.openSnapshot(session, file)),
  ask('idc/closeSnapshot', failed, ({ session }) => {
    session.live.close();
    return { ok: true };
  }),
  ask('idc/snapshotText', failed, ({ session }, it) => reports.snapshotText(session, it.pseudonymise)),
  ask('idc/choices', noChoices, ({ session }) => choicesOf(session.sources())),
  ask('idc/folders', [], ({ session }) => reports.folders(session)),
  ask('idc/report', failed, ({ session }, question) => reports.report(session, question)),
  ask('idc/readFurther', failed, ({ session }, question, signal) => reports.readFurther(session, question, signal)),
  ask('idc/accessReport', failed, ({ session }, question) => reports.accessReport(session, question)),
  ask('idc/matrixText', failed, ({ session }, question) => reports.matrixText(session, question)),
  ask('idc/revisions', failed, ({ session }, { folder }) => reports.revisions(session, folder)),
  ask('idc/assignmentTargets', [], ({ session }, wanted) => assignmentTargets(session, wanted)),
  ask('idc/newAssignment', failed, ({ session }, wanted) => newAssignment(session, wanted)),
  ask('idc/rowsTo', [], ({ session }, about) => session.rows('access').to(about)),
  ask('idc/groupAccess', failed, ({ session }, { by }) => {
    session.groupAccess(by);
    return { ok: true };
  }),
  ask('idc/children', [], ({ session }, { view, parent }) => session.rows(view).children(parent)),
  ask('idc/matrix', emptyMatrix, ({ session }) => session.matrix()),
  ask('idc/status', undefined, ({ session }) => session.status()),
  ask('idc/declared', [], ({ session }) => declared(session)),
];

type Handle<P, R> = (context: HandlerContext, params: P, signal: AbortSignal) => R | Promise<R>;

/** A request of LSP's own. */
function on<P, R, E>(type: RequestTypeOf<P, R, E>, empty: R, handle: Handle<P, R>): Row {
  return {
    register: (context) => register(context, type.method, empty, handle),
  };
}

type RequestTypeOf<P, R, E> = Pick<RequestType<P, R, E>, 'method' | '_'>;

/** A request of our own. */
function ask<N extends RequestName>(
  name: N,
  empty: Requests[N]['result'] | undefined,
  handle: Handle<Requests[N]['params'], Requests[N]['result']>,
): Row {
  return {
    register: (context) => register(context, name, empty, handle),
  };
}

function register<P, R>(context: HandlerContext, method: string, empty: R, handle: Handle<P, R>): void {
  const guarded: (params: P, token: CancellationToken) => Promise<unknown> = context.guard(
    method,
    empty,
    (params: P, signal) => {
      requireParameters(method, params);
      return handle(context, params, signal);
    },
  );
  context.connection.onRequest(method, guarded);
}

type InDocument = { readonly textDocument: { readonly uri: string } };

/** A question about a document of a workspace folder, answered from the analysis of its newest text. */
function at<P extends InDocument, R>(
  answer: (at: At, params: P, context: HandlerContext) => R,
  empty: R,
): Handle<P, R> {
  return async (context, params) => {
    const found = context.session.find(params.textDocument.uri);
    const analysis = await found?.folder.settled();
    return found && analysis ? answer({ session: context.session, ...found, analysis }, params, context) : empty;
  };
}

async function declared(session: Session): Promise<Requests['idc/declared']['result']> {
  const answers = session.folders.map(async (folder) => {
    const analysis = await folder.settled();
    if (!analysis) return [];
    const linesOf = (path: string) => {
      const file = analysis.files.get(path);
      return file && indexOf(file);
    };
    const report = features.accessReport(analysis.declared, analysis.unknowns, linesOf);
    return [{ folder: folder.root, report }];
  });
  return (await Promise.all(answers)).flat();
}
