/** A resource that gives a permission set policies. Only Terraform has them; an access definition says all in one place. */
import type { Maybe, Origin } from '../base';
import type { UnknownReason } from '../reasons';
import type { PolicyReference } from './access';
import type { Resource } from './resource';

export type Attachment = {
  readonly kind: 'aws-managed' | 'customer-managed' | 'inline' | 'boundary';
  /** It takes away whatever else of its kind is attached. */
  readonly isExclusive: boolean;
  /** The ARNs of AWS managed policies it attaches. */
  readonly awsManaged: readonly Maybe<string>[];
  /** The customer managed policies it names, a boundary's among them. */
  readonly customerManaged: readonly PolicyReference[];
  /** Whether it may attach more than these. */
  readonly mayHaveMore: boolean;
  readonly address: string;
  readonly origin: Origin;
  /** Why the collection it comes from is unknown: it then stands for any number of them, perhaps none. */
  readonly wildcardBecause?: UnknownReason | undefined;
  readonly resource: Resource;
};
