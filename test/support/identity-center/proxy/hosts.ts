/** AWS's own names of the services that the emulator stands in for (AWS General Reference, service endpoints). */

const served: readonly RegExp[] = [
  /^(oidc|sso|portal\.sso|device\.sso|identitystore|sts|cloudtrail|organizations)\.[a-z0-9-]+\.amazonaws\.com$/,
  /^(iam|sts|organizations)\.amazonaws\.com$/,
  /^[a-z0-9-]+\.awsapps\.com$/,
];

export const isServed = (host: string): boolean => served.some((each) => each.test(host));
