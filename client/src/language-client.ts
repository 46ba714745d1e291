/** Starts the language server in a process of its own, restarts it, and speaks its own requests with their types. */
import {
  type CancellationToken,
  type Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  extensions,
  type LogOutputChannel,
  window,
  workspace,
} from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type NodeModule,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type {
  AccessGrouping,
  ClientNotifications,
  InitializationOptions,
  RequestName,
  Requests,
  Status,
  ViewId,
} from '../../server/src/protocol';
import { type HttpSettings, httpSettingKeys, serverEnvironment } from './http-settings';

export type Server = Disposable & {
  readonly output: LogOutputChannel;
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly ask: <N extends RequestName>(
    name: N,
    params: Requests[N]['params'],
    token?: CancellationToken,
  ) => Promise<Requests[N]['result']>;
  readonly notify: <N extends keyof ClientNotifications>(name: N, params: ClientNotifications[N]) => Promise<void>;
  /** The newest status; `undefined` while the server does not run. */
  readonly status: () => Status | undefined;
  readonly onStatus: Event<Status | undefined>;
  readonly onTree: Event<ViewId>;
};

export function startServer(context: ExtensionContext): Server {
  const output = window.createOutputChannel('IdC Authoring', { log: true });
  const options = serverOptions(context);
  const client = new LanguageClient('idc', 'IdC Authoring', options, clientOptions(output, context));
  const statuses = new EventEmitter<Status | undefined>();
  const trees = new EventEmitter<ViewId>();
  let status: Status | undefined;

  function setStatus(next: Status | undefined): void {
    status = next;
    statuses.fire(next);
  }

  const listeners = [
    client.onNotification('idc/statusChanged', setStatus),
    client.onNotification('idc/treeChanged', ({ view }: { view: ViewId }) => trees.fire(view)),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) setStatus(undefined);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (client.isRunning() && httpSettingKeys.some((key) => event.affectsConfiguration(`http.${key}`)))
        void restart();
    }),
    // A server that is only starting reads it when it starts.
    workspace.onDidGrantWorkspaceTrust(() => {
      if (client.isRunning()) void client.sendNotification('idc/trusted', {});
    }),
  ];

  async function start(): Promise<void> {
    await client.start();
    setStatus(await client.sendRequest<Status>('idc/status', {}));
  }

  async function restart(): Promise<void> {
    output.info('Restarting the language server.');
    informOfProxy(options);
    await client.restart();
    setStatus(await client.sendRequest<Status>('idc/status', {}));
    trees.fire('access');
    trees.fire('provisioning');
  }

  return {
    output,
    start,
    restart,
    // An undefined token would travel as one more parameter.
    ask: (name, params, token) =>
      token ? client.sendRequest(name, params ?? {}, token) : client.sendRequest(name, params ?? {}),
    notify: (name, params) => client.sendNotification(name, params),
    status: () => status,
    onStatus: statuses.event,
    onTree: trees.event,
    dispose: () => {
      for (const it of [...listeners, statuses, trees, output]) it.dispose();
      return client.dispose();
    },
  };
}

type Modules = { readonly run: NodeModule; readonly debug: NodeModule };

function serverOptions(context: ExtensionContext): Modules {
  const module = context.asAbsolutePath('dist/server.js');
  const transport = TransportKind.ipc;
  const modules = {
    run: { module, transport, options: {} },
    debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
  };
  informOfProxy(modules);
  return modules;
}

/** The environment is read anew at each start. */
function informOfProxy({ run, debug }: Modules): void {
  const env = serverEnvironment(httpSettings(), process.env);
  for (const it of [run, debug]) it.options = { ...it.options, env };
}

/** The user's own settings only: a workspace must not say through whom we talk to AWS. */
function httpSettings(): HttpSettings {
  const section = workspace.getConfiguration('http');
  const own = httpSettingKeys.map((key) => [key, section.inspect(key)?.globalValue] as const);
  return Object.fromEntries(own);
}

/** Where the workspace keeps how the Access view is grouped. */
export const groupingKey = 'access.grouping';

const languages = ['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars'];
const files = '**/*.{tf,tofu,tfvars,tf.json,tofu.json,tfvars.json,yaml,yml}';

function clientOptions(
  outputChannel: LogOutputChannel,
  { workspaceState, globalStorageUri }: ExtensionContext,
): LanguageClientOptions {
  const initializationOptions = (): InitializationOptions => {
    const grouping = workspaceState.get<AccessGrouping>(groupingKey);
    const ours = { runsCommands: true, isTrusted: workspace.isTrusted, storage: globalStorageUri.fsPath };
    return { colorsTerraform: !hasTerraformExtension(), ...ours, ...(grouping ? { grouping } : {}) };
  };
  return {
    documentSelector: [
      { scheme: 'file', pattern: files },
      ...languages.map((language) => ({ scheme: 'file', language })),
    ],
    outputChannel,
    initializationOptions,
    // Of what a hover may run, this alone: it asks, and changes nothing.
    markdown: { isTrusted: { enabledCommands: ['idc.explain'] } },
    synchronize: { configurationSection: 'idc' },
    diagnosticCollectionName: 'idc',
  };
}

/** Their grammars color Terraform better than an extension about access should try to. */
function hasTerraformExtension(): boolean {
  return ['hashicorp.terraform', 'opentofu.vscode-opentofu'].some((id) => extensions.getExtension(id) !== undefined);
}
