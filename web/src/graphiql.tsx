/** The explorer page: GraphiQL with our examples, links to a question and downloads of an answer. */
import './workers';
// GraphiQL loads Monaco by a dynamic import, whose styles esbuild links from no page. Importing it here (themes.ts
// does) puts them into this page's style sheet.
import { EDITOR_THEMES } from './themes';
import 'graphiql/graphiql.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import './graphiql.css';

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { useGraphiQL } from '@graphiql/react';
import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from './examples';
import { fetcher } from './fetcher';
import { sharedQuestion } from './share';
import { CopyLink, Downloads } from './toolbar';

// Apart from the tabs of any other GraphiQL that was ever served from the same address, as on a developer's localhost.
const STORAGE = createLocalStorage({ namespace: 'openness-graph' });
const PLUGINS = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

/** Long lines of questions and answers go on below instead of out of sight. */
function WrappedLines() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    for (const editor of [queryEditor, responseEditor]) editor?.updateOptions({ wordWrap: 'on' });
  }, [queryEditor, responseEditor]);
  return null;
}

function Explorer() {
  const shared = sharedQuestion(location.search);
  const examples = EXAMPLES.filter((query) => query !== shared?.query).map((query) => ({ query }));
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      editorTheme={EDITOR_THEMES}
      storage={STORAGE}
      defaultTabs={shared ? [shared, ...examples] : examples}
      initialQuery={shared?.query}
      initialVariables={shared?.variables}
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <a className="graphiql-logo-link" href={location.pathname}>Openness Graph</a>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            <WrappedLines />
            {prettify}
            {merge}
            {copy}
            <CopyLink />
            <Downloads />
          </>
        )}
      </GraphiQL.Toolbar>
    </GraphiQL>
  );
}

const root = document.getElementById('graphiql');
if (root) createRoot(root).render(<Explorer />);
