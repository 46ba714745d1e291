/** `npm run emulator`: the emulator as a program, until it is interrupted. */
import { parseArgs } from 'node:util';
import type { Emulator } from './emulator';
import { parseFault } from './faults';
import { createEmulator, generateScenario, loadScenario } from './index';
import type { Proxy } from './proxy';

const usage = `usage: npm run emulator -- [options]
  --scenario NAME      acme (default), acme-blank, no-instance, account-instance, denied
  --generate SIZES     instead: accounts=500,groups=200,users=1000,sets=120,assignments=15000,direct=50,orphans=5,seed=1
  --port N             0 takes any free port (default)
  --rate N|off         sso-admin's requests a second (default 20)
  --delay MS           how long provisioning takes (default 300)
  --latency MS         before every answer (default 0)
  --fault FAULT        throttle:sso-admin:List*:0.2, server-error, expired-token, denied:sso-admin:ListInstances,
                       drop:portal:*, latency=500; may be repeated
  --empty-pages        organizations starts every listing with an empty page
  --user NAME          who answers at the sign-in page
  --proxy              also under AWS's own host names, through a proxy that inspects TLS
`;

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'acme' },
    generate: { type: 'string' },
    port: { type: 'string', default: '0' },
    rate: { type: 'string', default: '20' },
    delay: { type: 'string', default: '300' },
    latency: { type: 'string', default: '0' },
    fault: { type: 'string', multiple: true, default: [] },
    'empty-pages': { type: 'boolean', default: false },
    user: { type: 'string' },
    proxy: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function sizes(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(text.split(',').map((pair) => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])]));
}

async function start(): Promise<void> {
  const scenario =
    values.generate === undefined ? loadScenario(values.scenario) : generateScenario(sizes(values.generate));
  const emulator = await createEmulator(scenario, {
    port: Number(values.port),
    rate: values.rate === 'off' ? 'off' : Number(values.rate),
    provisioningDelay: Number(values.delay),
    latency: Number(values.latency),
    faults: values.fault.map(parseFault),
    emptyPages: values['empty-pages'],
    ...(values.user === undefined ? {} : { signsIn: values.user }),
  });
  const proxy = values.proxy ? await (await import('./proxy')).createProxy(emulator) : undefined;
  if (proxy) process.stdout.write(proxyGreeting(proxy));
  process.stdout.write(greeting(emulator, scenario.organization.managementAccount));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void Promise.all([proxy?.close(), emulator.close()]));
}

function proxyGreeting({ environment }: Proxy): string {
  const lines = Object.entries(environment).map(([name, value]) => `  export ${name}=${value}\n`);
  return `Environment for a client that uses AWS's own names, and https://acme.awsapps.com/start to sign in:\n${lines.join('')}\n`;
}

function greeting(emulator: Emulator, account: string): string {
  const environment = Object.entries(emulator.environment()).map(([name, value]) => `  export ${name}=${value}`);
  return `listening on ${emulator.url}

Environment for a client:
${environment.join('\n')}

Profile for ~/.aws/config:
${profileLines(emulator, account)
  .map((line) => `  ${line}`)
  .join('\n')}
`;
}

const profileLines = ({ url, region, startUrl }: Emulator, account: string): readonly string[] => [
  '[profile emulator]',
  'sso_session = emulator',
  `sso_account_id = ${account}`,
  'sso_role_name = AdministratorAccess',
  `region = ${region}`,
  `endpoint_url = ${url}`,
  '',
  '[sso-session emulator]',
  `sso_start_url = ${startUrl}`,
  `sso_region = ${region}`,
  'sso_registration_scopes = sso:account:access',
];

if (values.help) process.stdout.write(usage);
else void start();
