/** How a call to AWS, Git or the disk can fail: what a user can do next depends on `kind`, what is said on `reason`. */

export type FailureKind =
  | 'no-config'
  | 'no-profile'
  | 'signed-out'
  | 'denied'
  | 'throttled'
  | 'offline'
  /** The thing that was asked about does not exist, or no longer. */
  | 'gone'
  | 'no-instance'
  | 'cancelled'
  | 'unexpected';

export type Failure = {
  readonly kind: FailureKind;
  /** Never holds a token or a secret. */
  readonly reason: FailureReason;
  /** The IAM action that was denied, `sso:ListInstances`. */
  readonly action?: string | undefined;
};

/** `action` is the IAM action of the call that failed. */
export type FailureReason =
  | { readonly kind: 'cancelled' }
  | ProfileReason
  | SignInReason
  | CallReason
  | LineReason
  | InstanceReason;

type ProfileReason =
  | { readonly kind: 'no-profile-selected' }
  | { readonly kind: 'no-config-file'; readonly configPath: string }
  | { readonly kind: 'no-usable-profile'; readonly configPath: string }
  | { readonly kind: 'no-such-profile'; readonly profile: string; readonly configPath: string }
  /** The one that was selected before. */
  | { readonly kind: 'profile-gone'; readonly profile: string }
  | { readonly kind: 'profile-broken'; readonly profile: string; readonly problem: ProfileProblem }
  | { readonly kind: 'profile-without-sso'; readonly profile: string }
  | { readonly kind: 'profile-without-role'; readonly profile: string }
  | { readonly kind: 'profile-needs-mfa'; readonly profile: string; readonly source: string };

/** What the AWS config lacks for a profile to work. */
export type ProfileProblem =
  | { readonly kind: 'source-circle' }
  | { readonly kind: 'no-source'; readonly source: string }
  | { readonly kind: 'no-session'; readonly session: string }
  /** Of the session where one is named, else of the profile. */
  | { readonly kind: 'missing-setting'; readonly setting: string; readonly session?: string | undefined };

type SignInReason =
  /** `session` is that of the AWS config, where it has a name. */
  | { readonly kind: 'sign-in-ended'; readonly detail: SignInDetail; readonly session?: string | undefined }
  | { readonly kind: 'signature-refused'; readonly action: string }
  | { readonly kind: 'no-credentials'; readonly label: string; readonly profile: string | undefined }
  /** Credentials that no sign-in gave: `reason` says what is wrong with them. */
  | { readonly kind: 'own-credentials'; readonly label: string; readonly reason: FailureReason }
  | { readonly kind: 'sign-in-too-late' | 'sign-in-code-expired' | 'sign-in-refused' }
  | { readonly kind: 'role-refused'; readonly role: string | undefined }
  | { readonly kind: 'role-not-offered'; readonly role: string; readonly account: string };

/** What showed that a sign-in has ended; sessions and profiles as a reader calls them. */
export type SignInDetail =
  | { readonly kind: 'call'; readonly action: string }
  | { readonly kind: 'no-session'; readonly profile: string }
  | { readonly kind: 'no-token' | 'expired'; readonly session: string }
  | { readonly kind: 'no-credentials'; readonly from: 'STS' | 'the portal' };

type CallReason =
  | { readonly kind: 'denied' | 'throttled' | 'deleted'; readonly action: string }
  /** AWS's own words. */
  | { readonly kind: 'aws-error'; readonly action: string; readonly text: string }
  | { readonly kind: 'endless-pages' | 'no-client' | 'no-token'; readonly action: string }
  | AnswerProblem;

/** AWS answered, and not with what its API promises. `action` is the IAM action of the call. */
type AnswerProblem =
  /** As AWS calls what is not there: `PermissionSets`. */
  | { readonly kind: 'missing-member'; readonly action: string; readonly member: string }
  /** `item`: what is known of the first of them, which may be nothing; `others`: how many more there are. */
  | {
      readonly kind: 'malformed-item';
      readonly action: string;
      readonly item: string;
      readonly problem: string;
      readonly others: number;
    }
  /** `text`: what the parser says. */
  | { readonly kind: 'unreadable-answer'; readonly action: string; readonly text: string }
  | { readonly kind: 'too-many-pages'; readonly action: string; readonly pages: number }
  | { readonly kind: 'answer-too-large'; readonly action: string; readonly megabytes: number }
  | { readonly kind: 'answer-too-slow'; readonly action: string; readonly seconds: number }
  /** The page to sign in at, as the sign-in service names it. */
  | { readonly kind: 'unsafe-sign-in-page'; readonly page: string };

type LineReason =
  | { readonly kind: 'unreachable'; readonly action: string; readonly code: string }
  | { readonly kind: 'untrusted'; readonly action: string; readonly code: string }
  /** `undefined`: it did not say which one it is. */
  | { readonly kind: 'proxy-wants-password'; readonly proxy: string | undefined }
  | { readonly kind: 'proxy-refuses'; readonly proxy: string; readonly host: string; readonly status: number }
  | { readonly kind: 'proxy-unreachable'; readonly proxy: string; readonly code: string | undefined }
  | { readonly kind: 'proxy-untrusted'; readonly proxy: string; readonly code: string }
  /** `variable` holds no address, or one of that scheme. The value is not told: it may hold a password. */
  | { readonly kind: 'proxy-unusable'; readonly variable: string; readonly scheme: string | undefined }
  | {
      readonly kind: 'certificates-unusable';
      readonly source: string;
      readonly path: string;
      readonly problem: 'unreadable' | 'no-certificate';
    };

type InstanceReason =
  | { readonly kind: 'no-such-region'; readonly region: string }
  | { readonly kind: 'no-instance-seen'; readonly where: InstanceLocation }
  | { readonly kind: 'no-such-instance'; readonly wanted: string; readonly seen: readonly InstanceFound[] }
  | { readonly kind: 'several-instances'; readonly seen: readonly InstanceFound[] }
  | { readonly kind: 'account-instance'; readonly instance: InstanceFound | undefined }
  | { readonly kind: 'instance-without-sets'; readonly arn: string | undefined };

export type InstanceFound = {
  readonly arn: string;
  readonly name: string | undefined;
  readonly account: string | undefined;
};

export type InstanceLocation = {
  readonly regions: readonly string[];
  /** The management account, which every account of an organization may know. */
  readonly manager: string | undefined;
  /** Whether the profile enters that account already. */
  readonly isThere: boolean;
  /** The user's other profiles that enter it. */
  readonly profiles: readonly string[];
};
