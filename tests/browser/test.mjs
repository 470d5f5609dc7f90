// The browser tests: one demo shop, one Chromium.      node test.mjs [pages[=PART OF A NAME]] [purchase]

import { launch } from './browser.mjs';
import { startDemo } from './demo.mjs';
import { checkPages } from './pages.mjs';
import { checkPurchases } from './purchase.mjs';

const asked = process.argv.slice(2);
const wanted = (what) => asked.length === 0 || asked.some((a) => a.split('=')[0] === what);
const only = asked.find((a) => a.startsWith('pages='))?.slice('pages='.length);

const demo = await startDemo();
const browser = await launch();
const report = (what, { told, wrong }) => {
  for (const line of told) console.log(`  ${line}`);
  for (const line of wrong) console.error(`  WRONG ${line}`);
  console.log(`${what}: ${wrong.length} things wrong`);
  if (wrong.length > 0) process.exitCode = 1;
};
try {
  // First, because its owner uses the link that works once.
  if (wanted('purchase')) report('purchase', await checkPurchases(browser, demo));
  if (wanted('pages')) report('pages', await checkPages(browser, demo, only));
} finally {
  await browser.close();
  await demo.stop();
}
