// The browser tests: one demo shop, one Chromium.      node test.mjs [pages[=PARTS OF NAMES,…]] [purchase]

import { launch } from './browser.mjs';
import { startDemo } from './demo.mjs';
import { checkPages } from './pages.mjs';
import { checkPurchases } from './purchase.mjs';

const asked = process.argv.slice(2);
const wanted = (what) => asked.length === 0 || asked.some((a) => a.split('=')[0] === what);
const only = asked.find((a) => a.startsWith('pages='))?.slice('pages='.length);

const demo = await startDemo();
const browser = await launch();
const report = {
  faults: 0,
  told: (...lines) => lines.forEach((line) => console.log(`  ${line}`)),
  wrong: (...lines) => lines.forEach((line) => { report.faults += 1; console.log(`  WRONG  ${line}`); }),
};
try {
  // First, because its owner uses the link that works once.
  if (wanted('purchase')) await checkPurchases(browser, demo, report);
  if (wanted('pages')) await checkPages(browser, demo, report, only);
} finally {
  await browser.close();
  await demo.stop();
}
console.log(report.faults === 0 ? 'Nothing is wrong.' : `${report.faults} things are wrong.`);
process.exit(report.faults === 0 ? 0 : 1);
