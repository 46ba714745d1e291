import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic, TextDocumentEdit } from 'vscode-languageserver-protocol';
import {
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentSymbolRequest,
  FileChangeType,
  HoverRequest,
  InlayHintRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver-protocol';
import { lineIndex } from '../../server/src/core/base';
import { type Conversation, converse } from './support/conversation';

const access = (permissionSet: string, account = '"111122223333"') => `permission_sets:
  Admin:
    managed_policies: [arn:aws:iam::aws:policy/AdministratorAccess]
groups:
  ops: { description: Keeps things running }
accounts:
  prod: "111122223333"
group_assignments:
  ops:
    account_ids: [${account}]
    permission_set: ${permissionSet}
`;

const terraform = (file: string) => `locals {
  access = yamldecode(file("\${path.module}/${file}"))
}

data "aws_ssoadmin_instances" "this" {}

resource "aws_ssoadmin_permission_set" "this" {
  for_each     = local.access.sets
  name         = each.key
  instance_arn = one(data.aws_ssoadmin_instances.this.arns)
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  for_each           = local.access.sets
  instance_arn       = one(data.aws_ssoadmin_instances.this.arns)
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn
  managed_policy_arn = each.value
}
`;

let talk: Conversation;

/** A server that is compiled on the way takes its time on a busy machine. */
const starting = 60_000;

const rules = (diagnostics: readonly Diagnostic[]) => diagnostics.map((it) => it.code);
const has = (rule: string) => (it: { readonly diagnostics: readonly Diagnostic[] }) =>
  it.diagnostics.some(({ code }) => code === rule);
const hasNot = (rule: string) => (it: { readonly diagnostics: readonly Diagnostic[] }) => !has(rule)(it);

describe('A file that cannot be read', () => {
  beforeAll(async () => {
    talk = await converse({
      'access.yaml': `${access('Admn')}typo: true\n`,
      'legacy/notes.tf': Uint8Array.of(0x66, 0xff, 0xfe, 0x00),
    });
  }, starting);
  afterAll(() => talk.end(), starting);

  it('says so itself, and nothing is concluded from what it may hold', async () => {
    const [diagnostic] = await talk.diagnostics('legacy/notes.tf');
    expect(diagnostic).toMatchObject({ code: 'unreadable-file', severity: 2 });
    expect(diagnostic?.message).toContain('not UTF-8');
    const others = rules(await talk.diagnostics('access.yaml'));
    expect(others).toContain('invalid-access-definition');
    expect(others).not.toContain('unknown-permission-set');
  });
});

describe('A workspace folder', () => {
  beforeAll(async () => {
    talk = await converse({
      'access.yaml': access('Admn'),
      'terraform/main.tf': terraform('data/sets.yaml'),
      'terraform/data/sets.yaml': 'sets:\n  Reader: arn:aws:iam::aws:policy/ReadOnlyAccess\n',
    });
  }, starting);
  afterAll(() => talk.end(), starting);

  it('is read without any file being open, and each finding links to its rule', async () => {
    const diagnostics = await talk.diagnostics('access.yaml');
    const finding = diagnostics.find((it) => it.code === 'unknown-permission-set');
    expect(finding).toMatchObject({
      source: 'IdC',
      severity: 1,
      range: { start: { line: 10, character: 20 }, end: { line: 10, character: 24 } },
      codeDescription: { href: expect.stringMatching(/\/unknown-permission-set\.md$/) },
    });
  });

  it('loads the YAML that Terraform reads, and points at the entry that is wrong', async () => {
    const diagnostics = await talk.diagnostics('terraform/data/sets.yaml');
    const finding = diagnostics.find((it) => it.code === 'unassigned-permission-set');
    expect(finding?.range.start).toEqual({ line: 1, character: 2 });
    expect(finding?.relatedInformation?.map((it) => it.location.uri)).toContain(talk.uri('terraform/main.tf'));
  });

  it('answers a keystroke once, with the findings of that very version', async () => {
    await talk.open('access.yaml', access('Admn'), 'yaml');
    await talk.diagnostics('access.yaml', ({ version }) => version === 1);
    for (const name of ['Admi', 'Admin', 'Admin2', 'Admin']) {
      const version = await talk.edit('access.yaml', access(name));
      await talk.diagnostics('access.yaml', (it) => it.version === version);
      const published = talk.published.get(talk.uri('access.yaml')) ?? [];
      expect(published.filter((it) => it.version === version)).toHaveLength(1);
    }
    expect(rules(await talk.diagnostics('access.yaml'))).not.toContain('unknown-permission-set');
  });

  it('offers a quick fix whose edit removes the finding', async () => {
    const wrong = access('Admn');
    const version = await talk.edit('access.yaml', wrong);
    const found = await talk.diagnostics('access.yaml', (it) => it.version === version);
    const finding = found.find((it) => it.code === 'unknown-permission-set');
    const actions = finding ? await talk.actions('access.yaml', finding) : [];
    const fix = actions.find((it) => it.title === 'Change to "Admin"');
    expect(fix).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'unknown-permission-set' }] });
    const fixed = apply(wrong, fix?.edit?.documentChanges as TextDocumentEdit[]);
    expect(fixed).toBe(access('Admin'));
    const next = await talk.edit('access.yaml', fixed);
    expect(rules(await talk.diagnostics('access.yaml', (it) => it.version === next))).not.toContain(
      'unknown-permission-set',
    );
  });

  it('fixes what is certain in one go, as on saving, and nothing else', async () => {
    const wrong = access('Admn', '"1111-2222-3333", "444455556666", "444455556666"');
    const version = await talk.edit('access.yaml', wrong);
    const [any] = await talk.diagnostics('access.yaml', (it) => it.version === version);
    const [all, ...others] = any ? await talk.actions('access.yaml', any, ['source.fixAll']) : [];
    expect(others).toEqual([]);
    expect(all).toMatchObject({ kind: 'source.fixAll.idc', title: 'Fix what can safely be fixed in this file' });
    const fixed = apply(wrong, all?.edit?.documentChanges as TextDocumentEdit[]);
    expect(fixed).toBe(access('Admn', '"111122223333", "444455556666"'));
    const next = await talk.edit('access.yaml', fixed);
    const left = await talk.diagnostics('access.yaml', (it) => it.version === next);
    expect(rules(left)).toEqual(['unknown-permission-set']);
    const [first] = left;
    expect(first && (await talk.actions('access.yaml', first, ['source.fixAll']))).toEqual([]);
  });

  it('offers to silence a finding, with the reason still to be written', async () => {
    const version = await talk.edit('access.yaml', access('Admn'));
    const found = await talk.diagnostics('access.yaml', (it) => it.version === version);
    const finding = found.find((it) => it.code === 'unknown-permission-set');
    const actions = finding ? await talk.actions('access.yaml', finding, ['quickfix']) : [];
    const silence = actions.find((it) => it.title === 'Suppress unknown-permission-set with a reason');
    const [change] = (silence?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.edits).toEqual([
      {
        range: { start: { line: 10, character: 0 }, end: { line: 10, character: 0 } },
        newText: '    # idc: ignore unknown-permission-set -- reason\n',
      },
    ]);
  });

  it('still says everything else when a file is broken', async () => {
    const broken = `${access('Admn')}broken: [\n`;
    const version = await talk.edit('access.yaml', broken);
    const found = rules(await talk.diagnostics('access.yaml', (it) => it.version === version));
    expect(found).toContain('syntax');
    expect(rules(await talk.diagnostics('terraform/data/sets.yaml'))).toContain('unassigned-permission-set');
  });

  it('believes the editor while a file is open, and the disk again when it is closed', async () => {
    await talk.write('access.yaml', access('Admin'));
    const version = await talk.edit('access.yaml', access('Nowhere'));
    await talk.diagnostics('access.yaml', (it) => it.version === version && has('unknown-permission-set')(it));
    await talk.close('access.yaml');
    await talk.diagnostics('access.yaml', hasNot('unknown-permission-set'));
  });

  it('hears of files that come and go on the disk', async () => {
    await talk.write('teams/access.yaml', access('Nobody', '"444455556666"'));
    await talk.changedOnDisk('teams/access.yaml', FileChangeType.Created);
    await talk.diagnostics('teams/access.yaml', has('unknown-permission-set'));
    await talk.remove('teams');
    await talk.changedOnDisk('teams', FileChangeType.Deleted);
    await talk.diagnostics('teams/access.yaml', ({ diagnostics }) => diagnostics.length === 0);
  });

  it('tells what its code declares', async () => {
    const [folder] = await talk.ask('idc/declared');
    expect(folder?.report.permissionSets.map((it) => it.name)).toEqual(['Admin', 'Reader']);
    expect(folder?.report.assignments).toMatchObject([
      { principal: 'ops', account: '111122223333', permissionSet: 'Admin', file: 'access.yaml' },
    ]);
  });
});

describe('Names', () => {
  beforeAll(async () => {
    talk = await converse({ 'access.yaml': access('Admin'), 'main.tf': 'locals {\n  a = 1\n}\n' });
  }, starting);
  afterAll(() => talk.end(), starting);

  const textDocument = () => ({ uri: talk.uri('access.yaml') });
  const position = { line: 10, character: 22 };

  it('are something the server says it knows about: an editor asks for nothing else', () => {
    expect(Object.keys(talk.capabilities).toSorted()).toEqual([
      'codeActionProvider',
      'codeLensProvider',
      'completionProvider',
      'definitionProvider',
      'documentSymbolProvider',
      'hoverProvider',
      'inlayHintProvider',
      'referencesProvider',
      'renameProvider',
      'semanticTokensProvider',
      'textDocumentSync',
      'workspace',
    ]);
  });

  it('say what they mean when hovered', async () => {
    const hover = await talk.connection.sendRequest(HoverRequest.type, { textDocument: textDocument(), position });
    expect(hover).toMatchObject({
      contents: { kind: 'markdown', value: expect.stringContaining('**Permission set** `Admin`') },
      range: { start: { line: 10, character: 20 }, end: { line: 10, character: 25 } },
    });
  });

  it('lead to where they are declared, and to where they are used', async () => {
    const asked = { textDocument: textDocument(), position };
    const declared = await talk.connection.sendRequest(DefinitionRequest.type, asked);
    expect(declared).toMatchObject([{ uri: talk.uri('access.yaml'), range: { start: { line: 1, character: 2 } } }]);
    const context = { includeDeclaration: true };
    const used = await talk.connection.sendRequest(ReferencesRequest.type, { ...asked, context });
    expect(used?.map((it) => it.range.start.line)).toEqual([1, 10]);
  });

  it('make an outline', async () => {
    const found = await talk.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: textDocument() });
    expect(found?.map((it) => it.name)).toEqual(['Admin', 'ops', 'prod', 'ops → 111122223333 → Admin']);
  });

  it('have their reach above them and their account beside the id', async () => {
    const lenses = await talk.connection.sendRequest(CodeLensRequest.type, { textDocument: textDocument() });
    expect(lenses).toMatchObject([{ range: { start: { line: 1 } }, command: { title: '1 account · 1 group' } }]);
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const asked = { textDocument: textDocument(), range };
    const hints = await talk.connection.sendRequest(InlayHintRequest.type, asked);
    expect(hints).toMatchObject([{ position: { line: 9 }, label: 'prod' }]);
  });

  it('are completed, and renamed everywhere', async () => {
    const textDocument = { uri: talk.uri('access.yaml') };
    const completions = await talk.connection.sendRequest(CompletionRequest.type, { textDocument, position });
    expect(completions).toMatchObject([{ label: 'Admin', detail: 'permission set' }]);
    const edit = await talk.connection.sendRequest(RenameRequest.type, { textDocument, position, newName: 'Root' });
    const renamed = apply(access('Admin'), edit?.documentChanges as TextDocumentEdit[]);
    expect(renamed).toBe(access('Root').replace('  Admin:', '  Root:'));
    const refused = talk.connection.sendRequest(RenameRequest.type, { textDocument, position, newName: '"' });
    await expect(refused).rejects.toThrow('this is no name to write in code');
  });

  it('have colors in Terraform', async () => {
    await talk.open('main.tf', 'locals {\n  a = 1\n}\n');
    const asked = { textDocument: { uri: talk.uri('main.tf') } };
    const colors = await talk.connection.sendRequest(SemanticTokensRequest.type, asked);
    expect(colors?.data.slice(0, 10)).toEqual([0, 0, 6, 0, 0, 1, 2, 1, 2, 0]);
  });
});

describe('Two workspace folders', () => {
  beforeAll(async () => {
    talk = await converse(
      { 'one/access.yaml': access('Admn'), 'two/access.yaml': access('Admin') },
      { folders: ['one', 'two'], snippets: true },
    );
  }, starting);
  afterAll(() => talk.end(), starting);

  it('know nothing of each other', async () => {
    await talk.diagnostics('one/access.yaml', has('unknown-permission-set'));
    const folders = await talk.ask('idc/declared');
    expect(folders.map((it) => it.folder)).toEqual([`${talk.root}/one`, `${talk.root}/two`]);
    expect(talk.published.has(talk.uri('two/access.yaml'))).toBe(false);
  });

  it('follow the setting of a rule when it changes', async () => {
    talk.settings = { rules: { 'unknown-permission-set': 'off' } };
    await talk.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await talk.diagnostics('one/access.yaml', hasNot('unknown-permission-set'));
    talk.settings = { rules: { 'unknown-permission-set': 'hint' } };
    await talk.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    const found = await talk.diagnostics('one/access.yaml', has('unknown-permission-set'));
    expect(found.find((it) => it.code === 'unknown-permission-set')?.severity).toBe(4);
  });

  it('let the user type over the reason of a suppression where the editor can', async () => {
    const found = await talk.diagnostics('one/access.yaml', has('unknown-permission-set'));
    const finding = found.find((it) => it.code === 'unknown-permission-set');
    const actions = finding ? await talk.actions('one/access.yaml', finding) : [];
    const silence = actions.find((it) => it.title.startsWith('Suppress unknown-permission-set'));
    const [change] = (silence?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.edits[0]).toMatchObject({
      snippet: { value: '    # idc: ignore unknown-permission-set -- ${1:reason}\n' },
    });
  });

  it('leave with their findings when they are removed', async () => {
    const removed = [{ uri: talk.uri('one'), name: 'one' }];
    await talk.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
    await talk.diagnostics('one/access.yaml', ({ diagnostics }) => diagnostics.length === 0);
  });
});

function apply(text: string, changes: readonly TextDocumentEdit[] | undefined): string {
  const index = lineIndex(text);
  const edits = (changes ?? []).flatMap((it) => it.edits).filter((it) => 'newText' in it);
  return edits.reduceRight((result, { range, newText }) => {
    const start = index.offsetOf({ line: range.start.line, column: range.start.character });
    const end = index.offsetOf({ line: range.end.line, column: range.end.character });
    return result.slice(0, start) + newText + result.slice(end);
  }, text);
}
