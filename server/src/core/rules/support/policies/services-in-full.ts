/** Of which service a policy document allows every action. */
import { servicesInFull } from './iam-actions';
import { statementsIn } from './policy-statements';

/** Tools that serve whoever looks at things: all of their actions are no contradiction. */
const readersTools =
  /^(athena|budgets|ce|cloudshell|cloudwatch|cur|health|logs|notifications|pi|q|resource-explorer-2|rum|support|trustedadvisor|xray)$/;

/** `undefined` where it denies anything, or holds back something of every service. */
export function serviceHeldInFull(document: string): string | undefined {
  const statements = statementsIn(document) ?? [];
  if (statements.some(({ effect }) => effect === 'Deny')) return undefined;
  const allowed = statements.filter(({ isConditional }) => !isConditional);
  const everything = allowed.find(({ covers }) => covers('iam:DeleteRole') && covers('s3:DeleteBucket'));
  if (everything) return serviceOf(everything.resources);
  return allowed.flatMap(({ covers }) => servicesInFull(covers)).find((name) => !readersTools.test(name));
}

/** Every action on the things of one service is as much as every action of that service. */
function serviceOf(resources: readonly string[] = ['*']): string {
  const services = new Set(resources.map((it) => it.split(':')[2] ?? 'every service'));
  return [...services].join(', ');
}
