/**
 * Custom endpoints, from the user's own environment and AWS config only; a workspace can't set one.
 *
 * A client made for a profile takes region and credentials from it but not its `endpoint_url` or `services`: the SDK
 * reads those for `AWS_PROFILE` alone. So they are resolved here, in the order of the AWS SDKs and Tools Reference
 * Guide ("Service-specific endpoints"), and passed to each client.
 */
import type { AwsConfig, Env, Section } from '../auth/config-file';

export type Service =
  | 'sso-admin'
  | 'identitystore'
  | 'organizations'
  | 'sso'
  | 'sso-oidc'
  | 'iam'
  | 'sts'
  | 'cloudtrail';

/** `undefined` means AWS's own endpoint. */
export type EndpointOf = (service: Service) => string | undefined;

export function endpointsOf(env: Env, settings: Section, config: AwsConfig): EndpointOf {
  if (isTrue(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? settings.ignore_configured_endpoint_urls)) {
    return () => undefined;
  }
  const services = settings.services ? config.services.get(settings.services) : undefined;
  return (service) => {
    const key = service.replace('-', '_');
    return (
      env[`AWS_ENDPOINT_URL_${key.toUpperCase()}`] ||
      env.AWS_ENDPOINT_URL ||
      services?.[`${key}.endpoint_url`] ||
      settings.endpoint_url ||
      undefined
    );
  };
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
