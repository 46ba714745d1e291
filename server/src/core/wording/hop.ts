/** The hops of a value, for related information. */
import type { HopStep } from '../reasons';
import { formatterOf } from './sentences';

/** What happened at a hop: `read here by yamldecode`, `for_each`, `local.teams`. */
export const hopText: (step: HopStep) => string = formatterOf<HopStep>({
  reference: ({ name }) => `refers to ${name}`,
  local: ({ name }) => `local.${name}`,
  variable: ({ name }) => `var.${name}`,
  output: ({ name }) => `output.${name}`,
  'module-call': ({ address }) => address,
  resource: ({ address }) => address,
  count: () => 'count',
  'for-each': () => 'for_each',
  'dynamic-block': () => 'for_each of a dynamic block',
  'for-each-key': ({ key }) => `key ${JSON.stringify(key)}`,
  call: (it) => it.function,
  decoded: (it) => `read here by ${it.function}`,
  encoded: (it) => `encoded here by ${it.function}`,
  'template-insert': () => 'inserted here',
  'account-name': ({ name, id }) => `accounts: "${name}" is ${id}`,
  'zone-account': ({ name }) => `the id of "${name}"`,
  'unit-account': ({ unit }) => `an account of "${unit}"`,
});
