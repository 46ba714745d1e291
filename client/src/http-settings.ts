/**
 * VS Code's own settings about proxies, said to the language server the way every other program is told: by its environment.
 * So nothing of them travels in a message that a log could hold.
 */

/** The section `http`, as far as it matters here. */
export type HttpSettings = {
  readonly proxy?: string | undefined;
  readonly proxySupport?: string | undefined;
  readonly noProxy?: readonly string[] | undefined;
  readonly proxyAuthorization?: string | null | undefined;
  readonly proxyStrictSSL?: boolean | undefined;
  readonly systemCertificates?: boolean | undefined;
};

export const httpSettingKeys = [
  'proxy',
  'proxySupport',
  'noProxy',
  'proxyAuthorization',
  'proxyStrictSSL',
  'systemCertificates',
] as const satisfies readonly (keyof HttpSettings)[];

type Environment = Readonly<Record<string, string | undefined>>;

/** What is added to the environment that VS Code was started in; its settings win over the variables. */
export function serverEnvironment(settings: HttpSettings, env: Environment): Readonly<Record<string, string>> {
  const { systemCertificates = true, proxyStrictSSL = true, proxyAuthorization } = settings;
  return {
    ...proxyVariables(settings, env),
    ...(proxyAuthorization ? { IDC_PROXY_AUTHORIZATION: proxyAuthorization } : {}),
    ...(proxyStrictSSL ? {} : { IDC_PROXY_STRICT_SSL: 'false' }),
    ...(systemCertificates ? { IDC_SYSTEM_CERTIFICATES: 'true' } : {}),
  };
}

function proxyVariables({ proxy, proxySupport, noProxy = [] }: HttpSettings, env: Environment) {
  const exceptions = [env.no_proxy || env.NO_PROXY || '', ...noProxy].filter((it) => it !== '').join(',');
  return {
    ...(proxy && proxySupport !== 'off' ? bothCases({ HTTPS_PROXY: proxy, HTTP_PROXY: proxy }) : {}),
    ...(noProxy.length > 0 ? bothCases({ NO_PROXY: exceptions }) : {}),
  };
}

/** A variable in lower case would win over ours. */
function bothCases(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lower = Object.entries(variables).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...variables, ...Object.fromEntries(lower) };
}
