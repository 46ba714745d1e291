/** A repository with many root modules: what is typed in one of them is no affair of the others. */
import type { Bench } from './bench';
import { analyseCold, keystroke } from './workspace';

const roots = Array.from({ length: 100 }, (_, n) => `accounts/team-${n}/main.tf`);

/** 40 assignments through a module and a table, as accounts' own roots have them. */
const text = (name: string) => `module "names" {
  source = "../../modules/names"
}
locals {
  accounts = { for n in range(40) : "account-\${n}" => format("%012d", 111122223333 + n) }
}
resource "aws_ssoadmin_permission_set" "this" {
  name         = "${name}"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
resource "aws_ssoadmin_managed_policy_attachment" "this" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
data "aws_identitystore_group" "this" {
  identity_store_id = "d-1234567890"
  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = module.names.group
    }
  }
}
resource "aws_ssoadmin_account_assignment" "this" {
  for_each           = local.accounts
  instance_arn       = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  principal_type     = "GROUP"
  principal_id       = data.aws_identitystore_group.this.group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = each.value
  depends_on         = [aws_ssoadmin_managed_policy_attachment.this]
}
`;

const files = new Map([
  ['modules/names/main.tf', 'output "group" {\n  value = "operations"\n}\n'],
  ...roots.map((path, n) => [path, text(`Team${n}`)] as const),
]);

const typed = (count: number) => new Map([[roots[50] ?? '', text(`Typed${count}`)]]);

export const benches: readonly Bench[] = [
  { name: 'analyse 100 roots of 40 assignments, cold', run: analyseCold(files) },
  { name: 'a keystroke in one of 100 roots', limit: 500, run: keystroke(files, typed) },
];
