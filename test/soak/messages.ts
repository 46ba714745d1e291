/**
 * An editor gone mad: messages to the real server out of order, twice, cancelled, malformed, about documents nobody opened and
 * places that are nowhere. Each request is answered once, and afterwards the server does what it always does.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { mutated } from './mutate';
import { type Random, randomOf } from './random';

export type Storm = { readonly seed: number; readonly messages: number };

export type Aftermath = {
  readonly asked: number;
  /** Answers, by results and errors alike. */
  readonly answered: number;
  /** What the editor shows of a file that is as it should be, once all is over. */
  readonly findings: readonly string[];
  /** What the server calls its own fault. */
  readonly faults: readonly string[];
  readonly exitCode: number | undefined;
};

const definition = 'accounts: { prod: "111122223333" }\npermission_sets: { Reader: {} }\ngroups: { data: {} }\n';

export async function storm(outfile: string, { seed, messages }: Storm): Promise<Aftermath> {
  const random = randomOf(seed);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'idc-storm-')));
  writeFileSync(join(root, 'team.access.yaml'), definition);
  const child = spawn(process.execPath, [outfile, '--stdio'], {
    env: { PATH: process.env.PATH, HOME: root },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const said: string[] = [];
  const published = new Map<string, readonly { readonly code: string }[]>();
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void said.push(message));
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    published.set(uri, diagnostics);
  });
  connection.onRequest('workspace/configuration', () => random.pick(configurations));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  try {
    const uri = (path: string) => pathToFileURL(join(root, path)).toString();
    await connection.sendRequest('initialize', initializing(uri('')));
    await connection.sendNotification('initialized', {});
    const answers = { asked: 0, answered: 0 };
    const answered = () => void answers.answered++;
    const pending: Promise<void>[] = [];
    for (let message = 0; message < messages; message++) {
      const { method, params, isRequest } = random.pick(kinds)({ random, uri });
      if (!isRequest) await connection.sendNotification(method, params);
      else {
        answers.asked++;
        pending.push(connection.sendRequest(method, params).then(answered, answered));
        // The protocol's own numbers: of this request, of one that was answered long ago, or of none.
        if (random.chance(0.3))
          await connection.sendNotification('$/cancelRequest', { id: answers.asked + random.below(3) });
      }
    }
    await Promise.all(pending);
    for (const path of ['team.access.yaml', 'main.tf', 'b/main.tf', '.idc.yaml', 'b/../main.tf']) {
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(path) } });
    }
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(''), type: 2 }] });
    const open = { uri: uri('team.access.yaml'), languageId: 'yaml', version: 99, text: definition };
    await connection.sendNotification('textDocument/didOpen', { textDocument: open });
    await connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: open.uri } });
    // At the end the server takes back what it showed.
    const findings = (published.get(open.uri) ?? []).map(({ code }) => code).toSorted();
    await connection.sendRequest('shutdown');
    await connection.sendRequest('textDocument/hover', {}).catch(() => {});
    await connection.sendNotification('exit');
    return { ...answers, findings, faults: said.filter((it) => isFault.test(it)), exitCode: await ended };
  } finally {
    connection.dispose();
    child.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

const isFault = /\b(TypeError|RangeError|ReferenceError|a fault in|this is a bug)\b/;

function initializing(folder: string) {
  return {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ name: 'a', uri: folder }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true } },
  };
}

const configurations: readonly unknown[] = [[{}], [null], null, 5, 'x', [{ rules: 5 }], [{ rules: { syntax: 7 } }], {}];

type Message = { readonly method: string; readonly params: object; readonly isRequest: boolean };
type Given = { readonly random: Random; readonly uri: (path: string) => string };
type Kind = (given: Given) => Message;

const notify = (method: string, params: object): Message => ({ method, params, isRequest: false });
const ask = (method: string, params: object): Message => ({ method, params, isRequest: true });

const kinds: readonly Kind[] = [
  (it) => notify('textDocument/didOpen', { textDocument: { ...document(it), languageId: 'yaml', text: someText(it) } }),
  (it) => notify('textDocument/didChange', { textDocument: document(it), contentChanges: [change(it)] }),
  (it) => notify('textDocument/didChange', { textDocument: document(it), contentChanges: [change(it), change(it)] }),
  (it) => notify('textDocument/didClose', { textDocument: document(it) }),
  (it) => notify('workspace/didChangeWatchedFiles', { changes: [{ uri: someUri(it), type: it.random.below(9) }] }),
  () => notify('workspace/didChangeConfiguration', { settings: null }),
  ({ random }) => notify('idc/focus', random.pick<object>([{}, { access: 5 }, { access: [null, 5] }, { document: 5 }])),
  ({ random }) => notify('$/cancelRequest', { id: random.pick<unknown>([1, 2, 1e9, -1, 'x', null]) }),
  ({ random }) => notify(random.pick(['nobody/knows', '$/nobody', 'exit/']), {}),
  (it) => ask(it.random.pick(aboutPlaces), { textDocument: document(it), position: position(it), newName: 'x' }),
  (it) => ask(it.random.pick(aboutPlaces), { textDocument: document(it), position: position(it), newName: 'x' }),
  (it) =>
    ask('textDocument/codeAction', { textDocument: document(it), range: range(it), context: { diagnostics: [] } }),
  (it) => ask('textDocument/inlayHint', { textDocument: document(it), range: range(it) }),
  (it) => ask(it.random.pick(aboutFiles), { textDocument: document(it) }),
  (it) =>
    ask(it.random.pick(aboutFiles), it.random.pick<object>([{}, [], { textDocument: null }, { textDocument: [] }])),
  ({ random }) => ask(random.pick(['idc/status', 'idc/matrix', 'idc/declared', 'idc/choices', 'idc/folders']), {}),
  () => ask('idc/nobody', {}),
];

const aboutPlaces = ['hover', 'definition', 'references', 'prepareRename', 'rename', 'completion'].map(
  (name) => `textDocument/${name}`,
);
const aboutFiles = ['documentSymbol', 'codeLens', 'semanticTokens/full'].map((name) => `textDocument/${name}`);

function document(it: Given) {
  return { uri: someUri(it), version: it.random.pick<unknown>([1, 2, 7, -3, 2 ** 40, 'x', null]) };
}

function someUri({ random, uri }: Given): unknown {
  const strange = [
    ...['untitled:a', 'vscode-remote://host/a.tf', 'file://host/../a.tf', 'file:///%', 'file:///%00.tf', '', ':', 'x'],
    ...['http://a/b.tf', `${uri('')}/../../x.tf`, uri('.idc.yaml'), uri('b/../main.tf')],
  ];
  const malformed: readonly unknown[] = [5, null, {}, []];
  const usual = [uri('team.access.yaml'), uri('main.tf'), uri('b/main.tf')];
  if (random.chance(0.05)) return random.pick(malformed);
  return random.chance(0.2) ? random.pick(strange) : random.pick(usual);
}

function someText({ random }: Given): unknown {
  if (random.chance(0.05)) return random.pick<unknown>([5, null, {}, ['a']]);
  return mutated(random.pick([definition, 'locals {\n  a = 1\n}\n']), [definition], random);
}

function change(it: Given) {
  const text = someText(it);
  return it.random.chance(0.3) ? { text } : { text, range: range(it) };
}

function range(it: Given) {
  if (it.random.chance(0.05)) return it.random.pick<unknown>([null, {}, { start: 5 }, []]);
  return { start: position(it), end: position(it) };
}

function position({ random }: Given): unknown {
  const number = () => random.pick<unknown>([0, 1, 2, 3, 5, 0, 1, 2, 1e6, 2 ** 31 - 1, 2 ** 40, -1, 0.5, 'x', null]);
  return random.chance(0.7)
    ? { line: random.below(4), character: random.below(12) }
    : { line: number(), character: number() };
}
