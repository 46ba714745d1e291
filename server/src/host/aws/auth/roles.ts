/** Taking on a role: by another profile's credentials, or by the token of an outside identity such as a CI job. */
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  type Credentials,
} from '@aws-sdk/client-sts';
import type { Failure } from '../../../core/reasons';
import type { Calls } from '../api/calls';
import { createStsClient } from '../api/clients';
import { Failed } from '../api/failed';
import { signedOut } from '../api/failure';
import { dateIn } from '../api/received';
import type { Redactor } from '../api/redact';
import type { Connection } from './connection';
import type { AwsCredentials } from './credentials';
import { credentialsIn } from './received-credentials';

export type Assumer = {
  readonly assume: (by: AwsCredentials, request: AssumeRoleCommandInput) => Promise<AwsCredentials>;
  readonly assumeWithWebIdentity: (request: AssumeRoleWithWebIdentityCommandInput) => Promise<AwsCredentials>;
};

/** STS is asked in the profile's own region. */
export function assumer({ settings, regions, network }: Connection, calls: Calls, { keep }: Redactor): Assumer {
  const region = settings.region ?? regions[0] ?? 'us-east-1';
  return {
    assume: async (by, request) => {
      keep(by.secretAccessKey);
      keep(by.sessionToken);
      return refusing(request.RoleArn, async () => {
        const client = createStsClient(region, by, network);
        const command = new AssumeRoleCommand(request);
        const answer = await calls
          .ask('sts/AssumeRole', (options) => client.send(command, options))
          .finally(() => client.destroy());
        return credentialsFrom(answer.Credentials);
      });
    },
    assumeWithWebIdentity: async (request) => {
      keep(request.WebIdentityToken);
      return refusing(request.RoleArn, async () => {
        const client = createStsClient(region, undefined, network);
        const command = new AssumeRoleWithWebIdentityCommand(request);
        const answer = await calls
          .ask('sts/AssumeRoleWithWebIdentity', (options) => client.send(command, options))
          .finally(() => client.destroy());
        return credentialsFrom(answer.Credentials);
      });
    },
  };
}

/** What the profile says about the role it takes on (AWS SDKs and Tools Reference Guide, "Assume role"). */
export function sourceRole({ label, settings }: Connection, source: Connection): AssumeRoleCommandInput {
  if (settings.mfa_serial) throw new Failed(needsCode(label, source.label));
  return {
    RoleArn: settings.role_arn,
    RoleSessionName: settings.role_session_name || 'idc-authoring',
    ...(settings.external_id && { ExternalId: settings.external_id }),
    ...(settings.duration_seconds && { DurationSeconds: Number(settings.duration_seconds) }),
  };
}

function credentialsFrom(given: Credentials | undefined): AwsCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  const expiration = dateIn(Expiration) === undefined ? undefined : Expiration;
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration };
  const credentials = credentialsIn(keys);
  if (!credentials) throw new Failed(signedOut({ kind: 'no-credentials', from: 'STS' }));
  return credentials;
}

async function refusing<T>(role: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failed) || error.failure.kind !== 'denied') throw error;
    throw new Failed({ ...error.failure, reason: { kind: 'role-refused', role } });
  }
}

function needsCode(profile: string, source: string): Failure {
  return { kind: 'no-profile', reason: { kind: 'profile-needs-mfa', profile, source } };
}
