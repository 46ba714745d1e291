/** Terraform's traps: arguments that turn a right block into one that does something else. */
import type { Edit, Mutant, Mutator } from '../mutant';
import { copied, type Region, regions } from '../regions';
import type { Repository } from '../repository';

export const terraformMutators: readonly Mutator[] = [
  ...['principal_id', 'permission_set_arn', 'target_id'].map(ignoring),
  {
    does: 'takes the order between attachments and assignments away',
    consequences: ['attachment-without-depends-on', 'policy-attached-before-it-exists'],
    mutants: unordered,
  },
  { does: 'takes the order between a policy and its attachment away', mutants: unawaited },
  {
    does: 'lists attached policies in an exclusive resource too',
    consequences: ['exclusive-attachment-conflict', 'attachment-without-depends-on'],
    mutants: exclusive,
  },
];

/** Attachments wait for assignments, or these for those; without either, each waits for nothing. */
function unordered(repository: Repository): readonly Mutant[] {
  const blocks = regions(repository, access).filter((it) => it.text.includes('depends_on'));
  const edits = blocks.map((it) => withoutOrder(it));
  const attachments = regions(repository, anyAttachment);
  if (edits.length === 0 || attachments.length === 0) return [];
  return [
    { rule: 'attachment-without-depends-on', what: 'nothing waits for anything', edits, expected: [attachments] },
  ];
}

function unawaited(repository: Repository): readonly Mutant[] {
  const blocks = regions(repository, anyAttachment).filter((it) => /depends_on\W+aws_iam_policy/.test(it.text));
  return blocks.map((region) => ({
    rule: 'policy-attached-before-it-exists',
    what: region.text.split('\n')[0] ?? '',
    edits: [withoutOrder(region)],
    expected: [[region]],
  }));
}

function withoutOrder({ path, start, text }: Region): Edit {
  const match = /,?\s*"?depends_on"?\s*[=:]\s*\[[^\]]*\]/.exec(text);
  const at = start + (match?.index ?? 0);
  return { path, start: at, end: at + (match?.[0].length ?? 0), text: '' };
}

const access =
  /:resource "aws_ssoadmin_(account_assignment|\w+_attachment|permission_set_inline_policy)"|\.json: {6}"\w+": \{\n +"(instance_arn|count)"/;
const anyAttachment =
  /:resource "aws_ssoadmin_(\w+_attachment|permission_set_inline_policy)"|\.json: {6}"\w+_(logs|power|restart)": \{/;

const assignment = /:resource "aws_ssoadmin_account_assignment"/;

function ignoring(attribute: string): Mutator {
  return {
    does: `ignores changes of ${attribute}`,
    mutants: (repository) =>
      regions(repository, assignment).map(({ path, start, text }) => {
        const end = start + text.lastIndexOf('}');
        const block = `  lifecycle {\n    ignore_changes = [${attribute}]\n  }\n`;
        return {
          rule: 'ignored-assignment-changes',
          what: block,
          edits: [{ path, start: end, end, text: block }],
          expected: [[{ path, start: end, below: 1 }]],
        };
      }),
  };
}

const attachment = /:resource "aws_ssoadmin_(customer_)?managed_policy_attachment"/;

/** A copy of the block's head, with nothing on its list. */
function exclusive(repository: Repository): readonly Mutant[] {
  return regions(repository, attachment).map((region) => ({
    rule: 'exclusive-attachment-conflict',
    what: region.text.split('\n')[0] ?? '',
    edits: [{ path: region.path, start: region.end, end: region.end, text: exclusiveOf(region) }],
    expected: [[region, copied(region, 0), copied(region, 1)]],
  }));
}

function exclusiveOf({ text }: Region): string {
  const isCustomer = text.includes('customer_managed');
  const type = `aws_ssoadmin_${isCustomer ? 'customer_managed_policy' : 'managed_policy'}_attachments_exclusive`;
  const instance = /^ {2}instance_arn .*$/m.exec(text)?.[0] ?? '';
  const set = /^ {2}permission_set_arn .*$/m.exec(text)?.[0] ?? '';
  const each = /^ {2}for_each = (?:.*[{[]\n[\s\S]*?\n {2}[}\]]\)?|.*)$/m.exec(text)?.[0] ?? '';
  const list = isCustomer ? '' : '  managed_policy_arns = []\n';
  return `\nresource "${type}" "only" {\n${each}\n${instance}\n${set}\n${list}}\n`;
}
