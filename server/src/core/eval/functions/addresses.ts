/** IP networks: an address is one big number, of 32 or 128 bits. */
import ipaddr from 'ipaddr.js';

export type Network = { readonly address: bigint; readonly prefix: number; readonly bits: 32 | 128 };

/** `10.0.0.0/8`, `fd00::/16`; the bits behind the prefix are cleared. Leading zeros are decimal, as Terraform reads them. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  const [, address = '', length = ''] = match;
  const parsed = parseAddress(address);
  const bits = parsed instanceof ipaddr.IPv6 ? 128 : 32;
  const prefix = Number(length);
  if (!parsed || prefix > bits) return undefined;
  const hostBits = BigInt(bits - prefix);
  return { address: (numberOf(parsed) >> hostBits) << hostBits, prefix, bits };
}

/** What a library takes for octal, a leading zero, is nothing but a zero to Terraform. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const decimal = text.replaceAll(/(^|[:.])0+(?=\d+(\.|$))/g, '$1');
  if (text.includes(':'))
    return text.includes('%') || !ipaddr.IPv6.isValid(decimal) ? undefined : ipaddr.IPv6.parse(decimal);
  return ipaddr.IPv4.isValidFourPartDecimal(decimal) ? ipaddr.IPv4.parse(decimal) : undefined;
}

function numberOf(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** IPv6 as RFC 5952 has it. */
export function addressText(address: bigint, bits: 32 | 128): string {
  const bytes = Array.from({ length: bits / 8 }, (_, index) =>
    Number((address >> BigInt(bits - 8 - index * 8)) & 0xffn),
  );
  const parsed = ipaddr.fromByteArray(bytes);
  return parsed instanceof ipaddr.IPv6 ? parsed.toRFC5952String() : parsed.toString();
}

export function networkText({ address, prefix, bits }: Network): string {
  return `${addressText(address, bits)}/${prefix}`;
}
