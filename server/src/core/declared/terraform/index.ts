/** Terraform and OpenTofu: evaluated, then read as access. */
import type { SourceFile } from '../../base';
import type { Format } from '../format';
import { type GapKind, gapKinds } from '../part';

export { createTerraformReader, type TerraformReading } from './reader';
export { readTerraform } from './terraform';

/** In both notations. */
export function isTerraform(path: string): boolean {
  return /\.(tf|tofu|tfvars)(\.json)?$/.test(path);
}

export const terraform: Format = {
  name: 'terraform',
  activation: {
    languages: ['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars'],
    files: ['**/*.tf', '**/*.tofu', '**/*.tf.json'],
  },
  matches: isTerraform,
  mayHide,
};

const resources: Readonly<Record<GapKind, RegExp>> = {
  'permission-sets': /\baws_ssoadmin_permission_set\b/,
  groups: /\baws_identitystore_group\b/,
  users: /\baws_identitystore_user\b/,
  accounts: /\baws_organizations_account\b/,
  policies: /\baws_iam_policy\b/,
  assignments: /\baws_ssoadmin_account_assignment\b/,
};

/** Values of variables and calls of modules may bring anything; a resource brings its own kind. */
function mayHide({ path, text }: SourceFile): readonly GapKind[] {
  const mayHoldAll = !/\.(tf|tofu)(\.json)?$/.test(path) || /\bmodule\b/.test(text);
  return gapKinds.filter((of) => mayHoldAll || resources[of].test(text));
}
