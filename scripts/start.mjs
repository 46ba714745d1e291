// `npm start`: the extension from this checkout in a VS Code, beside an Identity Center to play with.
// Only Node's own modules are imported here until the dependencies are installed.
import { parseArgs } from 'node:util';
import { build, installDependencies } from './prepare.mjs';

const usage = `npm start -- [--browser] [--port PORT] [--scenario NAME]

  --browser         VS Code in the browser, even where a desktop VS Code is at hand
  --port PORT       where VS Code in the browser answers (any free port)
  --scenario NAME   what the emulated Identity Center holds (acme)

IDC_CACHE names the folder that editors are installed into (~/.cache/idc-authoring).`;

try {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      port: { type: 'string' },
      scenario: { type: 'string', default: 'acme' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) console.log(usage);
  else await start(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

async function start({ browser, port, scenario }) {
  await installDependencies();
  await build();
  const { tsImport } = await import('tsx/esm/api');
  const { play } = await tsImport('./playground/play.ts', import.meta.url);
  process.exit(await play({ browser, port: port === undefined ? undefined : portNumber(port), scenario }));
}

function portNumber(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--port takes a number from 1 to 65535: ${text}`);
  return port;
}
