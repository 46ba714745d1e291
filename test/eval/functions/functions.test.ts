import { describe, expect, it } from 'vitest';
import { functions } from '../../../server/src/core/eval/functions';
import { reasonIn, valueOf } from '../expressions/evaluating';
import { vectorFiles, vectorsIn } from '../vectors/vectors';

/** As `terraform metadata functions` lists them; `type` is for the console alone. */
const TERRAFORM_1_11 = `abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512
  basename bcrypt can ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact
  concat contains csvdecode dirname distinct element endswith ephemeralasnull file filebase64 filebase64sha256
  filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 filesha512 flatten floor format formatdate formatlist
  indent index issensitive join jsondecode jsonencode keys length log lookup lower matchkeys max md5 merge min
  nonsensitive one parseint pathexpand plantimestamp pow range regex regexall replace reverse rsadecrypt sensitive
  setintersection setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains
  strrev substr sum templatefile templatestring textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool
  tolist tomap tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try upper urlencode uuid uuidv5
  values yamldecode yamlencode zipmap`.split(/\s+/);

/** What only the machine, the clock or chance can answer. */
const UNKNOWABLE = ['abspath', 'base64gzip', 'bcrypt', 'plantimestamp', 'rsadecrypt', 'timestamp', 'uuid'];

describe('The table of functions', () => {
  it('has every function of Terraform 1.11', () => {
    expect(TERRAFORM_1_11.filter((name) => !Object.hasOwn(functions, name))).toEqual([]);
  });

  it('has several recorded cases of each that can be known', () => {
    const expressions = vectorFiles().flatMap((file) => vectorsIn(file).map((vector) => vector.expression));
    const counts = TERRAFORM_1_11.map(
      (name) => [name, expressions.filter((it) => it.includes(`${name}(`)).length] as const,
    );
    const rare = counts.filter(([name, count]) => count < 2 && !UNKNOWABLE.includes(name)).map(([name]) => name);
    expect(rare).toEqual([]);
  });

  it('says why the others are unknown', () => {
    const cases = [
      ['timestamp()', 'timestamp() is known only when Terraform runs'],
      ['uuid()', 'uuid() is known only when Terraform runs'],
      ['bcrypt("x")', 'bcrypt() is known only when Terraform runs'],
      ['abspath(".")', 'abspath() depends on the machine Terraform runs on'],
      ['pathexpand("~/x")', 'pathexpand() depends on the machine Terraform runs on'],
      ['base64gzip("x")', 'compressed text is not computed here'],
    ] as const;
    for (const [expression, because] of cases) {
      const value = valueOf(expression);
      expect(value, expression).toMatchObject({ kind: 'unknown', isError: undefined });
      expect(reasonIn(value)).toBe(because);
    }
  });

  it('leaves a function nobody knows unknown, for a later Terraform may have it', () => {
    expect(valueOf('newfangled(1)')).toMatchObject({
      because: { kind: 'unsupported-function', name: 'newfangled' },
      isError: undefined,
    });
    expect(valueOf('provider::other::thing(1)')).toMatchObject({
      because: { kind: 'unsupported-function', name: 'provider::other::thing' },
    });
  });
});

describe('Functions of the AWS provider', () => {
  it('take ARNs apart and put them together', () => {
    const parsed = valueOf('provider::aws::arn_parse("arn:aws:iam::111122223333:role/team/Admin")');
    expect(parsed).toMatchObject({ kind: 'object' });
    expect(valueOf('provider::aws::arn_parse("arn:aws:iam::111122223333:role/team/Admin").resource')).toMatchObject({
      value: 'role/team/Admin',
    });
    expect(valueOf('provider::aws::arn_parse("arn:aws:iam::111122223333:role/team/Admin").account_id')).toMatchObject({
      value: '111122223333',
    });
    expect(valueOf('provider::aws::arn_build("aws", "iam", "", "111122223333", "role/Admin")')).toMatchObject({
      value: 'arn:aws:iam::111122223333:role/Admin',
    });
    expect(valueOf('provider::aws::trim_iam_role_path("arn:aws:iam::111122223333:role/team/Admin")')).toMatchObject({
      value: 'arn:aws:iam::111122223333:role/Admin',
    });
    const wrong = valueOf('provider::aws::arn_parse("no arn")');
    expect(wrong).toMatchObject({ kind: 'unknown', isError: true });
    expect(reasonIn(wrong)).toContain('invalid prefix');
  });
});

describe('Templates in files', () => {
  const world = { files: { 'set.tmpl': 'arn:${partition}:%{ for x in names }${x},%{ endfor }' } };

  it('are evaluated with their own variables', () => {
    expect(valueOf('templatefile("set.tmpl", { partition = "aws", names = ["a", "b"] })', world)).toMatchObject({
      value: 'arn:aws:a,b,',
    });
  });

  it('show what is written where', () => {
    const value = valueOf('templatefile("set.tmpl", { partition = "aws", names = [] })', world);
    expect(value.origin.at).toEqual({ path: 'set.tmpl', start: 0, end: 52 });
  });

  it('say which variable is missing, and that can be caught', () => {
    const missing = 'templatefile("set.tmpl", { partition = "aws" })';
    expect(reasonIn(valueOf(missing, world))).toContain('vars map does not contain key "names"');
    expect(valueOf(`try(${missing}, "none")`, world)).toMatchObject({ value: 'none' });
  });

  it('are asked for when they are not loaded', () => {
    expect(valueOf('templatefile("later.tmpl", {})')).toMatchObject({
      because: { kind: 'file-pending', path: 'later.tmpl' },
    });
  });
});

describe('Account ids in YAML', () => {
  it('lose a leading zero where they are not quoted, as in Terraform', () => {
    expect(valueOf('tostring(yamldecode("a: 012345678901").a)')).toMatchObject({ value: '12345678901' });
    expect(valueOf('tostring(yamldecode("a: \\"012345678901\\"").a)')).toMatchObject({ value: '012345678901' });
  });
});
