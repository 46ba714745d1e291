/** What is known for certain about public repositories: a JSON file given on the command line, never committed. */
import { readFileSync } from 'node:fs';

export type Truth = { readonly repos: readonly RepositoryTruth[] };

export type RepositoryTruth = {
  /** `owner/name` */
  readonly repo: string;
  readonly commit: string;
  readonly root_modules: readonly RootTruth[];
};

/** `null` or absent: not decidable from the repository, or not counted. Names of users are hashed. */
export type RootTruth = {
  readonly path: string;
  readonly source: string;
  readonly permission_sets?: readonly string[] | null;
  readonly groups?: readonly string[] | null;
  readonly users_sha256?: readonly string[];
  /** `null` or empty where none is written. */
  readonly sessions?: Readonly<Record<string, string | null>>;
  readonly managed?: readonly (readonly [set: string, arn: string])[];
  readonly customer_managed?: readonly (readonly [set: string, name: string, path: string | null])[];
  readonly inline?: readonly string[];
  readonly boundary?: readonly string[];
  readonly assignments?: readonly AssignmentTruth[];
  /** How many there are, also where they are not written out one by one. */
  readonly assignments_count?: number | null;
  readonly static_assignments?: number | null;
  /** Options of the run the answer comes from. */
  readonly var_files?: readonly string[];
  readonly workspace?: string;
  /** Files laid over the checkout for that run, by path: the tfvars an example leaves to its user. */
  readonly overlay?: Readonly<Record<string, string>>;
};

/** The account is an id, `account:NAME` for one the code manages, or `9000000000NN` for one made up by the recorder. */
export type AssignmentTruth = readonly [set: string, principalType: string, principal: string, account: string];

/** What a recorder fed to Terraform beside the checkout, by `owner/name × root`. */
export type Inputs = Readonly<Record<string, Pick<RootTruth, 'var_files' | 'workspace' | 'overlay'>>>;

export function readInputs(path: string): Inputs {
  // Like the truth, the developer's own file.
  return JSON.parse(readFileSync(path, 'utf8')) as Inputs;
}

export function readTruth(path: string): Truth {
  // The file is the developer's own, handed over on the command line.
  return JSON.parse(readFileSync(path, 'utf8')) as Truth;
}
