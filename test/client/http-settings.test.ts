import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEnvironment } from '../../client/src/http-settings';
import { colleague } from '../live/behind-proxy';
import { patience } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { createProxy, type Proxy } from '../support/identity-center/proxy';

describe("VS Code's settings about proxies", () => {
  it('say nothing where nothing is set, but to trust whom the operating system trusts', () => {
    expect(serverEnvironment({}, {})).toEqual({ IDC_SYSTEM_CERTIFICATES: 'true' });
    expect(
      serverEnvironment({ proxy: '', noProxy: [], proxyAuthorization: null, systemCertificates: false }, {}),
    ).toEqual({});
  });

  it('win over the variables, in either case', () => {
    const told = serverEnvironment({ proxy: 'http://proxy:3128' }, { https_proxy: 'http://old:1' });
    expect(told).toMatchObject({
      HTTPS_PROXY: 'http://proxy:3128',
      https_proxy: 'http://proxy:3128',
      HTTP_PROXY: 'http://proxy:3128',
      http_proxy: 'http://proxy:3128',
    });
  });

  it('add their exceptions to those of the environment', () => {
    const told = serverEnvironment({ noProxy: ['.corp', '10.0.0.0/8'] }, { NO_PROXY: 'localhost' });
    expect(told).toMatchObject({ NO_PROXY: 'localhost,.corp,10.0.0.0/8', no_proxy: 'localhost,.corp,10.0.0.0/8' });
  });

  it('leave the environment alone where proxy support is off', () => {
    expect(serverEnvironment({ proxy: 'http://proxy:3128', proxySupport: 'off' }, {})).not.toHaveProperty(
      'HTTPS_PROXY',
    );
  });

  it('hand on the header, and whether to check the certificate of the proxy itself', () => {
    expect(serverEnvironment({ proxyAuthorization: 'Basic eA==', proxyStrictSSL: false }, {})).toMatchObject({
      IDC_PROXY_AUTHORIZATION: 'Basic eA==',
      IDC_PROXY_STRICT_SSL: 'false',
    });
  });
});

describe('What the settings say', () => {
  let emulator: Emulator;
  let proxy: Proxy;

  beforeAll(async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    proxy = await createProxy(emulator, { password: 'anna:berg-secret' });
  });
  afterAll(async () => {
    await proxy.close();
    await emulator.close();
  });

  it('leads through the proxy, whatever the variables say', async () => {
    const variables = { HTTPS_PROXY: 'http://127.0.0.1:1', AWS_CA_BUNDLE: proxy.certificateFile };
    const settings = {
      proxy: proxy.url.replace('anna:berg-secret@', ''),
      proxyAuthorization: `Basic ${Buffer.from('anna:berg-secret').toString('base64')}`,
    };
    const anna = colleague(emulator, { ...variables, ...serverEnvironment(settings, variables) });
    await anna.signIn();
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
  });
});
