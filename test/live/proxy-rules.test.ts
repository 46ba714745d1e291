import { describe, expect, it } from 'vitest';
import { proxyRules } from '../../server/src/host/aws/network/proxy-rules';

const portal = 'portal.sso.eu-west-1.amazonaws.com';

describe('NO_PROXY', () => {
  it.each([
    ['', portal, false],
    ['*', portal, true],
    ['amazonaws.com', portal, true],
    ['.amazonaws.com', portal, true],
    ['*.amazonaws.com', portal, true],
    ['AMAZONAWS.COM', portal, true],
    ['aws.com', portal, false],
    ['sso.eu-west-1', portal, false],
    [portal, portal, true],
    ['corp.example, amazonaws.com', portal, true],
    ['corp.example amazonaws.com', portal, true],
    ['amazonaws.com:443', portal, true],
    ['amazonaws.com:8443', portal, false],
    ['10.0.0.0/8', '10.20.30.40', true],
    ['10.0.0.0/8', '11.20.30.40', false],
    ['10.0.0.0/99', '10.20.30.40', false],
    ['fd00::/8', 'fd12::1', true],
    ['10.20.30.40', '10.20.30.40', true],
    ['', 'localhost', true],
    ['', '127.0.0.1', true],
    ['', '::1', true],
    ['', '127.example.com', false],
  ])('%j leaves %s direct: %s', (NO_PROXY, host, direct) => {
    expect(proxyRules({ NO_PROXY }).isDirect(host, 443)).toBe(direct);
  });
});

describe('The proxy', () => {
  it('is that of the scheme, else ALL_PROXY, else none', () => {
    const rules = proxyRules({ HTTPS_PROXY: 'http://a:1', ALL_PROXY: 'b:2' });
    expect([rules.proxyOf('https')?.href, rules.proxyOf('http')?.href]).toEqual(['http://a:1/', 'http://b:2/']);
    expect(proxyRules({}).proxyOf('https')).toBeUndefined();
  });

  it.each(['http://', 'socks5://a:1', 'http://a:99999'])('can not be %s', (HTTPS_PROXY) => {
    expect(() => proxyRules({ HTTPS_PROXY })).toThrow("HTTPS_PROXY can't be used as a proxy");
  });
});
