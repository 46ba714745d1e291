/** IAM's own way of paging: `Marker` and `IsTruncated`, 100 rows unless the client wants up to 1000. */
import type { Call } from '../call';
import { cut, type Paging } from '../pages';
import { AwsError } from '../wire/aws-error';
import type { Fields } from '../wire/fields';

const paging: Paging = {
  size: 100,
  limit: 'MaxItems',
  token: 'Marker',
  refuse: () => new AwsError('ValidationError', 'Invalid Marker.'),
};

export function page<T>(call: Call, name: string, all: readonly T[], render: (it: T) => unknown): Fields {
  const { items, next } = cut(call, all, paging);
  return {
    [name]: items.map(render),
    IsTruncated: next !== undefined,
    ...(next === undefined ? {} : { Marker: next }),
  };
}
