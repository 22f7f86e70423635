/** The one list in an answer as a table for spreadsheets. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Cell = (number | string)[];
type Row = Map<string, Cell>;

const isObject = (value: Json): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Lists reached through objects only: a connection's `nodes` or the nodes of its `edges`, else any plain list. */
function listsIn(value: Json): Json[][] {
  if (Array.isArray(value)) return [value];
  if (!isObject(value)) return [];
  if (Array.isArray(value.nodes)) return [value.nodes];
  if (Array.isArray(value.edges)) return [value.edges.map((edge) => (isObject(edge) ? (edge.node ?? null) : null))];
  return Object.values(value).flatMap(listsIn);
}

/** Puts each leaf below `value` under its dotted name; what lies in inner lists is gathered in order. */
function flatten(value: Json, name: string, row: Row): void {
  if (Array.isArray(value)) {
    if (!row.has(name) && value.length === 0) row.set(name, []);
    for (const item of value) flatten(item, name, row);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, name ? `${name}.${key}` : key, row);
  } else {
    const leaf = value === null ? '' : typeof value === 'boolean' ? String(value) : value;
    row.set(name, [...(row.get(name) ?? []), leaf]);
  }
}

/** A name that is an object in another row (absent or null here) gives way to the columns inside that object. */
function columnsOf(rows: Row[]): string[] {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)));
}

/** Text that a spreadsheet would take for a formula is kept as text; numbers stay numbers. */
function written(cell: Cell): string {
  const [first = ''] = cell;
  if (cell.length <= 1 && typeof first === 'number') return String(first);
  const text = cell.join('; ');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * CSV of an answer (the text of a GraphQL response), or null when it does not hold exactly one list of objects.
 *
 * Columns are dotted paths in the order met, inner lists are joined with "; ", lines end as in RFC 4180, and a
 * byte-order mark says UTF-8 to spreadsheets.
 */
export function csvOf(answer: string): string | null {
  let data: Json;
  try {
    data = (JSON.parse(answer) as { data?: Json }).data ?? null;
  } catch {
    return null;
  }
  const lists = listsIn(data).filter((list) => list.some(isObject));
  const [list] = lists;
  if (!list || lists.length !== 1) return null;
  const rows = list.map((item) => {
    const row: Row = new Map();
    if (item !== null) flatten(item, '', row);
    return row;
  });
  const columns = columnsOf(rows);
  const lines = rows.map((row) => columns.map((name) => written(row.get(name) ?? [])));
  return `\ufeff${[columns.map((name) => written([name])), ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}
