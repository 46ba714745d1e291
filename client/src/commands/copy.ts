/** Copies what a row stands for: an ARN, a role's name, an account id, AWS's reason. */
import { env, window } from 'vscode';
import type { TreeNode } from '../../../server/src/protocol';
import { label } from '../shown';
import type { Run } from './command';

export function copyFrom(what: keyof TreeNode['copy']): Run {
  return async (_, argument) => {
    const text = nodeOf(argument)?.copy[what];
    if (text === undefined) return;
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(label(`Copied ${text}`), 3_000);
  };
}

/** Menus hand over the row; the palette and keybindings hand over nothing. */
export function nodeOf(argument: unknown): TreeNode | undefined {
  const isNode = typeof argument === 'object' && argument !== null && 'context' in argument && 'copy' in argument;
  // Only the tree's own rows have this shape, and only menus on them pass it.
  return isNode ? (argument as TreeNode) : undefined;
}
