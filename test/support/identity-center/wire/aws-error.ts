/**
 * An error as AWS answers it: the code a client switches on, the text, the HTTP status, and extra fields of the body.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

export const notFound = (message: string, fields: Readonly<Record<string, unknown>> = {}): AwsError =>
  new AwsError('ResourceNotFoundException', message, 400, fields);

export const conflict = (message: string, fields: Readonly<Record<string, unknown>> = {}): AwsError =>
  new AwsError('ConflictException', message, 400, fields);

export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

export const throttled = (message: string): AwsError => new AwsError('ThrottlingException', message);

/** IAM's and STS's own short codes; the SDK appends "Exception" only to those it has a class for. */
export const noSuchEntity = (message: string): AwsError => new AwsError('NoSuchEntity', message, 404);
