/** `--plan`: what Terraform says of a root, read in place of our evaluation of it. */
import { resolve } from 'node:path';
import type { Analysis } from '../../core/analysis';
import { type Plan, type RootPlan, readPlan, rootOfPlan } from '../../core/declared';
import { unknownText } from '../../core/wording';
import type { ReadResult } from '../../host';
import { inFolder } from '../../project';
import type { Invocation } from '../command';
import { say } from '../context';
import { fromEither } from './folder-paths';

/** `file` is absolute, or `stdin`; `root` as it was written. */
export type GivenPlan = { readonly plan: Plan; readonly file: string; readonly root: string | undefined };

export type GivenPlans =
  | { readonly ok: true; readonly plans: readonly GivenPlan[] }
  | { readonly ok: false; readonly message: string };

export async function givenPlans(invocation: Invocation): Promise<GivenPlans> {
  const plans: GivenPlan[] = [];
  for (const argument of invocation.options.all('plan')) {
    const named = await namedIn(argument, invocation);
    const read = await textOf(named.file, invocation);
    const reading = read.ok ? readPlan(read.text) : { ok: false as const, problem: read.problem };
    if (!reading.ok) return { ok: false, message: `can't read the plan ${named.file}: ${reading.problem}` };
    const file = named.file === '-' ? 'stdin' : resolve(invocation.context.cwd, named.file);
    plans.push({ plan: reading.plan, file, root: named.root });
  }
  return { ok: true, plans };
}

/** A file of that very name comes before a root and a file. */
async function namedIn(argument: string, { context }: Invocation) {
  const at = argument.indexOf('=');
  const isPlain = at < 0 || (await context.host.files.kind(resolve(context.cwd, argument))) === 'file';
  return isPlain ? { root: undefined, file: argument } : { root: argument.slice(0, at), file: argument.slice(at + 1) };
}

/** A string of a larger file would be beyond what JavaScript can hold. */
const maxPlanBytes = 256 * 1024 * 1024;

type TextRead = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

async function textOf(file: string, { context }: Invocation): Promise<TextRead> {
  if (file === '-') return { ok: true, text: await context.stdin() };
  const result = await context.host.files.readGiven(resolve(context.cwd, file), maxPlanBytes);
  return result.kind === 'text' ? { ok: true, text: result.text } : { ok: false, problem: readProblem(result, file) };
}

function readProblem(result: Exclude<ReadResult, { kind: 'text' }>, file: string): string {
  switch (result.kind) {
    case 'missing':
    case 'outside':
      return 'there is no such file';
    case 'not-utf8':
      return `it is not UTF-8 text; if it is Terraform's own plan file, print it with terraform show -json ${file}`;
    case 'too-large':
      return `it has ${result.bytes} bytes, and the limit is ${maxPlanBytes}`;
    case 'unreadable':
      return result.because;
  }
}

type PlacedPlans =
  | { readonly ok: true; readonly plans: readonly RootPlan[] }
  | { readonly ok: false; readonly message: string };

/** Each plan with the root it stands in for. */
export async function placedPlans(
  given: readonly GivenPlan[],
  { evaluated }: Analysis,
  folder: string,
  invocation: Invocation,
): Promise<PlacedPlans> {
  const { context } = invocation;
  const placed: RootPlan[] = [];
  for (const it of given) {
    const file = it.file === 'stdin' ? it.file : inFolder(it.file, folder);
    const chosen = await chosenRoot(it, folder, invocation);
    const isThere = chosen === undefined || (await context.host.files.kind(resolve(folder, chosen))) === 'folder';
    if (!isThere) return { ok: false, message: `can't use the plan ${file}: there is no folder ${chosen}` };
    const choice = rootOfPlan(it.plan, evaluated.roots, { chosen, current: inFolder(context.cwd, folder) });
    if (!choice.ok) return { ok: false, message: `can't use the plan ${file}: ${choice.problem}` };
    const duplicate = placed.find((other) => other.root === choice.root);
    if (duplicate) return { ok: false, message: `${duplicate.file} and ${file} are plans of the same root` };
    placed.push({ plan: it.plan, file, root: choice.root });
    const { partial } = it.plan;
    if (partial !== undefined) say(`${file}: ${unknownText(partial)}; access may be missing in it`, context);
  }
  return { ok: true, plans: placed };
}

async function chosenRoot(
  { root: own }: GivenPlan,
  folder: string,
  { options, context }: Invocation,
): Promise<string | undefined> {
  const root = own ?? options.text('root');
  return root === undefined ? undefined : inFolder(await fromEither(root, folder, context), folder);
}
