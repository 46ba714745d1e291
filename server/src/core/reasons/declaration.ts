/** What the code leaves open about access: Terraform, a plan, an access definition or a landing zone. */
import type { UnknownReason } from './unknown';

export type DeclarationReason = OpenIdentity | OpenPart | OpenDefinition | OpenLandingZone;

/** A name or an id that is not said. */
export type OpenIdentity =
  /** `what`: the argument or key. */
  | { readonly kind: 'without-value' | 'empty-until-given' | 'not-given'; readonly what: string }
  /** None of these keys. */
  | { readonly kind: 'none-given'; readonly keys: readonly string[] }
  | { readonly kind: 'not-a-string'; readonly given: string }
  | {
      readonly kind:
        | 'id-without-name'
        | 'arn-without-name'
        | 'no-principal'
        | 'no-such-principal'
        | 'unnamed-boundary'
        | 'generated-name';
    }
  | { readonly kind: 'other-lookup'; readonly address: string }
  | { readonly kind: 'without-attribute'; readonly address: string; readonly attribute: string }
  | { readonly kind: 'unknown-working-account' | 'role-without-account' }
  | { readonly kind: 'unknown-principal-type'; readonly text: string }
  | { readonly kind: 'ambiguous-after-apply'; readonly types: readonly string[] };

/** Why there may be more than could be read. */
export type OpenPart =
  | { readonly kind: 'none-declared'; readonly what: string }
  | { readonly kind: 'unread-file' | 'half-read-file'; readonly path: string }
  | { readonly kind: 'template-may-make-policies'; readonly address: string }
  | { readonly kind: 'open-address'; readonly address: string; readonly because: UnknownReason }
  | { readonly kind: 'incomplete-plan'; readonly cause: 'errored' | 'partial' };

export type OpenDefinition =
  | { readonly kind: 'users-not-listed' | 'groups-not-listed' | 'unreadable-part' | 'policy-without-accounts' }
  | { readonly kind: 'unknown-account-name'; readonly name: string }
  | { readonly kind: 'unresolved-tag'; readonly tag: string };

export type OpenLandingZone =
  | { readonly kind: 'accounts-file-missing' | 'accounts-file-unreadable' | 'no-home-region' }
  | { readonly kind: 'nameless'; readonly what: string }
  | { readonly kind: 'account-without-id'; readonly name: string }
  | { readonly kind: 'account-without-unit' | 'invalid-minutes' | 'principal-by-id' | 'principal-missing' }
  | { readonly kind: 'principal-type-missing' | 'policy-without-targets' }
  | { readonly kind: 'invalid-principal-type'; readonly text: string }
  /** `file`: a file beside it that is filled in; otherwise the value itself. */
  | { readonly kind: 'filled-in-later'; readonly file?: string | undefined }
  | { readonly kind: 'readable-later' | 'text-expected' }
  | { readonly kind: 'unknown-zone-key'; readonly name: string }
  | { readonly kind: 'empty-unit'; readonly unit: string }
  | { readonly kind: 'zone-file-missing'; readonly path: string }
  | { readonly kind: 'listed-elsewhere'; readonly what: string };
