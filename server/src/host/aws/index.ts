/**
 * AWS. Everything that imports the SDK lives below this folder, so that it can be loaded with the first request.
 * Invariant: this package only reads; what it may send is listed in `operations.ts`.
 */
import process from 'node:process';

// The SDK would print to the console that next year's versions need a newer Node; the console may be a protocol channel.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export { readProfiles } from './auth/profiles';
export { type AwsOptions, createAws } from './aws';
