/** Signs in with the device code: the code stays in sight during the wait, and the wait can be cancelled. */
import { type CancellationToken, commands, env, type Progress, ProgressLocation, Uri, window } from 'vscode';
import type { Status } from '../../../server/src/protocol';
import type { Server } from '../language-client';
import type { World } from './command';
import { tell, tellFailure } from './telling';

type Prompt = { readonly url: string; readonly code: string };

export async function signIn({ server }: World, profile: unknown): Promise<void> {
  if (typeof profile === 'string') await selected(server, profile);
  else if (!server.status()?.profile) return void commands.executeCommand('idc.selectProfile');
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Signing in to Identity Center', cancellable: true },
    (progress, token) => waitForBrowser(server, progress, token),
  );
  if (!answer.ok) return tellFailure(answer.failure);
  if (await tell(`Signed in as ${server.status()?.profile}.`, 'Refresh Live Access')) {
    await commands.executeCommand('idc.refresh');
  }
}

/** A setting that was just changed reaches the server a moment later. */
async function selected(server: Server, profile: string): Promise<void> {
  const patience = 5_000;
  if (server.status()?.profile === profile) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(done, patience);
    const listening = server.onStatus((status) => {
      if (status?.profile === profile) done();
    });
  });
}

async function waitForBrowser(server: Server, progress: Progress<{ message?: string }>, token: CancellationToken) {
  let shown: string | undefined;
  const listening = server.onStatus((status) => {
    const prompt = promptOf(status);
    if (!prompt || prompt.code === shown) return;
    shown = prompt.code;
    progress.report({ message: `confirm the code ${prompt.code} in the browser` });
    void showCode(prompt, token);
  });
  try {
    return await server.ask('idc/signIn', undefined, token);
  } finally {
    listening.dispose();
  }
}

function promptOf(status: Status | undefined): Prompt | undefined {
  return status?.doing.kind === 'signing-in' ? status.doing : undefined;
}

/** The browser opens by itself; the buttons are for one that did not, and for another machine. */
async function showCode({ url, code }: Prompt, token: CancellationToken): Promise<void> {
  // Not awaited: VS Code may first ask whether the page may be opened, and the code must be in sight meanwhile.
  void env.openExternal(Uri.parse(url));
  for (;;) {
    const chosen = await window.showInformationMessage(
      `Identity Center shows the code ${code}. Confirm it in the browser only if it is the same.`,
      'Copy Code',
      'Open Browser',
    );
    if (chosen === undefined || token.isCancellationRequested) return;
    if (chosen === 'Copy Code') await env.clipboard.writeText(code);
    else void env.openExternal(Uri.parse(url));
  }
}
