/** Values that the code marks as sensitive, in every place that anything looks at: nothing prints them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hover } from '../../server/src/core/features';
import { encodeSnapshot, initialState } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { inTerminal } from '../project/ways';
import { smallSnapshot } from '../support/small-snapshot';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-sensitive-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** No name, no account id, no duration, no ARN, no JSON and no number: whoever looks at it has something to say. */
const secret = 'hunter2 is "no" value';
const instance = 'instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"';
const store = 'identity_store_id = "d-1234567890"';

/** Every argument that access is read from, given `it`. */
const uses = (it: string) => `
resource "aws_ssoadmin_permission_set" "named" {
  name             = ${it}
  description      = ${it}
  session_duration = ${it}
  relay_state      = ${it}
  ${instance}
  tags             = { owner = ${it} }
}
resource "aws_ssoadmin_permission_set" "plain" {
  name             = "Plain"
  session_duration = ${it}
  ${instance}
}
resource "aws_ssoadmin_permission_set_inline_policy" "it" {
  permission_set_arn = aws_ssoadmin_permission_set.plain.arn
  inline_policy      = ${it}
  ${instance}
}
resource "aws_ssoadmin_managed_policy_attachment" "it" {
  permission_set_arn = aws_ssoadmin_permission_set.plain.arn
  managed_policy_arn = ${it}
  ${instance}
}
resource "aws_ssoadmin_customer_managed_policy_attachment" "it" {
  permission_set_arn = aws_ssoadmin_permission_set.plain.arn
  ${instance}
  customer_managed_policy_reference {
    name = ${it}
    path = ${it}
  }
}
resource "aws_ssoadmin_permissions_boundary_attachment" "it" {
  permission_set_arn = aws_ssoadmin_permission_set.plain.arn
  ${instance}
  permissions_boundary {
    managed_policy_arn = ${it}
  }
}
resource "aws_identitystore_group" "it" {
  display_name = ${it}
  description  = ${it}
  ${store}
}
resource "aws_identitystore_user" "it" {
  user_name    = ${it}
  display_name = ${it}
  ${store}
  name {
    given_name  = ${it}
    family_name = ${it}
  }
  emails {
    value = ${it}
  }
}
data "aws_identitystore_group" "it" {
  ${store}
  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = ${it}
    }
  }
}
data "aws_ssoadmin_permission_set" "it" {
  name = ${it}
  ${instance}
}
resource "aws_ssoadmin_account_assignment" "it" {
  ${instance}
  permission_set_arn = ${it}
  principal_id       = ${it}
  principal_type     = ${it}
  target_id          = ${it}
  target_type        = ${it}
}
resource "aws_ssoadmin_account_assignment" "looked_up" {
  ${instance}
  permission_set_arn = data.aws_ssoadmin_permission_set.it.arn
  principal_id       = data.aws_identitystore_group.it.group_id
  principal_type     = "GROUP"
  target_id          = ${it}
  target_type        = "AWS_ACCOUNT"
}
resource "aws_organizations_account" "it" {
  name  = ${it}
  email = ${it}
}
resource "aws_iam_policy" "it" {
  name   = ${it}
  path   = ${it}
  policy = ${it}
}
module "elsewhere" {
  source = "registry.example.com/acme/sso/aws"
  names  = [${it}]
}
output "it" {
  value     = ${it}
  sensitive = true
}
`;

/** Ways to use it that go wrong, where Terraform's messages quote what they are about. */
const mistakes = [
  'tonumber(local.it)',
  'jsondecode(local.it)',
  'yamldecode("{: " + local.it)',
  'lookup({}, local.it)',
  '{ a = 1 }[local.it]',
  'file(local.it)',
  'templatefile(local.it, {})',
  'fileset(local.it, "[")',
  'formatdate(local.it, "2020-01-01T00:00:00Z")',
  'regex(local.it, "a")',
  'regex("[", local.it)',
  'parseint(local.it, 10)',
  'cidrhost(local.it, 1)',
  'timeadd(local.it, "1h")',
  'base64decode(local.it)',
  '{ for one in ["a", "b"] : local.it => one }["x"]',
  'provider::none::f(local.it)',
  '"x${local.it}y" + 1',
  'coalesce(null, local.it)[0]',
  'try(file(local.it), jsondecode(local.it))',
];

const marked = 'locals {\n  it = sensitive(trimspace(file("secret.txt")))\n}\n';
write('secret.txt', `${secret}\n`);
write('main.tf', `${marked}${uses('local.it')}`);
write(
  'parts.tf',
  uses('"x-${local.it}-${timestamp()}"')
    .replaceAll('"it"', '"part"')
    .replaceAll(/\.it\./g, '.part.')
    .replaceAll(/"(named|plain|looked_up|elsewhere)"/g, '"$1_part"')
    .replaceAll('.plain.', '.plain_part.'),
);
write(
  'mistakes.tf',
  mistakes
    .map((it, at) => `resource "aws_ssoadmin_permission_set" "m${at}" {\n  name = ${it}\n  ${instance}\n}\n`)
    .join(''),
);
write('live.json', encodeSnapshot(smallSnapshot({ permissionSets: { Plain: {}, Live: {} } }), fileWording));

const word = 'hunter2';
const commands: readonly (readonly string[])[] = [
  ...['text', 'json', 'sarif', 'github', 'junit'].map((format) => ['check', '--format', format]),
  ['check', '--snapshot', 'live.json'],
  ...['text', 'json', 'markdown', 'html'].map((format) => ['access', '--format', format]),
  ['diff', '--snapshot', 'live.json'],
  ['report', '--snapshot', 'live.json', '--format', 'json'],
  ['explain', 'data', '111122223333', 'Plain', '--snapshot', 'live.json'],
];

describe('A value that is marked as sensitive', () => {
  it.each(commands.map((it) => [it.join(' '), it] as const))('is not in what idc %s says', async (_, command) => {
    const { text, out, code } = await runIdc(command, folder);
    expect(text + out).not.toContain(word);
    expect(code, text).not.toBe(2);
  });

  it('would be, without the mark', async () => {
    write('main.tf', `${marked.replace('sensitive', 'nonsensitive')}${uses('local.it')}`);
    const printed = await Promise.all(commands.slice(0, 5).map((it) => runIdc(it, folder)));
    for (const { out } of printed) expect(out).toContain(word);
    write('main.tf', `${marked}${uses('local.it')}`);
  });

  it('is listed as not known, with the mark as its reason', async () => {
    const { out } = await runIdc(['access', '--format', 'json'], folder);
    const { unknown } = JSON.parse(out) as { unknown: { address: string; attribute: string; because: string }[] };
    const said = unknown.find((it) => it.address === 'aws_ssoadmin_permission_set.named' && it.attribute === 'name');
    expect(said?.because).toBe('the code marks it as sensitive, so that nothing of it is shown');
  });

  it('does not leave the evaluation, as a part of another value either', async () => {
    const { evaluated } = await inTerminal(folder);
    const plain = (_: string, it: unknown) => (it instanceof Map ? [...it] : it);
    const instances = evaluated.roots.flatMap((root) => root.instances);
    expect(instances.length).toBeGreaterThan(40);
    for (const { address, attributes } of instances) {
      expect(JSON.stringify([...attributes], plain), address).not.toContain(word);
    }
  });

  it('is in no hover', async () => {
    const analysis = await inTerminal(folder);
    const { declared: access, project } = analysis;
    const sources = { live: initialState, declared: [{ folder, access, project }], provisioning: undefined };
    for (const path of ['main.tf', 'parts.tf', 'mistakes.tf']) {
      const text = analysis.files.get(path)?.text ?? '';
      for (let offset = 0; offset < text.length; offset += 3) {
        expect(JSON.stringify(hover({ analysis, sources, path, offset, placeText: () => '' }) ?? '')).not.toContain(
          word,
        );
      }
    }
  });

  it('leaves all that is not marked as it is', async () => {
    const { out } = await runIdc(['access', '--format', 'json'], folder);
    expect(out).toContain('"Plain"');
  });
});

describe('A value that is long', () => {
  it('is quoted in one line, as far as it is worth reading', async () => {
    const long = mkdtempSync(join(tmpdir(), 'idc-long-'));
    const lines = Array.from({ length: 50 }, (_, at) => `line ${at} of a file that somebody reads as a name`);
    writeFileSync(join(long, 'notes.txt'), lines.join('\n'));
    writeFileSync(join(long, 'token.txt'), 'x'.repeat(5000));
    writeFileSync(
      join(long, 'main.tf'),
      ['notes', 'token']
        .map(
          (it) =>
            `resource "aws_ssoadmin_permission_set" "${it}" {\n  name = file("${it}.txt")\n  session_duration = file("${it}.txt")\n  ${instance}\n}\n`,
        )
        .join(''),
    );
    const { out } = await runIdc(['check', '--format', 'json'], long);
    const messages: string[] = JSON.parse(out).findings.map((it: { message: string }) => it.message);
    expect(messages.join('\n')).toContain('"line 0 of a file that somebody reads as a name…"');
    expect(messages.join('\n')).toContain(`"${'x'.repeat(160)}…"`);
    expect(messages.filter((it) => it.includes('line 1 ') || it.includes('x'.repeat(161)))).toEqual([]);
    rmSync(long, { recursive: true });
  });
});
