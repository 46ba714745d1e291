/**
 * Signs in through the browser: where its page can come back to this machine, by itself; elsewhere with a code that stays
 * in sight during the wait. The wait can be cancelled.
 */
import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  env,
  type Progress,
  ProgressLocation,
  UIKind,
  Uri,
  window,
} from 'vscode';
import type { Answer, SignInQuestion, Status } from '../../../../server/src/protocol';
import type { Server } from '../../language-client';
import { isPage, sentence } from '../../shown';
import type { CommandContext } from '../command';
import { confirm, showFailure } from '../prompts/messages';

type Prompt = { readonly url: string; readonly code: string | undefined };
type SignInMethod = SignInQuestion['by'];

export async function signIn({ server }: CommandContext, profile: unknown): Promise<void> {
  if (typeof profile === 'string') await selected(server, profile);
  else if (!server.status()?.profile) return void commands.executeCommand('idc.selectProfile');
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Signing in to Identity Center', cancellable: true },
    (progress, token) => signedIn(server, progress, token),
  );
  if (!answer.ok) return showFailure(answer.failure);
  if (await confirm(`Signed in as ${server.status()?.profile}.`, 'Refresh Live Access')) {
    await commands.executeCommand('idc.refresh');
  }
}

/** A setting that was just changed reaches the server a moment later. */
async function selected(server: Server, profile: string): Promise<void> {
  const timeoutMilliseconds = 5_000;
  if (server.status()?.profile === profile) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(done, timeoutMilliseconds);
    const listening = server.onStatus((status) => {
      if (status?.profile === profile) done();
    });
  });
}

/** The page comes back to the machine the server runs on: over SSH, in a container or in a browser that is another one. */
function defaultMethod(): SignInMethod {
  return env.uiKind === UIKind.Desktop && env.remoteName === undefined ? 'browser' : 'code';
}

async function signedIn(server: Server, progress: Progress<{ message?: string }>, token: CancellationToken) {
  const method = defaultMethod();
  const aborted = new CancellationTokenSource();
  token.onCancellationRequested(() => aborted.cancel());
  let wantsCode = false;
  const useCode = () => {
    wantsCode = true;
    aborted.cancel();
  };
  const answer = await waitForBrowser(server, method, { progress, token: aborted.token, useCode });
  return wantsCode ? waitForBrowser(server, 'code', { progress, token, useCode }) : answer;
}

type Waiting = {
  readonly progress: Progress<{ message?: string }>;
  readonly token: CancellationToken;
  readonly useCode: () => void;
};

async function waitForBrowser(
  server: Server,
  by: SignInMethod,
  { progress, token, useCode }: Waiting,
): Promise<Answer> {
  let shown: string | undefined;
  const listening = server.onStatus((status) => {
    const prompt = promptOf(status);
    if (!prompt || prompt.url === shown) return;
    shown = prompt.url;
    const { url, code } = prompt;
    progress.report({
      message: code === undefined ? 'continue in the browser' : sentence(`confirm the code ${code} in the browser`),
    });
    void (code === undefined ? showPage(url, useCode, token) : showCode(url, code, token));
  });
  try {
    return await server.ask('idc/signIn', { by }, token);
  } finally {
    listening.dispose();
  }
}

function promptOf(status: Status | undefined): Prompt | undefined {
  return status?.currentActivity.kind === 'signing-in' ? status.currentActivity : undefined;
}

/** Not awaited: VS Code may first ask whether the page may be opened, and the message must be in sight meanwhile. */
function openPage(url: string): void {
  if (isPage(url)) void env.openExternal(Uri.parse(url));
  else void window.showErrorMessage(sentence(`The page for signing in is no https page, so it was not opened: ${url}`));
}

async function showPage(url: string, useCode: () => void, token: CancellationToken): Promise<void> {
  openPage(url);
  for (;;) {
    const chosen = await window.showInformationMessage(
      'Sign in on the page in the browser; it leads back here.',
      'Open Browser',
      'Use a Code Instead',
    );
    if (chosen === undefined || token.isCancellationRequested) return;
    if (chosen === 'Use a Code Instead') return useCode();
    openPage(url);
  }
}

/** The browser opens by itself; the buttons are for one that did not, and for another machine. */
async function showCode(url: string, code: string, token: CancellationToken): Promise<void> {
  openPage(url);
  for (;;) {
    const chosen = await window.showInformationMessage(
      sentence(`Identity Center shows the code ${code}. Confirm it in the browser only if it is the same.`),
      'Copy Code',
      'Open Browser',
    );
    if (chosen === undefined || token.isCancellationRequested) return;
    if (chosen === 'Copy Code') await env.clipboard.writeText(code);
    else openPage(url);
  }
}
