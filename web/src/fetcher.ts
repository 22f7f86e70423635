/** One POST to the page's own address; whatever goes wrong is said as a GraphQL error, without a stack. */
import type { FetcherParams, SyncExecutionResult } from '@graphiql/toolkit';

const failure = (message: string) => ({ errors: [{ message }] }) as unknown as SyncExecutionResult;

/** The question as sent. GraphiQL names the operation of the last tab for a moment after a change of tabs. */
function asSent({ query, variables, operationName }: FetcherParams): string {
  const isNamed = operationName && new RegExp(`\\b${operationName}\\b`).test(query);
  return JSON.stringify({ query, variables, ...(isNamed ? { operationName } : {}) });
}

export async function fetcher(question: FetcherParams): Promise<SyncExecutionResult> {
  let response: Response;
  try {
    response = await fetch(location.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: asSent(question),
    });
  } catch {
    return failure('The server cannot be reached. Is it running, and are you connected to it? Then run again.');
  }
  try {
    return (await response.json()) as SyncExecutionResult;
  } catch {
    return failure(`The server answered ${response.status} ${response.statusText} without JSON.`.replace('  ', ' '));
  }
}
