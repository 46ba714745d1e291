/** The live witness: snapshots, gaps, failures and the state of a refresh. Pure; the AWS SDK is in `host/aws`. */
export type * from './failure';
export type * from './snapshot';
export type * from './state';
