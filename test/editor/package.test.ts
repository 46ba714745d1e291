import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../../scripts/repository';
import { mustRun } from '../../scripts/vscode/process-group';
import { openEditor } from './editor';

describe('The packaged extension', () => {
  let folder: string;
  let file: string;
  let names: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idc-package-'));
    file = join(folder, 'idc-authoring.vsix');
    const args = ['scripts/package.mjs', '--out', file];
    await mustRun('npm run package', { program: process.execPath, args, cwd: repository });
    names = namesInZip(await readFile(file));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds what the extension needs when it runs', () => {
    const needed = [
      'package.json',
      'readme.md',
      'changelog.md',
      'LICENSE.txt',
      'dist/extension.js',
      'dist/server.js',
      'dist/cli.js',
      'dist/aws.js',
      'dist/matrix.js',
      'dist/matrix.css',
      'dist/report.js',
      'dist/report.css',
      'dist/THIRD-PARTY-LICENSES.txt',
      'docs/rules/policy-name-drift.md',
    ];
    expect(names).toEqual(expect.arrayContaining(needed.map((it) => `extension/${it}`)));
  });

  it('holds nothing else', () => {
    const allowed =
      /^(\[Content_Types\]\.xml|extension\.vsixmanifest|extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt|dist\/\w+\.js|dist\/(matrix|report)\.css|dist\/THIRD-PARTY-LICENSES\.txt|(media|syntaxes|docs\/rules|docs\/schemas)\/.*))$/;
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
  });

  it('is small', async () => {
    const { size } = await stat(file);
    console.log(`the package has ${Math.round(size / 1024)} KB`);
    expect(size).toBeLessThan(3 * 1024 * 1024);
  });

  it('carries the licence of every package in its bundles', async () => {
    const notices = await readFile(join(repository, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['vscode-languageclient', 'vscode-languageserver', 'yaml', '@aws-sdk/client-sso-admin']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('works when it is installed', async () => {
    const editor = await openEditor({ extension: file });
    try {
      const { workbench } = editor;
      await workbench.showIdentityCenter();
      await workbench.view('Access').row('data-analysts').waitFor();
      await editor.screenshot('package-installed');
    } finally {
      await editor.close();
    }
  });
});

/** The names in a zip's central directory: each entry starts with a signature and says how long its name is. */
function namesInZip(zip: Buffer): readonly string[] {
  const names: string[] = [];
  const signature = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 46)) {
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  return names;
}
