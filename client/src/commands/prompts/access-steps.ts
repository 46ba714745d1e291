/** Who, where, as what: asked for one after the other, as far as it is not known yet. */
import { QuickPickItemKind } from 'vscode';
import type { AccessChoices, AccessSubject } from '../../../../server/src/protocol';
import { label } from '../../shown';
import { type Choice, type Picked, pickStep } from './steps';

type Principal = { readonly principal: string; readonly principalType?: 'GROUP' | 'USER' };

export type AskOptions = {
  readonly title: string;
  readonly choices: AccessChoices;
  /** Asked for last; `any` is offered where the question may leave it open. */
  readonly set: 'any' | 'one';
};

export type Answered = Principal & { readonly account: string; readonly permissionSet?: string };

/** `undefined` where the user went away. */
export async function askAccess(known: AccessSubject, options: AskOptions): Promise<Answered | undefined> {
  const steps = [principalStep, accountStep, setStep].filter((it) => !it.isKnown(known));
  const answers: AccessSubject[] = [known];
  while (answers.length <= steps.length) {
    const index = answers.length - 1;
    const picked = await steps[index]?.ask(options, { step: index + 1, of: steps.length, canGoBack: index > 0 });
    if (!picked || picked.kind === 'cancelled') return undefined;
    if (picked.kind === 'back') answers.pop();
    else answers.push({ ...answers[index], ...picked.value });
  }
  const { principal, account, ...rest } = answers.at(-1) ?? {};
  return principal === undefined || account === undefined ? undefined : { principal, account, ...rest };
}

type Position = { readonly step: number; readonly of: number; readonly canGoBack: boolean };
type SubjectStep = {
  readonly isKnown: (about: AccessSubject) => boolean;
  readonly ask: (options: AskOptions, position: Position) => Promise<Picked<AccessSubject>>;
};

const principalStep: SubjectStep = {
  isKnown: ({ principal }) => principal !== undefined,
  ask: ({ title, choices }, position) =>
    pickStep<AccessSubject>({
      ...position,
      title,
      placeholder: 'Whose access? Pick a group or a user, or type a name',
      items: [
        ...principals('Groups', 'GROUP', '$(organization)', choices),
        ...principals('Users', 'USER', '$(person)', choices),
      ],
      typed: (name) => ({ label: `$(search) ${label(name)}`, description: 'in no list', value: { principal: name } }),
    }),
};

function principals(
  heading: string,
  type: 'GROUP' | 'USER',
  icon: string,
  choices: AccessChoices,
): readonly Choice<AccessSubject>[] {
  const own = choices.principals.filter((it) => it.type === type);
  const items = own.map(({ name, detail }) => ({
    label: `${icon} ${label(name)}`,
    description: label(detail),
    value: { principal: name, principalType: type },
  }));
  return items.length === 0 ? [] : [separator(heading), ...items];
}

function separator(heading: string): Choice<AccessSubject> {
  return { label: heading, kind: QuickPickItemKind.Separator, value: {} };
}

const accountStep: SubjectStep = {
  isKnown: ({ account }) => account !== undefined,
  ask: ({ title, choices }, position) =>
    pickStep<AccessSubject>({
      ...position,
      title,
      placeholder: 'In which account? Pick one, or type its id or name',
      items: choices.accounts.map(({ id, name, detail }) => ({
        label: `$(server-environment) ${label(name ?? id)}`,
        description: label([...(name === undefined ? [] : [id]), detail].filter(Boolean).join(' · ')),
        value: { account: id },
      })),
      typed: (account) => ({ label: `$(search) ${label(account)}`, description: 'in no list', value: { account } }),
    }),
};

const setStep: SubjectStep = {
  isKnown: ({ permissionSet }) => permissionSet !== undefined,
  ask: ({ title, choices, set }, position) =>
    pickStep<AccessSubject>({
      ...position,
      title,
      placeholder: set === 'any' ? 'As what? Any permission set, or one of them' : 'As what? Pick a permission set',
      items: [
        ...(set === 'any' ? [{ label: '$(circle-large-outline) Any permission set', value: {} }] : []),
        ...choices.permissionSets.map(({ name, detail }) => ({
          label: `$(key) ${label(name)}`,
          description: label(detail),
          value: { permissionSet: name },
        })),
      ],
      typed: (name) => ({
        label: `$(search) ${label(name)}`,
        description: 'in no list',
        value: { permissionSet: name },
      }),
    }),
};
