// Builds the page of every renderer into dist/, from the pinned packages beside this file: each folder of src/ is one page.
import { build } from 'esbuild';
import { cp, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { compile } from 'svelte/compiler';
import { compileScript, parse } from 'vue/compiler-sfc';

/** Compiles the files of one extension as their framework does. */
function compiled(name, filter, compileOne) {
  const load = async ({ path }) => ({ contents: compileOne(await readFile(path, 'utf8'), path), resolveDir: path.replace(/\/[^/]*$/, '') });
  return { name, setup: ({ onLoad }) => onLoad({ filter }, load) };
}

const vue = compiled('vue', /\.vue$/, (source, filename) => {
  const { descriptor } = parse(source, { filename });
  return compileScript(descriptor, { id: 'page', inlineTemplate: true }).content;
});
const svelte = compiled('svelte', /\.svelte$/, (source, filename) => compile(source, { filename, generate: 'client' }).js.code);

/** What a page takes from its packages as it is. */
const COPIED = {
  dsfr: ['@gouvfr/dsfr/dist/dsfr.min.css', '@gouvfr/dsfr/dist/dsfr.module.min.js'],
  formio: ['@formio/js/dist/formio.full.min.js'],
};

async function page(name) {
  const [from, to] = [`src/${name}`, `dist/${name}`];
  await mkdir(to, { recursive: true });
  const files = await readdir(from);
  const kept = files.filter((file) => /\.(html|txt|css)$/.test(file));
  for (const file of kept) await cp(`${from}/${file}`, `${to}/${file}`);
  for (const file of COPIED[name] ?? []) await cp(`node_modules/${file}`, `${to}/${file.split('/').pop()}`);
  const entry = files.find((file) => /^page\.(js|jsx|ts)$/.test(file));
  await build({
    entryPoints: [`${from}/${entry}`],
    outfile: `${to}/page.js`,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    conditions: ['browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins: [vue, svelte],
    logLevel: 'warning',
  });
}

await rm('dist', { recursive: true, force: true });
const folders = await readdir('src', { withFileTypes: true });
for (const { name } of folders.filter((entry) => entry.isDirectory())) await page(name);
