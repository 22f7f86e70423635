/** Builds the explorer page into ../api/static: bundles, third-party licences, and .br and .gz of each file. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, '..', 'api', 'static');
const NEW = join(HERE, '..', 'build', 'static'); // swapped in at the end: a build cut short leaves no half page
const COMPRESSIBLE = /\.(js|css|html|svg|txt|ttf)$/;
const SMALL = 1024;

const COMMON = {
  absWorkingDir: HERE,
  outdir: NEW,
  bundle: true,
  minify: true,
  metafile: true,
  target: 'es2022',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  legalComments: 'linked',
  logLevel: 'warning',
};

/** name of an entry (as in `entryPoints`) -> name of its built file with this ending */
function outputsOf({ metafile }, entries, ending) {
  const outputs = Object.entries(metafile.outputs);
  return Object.fromEntries(
    Object.entries(entries).map(([name, source]) => {
      const [path, output] = outputs.find(([, { entryPoint }]) => entryPoint?.endsWith(source));
      const file = ending === '.css' ? output.cssBundle : path;
      return [name, relative(NEW, join(HERE, file))];
    }),
  );
}

async function buildWorkers() {
  const entries = {
    editor: 'node_modules/monaco-editor/esm/vs/editor/editor.worker.js',
    graphql: 'node_modules/monaco-graphql/esm/graphql.worker.js',
    json: 'node_modules/monaco-editor/esm/vs/language/json/json.worker.js',
  };
  const entryPoints = Object.entries(entries).map(([name, path]) => ({ in: path, out: `${name}.worker` }));
  const result = await build({ ...COMMON, entryPoints, format: 'iife' });
  return { result, files: outputsOf(result, entries, '.js') };
}

async function buildPage(workerFiles) {
  const entries = { graphiql: 'src/graphiql.tsx' };
  const result = await build({
    ...COMMON,
    entryPoints: entries,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    loader: { '.ttf': 'file', '.graphql': 'text' },
    define: { 'process.env.NODE_ENV': '"production"', WORKER_FILES: JSON.stringify(workerFiles) },
  });
  const script = outputsOf(result, entries, '.js').graphiql;
  const style = outputsOf(result, entries, '.css').graphiql;
  const page = await readFile(join(HERE, 'src/graphiql.html'), 'utf8');
  await writeFile(join(NEW, 'graphiql.html'), page.replace('%script%', script).replace('%style%', style));
  await writeFile(join(NEW, 'icon.svg'), await readFile(join(HERE, 'src/icon.svg')));
  return { result, style };
}

/** Styles of dynamically loaded chunks are in the entry's file already; no page links these. */
async function removeUnlinkedStyles(linked) {
  for (const file of await readdir(NEW)) {
    if (/\.css(\.LEGAL\.txt)?$/.test(file) && !file.startsWith(linked)) await rm(join(NEW, file));
  }
}

/** Name, version, licence and licence text of each package of which something is in a bundle. */
async function writeLicences(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean);
  const entries = [];
  for (const folder of new Set(folders)) {
    const { name, version, license } = JSON.parse(await readFile(join(HERE, folder, 'package.json'), 'utf8'));
    const texts = (await readdir(join(HERE, folder))).filter((file) => /^(licen[cs]e|notice|third.?party)/i.test(file));
    const bodies = await Promise.all(texts.sort().map((file) => readFile(join(HERE, folder, file), 'utf8')));
    entries.push({ title: `${name} ${version}: ${license ?? 'see its text below'}`, bodies });
  }
  entries.sort((a, b) => (a.title < b.title ? -1 : 1));
  const list = entries.map(({ title }) => title).join('\n');
  const texts = entries.flatMap(({ title, bodies }) => [`${'='.repeat(80)}\n${title}`, ...bodies.map((b) => b.trim())]);
  const head = 'The explorer page contains these packages of others.';
  await writeFile(join(NEW, 'third-party-licences.txt'), [head, list, ...texts].join('\n\n') + '\n');
}

async function compress() {
  const brotli = promisify(brotliCompress);
  const deflate = promisify(gzip);
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  const files = (await readdir(NEW)).filter((file) => COMPRESSIBLE.test(file));
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(join(NEW, file));
      if (bytes.length < SMALL) return;
      await writeFile(join(NEW, `${file}.br`), await brotli(bytes, options));
      await writeFile(join(NEW, `${file}.gz`), await deflate(bytes, { level: constants.Z_BEST_COMPRESSION }));
    }),
  );
}

await rm(NEW, { recursive: true, force: true });
await mkdir(NEW, { recursive: true });
const workers = await buildWorkers();
const page = await buildPage(workers.files);
await removeUnlinkedStyles(page.style);
await writeLicences([workers.result, page.result]);
await compress();
await rm(STATIC, { recursive: true, force: true });
await rename(NEW, STATIC);
