// The picture in README.md: the demo's home page on a desk and on a phone, side by side.
//
//   node readme-picture.mjs docs/home.jpg

import { DESK, PHONE, launch } from './browser.mjs';
import { startDemo } from './demo.mjs';

const [out] = process.argv.slice(2);
if (!out) throw new Error('Where to? node readme-picture.mjs docs/home.jpg');
const demo = await startDemo();
const browser = await launch();
try {
  await demo.untilDrawn();
  const shoot = async (viewport, deviceScaleFactor) => {
    const context = await browser.newContext({ viewport, deviceScaleFactor, colorScheme: 'light' });
    const page = await context.newPage();
    await page.goto(demo.shop, { waitUntil: 'networkidle' });
    const picture = await page.screenshot();
    await context.close();
    return `data:image/png;base64,${picture.toString('base64')}`;
  };
  const desk = await shoot({ ...DESK, height: 844 }, 1);
  const phone = await shoot(PHONE, 1);
  const page = await browser.newPage({ viewport: { width: 1760, height: 924 } });
  await page.setContent(`<style>
    body { margin: 0; background: #e4dbcd; display: flex; gap: 40px; padding: 40px; box-sizing: border-box }
    img { border-radius: 10px; box-shadow: 0 6px 24px #0002; display: block }
  </style><img src="${desk}" width="1280" height="844"><img src="${phone}" width="390" height="844">`);
  await page.screenshot({ path: out, type: 'jpeg', quality: 84 });
} finally {
  await browser.close();
  await demo.stop();
}
