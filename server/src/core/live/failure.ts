/** How the world can fail us. A closed set, each with what the user can do next; the rim maps SDK errors to it. */

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
  /** One sentence: what failed, the variable part last. Never holds a token or a secret. */
  readonly message: string;
  /** One sentence: what to do next. */
  readonly nextStep: string;
  /** The IAM action that was denied, `sso:ListInstances`. */
  readonly action?: string | undefined;
};
