// A real `duka demo` on a port of its own with a fresh data folder, and beside it a shop that nobody set up yet: started,
// waited for, and ended by their ids.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BINARY = process.env.DUKA_BIN ?? fileURLToPath(new URL('../../target/debug/duka', import.meta.url));
const START_SECONDS_MAX = 60;
/** Ninety days of orders are written after the door opened. */
const FURNISH_SECONDS_MAX = 180;
const DRAW_SECONDS_MAX = 600;

/**
 * Starts both. Resolves, once the demo's past is written, to its address, the link into its admin, the link that sets the
 * new shop up, and how to end them.
 */
export async function startDemo() {
  const started = [];
  const stop = () => Promise.all(started.map((one) => one.stop()));
  try {
    const demo = await start('demo');
    started.push(demo);
    const [signIn, shop] = await demo.heard(/(http:\/\/[^/\s]+)\/admin\/link\/\w+/, START_SECONDS_MAX);
    await demo.heard(/in the books/, FURNISH_SECONDS_MAX);
    const fresh = await start('serve');
    started.push(fresh);
    const [setup] = await fresh.heard(/http:\/\/[^/\s]+\/setup\/\w+/, START_SECONDS_MAX);
    return { shop, signIn, setup, stop, untilDrawn: () => untilDrawn(shop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(command) {
  const folder = await mkdtemp(join(tmpdir(), 'duka-browser-'));
  const child = spawn(BINARY, [command, '--port', '0', '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((done) => child.once('exit', done).once('error', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { heard: listen(child, ended), stop };
}

/** Waits for a line of what the program says. */
function listen(child, ended) {
  const said = [];
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => { said.push(line); look(); });
  }
  return (pattern, seconds) => new Promise((found, failed) => {
    const giveUp = (why) => failed(new Error(`${child.spawnargs.slice(0, 2).join(' ')} ${why}:\n${said.join('\n')}`));
    const timer = setTimeout(giveUp, seconds * 1000, `did not say ${pattern} within ${seconds} s`);
    look = () => {
      const match = said.map((line) => line.match(pattern)).find(Boolean);
      if (match) { clearTimeout(timer); found(match); }
    };
    ended.then((why) => { clearTimeout(timer); giveUp(`ended (${why})`); });
    look();
  });
}

/** Waits until no list shows a field of colour where a picture will be. */
async function untilDrawn(shop) {
  const ends = Date.now() + DRAW_SECONDS_MAX * 1000;
  for (let n = 1; ; n += 1) {
    // An address of its own each time, so that no kept page answers.
    const answer = await fetch(`${shop}/collections/all?page=${n}&at=${Date.now()}`);
    const html = await answer.text();
    if (!answer.ok || !html.includes('class="card"')) return;
    if (html.includes('data:image/svg+xml')) {
      if (Date.now() > ends) throw new Error(`Pictures were not drawn within ${DRAW_SECONDS_MAX} s`);
      n -= 1;
      await new Promise((wait) => setTimeout(wait, 500));
    }
  }
}
