// The Nu HTML checker over all documents at once: its JVM is started a single time.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const CHECKER = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
const ANSWER_BYTES_MAX = 64 << 20;

/** Lines like "cart: html line 12: what is wrong: <the place>", none when all is well. `documents`: source by page name. */
export async function htmlErrors(documents) {
  const folder = await mkdtemp(join(tmpdir(), 'duka-html-'));
  try {
    for (const [name, html] of documents) await writeFile(join(folder, `${name}.html`), html);
    const said = await new Promise((done, failed) => {
      const args = ['-jar', CHECKER, '--format', 'json', '--errors-only', '--exit-zero-always', folder];
      execFile('java', args, { maxBuffer: ANSWER_BYTES_MAX }, (error, _, text) => (error ? failed(error) : done(text)));
    });
    return JSON.parse(said).messages.map((m) => {
      const page = basename(m.url ?? 'checker', '.html');
      return `${page}: html line ${m.lastLine}: ${m.message}: ${(m.extract ?? '').replace(/\s+/g, ' ').trim()}`;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
