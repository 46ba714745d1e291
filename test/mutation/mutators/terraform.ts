/** Terraform's traps: arguments that turn a right block into one that does something else. */
import type { Mutant, Mutator } from '../mutant';
import { copied, type Region, regions } from '../regions';
import type { Repository } from '../repository';

export const terraformMutators: readonly Mutator[] = [
  ...['principal_id', 'permission_set_arn', 'target_id'].map(ignoring),
  {
    does: 'lists attached policies in an exclusive resource too',
    consequences: ['exclusive-attachment-conflict'],
    mutants: exclusive,
  },
];

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
