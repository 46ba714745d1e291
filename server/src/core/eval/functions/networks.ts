/** `cidrhost` and its relatives. */

import { absolute, numberText, toBigInt } from '../number/number';
import { listOf, NUMBER, STRING, type Type } from '../type/type';
import { listValue, stringValue, unknownValue } from '../value/construct';
import type { Value } from '../value/value';
import { addressText, type Network, networkText, parseNetwork } from './addresses';
import { integerOf } from './collection/lists';
import { type BuiltIn, type CallSite, failed, failedArgument, originOfResult, parameter } from './function';
import { textOf } from './text/strings';

const PREFIX = parameter('prefix', STRING);

export const networks: Readonly<Record<string, BuiltIn>> = {
  cidrhost: { parameters: [PREFIX, parameter('hostnum', NUMBER)], returns: STRING, apply: ofNetwork(host, STRING) },
  cidrnetmask: { parameters: [PREFIX], returns: STRING, apply: ofNetwork(netmask, STRING) },
  cidrsubnet: {
    parameters: [PREFIX, parameter('newbits', NUMBER), parameter('netnum', NUMBER)],
    returns: STRING,
    apply: ofNetwork(subnet, STRING),
  },
  cidrsubnets: {
    parameters: [PREFIX],
    rest: parameter('newbits', NUMBER),
    returns: listOf(STRING),
    apply: ofNetwork(subnets, listOf(STRING)),
  },
};

/** Terraform takes such a network now for IPv4 and now for IPv6, to a strange effect. */
function isMixed(network: Network | undefined): boolean {
  return network?.bits === 128 && network.address >> 32n === 0xffffn;
}

function ofNetwork(apply: (args: readonly Value[], site: CallSite) => Value, returns: Type) {
  return (args: readonly Value[], site: CallSite): Value => {
    if (!isMixed(parseNetwork(textOf(args[0])))) return apply(args, site);
    return unknownValue({ kind: 'not-computed', what: 'ipv4-in-ipv6' }, site.origin, returns);
  };
}

function invalid(text: string, site: CallSite): Value {
  return failed(site, `invalid CIDR expression: invalid CIDR address: ${text}`);
}

function wholeOf(value: Value | undefined): bigint | undefined {
  return value?.kind === 'number' ? toBigInt(value.value) : undefined;
}

/** A negative host number counts from the end of the network. */
function host(args: readonly Value[], site: CallSite): Value {
  const network = parseNetwork(textOf(args[0]));
  const number = wholeOf(args[1]);
  if (number === undefined) return failed(site, 'value must be a whole number');
  if (!network) return invalid(textOf(args[0]), site);
  const size = 1n << BigInt(network.bits - network.prefix);
  const offset = number < 0n ? size + number : number;
  if (offset < 0n || offset >= size) {
    return failed(
      site,
      `prefix of ${network.prefix} does not accommodate a host numbered ${numberText({ digits: number, exponent: 0 })}`,
    );
  }
  return stringValue(addressText(network.address + offset, network.bits), originOfResult(args, site));
}

function netmask(args: readonly Value[], site: CallSite): Value {
  const text = textOf(args[0]);
  const network = parseNetwork(text);
  if (!network) return invalid(text, site);
  if (network.bits === 128) return failed(site, `IPv6 addresses cannot have a netmask: ${text}`);
  const hostBits = BigInt(32 - network.prefix);
  const mask = ((1n << BigInt(network.prefix)) - 1n) << hostBits;
  return stringValue(addressText(mask, 32), originOfResult(args, site));
}

function subnet(args: readonly Value[], site: CallSite): Value {
  const network = parseNetwork(textOf(args[0]));
  const added = integerOf(args[1]);
  const number = wholeOf(args[2]);
  if (added === undefined || number === undefined) return failed(site, 'value must be a whole number');
  if (!network) return invalid(textOf(args[0]), site);
  const prefix = network.prefix + added;
  if (prefix > network.bits) {
    return failed(site, `insufficient address space to extend prefix of ${network.prefix} by ${added}`);
  }
  if (BigInt.asUintN(64, absolute(number)) >= countOf(added)) {
    return failed(site, `prefix extension of ${added} does not accommodate a subnet numbered ${number}`);
  }
  // A number below zero is let through, and comes out as the bits of the library's arithmetic.
  const address = absolute(network.address | (number << BigInt(network.bits - prefix)));
  if (address >> BigInt(network.bits) !== 0n)
    return failed(site, 'panic in function implementation: index out of range');
  if (prefix < 0) return unknownValue({ kind: 'not-computed', what: 'negative-prefix' }, site.origin, STRING);
  return stringValue(networkText({ ...network, address, prefix }), originOfResult(args, site));
}

/** How many subnets there are, as far as 64 bits count. */
function countOf(added: number): bigint {
  return added < 0 || added >= 64 ? 1n << 64n : 1n << BigInt(added);
}

/** Each subnet begins at the next boundary of its own size behind the one before. */
function subnets(args: readonly Value[], site: CallSite): Value {
  const network = parseNetwork(textOf(args[0]));
  if (!network)
    return failedArgument(site, 'prefix', `invalid CIDR expression: invalid CIDR address: ${textOf(args[0])}`);
  const found: Value[] = [];
  const end = network.address + (1n << BigInt(network.bits - network.prefix));
  let next = network.address;
  for (const arg of args.slice(1)) {
    const added = integerOf(arg);
    const wrong = wrongExtension(added, network);
    if (added === undefined || wrong !== undefined)
      return failedArgument(site, 'newbits', wrong ?? 'value must be a whole number');
    const prefix = network.prefix + added;
    const size = 1n << BigInt(network.bits - prefix);
    const address = ((next + size - 1n) / size) * size;
    if (network.address === 0n)
      return noSpace(site, prefix, networkText({ ...network, address: last(network, size), prefix }));
    if (address + size > end) return noSpace(site, prefix, textOf(found.at(-1)));
    found.push(stringValue(networkText({ ...network, address, prefix }), site.origin));
    next = address + size;
  }
  return listValue(found, STRING, site.origin);
}

function noSpace(site: CallSite, prefix: number, before: string): Value {
  const message = `not enough remaining address space for a subnet with a prefix of ${prefix} bits after ${before}`;
  return failedArgument(site, 'newbits', message);
}

/** Terraform starts at the subnet before the first, which for the lowest network of all is the highest. */
function last({ bits }: Network, size: bigint): bigint {
  return (1n << BigInt(bits)) - size;
}

function wrongExtension(added: number | undefined, network: Network): string | undefined {
  if (added === undefined) return 'value must be a whole number';
  if (added < 1) return 'must extend prefix by at least one bit';
  if (added > 32) return 'may not extend prefix by more than 32 bits';
  const prefix = network.prefix + added;
  if (prefix <= network.bits) return undefined;
  return `would extend prefix to ${prefix} bits, which is too long for an ${network.bits === 32 ? 'IPv4' : 'IPv6'} address`;
}
