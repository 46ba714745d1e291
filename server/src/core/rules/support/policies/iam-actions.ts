/** Whether a service has an action. AWS adds some every week, so that doubt is graver than it is certain. */
import { distance } from 'fastest-levenshtein';
import { nearest, rememberEach } from '../../../base';
import table from '../data/iam-actions.json';

export type ActionProblem = { readonly message: string; readonly isCertain: boolean };

const services: ReadonlyMap<string, { readonly text: string }> = new Map(
  Object.entries(table.services).map(([name, text]) => [name, { text }]),
);
const actionsOf = rememberEach(({ text }: { readonly text: string }): readonly string[] => text.split(' '));

/** `action` is `service:Action`, with or without wildcards. `undefined`: there is one, or there may be. */
export function checkAction(action: string): ActionProblem | undefined {
  const [name = '', wanted = ''] = action.toLowerCase().split(':');
  if (/[*?]/.test(name) || name === '') return undefined;
  const service = services.get(name);
  if (!service) return checkService(name, wanted);
  const actions = actionsOf(service);
  if (actions.some(actionMatcher(wanted))) return undefined;
  const meant = suggestionFor(wanted, actions);
  if (meant === undefined) return { message: `no service has (as of ${table.asOf})`, isCertain: false };
  return { message: `no service has: did you mean "${name}:${meant}"?`, isCertain: true };
}

/** The services every one of whose actions is meant, deleting things among them. */
export function servicesInFull(covers: (action: string) => boolean): readonly string[] {
  return [...services].flatMap(([name, service]) => {
    const actions = actionsOf(service);
    const canDelete = actions.some((it) => it.startsWith('Delete'));
    return canDelete && actions.every((it) => covers(`${name}:${it}`)) ? [name] : [];
  });
}

/** A service we do not know may be a new one; one a letter away from another that has this very action is misspelt. */
function checkService(name: string, wanted: string): ActionProblem | undefined {
  const meant = nearest(name, services.keys()).find((it) => {
    const service = services.get(it);
    return distance(it, name) === 1 && name.length > 4 && service && actionsOf(service).some(actionMatcher(wanted));
  });
  if (meant === undefined || wanted === '*') return undefined;
  return { message: `no service has: did you mean "${meant}:"?`, isCertain: true };
}

/** A verb alone lacks its wildcard; otherwise a slip is a letter or two. */
function suggestionFor(wanted: string, actions: readonly string[]): string | undefined {
  if (/[*?]/.test(wanted)) return undefined;
  const whole = actions.find((it) => it.toLowerCase().startsWith(wanted) && /^[A-Z]/.test(it.slice(wanted.length)));
  if (whole !== undefined) return `${whole.slice(0, wanted.length)}*`;
  return nearest(wanted, actions).find((it) => isTypo(wanted, it.toLowerCase()));
}

/** `GetX` is no slip for `PutX`, nor `ListHapgs` for `ListTags`: what is gone was another action. */
function isTypo(wanted: string, meant: string): boolean {
  const steps = distance(wanted, meant);
  return wanted[0] === meant[0] && !/\d/.test(wanted + meant) && (steps === 1 || (steps === 2 && wanted.length > 9));
}

/** Whether an action is meant by a pattern of IAM: `*` and `?`, letter case aside. */
export function actionMatcher(pattern: string): (action: string) => boolean {
  const lower = pattern.toLowerCase();
  if (!/[*?]/.test(lower)) return (action) => action.toLowerCase() === lower;
  const source = lower.replaceAll(/[.+^$()|[\]\\{}*?]/g, (it) => (it === '*' ? '.*' : it === '?' ? '.' : `\\${it}`));
  const expression = new RegExp(`^${source}$`, 's');
  return (action) => expression.test(action.toLowerCase());
}
