/** Functions of the AWS provider and of Terraform's own provider that need neither an account nor a plan. */

import { STRING } from '../type/type';
import { objectValue, sortEntries, stringValue } from '../value/construct';
import type { Value } from '../value/value';
import { type BuiltIn, type CallSite, failed, originOfResult, parameter } from './function';
import { textOf } from './text/strings';

const ARN_PARTS = ['partition', 'service', 'region', 'account_id', 'resource'];

export const providers: Readonly<Record<string, BuiltIn>> = {
  'provider::aws::arn_build': {
    parameters: ARN_PARTS.map((name) => parameter(name, STRING)),
    returns: STRING,
    apply: (args, site) => stringValue(`arn:${args.map(textOf).join(':')}`, originOfResult(args, site)),
  },
  'provider::aws::arn_parse': { parameters: [parameter('arn', STRING)], apply: arnParse },
  'provider::aws::trim_iam_role_path': { parameters: [parameter('arn', STRING)], returns: STRING, apply: trimRolePath },
};

function arnParse(args: readonly Value[], site: CallSite): Value {
  const arn = textOf(args[0]);
  const parts = arn.split(':');
  if (parts[0] !== 'arn' || parts.length < 6)
    return failed(site, `arn (${arn}): invalid prefix or not enough sections`);
  const origin = originOfResult(args, site);
  const values = [...parts.slice(1, 5), parts.slice(5).join(':')];
  const entries = ARN_PARTS.map((name, index) => [name, stringValue(values[index] ?? '', origin)] as const);
  return objectValue(sortEntries(new Map(entries)), origin);
}

/** `arn:aws:iam::1:role/with/path/name` without `with/path/`. */
function trimRolePath(args: readonly Value[], site: CallSite): Value {
  const arn = textOf(args[0]);
  const match = /^(arn:[^:]*:iam:[^:]*:[^:]*:role\/)(.*)$/.exec(arn);
  if (!match) return failed(site, `value (${arn}) is not the ARN of an IAM role`);
  const [, start = '', rest = ''] = match;
  return stringValue(start + rest.slice(rest.lastIndexOf('/') + 1), originOfResult(args, site));
}
