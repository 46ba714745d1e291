/**
 * Documents of 10 MB in an editor, and a file whose every line is wrong: the server, with little memory, says what it does not
 * read, answers what it is asked, and the next document is analysed as ever.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { DocumentSymbolRequest, HoverRequest, SemanticTokensRequest } from 'vscode-languageserver-protocol/node';
import { type Conversation, converse } from '../lsp/support/conversation';

let conversation: Conversation | undefined;
afterEach(async () => {
  await conversation?.end();
  conversation = undefined;
});

/** MiB; Node ends a process whose heap needs more. */
const littleMemory = { NODE_OPTIONS: '--max-old-space-size=250' };

const size = 10_000_000;
const filled = (piece: string) => piece.repeat(Math.ceil(size / piece.length));
const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => `    key_${index} = "value of ${index}"`);

const documents: readonly (readonly [string, string, string])[] = [
  [
    'ordinary blocks',
    'main.tf',
    filled('resource "aws_iam_role" "reader" {\n  name = "reader"\n  tags = { a = 1 }\n}\n'),
  ],
  ['a map of 300,000 entries', 'main.tf', `locals {\n  all = {\n${entries(300_000).join('\n')}\n  }\n}\n`],
  ['one line', 'main.tf', `locals {\n  a = "${filled('x')}"\n}\n`],
  ['open braces', 'main.tf', filled('{')],
  ['line breaks', 'main.tf', filled('\n')],
  ['JSON', 'main.tf.json', `{ "locals": { "a": [${filled('1,')}2] } }`],
  ['YAML', 'access.yaml', filled('- a: [b, c]\n')],
];

const small = (name: string) => `resource "aws_ssoadmin_permission_set" "this" {\n  name = "${name}"\n}\n`;

describe('A document of 10 MB', () => {
  for (const [what, path, text] of documents) {
    it(`of ${what} is said not to be read, at once and after an edit`, async () => {
      conversation = await converse({ 'other/main.tf': small('Reader') }, { env: littleMemory });
      await conversation.open(path, text);
      const opened = await conversation.diagnostics(path, ({ version }) => version === 1);
      expect(opened.map(({ message }) => message)).toEqual([
        expect.stringMatching(/is longer than \d+ characters and is not read/),
      ]);
      const textDocument = { uri: conversation.uri(path) };
      const position = { line: 0, character: 0 };
      expect(await conversation.connection.sendRequest(HoverRequest.type, { textDocument, position })).toBeNull();
      expect(await conversation.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toEqual([]);
      const colors = await conversation.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
      expect(colors).toMatchObject({ data: [] });
      const version = await conversation.edit(path, `# edited\n${text}`);
      const edited = await conversation.diagnostics(path, (it) => it.version === version);
      expect(edited).toHaveLength(1);
    });
  }

  it('leaves a small document beside it as it is', async () => {
    conversation = await converse({}, { env: littleMemory });
    await conversation.open('main.tf', filled('locals {\n  a = 1\n}\n'));
    await conversation.open('access.yaml', 'permission_sets: { Reader: {} }\n', 'yaml');
    await conversation.diagnostics('main.tf', ({ version }) => version === 1);
    const version = await conversation.edit('access.yaml', 'permission_sets: { Reader: { sesion: 1 } }\n');
    const found = await conversation.diagnostics('access.yaml', (it) => it.version === version);
    expect(found.map(({ message }) => message).join()).toContain('sesion');
  });

  it('that got short again is read', async () => {
    conversation = await converse({}, { env: littleMemory });
    await conversation.open('main.tf', filled('locals {\n}\n'));
    await conversation.diagnostics('main.tf', ({ diagnostics }) => diagnostics.length === 1);
    const version = await conversation.edit('main.tf', 'locals {\n  a = 1\n}\n');
    expect(await conversation.diagnostics('main.tf', (it) => it.version === version)).toEqual([]);
  });
});

describe('A document with more mistakes than anyone reads', () => {
  it('is shown with a thousand of them, and how many more there are', async () => {
    conversation = await converse({}, { env: littleMemory });
    await conversation.open('main.tf', '}\n'.repeat(200_000));
    const found = await conversation.diagnostics('main.tf', ({ version }) => version === 1);
    expect(found).toHaveLength(1001);
    expect(found.at(-1)?.message).toBe(
      'Findings in this file that are not shown here: 1. "idc check" lists all of them.',
    );
  });
});
