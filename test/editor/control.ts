// What the emulator is told to do besides answering: fail, wait, sign somebody in (`/_emulator/…`).
import { expect } from 'vitest';
import type { Editor } from './editor';

export async function control(
  { emulator }: Pick<Editor, 'emulator'>,
  method: 'POST' | 'DELETE',
  command: string,
  body: unknown = {},
): Promise<unknown> {
  const request = method === 'POST' ? { method, body: JSON.stringify(body) } : { method };
  const answer = await fetch(`${emulator.url}/_emulator/${command}`, request);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Keeps AWS from answering, so that what is shown meanwhile stays; the first `times` calls alone where a number is given. */
export async function hold(editor: Editor, operations: readonly string[], times?: number): Promise<void> {
  await control(editor, 'POST', 'faults', { kind: 'hold', operations, ...(times === undefined ? {} : { times }) });
}

/** AWS answers what it was kept from. */
export async function release(editor: Editor): Promise<void> {
  await control(editor, 'POST', 'release');
}

/** Somebody else clicks on a role in the access portal; whether they get it is the portal's to say. */
export async function askForRole(editor: Editor, user: string, account: string, role: string): Promise<void> {
  // Of the emulator's own making, whose tests hold it to this shape.
  const { accessToken } = (await control(editor, 'POST', 'sign-in', { user })) as { accessToken: string };
  const query = new URLSearchParams({ account_id: account, role_name: role });
  await fetch(`${editor.emulator.url}/federation/credentials?${query}`, {
    headers: { 'x-amz-sso_bearer_token': accessToken },
  });
}
