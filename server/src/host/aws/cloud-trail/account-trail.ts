/**
 * The event history of the account that somebody wants to reach. Taking a role there is an event of that account, of the
 * region whose sign-in endpoint was used: Identity Center's own, or the global one, which is in us-east-1.
 */
import type { LiveEvent, TrailAnswer, TrailInquiry } from '../../../core/live';
import type { Gap } from '../../../core/reasons';
import type { Calls } from '../api/calls';
import { createTrailClient } from '../api/clients';
import { Failed, isFatal } from '../api/failed';
import type { Portal } from '../api/portal';
import type { Redactor } from '../api/redact';
import type { Network } from '../network/network';
import { lookUp } from './lookup';

export type AccountTrailContext = {
  readonly portal: Portal;
  readonly trailCalls: Calls;
  readonly redactor: Redactor;
  readonly region: string;
  readonly network: Network;
  /** The roles of an account, the one to try first first. */
  readonly inOrder: (roles: readonly string[]) => readonly string[];
  readonly emit: (event: LiveEvent) => void;
};

/** After so many roles that may not look, one more will hardly do. */
const roleLimit = 3;

export async function lookUpInAccount(
  inquiry: TrailInquiry,
  context: AccountTrailContext,
): Promise<readonly TrailAnswer[]> {
  const { there } = inquiry;
  const { portal, region, inOrder } = context;
  if (!there) return [];
  const regions = [...new Set([region, 'us-east-1'])];
  if (!(await portal.accounts()).has(there.account)) return notLookedUp(inquiry, regions);
  const roles = inOrder(await portal.roles(there.account)).slice(0, roleLimit);
  let last: readonly TrailAnswer[] = notLookedUp(inquiry, regions);
  for (const role of roles) {
    last = await tolerate(() => lookUpAs(role, inquiry, regions, context), last);
    if (last.every(({ gap }) => gap === undefined)) return last;
  }
  return last;
}

/** What nobody could look at; the user has no role there, or did not sign in through the portal. */
export function notLookedUp({ there }: TrailInquiry, regions: readonly string[]): readonly TrailAnswer[] {
  const [region = ''] = regions;
  return (there?.names ?? []).map((name) => ({
    name,
    account: there?.account,
    region,
    events: [],
    readBackTo: undefined,
    gap: noRole(name),
  }));
}

function noRole(name: string): Gap {
  return { topic: 'events', name, reason: { kind: 'no-role-in-account' }, action: undefined };
}

async function lookUpAs(
  role: string,
  inquiry: TrailInquiry,
  regions: readonly string[],
  { portal, redactor, trailCalls: calls, network, emit }: AccountTrailContext,
): Promise<readonly TrailAnswer[]> {
  const { account = '', names = [] } = inquiry.there ?? {};
  const credentials = await portal.credentials(account, role);
  redactor.keep(credentials.secretAccessKey);
  redactor.keep(credentials.sessionToken);
  const answers: TrailAnswer[] = [];
  for (const region of regions) {
    const client = createTrailClient(region, async () => credentials, network);
    try {
      answers.push(...(await lookUp({ account, region, client, calls }, names, inquiry, emit)));
    } finally {
      client.destroy();
    }
  }
  return answers;
}

/** What fails for one role is said by the answers there were before. */
async function tolerate(
  work: () => Promise<readonly TrailAnswer[]>,
  otherwise: readonly TrailAnswer[],
): Promise<readonly TrailAnswer[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failed) || isFatal(error.failure)) throw error;
    return otherwise;
  }
}
