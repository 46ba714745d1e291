// Signing in as a person does: choose the profile, confirm the code on the page that opens, come back.
import type { Editor } from './editor';

export async function signIn({ workbench, context }: Editor): Promise<void> {
  const opened = context.waitForEvent('page');
  await workbench.run('IdC: Select SSO Profile');
  await workbench.choose('acme');
  const approval = await opened;
  await approval.getByRole('button', { name: 'Allow' }).click();
  await approval.getByText('Request approved').waitFor();
  await approval.close();
  await workbench.toast(/^.*Signed in/).waitFor();
}
