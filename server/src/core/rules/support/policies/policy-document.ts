/** What is wrong with a policy document, in IAM's own terms and by the tables of actions and regions. */
import { type ParseError, parse } from 'jsonc-parser';
import { isObject, nearest } from '../../../base';
import { checkRegion } from '../aws-regions';
import { checkAction } from './iam-actions';
import { listOf } from './policy-statements';

const documentKeys = ['Version', 'Id', 'Statement'];
const statementKeys = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

type Json = { readonly [key: string]: unknown };

/** `text` goes on after "the inline policy"; `about` is the text in the document that is wrong. */
export type DocumentProblem = {
  readonly text: string;
  readonly about?: string | undefined;
  readonly severity?: 'warning' | undefined;
};

/** An empty text or document stands for no policy in many a module, and is not judged. */
export function problemsInDocument(text: string): readonly DocumentProblem[] {
  if (/^\s*(\{\s*\})?\s*$/.test(text)) return [];
  const errors: ParseError[] = [];
  const document: unknown = parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length > 0) return [{ text: 'is not valid JSON' }];
  if (!isObject(document)) return [{ text: 'is not a JSON object' }];
  const doubts = listOf(document.Statement).flatMap((it, index) => problemsIn(it, `has in statement ${index + 1}`));
  return [...malformed(document).map((it) => ({ text: it })), ...doubts];
}

function malformed(document: Json): readonly string[] {
  const statements = listOf(document.Statement);
  return [
    ...unknownKeys(document, documentKeys, 'has'),
    ...(isVersion(document.Version) ? [] : [`has the version ${JSON.stringify(document.Version)}, not "2012-10-17"`]),
    ...(statements.length === 0 ? ['has no Statement'] : []),
    ...statements.flatMap((statement, index) => statementProblems(statement, `statement ${index + 1}`)),
    ...repeatedSids(statements),
  ];
}

/** Without a version IAM takes the older one. */
function isVersion(version: unknown): boolean {
  return version === undefined || version === '2012-10-17' || version === '2008-10-17';
}

function statementProblems(statement: unknown, which: string): readonly string[] {
  if (!isObject(statement)) return [`has a ${which} that is no object`];
  const { Effect, Sid, Action, NotAction } = statement;
  const badActions = [...listOf(Action), ...listOf(NotAction)].filter((it) => !isAction(it));
  return [
    ...unknownKeys(statement, statementKeys, `has in ${which}`),
    ...(Effect === 'Allow' || Effect === 'Deny' ? [] : [`has in ${which} no Effect of "Allow" or "Deny"`]),
    ...exactlyOne(statement, ['Action', 'NotAction'], which),
    ...exactlyOne(statement, ['Resource', 'NotResource'], which),
    ...badActions.map((it) => `has in ${which} the action ${JSON.stringify(it)}, which is no service:Action`),
    ...(Sid === undefined || /^[A-Za-z0-9]*$/.test(String(Sid))
      ? []
      : [`has in ${which} a Sid with other characters than letters and digits`]),
  ];
}

function problemsIn(statement: unknown, has: string): readonly DocumentProblem[] {
  if (!isObject(statement)) return [];
  const { Action, NotAction, Resource, NotResource } = statement;
  const actions = [...listOf(Action), ...listOf(NotAction)].filter((it) => isAction(it)).map(String);
  const resources = [...listOf(Resource), ...listOf(NotResource)].filter((it) => typeof it === 'string');
  const found = [
    ...actions.map((it) => ({ about: it, what: `the action "${it}", which`, doubt: checkAction(it) })),
    ...resources.map((it) => ({
      about: it,
      what: `a resource of the region "${regionOf(it)}", which`,
      doubt: checkRegion(it),
    })),
  ];
  return found.flatMap(({ about, what, doubt }) => {
    return doubt
      ? [{ text: `${has} ${what} ${doubt.message}`, about, severity: doubt.isCertain ? undefined : 'warning' }]
      : [];
  });
}

function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}

function exactlyOne(statement: Json, [one, other]: readonly [string, string], which: string): readonly string[] {
  const has = [one, other].filter((it) => statement[it] !== undefined).length;
  if (has === 1) return [];
  return [has === 0 ? `has in ${which} neither ${one} nor ${other}` : `has in ${which} both ${one} and ${other}`];
}

function isAction(action: unknown): boolean {
  return typeof action === 'string' && /^(\*|[a-z0-9*-]+:[a-z0-9*?-]+)$/i.test(action);
}

function unknownKeys(object: Json, names: readonly string[], has: string): readonly string[] {
  return Object.keys(object)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const [meant] = nearest(key, names);
      if (key === 'Principal' || key === 'NotPrincipal') return `${has} a ${key}, which only resource policies can`;
      return `${has} the unknown key "${key}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`;
    });
}

function repeatedSids(statements: readonly unknown[]): readonly string[] {
  const sids = statements.flatMap((it) =>
    isObject(it) && typeof it.Sid === 'string' && it.Sid !== '' ? [it.Sid] : [],
  );
  const repeated = new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index));
  return [...repeated].map((sid) => `has the Sid "${sid}" more than once`);
}
