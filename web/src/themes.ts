/** Colours inside the editors: ours for marks and links; comments and numbers with contrast enough to be read. */
import { editor } from 'monaco-graphql/esm/monaco-editor.js';

export const EDITOR_THEMES = { light: 'openness-graph-light', dark: 'openness-graph-dark' };

const GROUND = { light: '#ffffff', dark: '#212a3b' };
const MARK = { light: '#0b6474', dark: '#5fcfdd' };
const TOKENS = {
  light: [
    { token: 'argument.identifier.gql', foreground: '#5a57b8' },
    { token: 'number', foreground: '#076e48' },
  ],
  dark: [
    { token: 'argument.identifier.gql', foreground: '#a5a1ff' },
    { token: 'comment', foreground: '#8fbf7a' },
  ],
};

function define(theme: 'light' | 'dark'): void {
  const mark = MARK[theme];
  const ground = GROUND[theme];
  const marked = `${mark}22`;
  editor.defineTheme(EDITOR_THEMES[theme], {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: TOKENS[theme],
    colors: {
      'editor.background': '#ffffff00',
      'scrollbar.shadow': '#ffffff00',
      'textLink.foreground': mark,
      'textLink.activeForeground': mark,
      'editorLink.activeForeground': mark,
      'editorHoverWidget.background': ground,
      'editorWidget.background': ground,
      'menu.background': ground,
      'menu.selectionBackground': marked,
      'menu.selectionForeground': mark,
      'quickInput.background': ground,
      'quickInputList.focusBackground': marked,
      'list.hoverBackground': marked,
      'list.highlightForeground': mark,
      'list.focusHighlightForeground': mark,
      'editorSuggestWidget.background': ground,
      'editorSuggestWidget.selectedBackground': marked,
      'editorSuggestWidget.selectedForeground': mark,
      focusBorder: mark,
    },
  });
}

define('light');
define('dark');
