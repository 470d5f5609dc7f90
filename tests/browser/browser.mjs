// Chromium for the tests: started without any line to the outside, with visitors of three kinds, each page watched.

import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: QUIET });

/** What went wrong on a page while nobody looked: lines like "console: …", "other host: …". */
export function watch(page, own, expected = () => []) {
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // A page that answers 404 or 422 on purpose is told to the console by Chromium itself.
    const meant = expected().some((status) => message.text().includes(`status of ${status}`))
      && message.location().url.split('#')[0] === page.url().split('#')[0];
    if (!meant) wrong.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (![own].flat().includes(url.origin) && !['data:', 'blob:', 'about:'].includes(url.protocol)) wrong.push(`other host: ${url}`);
  });
  return wrong;
}

/** Signs in and fills a cart once; each kind of visitor is what a browser would keep of that. */
export async function visitors(browser, demo) {
  const kept = async (what) => {
    const context = await browser.newContext();
    try {
      await what(await context.newPage());
      return await context.storageState();
    } finally {
      await context.close();
    }
  };
  return {
    guest: undefined,
    buyer: await kept(async (page) => {
      for (const handle of ['porridge-bowl', 'everyday-bowl', 'bottle-vase']) {
        await page.goto(`${demo.shop}/products/${handle}`);
        await page.locator('#add').click();
        await page.getByRole('link', { name: 'See the cart' }).first().waitFor();
      }
    }),
    owner: demo.owner ??= await kept(async (page) => {
      await page.goto(demo.signIn);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`${demo.shop}/admin`);
    }),
  };
}
