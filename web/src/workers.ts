/**
 * Where the editors' background workers are. Monaco asks for one by label; each is a file of its own beside the
 * entry script, so that `worker-src 'self'` suffices (no blob: or data: URL).
 */

function getWorker(_id: string, label: string): Worker {
  const name = label === 'json' || label === 'graphql' ? label : 'editor';
  return new Worker(new URL(WORKER_FILES[name], import.meta.url), { name });
}

Object.assign(globalThis, { MonacoEnvironment: { getWorker } });
