// Pictures of every page at 390 and 1280 px, light and dark, with a phone's and a desk's exact metrics.
//
//   node shots.mjs OUT [--only NAME,…]    OUT/home-390-light.png, OUT/home-390-light-whole.png …

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DESK, PHONE, launch, visitors } from './browser.mjs';
import { startDemo } from './demo.mjs';
import { pages } from './pages-list.mjs';
import { visit } from './visit.mjs';

const DEVICES = { 390: { viewport: PHONE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }, 1280: { viewport: DESK } };

const FETCH_MS_MAX = 5000;

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const [out] = positionals;
if (!out) throw new Error('Where to? node shots.mjs OUT [--only NAME]');
await mkdir(out, { recursive: true });
const demo = await startDemo();
const browser = await launch();
try {
  await demo.untilDrawn();
  const kept = await visitors(browser, demo);
  const owner = await browser.newContext({ storageState: kept.owner });
  const list = await pages(await owner.newPage(), demo, values.only);
  for (const [width, device] of Object.entries(DEVICES)) {
    for (const colorScheme of ['light', 'dark']) await shoot(list, kept, device, colorScheme, `${width}-${colorScheme}`);
  }
} finally {
  await browser.close();
  await demo.stop();
}

/** In the page: pictures that wait until somebody scrolls to them are fetched now. */
async function fetchAll(patience) {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = 'eager';
  const there = Promise.allSettled(pictures.map((picture) => picture.decode()));
  await Promise.race([there, new Promise((enough) => setTimeout(enough, patience))]);
}

async function shoot(list, kept, device, colorScheme, suffix) {
  const contexts = {};
  for (const [who, storageState] of Object.entries(kept)) contexts[who] = await browser.newContext({ ...device, colorScheme, storageState });
  for (const entry of list) {
    const page = await contexts[entry.who].newPage();
    const file = join(out, `${entry.name}-${suffix}`);
    try {
      await visit(page, demo.shop, entry);
      await page.screenshot({ path: `${file}.png` });
      await page.evaluate(fetchAll, FETCH_MS_MAX);
      await page.screenshot({ path: `${file}-whole.png`, fullPage: true });
    } catch (error) {
      console.error(`${entry.name} ${suffix}: ${error.message.split('\n')[0]}`);
      process.exitCode = 1;
    }
    await page.close();
  }
  for (const context of Object.values(contexts)) await context.close();
  console.log(`${list.length} pages at ${suffix}`);
}
