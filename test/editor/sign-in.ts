// Signing in as a person does: confirm the code on the page that opens, and come back.
import type { Editor } from './editor';

/** For the first time: the profile is chosen, and signing in follows. */
export async function chooseProfile(editor: Editor): Promise<void> {
  await confirm(editor, async ({ workbench }) => {
    await workbench.run('IdC: Select SSO Profile');
    await workbench.choose('acme');
  });
}

/** By the row that says "Signed out". */
export async function signInAgain(editor: Editor): Promise<void> {
  await confirm(editor, ({ workbench }) => workbench.view('Access').row('Signed out').click());
}

async function confirm(editor: Editor, start: (editor: Editor) => Promise<void>): Promise<void> {
  const opened = editor.context.waitForEvent('page');
  await start(editor);
  const approval = await opened;
  await approval.getByRole('button', { name: 'Allow' }).click();
  await approval.getByText('Request approved').waitFor();
  await approval.close();
  await editor.workbench
    .toast(/Signed in/)
    .first()
    .waitFor();
}
