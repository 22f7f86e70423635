/** A question in the address: `?query=` and `?variables=`, readable by whoever opens the link. */

export interface SharedQuestion {
  query: string;
  /** JSON text, or '' when the link names none: variables kept from another question must not be taken over. */
  variables: string;
}

export function sharedQuestion(search: string): SharedQuestion | undefined {
  const parameters = new URLSearchParams(search);
  const query = parameters.get('query');
  return query ? { query, variables: parameters.get('variables') ?? '' } : undefined;
}

export function linkTo({ query, variables }: SharedQuestion, page: string): string {
  const url = new URL(page);
  url.search = '';
  url.hash = '';
  url.searchParams.set('query', query);
  if (variables.trim()) url.searchParams.set('variables', variables);
  return url.href;
}
