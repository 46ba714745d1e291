/**
 * Names with ESC, `::error::` or Markdown, in code and in AWS: every command, in every format. Each output is read by the parser
 * of its medium and is made of the same parts as that of names that nobody chose to do harm with.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeSnapshot } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { commandsIn } from '../support/media/ci';
import { hostileNames } from '../support/media/names';
import {
  csvRows,
  htmlStructure,
  isFormula,
  markdownReferences,
  markdownStructure,
  xmlStructure,
} from '../support/media/structure';
import { smallSnapshot } from '../support/small-snapshot';
import { runIdc } from '../support/transcript';
import { hostileFolder } from './hostile-folder';
import { codeNamed, harmless, hostile, liveNamed, type NameOf } from './outputs-names';

const folders: { readonly remove: () => void }[] = [];
afterAll(() => {
  for (const it of folders) it.remove();
});

const snapshotFile = 'live.snapshot.json';

function world(name: NameOf, files: Readonly<Record<string, string>> = codeNamed(name)): string {
  const folder = hostileFolder(files);
  folders.push(folder);
  writeFileSync(join(folder.path, snapshotFile), encodeSnapshot(readBack(name), fileWording));
  return folder.path;
}

function readBack(name: NameOf) {
  return smallSnapshot(liveNamed(name));
}

const live = ['--snapshot', snapshotFile];

/** Each command that prints a page, by its arguments. */
const pages = (name: NameOf): Readonly<Record<string, readonly string[]>> => ({
  access: ['access'],
  live: ['live', ...live],
  status: ['status', ...live],
  diff: ['diff', '.', ...live],
  explain: ['explain', name('group'), '111122223333', name('set'), ...live],
  'explain nobody': ['explain', name('nobody'), name('nowhere'), ...live],
  report: ['report', ...live],
  'report by user': ['report', '--by', 'user', ...live],
});

/** A file, so that a name cannot be an option. */
const argumentsOf = (args: readonly string[]) =>
  args[0] === 'explain' ? [args[0], ...live, '--', ...args.slice(1, -2)] : args;

const run = async (args: readonly string[], format: string, cwd: string) =>
  runIdc([...args.slice(0, 1), '--format', format, ...args.slice(1)], cwd);

/** Names that begin a line, end a string, or are an option are among them; those that no file can hold are not. */
const payloads = hostileNames.filter((it) => !it.includes('\ud800'));

/** A few in one world: each place of it has the next one. */
function mixed(from: number): NameOf {
  const chosen = new Map<string, string>();
  return (place) => {
    const payload = chosen.get(place) ?? payloads[(from + chosen.size * 7) % payloads.length] ?? '';
    chosen.set(place, payload);
    return hostile(payload)(place);
  };
}

/** Each of them begins elsewhere in the list, so that a place meets many names. */
const worlds = [0, 13, 26, 39, 52, 65];

const structureOf: Readonly<Record<string, (text: string) => readonly string[]>> = {
  markdown: markdownStructure,
  html: htmlStructure,
  text: (text) => text.split('\n').map(() => 'line'),
};

describe('Every page of idc', () => {
  const plain = world(harmless);
  const commands = Object.keys(pages(harmless));

  it.each(commands)('is in each medium what it is with other names: %s', async (command) => {
    const expected: Record<string, readonly string[]> = {};
    for (const [format, structure] of Object.entries(structureOf)) {
      const { out } = await run(argumentsOf(pages(harmless)[command] ?? []), format, plain);
      expected[format] = structure(out).toSorted();
      expect(out.length).toBeGreaterThan(100);
    }
    for (const from of worlds) {
      const name = mixed(from);
      const cwd = world(name);
      for (const [format, structure] of Object.entries(structureOf)) {
        const { out, text } = await run(argumentsOf(pages(name)[command] ?? []), format, cwd);
        expect(structure(out).toSorted(), `${format} from ${from}: ${out}`).toEqual(expected[format]);
        expect(commandsIn(text), `${format} from ${from}`).toEqual([]);
        expect(text).not.toMatch(hiddenSign);
        if (format === 'markdown') expect(markdownReferences(out)).toEqual([]);
      }
      const { text } = await run(argumentsOf(pages(name)[command] ?? []), 'json', cwd);
      expect(commandsIn(text)).toEqual([]);
      expect(text).not.toMatch(hiddenSign);
    }
  });
});

/** ESC among them: there are no colors where there is no terminal. The `\r` of CSV is its own. */
const hiddenSign = /(?!\n|\r\n)[\p{Cc}\p{Bidi_C}\p{Zl}\p{Zp}\p{Cs}]/u;

describe('idc check, report and snapshot', () => {
  it('print findings of hostile names in every format of theirs', async () => {
    for (const from of worlds) {
      const name = mixed(from);
      const cwd = world(name);
      const at = async (format: string, ...more: readonly string[]) => {
        const { text, out } = await runIdc(['check', '--format', format, ...more, ...live], cwd);
        expect(text, `${format} from ${from}`).not.toMatch(hiddenSign);
        return out;
      };
      const found = JSON.parse(await at('json'));
      expect(found.findings.length).toBeGreaterThan(3);
      expect(commandsIn(await at('json'))).toEqual([]);
      expect(commandsIn(await at('text'))).toEqual([]);
      expect(commandsIn(await at('sarif'))).toEqual([]);
      expect(JSON.parse(await at('sarif')).runs[0].results).toHaveLength(found.findings.length);
      const junit = await at('junit');
      expect(xmlStructure(junit).filter((it) => it.startsWith('failure'))).toHaveLength(found.findings.length);
      expect(commandsIn(junit)).toEqual([]);
      const lines = (await at('github')).trimEnd().split('\n');
      expect(lines).toHaveLength(found.findings.length);
      expect(lines.every((line) => /^::(error|warning|notice) file=[^:]*,title=[a-z-]+::[^\r\n]+$/.test(line))).toBe(
        true,
      );
    }
  });

  it('give a table that computes nothing, and a file that says exactly the names', async () => {
    for (const from of worlds) {
      const name = mixed(from);
      const cwd = world(name);
      const { out, text } = await runIdc(['report', '--format', 'csv', ...live], cwd);
      const rows = csvRows(out);
      expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
      expect([...rows.flat(), ...csvRows(out, ';').flat()].filter(isFormula)).toEqual([]);
      expect(commandsIn(text)).toEqual([]);
      expect(text).not.toMatch(hiddenSign);
      const saved = await runIdc(['snapshot', ...live], cwd);
      expect(saved.text).not.toMatch(hiddenSign);
      expect(commandsIn(saved.text)).toEqual([]);
      const names = JSON.parse(saved.out).groups.map((it: { name: string }) => it.name);
      expect(names).toEqual(expect.arrayContaining([name('group'), name('unread')]));
    }
  });
});

describe('Paths, lines of code and arguments', () => {
  it('begin no line of a log and command no terminal', async () => {
    const cwd = world(harmless, {
      'a\n::error::owned\u001b[31m/b\n##[error]x.access.yaml': 'permission_sets: { Reader: { session_duration: 8 } }\n',
      'lines.access.yaml':
        'groups:\n  ::error::owned: {}\n  "##[error]x\u202ey": {}\npermission_sets: { A: {}, B: {} }\n',
      'broken\u001b]0;x\u0007.tf': '::error::owned ##[add-mask]x\n::stop-commands::x\n  ::error::owned = {\n',
    });
    for (const format of ['text', 'json', 'sarif', 'junit', 'github']) {
      const { text } = await runIdc(['check', '--format', format], cwd);
      const commands = commandsIn(text).filter(
        (line) => format !== 'github' || !/^::(error|warning|notice) file=/.test(line),
      );
      expect(commands, format).toEqual([]);
      expect(text, format).not.toMatch(hiddenSign);
      expect(text.length).toBeGreaterThan(200);
    }
    expect((await runIdc(['check'], cwd)).out).toContain('\\u003a:error::owned');
  });

  it('are told in errors within lines of ours', async () => {
    const cwd = world(harmless);
    const payload = 'x\n::error::owned\u001b[31m ##[error]y';
    const shown = 'x\\u000a::error::owned\\u001b[31m #\\u0023[error]y';
    for (const args of [
      [payload],
      ['check', payload],
      ['check', '--only', payload],
      ['check', `--${payload}`],
      ['check', '--format', payload],
      ['check', '--changed-since', payload],
      ['check', '--root', payload],
      ['check', '--var-file', payload],
      ['check', '--plan', payload],
      ['live', '--snapshot', payload],
      ['report', ...live, '-o', `${payload}/x`],
      ['explain', 'a', 'b', 'c', payload],
      ['rules', payload],
      ['live', '--profile', payload],
    ]) {
      const { text, code } = await runIdc(args, cwd);
      expect(commandsIn(text), args.join(' ')).toEqual([]);
      expect(text, args.join(' ')).not.toMatch(hiddenSign);
      expect(
        text
          .trimEnd()
          .split('\n')
          .filter((line) => !line.startsWith('idc: ')),
      ).toEqual([]);
      expect(code, args.join(' ')).toBe(2);
    }
    expect((await runIdc(['check', payload], cwd)).text).toBe(`idc: no such file or folder: ${shown}\n`);
  });
});
