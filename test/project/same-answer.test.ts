/** The editor, the command line and a Git revision of the very same files say the same, in the same order. */
import { readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unknownText } from '../../server/src/core/wording';
import { parsePage } from '../support/fixture';
import { atRevision, commit, copied, emptyFolder, inEditor, inTerminal, said, writeFiles } from './ways';

const root = join(import.meta.dirname, '../..');
const foldersIn = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((it) => it.isDirectory())
    .map(({ name }) => `${path}/${name}`);

const home = emptyFolder();
afterAll(() => rmSync(home, { recursive: true }));

async function expectSame(folder: string) {
  const [terminal, editor, revision] = [await inTerminal(folder), await inEditor(folder), await atRevision(folder)];
  expect(said(editor)).toEqual(said(terminal));
  expect(said(revision)).toEqual(said(terminal));
  expect([...revision.files.keys()]).toEqual([...terminal.files.keys()]);
  expect([...editor.files.keys()]).toEqual([...terminal.files.keys()]);
  return terminal;
}

describe('A repository', () => {
  const folders = [...foldersIn('examples'), ...foldersIn('test/mutation/repositories')];
  beforeAll(() => {
    for (const folder of folders) copied(folder, join(home, folder));
    commit(home);
  });

  it.each(folders)('%s is the same whichever way it is read', async (folder) => {
    const { declared, files } = await expectSame(join(home, folder));
    expect(files.size).toBeGreaterThan(0);
    expect(declared.permissionSets.all.length).toBeGreaterThan(0);
  });

  it('that holds all of them is the same too', async () => {
    await expectSame(home);
  });
});

describe('The files of a rule’s page', () => {
  const pages = readdirSync(join(root, 'docs/rules')).filter((it) => it.endsWith('.md') && it !== 'README.md');
  const repository = emptyFolder();
  afterAll(() => rmSync(repository, { recursive: true }));
  beforeAll(() => {
    for (const page of pages) {
      const examples = parsePage(readFileSync(join(root, 'docs/rules', page), 'utf8'));
      for (const [at, { files }] of examples.entries()) {
        const texts = Object.fromEntries(files.map(({ path, text }) => [`${page}/${at}/${path}`, text]));
        writeFiles(repository, texts);
      }
    }
    commit(repository);
  });

  it.each(pages)('%s', async (page) => {
    await expectSame(join(repository, page));
  });
});

describe('What a folder may hold', () => {
  const repository = emptyFolder();
  afterAll(() => rmSync(repository, { recursive: true }));
  const set = (name: string) => `resource "aws_ssoadmin_permission_set" "${name}" {
  name         = "${name}"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
`;

  beforeAll(() => {
    writeFiles(repository, {
      '.idc.yaml': 'rules: { unassigned-permission-set: error }\nfiles: [prod/sets/*.yaml]\n',
      'teams.yaml': 'Reader: PT1H\n',
      'shared/set.tf': set('Shared'),
      'shared/folder/set.tf': set('Linked'),
      'prod/main.tf': `locals {
  teams = yamldecode(file("../teams.yaml"))
  notes = filesha256("\${path.module}/notes.bin")
  names = yamldecode(file(keys(yamldecode(file("first.yaml")))[0]))
}
${set('Main').replace('"Main"\n', `"\${join("", local.names)}\${var.suffix}"\n`)}
variable "suffix" {}
resource "aws_ssoadmin_permission_set" "team" {
  for_each     = local.teams
  name         = each.key
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
  description  = local.notes
}
module "below" {
  source = "./below"
}
`,
      'prod/terraform.tfvars': 'suffix = "Sfx"\n',
      'prod/first.yaml': 'second.yaml: {}\n',
      'prod/second.yaml': '[Sec, ond]\n',
      'prod/notes.bin': Uint8Array.of(0xff, 0x00, 0xfe),
      'prod/marked.access.yaml': `\u{feff}permission_sets: { Marked: {} }\n`,
      'prod/below/main.tf': set('Below'),
      'prod/sets/more.yaml': 'permission_sets: { Globbed: {} }\n',
      'prod/node_modules/skipped/main.tf': set('Skipped'),
      'prod/.terraform/modules/x/main.tf': set('Vendored'),
      'prod/z/a.access.yaml': 'permission_sets: { Twice: { description: z } }\n',
      'prod/z.access.yaml': 'permission_sets: { Twice: { description: first } }\n',
    });
    symlinkSync('../shared/set.tf', join(repository, 'prod/shared.tf'));
    symlinkSync('../shared/folder', join(repository, 'prod/linked'));
    symlinkSync('../shared/folder', join(repository, 'prod/linked.tf'));
    symlinkSync('nowhere.tf', join(repository, 'prod/dangling.tf'));
    commit(repository);
  });

  it('is the same whichever way it is read: links, bytes, variables, what is asked for, and the project file above', async () => {
    const analysis = await expectSame(join(repository, 'prod'));
    const names = [...analysis.declared.permissionSets.byName.keys()].toSorted();
    expect(names).toEqual(['Below', 'Globbed', 'Marked', 'Reader', 'SecondSfx', 'Shared', 'Twice']);
    expect(analysis.project.rules.get('unassigned-permission-set')).toBe('error');
    await expectSame(repository);
  });

  it('leads out of it alike: what a pattern matches there is not known', async () => {
    const aside = emptyFolder();
    writeFiles(aside, { 'secret.md': 'not ours' });
    writeFiles(repository, {
      'links/notes/own.md': 'ours',
      'links/main.tf': set('this').replace(
        'name         = "this"',
        'for_each = fileset("notes", "*.md")\n  name     = each.key',
      ),
    });
    symlinkSync(join(aside, 'secret.md'), join(repository, 'links/notes/out.md'));
    commit(repository);
    const { declared, unknowns } = await expectSame(join(repository, 'links'));
    expect([...declared.permissionSets.byName.keys()]).toEqual([]);
    expect(unknowns.map(({ because }) => unknownText(because)).join()).toContain('outside the repository');
    rmSync(aside, { recursive: true });
  });

  it('is left out alike where it is no text, or too large', async () => {
    writeFiles(repository, {
      'prod/latin.tf': Uint8Array.of(0x23, 0xe9, 0x0a),
      'prod/huge.access.yaml': '#'.repeat(16 * 1024 * 1024 + 1),
      'prod/large.tf': `#${' '.repeat(1_900_000)}\n${set('Large')}`,
    });
    commit(repository);
    const { declared } = await expectSame(join(repository, 'prod'));
    expect(declared.permissionSets.byName.has('Large')).toBe(true);
    expect(declared.permissionSets.because.map(({ because }) => unknownText(because))).toEqual(
      expect.arrayContaining(['huge.access.yaml could not be read', 'latin.tf could not be read']),
    );
  });
});
