/**
 * The public API as text: docs/api-report.md holds what the entries export, so that a change of it is seen in
 * review. Compares by default; `--update` writes the file. Leaves the declarations in dist/types.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { inRoot, textOf } from './files.mjs';
import { runNode } from './run.mjs';

const REPORT = 'docs/api-report.md';
const ENTRIES = {
  shelfwise: 'src/index',
  'shelfwise/elements': 'src/elements/index',
  'shelfwise/capture': 'src/capture/index',
  'shelfwise/privacy': 'src/privacy/index',
};

async function emitDeclarations() {
  rmSync(inRoot('dist/types'), { recursive: true, force: true });
  const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
  const { code, output } = await runNode('node_modules/typescript/bin/tsc', ['-p', 'src', ...flags]);
  if (code !== 0) throw new Error(`the declarations cannot be made:\n${output}`);
}

/** The report of one entry, without the tool's own heading. Throws when the tool finds an error in the declarations. */
function reportOf(entry) {
  const config = ExtractorConfig.loadFile(inRoot('api-extractor.json'));
  config.mainEntryPointFilePath = inRoot('dist/types', `${entry}.d.ts`);
  config.apiReport.reportFileName = entry.replaceAll('/', '-');
  mkdirSync(inRoot('dist/api/temp'), { recursive: true });
  const errors = [];
  Extractor.invoke(
    ExtractorConfig.prepare({
      configObject: config,
      configObjectFullPath: inRoot('api-extractor.json'),
      packageJsonFullPath: inRoot('package.json'),
    }),
    {
      localBuild: true,
      messageCallback(message) {
        message.handled = true;
        if (message.logLevel === 'error') errors.push(message.formatMessageWithLocation(inRoot('.')));
      },
    },
  );
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const text = readFileSync(inRoot('dist/api', `${config.apiReport.reportFileName}.api.md`), 'utf8');
  const body = text.slice(text.indexOf('```ts')).replaceAll('\r\n', '\n').trim();
  // Where a name stands in its file is no part of the API.
  return body.replaceAll(/^(\/\/ dist\/\S+\.d\.ts):\d+:\d+/gm, '$1');
}

async function makeReport() {
  await emitDeclarations();
  const parts = Object.entries(ENTRIES)
    .filter(([, entry]) => existsSync(inRoot(`${entry}.ts`)))
    .map(([name, entry]) => `## \`${name}\`\n\n${reportOf(entry)}\n`);
  const heading =
    '# Public API\n\nWritten by `node scripts/api-report.mjs --update` from the declarations; `npm test` compares.\n';
  return [heading, ...parts].join('\n');
}

/** The lines that only one of the two texts has, as `-` and `+`. */
function changedLines(before, after) {
  const [old, now] = [before, after].map((text) => text.split('\n'));
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  const added = now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`);
  return [...gone, ...added].join('\n');
}

try {
  const report = await makeReport();
  if (process.argv.includes('--update')) {
    mkdirSync(inRoot('docs'), { recursive: true });
    writeFileSync(inRoot(REPORT), report);
  } else if (textOf(REPORT) !== report) {
    writeFileSync(inRoot('dist/api/api-report.md'), report);
    throw new Error(
      `the public API differs from ${REPORT} (now: dist/api/api-report.md). ` +
        'If that is meant: node scripts/api-report.mjs --update, and a line in CHANGELOG.md\n' +
        changedLines(textOf(REPORT) ?? '', report),
    );
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
