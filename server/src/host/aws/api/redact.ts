/** Texts from the SDK or from a proxy may repeat what was sent to them. Every secret we hold is cut out before a text leaves. */

export type Redactor = {
  /** Remembers a secret; anything too short to be one is left alone. */
  readonly keep: (secret: string | undefined) => void;
  readonly clean: (text: string) => string;
};

const minSecretLength = 8;

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    keep: (secret) => {
      if (secret && secret.length >= minSecretLength) secrets.add(secret);
    },
    clean: (text) => [...secrets].reduce((cleaned, secret) => cleaned.replaceAll(secret, '[secret]'), text),
  };
}
