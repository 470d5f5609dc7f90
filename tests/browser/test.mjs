// The browser tests: one demo shop, one Chromium.      node test.mjs [pages[=PART OF A NAME]] [purchase]

import { launch } from './browser.mjs';
import { startDemo } from './demo.mjs';
import { checkPages } from './pages.mjs';

const asked = process.argv.slice(2);
const wanted = (what) => asked.length === 0 || asked.some((a) => a.split('=')[0] === what);
const only = asked.find((a) => a.startsWith('pages='))?.slice('pages='.length);

const demo = await startDemo();
const browser = await launch();
try {
  if (wanted('pages')) {
    const { checked, wrong } = await checkPages(browser, demo, only);
    for (const line of wrong) console.error(`  ${line}`);
    console.log(`pages: ${checked} looked at, ${wrong.length} things wrong`);
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await demo.stop();
}
