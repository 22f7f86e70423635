declare module '*.css';
declare module 'monaco-graphql/esm/monaco-editor.js' {
  export * from 'monaco-editor';
}
declare module '*.graphql' {
  const text: string;
  export default text;
}

/** Names of the built worker files, which carry the hash of their content; filled in by build.mjs. */
declare const WORKER_FILES: { editor: string; graphql: string; json: string };
