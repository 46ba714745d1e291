/** Chooses the AWS profile: those that work first, each with where it comes from and whether it is signed in. */
import { homedir } from 'node:os';
import { ConfigurationTarget, commands, type QuickPickItem, QuickPickItemKind, window, workspace } from 'vscode';
import type { ProfileChoice } from '../../../../server/src/protocol';
import { label } from '../../shown';
import type { CommandContext } from '../command';
import { showFailure } from '../prompts/messages';

type Item = QuickPickItem & { readonly profile?: ProfileChoice };

export async function selectProfile({ server }: CommandContext): Promise<void> {
  const answer = await server.ask('idc/profiles', undefined);
  if (!answer.ok) return showFailure(answer.failure);
  if (answer.profiles.length === 0) return showFailure(noProfiles);
  const picked = await window.showQuickPick(items(answer.profiles, answer.selected), {
    title: 'Select SSO Profile',
    placeHolder: 'The AWS profile that live access is read with',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked?.profile) return;
  const { name, usesSso, signedIn } = picked.profile;
  await workspace.getConfiguration('idc').update('profile', name, ConfigurationTarget.Global);
  if (usesSso && signedIn !== 'yes') await commands.executeCommand('idc.signIn', name);
}

const noProfiles = {
  kind: 'no-config',
  message: 'there is no profile in the AWS config file',
  nextStep: 'Run `aws configure sso` to make one.',
};

function items(profiles: readonly ProfileChoice[], selected: string | undefined): Item[] {
  const sso = profiles.filter((it) => it.usesSso);
  const others = profiles.filter((it) => !it.usesSso);
  return [
    ...separated(
      'Single sign-on',
      sso.map((it) => item(it, selected)),
    ),
    ...separated(
      'Other credentials',
      others.map((it) => item(it, selected)),
    ),
  ];
}

function separated(heading: string, of: readonly Item[]): readonly Item[] {
  return of.length === 0 ? [] : [{ label: heading, kind: QuickPickItemKind.Separator }, ...of];
}

function item(profile: ProfileChoice, selected: string | undefined): Item {
  const icon = profile.usesSso ? icons[profile.signedIn] : '$(key)';
  const states = [
    ...(profile.name === selected ? ['selected'] : []),
    ...(profile.usesSso ? [words[profile.signedIn]] : []),
  ];
  return {
    label: `${icon} ${label(profile.name)}`,
    description: states.join(' · '),
    detail: label([profile.summary, fromHome(profile.from)].filter((it) => it).join(' · ')),
    profile,
  };
}

/** A path below the home folder is read faster without it. */
function fromHome(from: string): string {
  return from.replace(homedir(), '~');
}

const icons = { yes: '$(pass)', expired: '$(history)', no: '$(circle-outline)' } as const;
const words = { yes: 'signed in', expired: 'sign-in expired', no: 'not signed in' } as const;
