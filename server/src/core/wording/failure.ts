/** What a failure says, and what to do next. Each a sentence; the variable part stands last, where a reader finds it. */
import type { FailureReason, InstanceFound, InstanceLocation, ProfileProblem, SignInDetail } from '../reasons';

export type FailureText = {
  /** What failed; no full stop. */
  readonly message: string;
  readonly nextStep: string;
};

type ReasonOf<K, R = FailureReason> = R extends { readonly kind: infer Own } ? (K extends Own ? R : never) : never;
type Texts = { readonly [K in FailureReason['kind']]: (reason: ReasonOf<K>) => FailureText };

export function failureText({ reason }: { readonly reason: FailureReason }): FailureText {
  return textOf(reason);
}

/** By its kind, so that the compiler can follow the index. */
function textOf<K extends FailureReason['kind']>(reason: ReasonOf<K> & { readonly kind: K }): FailureText {
  return texts[reason.kind](reason);
}

/** For whoever has to ask for a role. */
const wherePolicyIs =
  'The read-only policy lists what a role must allow: `idc live --policy` prints it, "IdC: Copy Read-Only Policy" copies it.';

const texts: Texts = {
  cancelled: () => ({
    message: 'The request to AWS was cancelled.',
    nextStep: 'Refresh again when you like; what was known before is still there.',
  }),

  'no-profile-selected': () => ({
    message: 'no AWS profile is selected',
    nextStep: 'Select one with the command "IdC: Select SSO Profile…".',
  }),
  'no-config-file': ({ configPath }) => ({
    message: `There is no AWS config file: ${configPath}`,
    nextStep: 'Run `aws configure sso` in a terminal to make a profile, then select it here.',
  }),
  'no-usable-profile': ({ configPath }) => ({
    message: `No profile signs in through IAM Identity Center, or has credentials of another kind: ${configPath}`,
    nextStep: 'Run `aws configure sso` in a terminal to add one.',
  }),
  'no-such-profile': ({ profile, configPath }) => ({
    message: `The AWS config has no such profile: ${profile}`,
    nextStep: `Select another profile, or add this one to ${configPath} with \`aws configure sso\`.`,
  }),
  'profile-gone': ({ profile }) => ({
    message: `the AWS config file has no profile of this name: ${profile}`,
    nextStep: 'Select another one with the command "IdC: Select SSO Profile…".',
  }),
  'profile-broken': ({ profile, problem }) => ({
    message: `The profile "${profile}" can't be used: ${profileProblem(problem)}`,
    nextStep: 'Fix the AWS config file, or run `aws configure sso` again.',
  }),
  'profile-without-sso': ({ profile }) => ({
    message: `This profile does not sign in through IAM Identity Center: ${profile}`,
    nextStep: 'Select a profile with sso_session or sso_start_url, or add one with `aws configure sso`.',
  }),
  'profile-without-role': ({ profile }) => ({
    message: `The profile names no account and role to work with: ${profile}`,
    nextStep: `Run \`aws configure sso\` again and choose an account and a role. ${wherePolicyIs}`,
  }),
  'profile-needs-mfa': ({ profile, source }) => ({
    message: `The role of this profile asks for an MFA code, which can't be given here: ${profile}`,
    nextStep: `Put credentials in the environment (\`aws configure export-credentials\`), or use a profile like ${source} without mfa_serial.`,
  }),

  'sign-in-ended': ({ detail, session }) => ({
    message: `AWS no longer accepts this sign-in: ${signInDetail(detail)}`,
    nextStep: `Sign in again: "IdC: Sign in", or \`${login(session)}\` in a terminal.`,
  }),
  'signature-refused': ({ action }) => ({
    message: `AWS does not accept the signature of these credentials: ${action}`,
    nextStep: "Check the profile's secret key, and the clock of this machine.",
  }),
  'no-credentials': ({ label, profile }) => {
    const test = profile ? `aws sts get-caller-identity --profile ${profile}` : 'aws sts get-caller-identity';
    return {
      message: `No AWS credentials could be found: ${label}`,
      nextStep: `Select a profile that signs in through IAM Identity Center, or fix this one until \`${test}\` works.`,
    };
  },
  'own-credentials': ({ label, reason }) => ({
    message:
      reason.kind === 'sign-in-ended'
        ? `AWS no longer accepts the credentials of ${label}: ${signInDetail(reason.detail)}`
        : failureText({ reason }).message,
    nextStep: 'Renew them where they come from, or check them and the clock of this machine.',
  }),
  'sign-in-too-late': () => ({
    message: 'Nobody came back from the sign-in page in time.',
    nextStep: 'Sign in again, or sign in by code if the browser runs on another machine.',
  }),
  'sign-in-code-expired': () => ({
    message: 'The sign-in code expired before it was confirmed.',
    nextStep: 'Sign in again and confirm the code in the browser.',
  }),
  'sign-in-refused': () => ({
    message: 'The sign-in was refused in the browser.',
    nextStep: 'Sign in again and allow access.',
  }),
  'role-refused': ({ role }) => ({
    message: `AWS does not let this profile take on its role: ${role}`,
    nextStep: "Check role_arn; the role's trust policy must name who asks, who must be allowed sts:AssumeRole on it.",
  }),
  'role-not-offered': ({ role, account }) => ({
    message: `The access portal gives you no such role: ${role} in account ${account}`,
    nextStep: 'Check sso_account_id and sso_role_name of the profile, or ask for that permission set.',
  }),

  denied: ({ action }) => ({
    message: `The role in use may not do this: ${action}`,
    nextStep: `Use a profile whose role allows ${action}, in the management account or the delegated administrator account. ${wherePolicyIs}`,
  }),
  throttled: ({ action }) => ({
    message: `AWS keeps throttling the requests: ${action}`,
    nextStep: 'Try again in a few minutes; the limit is shared with everything else that uses Identity Center.',
  }),
  deleted: ({ action }) => ({
    message: `What was asked about was deleted meanwhile: ${action}`,
    nextStep: 'Refresh again.',
  }),
  'aws-error': ({ action, text }) => unexpected(action, text),
  'endless-pages': ({ action }) => unexpected(action, 'its pages go round'),
  'missing-member': ({ action, member }) => unusable(action, `it has no ${member}`),
  'malformed-item': ({ action, item, problem, others }) => {
    const what = item === '' ? problem : `${item}: ${problem}`;
    return unusable(
      action,
      `${others > 0 ? `${others + 1} things it says` : 'something it says'} can't be read: ${what}`,
    );
  },
  'unreadable-answer': ({ action, text }) => unusable(action, text),
  'too-many-pages': ({ action, pages }) => unusable(action, `the list had no end after ${pages} pages`),
  'answer-too-large': ({ action, megabytes }) => unusable(action, `it is larger than ${megabytes} MB`),
  'answer-too-slow': ({ action, seconds }) => unusable(action, `it was not whole after ${seconds} seconds`),
  'unsafe-sign-in-page': ({ page }) => ({
    message: `The sign-in service names a page that is not of AWS's, so it is not opened: ${page}`,
    nextStep: 'Check sso_start_url, sso_region and endpoint_url of the profile, and the network you are in.',
  }),
  'no-client': ({ action }) => unexpected(action, 'no client was registered'),
  'no-token': ({ action }) => unexpected(action, 'no token was given'),

  unreachable: ({ action, code }) => ({
    message: `AWS could not be reached: ${code} at ${action}`,
    nextStep:
      'Check the network, the proxy (HTTPS_PROXY, in VS Code http.proxy) and any AWS_ENDPOINT_URL, then refresh.',
  }),
  /** Where a proxy inspects TLS it answers in AWS's name with a certificate of the company's own authority. */
  untrusted: ({ action, code }) => ({
    message: `The certificate shown in AWS's name is not trusted, so nothing was sent: ${code} at ${action}`,
    nextStep: `If a proxy inspects TLS here: ${howToTrust}`,
  }),
  'proxy-wants-password': ({ proxy = 'the proxy' }) => ({
    message: `The proxy asks for a name and a password, or refuses the ones it got (407): ${proxy}`,
    nextStep:
      'Put them into HTTPS_PROXY=http://name:password@host:port; in VS Code into the setting http.proxy or http.proxyAuthorization.',
  }),
  'proxy-refuses': ({ proxy, host, status }) => ({
    message: `The proxy ${proxy} does not let us through to ${host}: it answers ${status}`,
    nextStep:
      'Ask whoever runs it to allow *.amazonaws.com and *.awsapps.com, or except the host by NO_PROXY (in VS Code http.noProxy).',
  }),
  'proxy-unreachable': ({ proxy, code = 'no answer' }) => ({
    message: `The proxy could not be reached: ${proxy} (${code})`,
    nextStep: 'Check HTTPS_PROXY, in VS Code the setting http.proxy; without a proxy, clear it.',
  }),
  'proxy-untrusted': ({ proxy, code }) => ({
    message: `The certificate of the proxy itself is not trusted: ${proxy} (${code})`,
    nextStep: howToTrust,
  }),
  'proxy-unusable': ({ variable, scheme }) => ({
    message: `${variable} can't be used as a proxy: ${scheme === undefined ? 'it is no address' : `it is ${scheme}//`}`,
    nextStep: 'Write it as http://host:port; for VS Code that is the setting http.proxy.',
  }),
  'certificates-unusable': ({ source, path, problem }) => ({
    message: `The certificates of ${source} can't be used, because ${certificateProblems[problem]}: ${path}`,
    nextStep: 'Name a PEM file with the certificates of your authority, or none.',
  }),

  'no-such-region': ({ region }) => ({
    message: `This is not the name of an AWS region: ${region}`,
    nextStep: 'Name the region that Identity Center is in, like eu-west-1; its console shows it.',
  }),
  'no-instance-seen': ({ where }) => ({
    message: `No Identity Center instance can be seen from this profile: looked in ${where.regions.join(', ')}`,
    nextStep: locationText(where),
  }),
  'no-such-instance': ({ wanted, seen }) => ({
    message: `This profile sees no Identity Center instance ${wanted}, but ${seen.map(instanceLabel).join(', ')}`,
    nextStep: 'Name one of these by ARN, id or name: --instance, in VS Code the setting idc.instance; or none.',
  }),
  'several-instances': ({ seen }) => ({
    message: `This profile sees several Identity Center instances, and may not ask which is the organization's: ${seen.map(instanceLabel).join(', ')}`,
    nextStep: 'Name the one you mean: --instance, in VS Code the setting idc.instance.',
  }),
  'account-instance': ({ instance }) => ({
    message: `This is an account instance, which has no permission sets: ${instance ? instanceLabel(instance) : 'unnamed'}`,
    nextStep:
      'Access to accounts is in the instance of the organization: use a profile of the management account or of the delegated administrator account.',
  }),
  'instance-without-sets': ({ arn }) => ({
    message: `This instance has no permission sets: it is an account instance, or multi-account permissions are not enabled in it: ${arn}`,
    nextStep:
      "Use a profile that sees the organization's instance, or enable multi-account permissions in the Identity Center console.",
  }),
};

const howToTrust =
  "Save your company's root certificate as a PEM file and name it in AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, or ca_bundle of the profile.";

const certificateProblems = { unreadable: "it can't be read", 'no-certificate': 'it holds no certificate' } as const;

function unexpected(action: string, text: string): FailureText {
  return {
    message: `AWS answered ${action} with an error: ${text}`,
    nextStep: 'Refresh again; if it stays, the output log has the details.',
  };
}

/** AWS answered, but not with what its API promises; a proxy or an endpoint of one's own may have answered instead. */
function unusable(action: string, text: string): FailureText {
  return {
    message: `AWS's answer to ${action} can't be used: ${text}`,
    nextStep:
      'Refresh again; if it stays, check the proxy and any AWS_ENDPOINT_URL, and tell us what the output log says.',
  };
}

function login(session: string | undefined): string {
  return session === undefined ? 'aws sso login' : `aws sso login --sso-session ${session}`;
}

function signInDetail(detail: SignInDetail): string {
  switch (detail.kind) {
    case 'call':
      return detail.action;
    case 'no-session':
      return `there is no session in ${detail.profile}`;
    case 'no-token':
      return `there is no token for ${detail.session}`;
    case 'expired':
      return `the sign-in has expired for ${detail.session}`;
    case 'no-credentials':
      return `${detail.from} gave no credentials`;
  }
}

function profileProblem(problem: ProfileProblem): string {
  switch (problem.kind) {
    case 'source-circle':
      return 'its source_profile leads back to itself';
    case 'no-source':
      return `there is no profile "${problem.source}", which its source_profile names`;
    case 'no-session':
      return `there is no section [sso-session ${problem.session}]`;
    case 'missing-setting': {
      const where = problem.session === undefined ? '' : ` in [sso-session ${problem.session}]`;
      return `${problem.setting} is missing${where}`;
    }
  }
}

function instanceLabel({ arn, name, account }: InstanceFound): string {
  const more = [name, account && `of account ${account}`].filter((it) => it).join(', ');
  return more ? `${arn} (${more})` : arn;
}

function locationText({ manager, isThere, profiles }: InstanceLocation): string {
  const elsewhere = 'If Identity Center is in another region, name it: --region, in VS Code the setting idc.region.';
  if (isThere) return elsewhere;
  const own = profiles.length > 0 ? ` such as ${profiles.join(', ')}` : '';
  const account = manager ? `the management account ${manager}` : 'the management account';
  return `Use a profile of ${account}${own}, or of the delegated administrator. ${elsewhere} ${wherePolicyIs}`;
}
