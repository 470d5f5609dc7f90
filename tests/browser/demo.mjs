// A real `duka demo` on a port of its own with a fresh data folder: started, waited for, and ended by its id.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BINARY = process.env.DUKA_BIN ?? fileURLToPath(new URL('../../target/debug/duka', import.meta.url));
const START_SECONDS_MAX = 90;
const FURNISH_SECONDS_MAX = 120;

/** Starts a demo shop. Resolves to its address, the link into admin that works once, and the way to end it. */
export async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'duka-browser-'));
  const child = spawn(BINARY, ['demo', '--port', '0', '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  const address = new Promise((found, failed) => {
    const hear = (line) => {
      said.push(line);
      const link = line.match(/(http:\/\/[^/\s]+)(\/admin\/link\/\w+)/);
      if (link) found({ shop: link[1], signIn: link[1] + link[2] });
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`${BINARY} demo ended (${code}):\n${said.join('\n')}`)));
    setTimeout(() => failed(new Error(`${BINARY} demo named no address:\n${said.join('\n')}`)), START_SECONDS_MAX * 1000).unref();
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await address), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until every picture named on these pages is drawn: what is looked at or judged must be finished. */
export async function untilDrawn(shop, paths) {
  const ends = Date.now() + FURNISH_SECONDS_MAX * 1000;
  for (const path of paths) {
    const html = await (await fetch(shop + path)).text();
    const pictures = new Set([...html.matchAll(/<img[^>]* src="([^"]+)"/g)].map((m) => m[1]));
    for (const picture of pictures) {
      while (!(await fetch(new URL(picture, shop))).ok) {
        if (Date.now() > ends) throw new Error(`${path}: ${picture} was not drawn within ${FURNISH_SECONDS_MAX} s`);
        await new Promise((wait) => setTimeout(wait, 250));
      }
    }
  }
}
