/** The one status bar item: profile · signed in or not · age of the snapshot. Clicking it does what is due next. */
import { Disposable, MarkdownString, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import { type CommandId, type Status, visible } from '../../server/src/protocol';
import { shortAge } from './age';
import type { Server } from './language-client';
import { label } from './shown';

/** Often enough for an age that is told in minutes. */
const everyMinute = 60_000;

export function showStatus(server: Server): Disposable {
  const item = window.createStatusBarItem('idc.status', StatusBarAlignment.Left, 10);
  item.name = 'Identity Center';
  const draw = () => show(item, server.status());
  const timer = setInterval(draw, everyMinute);
  draw();
  return Disposable.from(item, server.onStatus(draw), { dispose: () => clearInterval(timer) });
}

type ItemContent = {
  readonly text: string;
  readonly command: CommandId;
  readonly hint: string;
  readonly warns?: boolean;
};

function show(item: StatusBarItem, status: Status | undefined): void {
  if (!status) {
    item.hide();
    return;
  }
  const { text, command, hint, warns } = contentOf(status);
  item.text = text;
  item.command = command;
  item.tooltip = tooltip(status, hint);
  item.backgroundColor = warns ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  item.accessibilityInformation = { label: `Identity Center: ${text.replaceAll(/\$\([^)]*\)/g, '')}. ${hint}` };
  item.show();
}

function contentOf(status: Status): ItemContent {
  const { profile, signedIn, currentActivity, takenAt, failedRequests, opened } = status;
  if (opened !== undefined && currentActivity.kind === 'idle') {
    const text = `$(file) ${label(opened)} · ${takenAt ? shortAge(takenAt, Date.now()) : ''}`;
    return {
      text,
      command: 'idc.backToLive',
      hint: 'A snapshot file is shown. Click to go back to live access',
      warns: true,
    };
  }
  if (profile === undefined) {
    return { text: '$(shield) IdC: no profile', command: 'idc.selectProfile', hint: 'Click to select an AWS profile' };
  }
  if (currentActivity.kind === 'working') {
    const counts =
      currentActivity.total === undefined
        ? `${currentActivity.done}`
        : `${currentActivity.done}/${currentActivity.total}`;
    return {
      text: `$(sync~spin) ${label(profile)} · ${counts}`,
      command: 'idc.showOutput',
      hint: `Reading: ${currentActivity.text}`,
    };
  }
  if (currentActivity.kind === 'signing-in') {
    return {
      text: `$(sync~spin) ${label(profile)} · ${label(currentActivity.code ?? 'signing in')}`,
      command: 'idc.signIn',
      hint: currentActivity.code === undefined ? 'Continue in the browser' : 'Confirm this code in the browser',
    };
  }
  if (signedIn === 'no') {
    const age = takenAt ? ` · ${shortAge(takenAt, Date.now())}` : '';
    const text = `$(shield) ${label(profile)} · signed out${age}`;
    return { text, command: 'idc.signIn', hint: 'Click to sign in', warns: true };
  }
  const age = takenAt ? shortAge(takenAt, Date.now()) : 'not read yet';
  const failures = failedRequests > 0 ? ` · ${failedRequests} failed` : '';
  return { text: `$(shield) ${label(profile)} · ${age}${failures}`, command: 'idc.refresh', hint: 'Click to refresh' };
}

function tooltip(
  { profile, signedIn, takenAt, failedRequests, failure, opened }: Status,
  hint: string,
): MarkdownString {
  const text = new MarkdownString('**Identity Center**\n\n');
  const signed = { yes: 'signed in', no: 'signed out or expired', unknown: 'sign-in not known' }[signedIn];
  if (opened !== undefined) text.appendText(`${visible(`Shown from the file ${opened}`)}\n`);
  if (profile !== undefined) text.appendText(`${visible(`Profile ${profile}: ${signed}`)}\n`);
  text.appendText(
    takenAt ? `Live access as of ${new Date(takenAt).toLocaleString()}\n` : 'Live access was not read yet\n',
  );
  if (failedRequests > 0) text.appendText(`Failed provisioning requests: ${failedRequests}\n`);
  if (failure) text.appendText(`${visible(`Last failure: ${failure.message}. ${failure.nextStep}`)}\n`);
  return text.appendMarkdown('\n').appendText(visible(hint));
}
