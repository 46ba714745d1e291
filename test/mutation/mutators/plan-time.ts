/** Terraform's traps of the plan: what it reads too early, tells apart by place, or takes without a word. */
import type { Edit, Mutant, Mutator } from '../mutant';
import { type Region, regions } from '../regions';
import type { Repository } from '../repository';

export const planTimeMutators: readonly Mutator[] = [
  {
    does: 'looks up what the same code makes',
    consequences: ['unknown-group', 'unassigned-permission-set'],
    mutants: readTooEarly,
  },
  {
    does: 'tells an assignment by its place in a list',
    consequences: ['attachment-without-depends-on', 'assignment-by-index'],
    mutants: byPlace,
  },
  { does: 'asks for a key with a default', mutants: withDefault },
];

const madeSet = /:resource "aws_ssoadmin_permission_set"/;

/** A name that is written out, asked for by a data source that refers to nothing. */
function readTooEarly(repository: Repository): readonly Mutant[] {
  return regions(repository, madeSet).flatMap(({ path, end, text }) => {
    const name = /^ {2}name\s*=\s*("[^"$]+")$/m.exec(text)?.[1];
    const instance = /^ {2}instance_arn .*$/m.exec(text)?.[0];
    if (name === undefined || instance === undefined) return [];
    const block = `\ndata "aws_ssoadmin_permission_set" "again" {\n${instance}\n  name = ${name}\n}\n`;
    const expected = [1, 3].map((below) => ({ path, start: end, below }));
    return [
      { rule: 'read-before-create', what: name, edits: [{ path, start: end, end, text: block }], expected: [expected] },
    ];
  });
}

const assignment = /:resource "aws_ssoadmin_account_assignment"/;

function byPlace(repository: Repository): readonly Mutant[] {
  return regions(repository, assignment).flatMap((region) => {
    const written = /^ {2}target_id\s*=\s*(.+)$/m.exec(region.text);
    if (!written?.[1] || /^ {2}(for_each|count)\s*=/m.test(region.text)) return [];
    const list = `[${written[1]}]`;
    const target = within(region, written.index, written[0], `  target_id = ${list}[count.index]`);
    const head = region.start + region.text.indexOf('\n') + 1;
    const count: Edit = { path: region.path, start: head, end: head, text: `  count = length(${list})\n` };
    return [
      {
        rule: 'assignment-by-index',
        what: written[0],
        edits: [count, target],
        expected: [[{ path: region.path, start: head }]],
      },
    ];
  });
}

const indexed = /^ {2}target_id\s*=\s*((?:local|var)\.[\w.]+)\[([^\]]+)\]$/m;

function withDefault(repository: Repository): readonly Mutant[] {
  return regions(repository, assignment).flatMap((region) => {
    const found = indexed.exec(region.text);
    if (!found) return [];
    const edit = within(region, found.index, found[0], `  target_id = lookup(${found[1]}, ${found[2]}, null)`);
    return [
      {
        rule: 'lookup-default-hides-missing-name',
        what: found[0],
        edits: [edit],
        expected: [[{ path: region.path, start: edit.start }]],
      },
    ];
  });
}

function within({ path, start }: Region, index: number, old: string, text: string): Edit {
  return { path, start: start + index, end: start + index + old.length, text };
}
