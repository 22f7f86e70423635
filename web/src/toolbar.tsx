/** Buttons beside the query: a link to the question, and the answer as a file. */
import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useMemo, useState } from 'react';
import { csvOf } from './csv';
import { JsonIcon, LinkIcon, TableIcon } from './icons';
import { linkTo } from './share';

const SAID_FOR_MS = 4000;

export function CopyLink() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [said, setSaid] = useState('');

  async function copy(): Promise<void> {
    const question = { query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' };
    const link = linkTo(question, location.href);
    history.replaceState(null, '', link);
    try {
      await navigator.clipboard.writeText(link);
      setSaid('Link copied');
    } catch {
      // No clipboard without HTTPS or without leave: the address bar has the link all the same.
      setSaid('The link is in the address bar');
    }
    setTimeout(() => setSaid(''), SAID_FOR_MS);
  }

  return (
    <>
      <ToolbarButton label="Copy a link to this question" onClick={() => void copy()}>
        <LinkIcon />
      </ToolbarButton>
      <span className="said" role="status">{said}</span>
    </>
  );
}

function save(text: string, type: string, extension: string, title: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `openness-graph-${/^\w+$/.test(title) ? title : 'answer'}.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

export function Downloads() {
  const answer = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.response ?? '');
  const title = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.title ?? '');
  const csv = useMemo(() => csvOf(answer), [answer]);
  return (
    <>
      <ToolbarButton label="Download the answer as JSON" disabled={!answer}
        onClick={() => save(answer, 'application/json', 'json', title)}>
        <JsonIcon />
      </ToolbarButton>
      <ToolbarButton disabled={csv === null} onClick={() => csv !== null && save(csv, 'text/csv', 'csv', title)}
        label={csv === null ? 'CSV: for an answer with one list' : 'Download the answer as CSV'}>
        <TableIcon />
      </ToolbarButton>
    </>
  );
}
