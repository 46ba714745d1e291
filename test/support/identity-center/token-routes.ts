/** The services without a signature: the portal with its bearer token, and the one that hands the token out. */
import { type Answer, type Route, singleHeader } from './backend';
import { perform } from './perform';
import { answerOidc, oidcOperations } from './services/oidc';
import { answerPortal, portalOperations } from './services/portal';
import { AwsError } from './wire/aws-error';
import { parseBody, restErrorBody } from './wire/json';

const rest = (status: number, body: string, error?: AwsError): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...(error === undefined ? {} : { 'x-amzn-errortype': error.code }) },
  body,
});

export const portal: Route = async (backend, { method, url, headers }) => {
  const operation = portalOperations.get(`${method} ${url.pathname}`) ?? '';
  const token = singleHeader(headers['x-amz-sso_bearer_token']);
  return perform(backend, {
    service: 'portal',
    operation,
    run: () => answerPortal(backend, operation, { method, path: url.pathname, query: url.searchParams, token }),
    deny: () => new AwsError('ForbiddenException', 'No access', 403),
    render: (result) => rest(200, JSON.stringify(result)),
    renderError: (error) => rest(error.status, restErrorBody(error), error),
  });
};

export const oidc: Route = async (backend, { method, url, body }) => {
  const operation = oidcOperations.get(`${method} ${url.pathname}`) ?? '';
  const answerer = { signIns: backend.signIns, clock: backend.world.clock, url: url.origin };
  return perform(backend, {
    service: 'oidc',
    operation,
    run: () => answerOidc(answerer, operation, parseBody(body) ?? {}),
    deny: () => new AwsError('AccessDeniedException', 'Access denied', 400),
    render: (result) => rest(200, JSON.stringify(result)),
    renderError: (error) => rest(error.status, restErrorBody(error), error),
  });
};
