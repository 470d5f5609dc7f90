// Every page of the storefront and of the desk, in the states people meet them in. What is looked at or judged stands here.
//
// A page has a name, a visitor (guest, buyer with a cart, owner), and an address or a way to it; `status` where it is not
// 200; `then` for what is done there first. Pages in the desk's menu are found by themselves.

import { tmpdir } from 'node:os';
import { join } from 'node:path';

const page = (name, who, at, more = {}) => ({ name, who, at, status: 200, ...more });

/** The address behind the first link that fits, on another page. */
const through = (from, selector) => async (page, shop) => {
  await page.goto(shop + (typeof from === 'string' ? from : await from(page, shop)));
  const link = page.locator(selector).first();
  if (!(await link.count())) throw new Error(`${page.url()} has no ${selector}`);
  return link.getAttribute('href');
};

const failedLetter = through('/admin/letters?fate=failed', '.rows td.lead a');

/** What the buyer of the first order of a list sees. */
const buyersPage = (list) => async (page, shop) => {
  await page.goto(shop + (await through(list, '.rows td.lead a')(page, shop)));
  return page.locator('a[href^="/orders/"]').first().getAttribute('href');
};

/** Enough to be still at it a moment later. */
const TILES = 400;
/** Half a minute. */
const LOOKS_MAX = 60;

const press = (name) => (page) => page.getByRole('button', { name }).first().click();

const STOREFRONT = [
  page('home', 'guest', '/'),
  page('home-menu-open', 'guest', '/', { then: openMenu }),
  page('collection', 'guest', '/collections/bowls'),
  page('collection-all', 'guest', '/collections/all'),
  page('collection-last-page', 'guest', '/collections/all?page=3'),
  page('collection-in-stock', 'guest', '/collections/all?stock=in&sort=price'),
  page('product', 'guest', '/products/porridge-bowl'),
  page('product-many-variants', 'guest', '/products/everyday-bowl'),
  page('product-long-name', 'guest', '/products/breakfast-set-for-one'),
  page('product-sold-out', 'guest', '/products/camp-mug'),
  page('product-sold-out-variant', 'guest', '/products/breakfast-mug?Glaze=Rust&Size=350+ml'),
  page('product-told', 'guest', '/products/camp-mug?noted=yes'),
  page('product-new', 'guest', newest),
  page('waiting', 'guest', `/waiting/${'0'.repeat(64)}`),
  page('waiting-ended', 'guest', `/waiting/${'0'.repeat(64)}`, { then: press('End all of them') }),
  page('search-empty', 'guest', '/search'),
  page('search-hits', 'guest', '/search?q=blue+bowl'),
  page('search-corrected', 'guest', '/search?q=porrigde'),
  page('search-none', 'guest', '/search?q=qqqqxx+zzzz'),
  page('suggestions', 'guest', '/search', { then: typeBowl }),
  page('cart-empty', 'guest', '/cart'),
  page('cart', 'buyer', '/cart'),
  page('checkout', 'buyer', '/checkout'),
  page('checkout-errors', 'buyer', '/checkout', { status: 422, then: press('Buy now') }),
  page('checkout-changed', 'buyer', '/checkout', { status: 409, then: otherPrice }),
  page('test-gateway', 'guest', toBePaid),
  page('order-to-ship', 'owner', buyersPage('/admin/orders?stage=to-ship')),
  page('order-unpaid', 'owner', buyersPage('/admin/orders?stage=unpaid')),
  page('order-given-up', 'owner', buyersPage('/admin/orders?stage=unpaid'), { then: (p) => p.getByText('I do not want it any more').click() }),
  page('order-shipped', 'owner', buyersPage('/admin/orders?stage=shipped')),
  page('order-cancelled', 'owner', buyersPage('/admin/orders?stage=cancelled')),
  ...['delivery', 'returns', 'imprint', 'terms', 'privacy'].map((p) => page(`text-${p}`, 'guest', `/pages/${p}`)),
  page('not-found', 'guest', '/no/such/page', { status: 404 }),
  page('product-gone', 'guest', '/products/never-made', { status: 404 }),
];

const DESK = [
  page('admin-sign-in', 'guest', '/admin/sign-in'),
  page('admin-sign-in-refused', 'guest', '/admin/sign-in', { status: 422, then: wrongPassword }),
  page('admin-link-used', 'guest', '/admin/link/0000'),
  page('admin-orders-to-ship', 'owner', '/admin/orders?stage=to-ship'),
  page('admin-orders-ticked', 'owner', '/admin/orders?stage=to-ship', { then: (p) => p.locator('tbody .tick input').first().check() }),
  page('admin-orders-found-none', 'owner', '/admin/orders?q=qqqqxx'),
  page('admin-order-to-ship', 'owner', through('/admin/orders?stage=to-ship', '.rows td.lead a')),
  page('admin-order-unpaid', 'owner', through('/admin/orders?stage=unpaid', '.rows td.lead a')),
  page('admin-order-shipped', 'owner', through('/admin/orders?stage=shipped', '.rows td.lead a')),
  page('admin-order-cancelled', 'owner', through('/admin/orders?stage=cancelled', '.rows td.lead a')),
  page('admin-slip', 'owner', firstOrder('/admin/orders/slips?n=')),
  page('admin-pick-list', 'owner', firstOrder('/admin/orders/pick-list?n=')),
  page('admin-product-new', 'owner', '/admin/products/new'),
  page('admin-product', 'owner', through('/admin/products?q=porridge', '.rows td.lead a')),
  page('admin-product-waited-for', 'owner', through('/admin/products?q=breakfast+mug', '.rows td.lead a')),
  page('admin-product-many-variants', 'owner', through('/admin/products?q=everyday', '.rows td.lead a')),
  page('admin-product-refused', 'owner', through('/admin/products?q=porridge', '.rows td.lead a'), { status: 422, then: noName }),
  page('admin-collection-new', 'owner', '/admin/collections/new'),
  page('admin-collection', 'owner', through('/admin/collections', 'main a[href^="/admin/collections/"]:not([href$="/new"])')),
  page('admin-customer', 'owner', through('/admin/customers', '.rows td.lead a')),
  page('admin-customer-erase', 'owner', through(through('/admin/customers', '.rows td.lead a'), 'a[href$="/erase"]')),
  page('admin-discount-new', 'owner', '/admin/discounts/new'),
  page('admin-text-page', 'owner', through('/admin/settings/pages', 'main a[href^="/admin/settings/pages/"]:not([href$="/new"])')),
  page('admin-text-page-new', 'owner', '/admin/settings/pages/new'),
  page('admin-letter', 'owner', through('/admin/letters', '.rows td.lead a'), { then: (p) => p.getByText('As plain text').click() }),
  page('admin-letters-failed', 'owner', '/admin/letters?fate=failed'),
  page('admin-letter-failed', 'owner', failedLetter),
  page('admin-order-of-failed-letter', 'owner', through(failedLetter, 'a[href$="#email"]')),
  page('admin-search', 'owner', '/admin/search?q=bowl'),
  page('admin-search-none', 'owner', '/admin/search?q=qqqqxx'),
  page('admin-backup-places', 'owner', '/admin/backups/new'),
  page('admin-backup-new', 'owner', '/admin/backups/new?with=hetzner'),
  page('admin-backup-new-refused', 'owner', '/admin/backups/new?with=s3', { status: 422, then: nobodyThere }),
  page('admin-backup-new-tried', 'owner', '/admin/backups/new?with=folder', { then: tryFolder }),
  page('admin-backup-key', 'owner', '/admin/backups/key'),
  page('admin-backup-place', 'owner', backupPlace),
  page('admin-backups-elsewhere', 'owner', async (p, shop) => (await backupPlace(p, shop), '/admin/backups')),
  page('admin-account', 'owner', '/admin/settings/account'),
  page('admin-cards', 'owner', '/admin/settings/payments/cards'),
  page('admin-cards-refused', 'owner', '/admin/settings/payments/cards', { status: 422, then: liveKeyForTest }),
  page('admin-payments-to-look-at', 'owner', '/admin/orders/payments-to-look-at'),
  page('admin-domain', 'owner', '/admin/settings/domain'),
  page('admin-not-found', 'owner', '/admin/orders/999999', { status: 404 }),
  page('admin-product-variant-removal', 'owner', through('/admin/products?q=everyday', '.rows td.lead a'), { then: openRemoval }),
  page('admin-import-no-list', 'owner', '/admin/import', { status: 422, then: (p) => lookAt(p, 'people.csv', 'First Name,Last Name\nAna,Lind\n') }),
  page('admin-import-preview', 'owner', '/admin/import', { then: (p) => lookAt(p, 'tiles.csv', listOf(3)) }),
  page('admin-import-progress', 'owner', '/admin/import', { then: importIt }),
  page('admin-transfers', 'owner', '/admin/transfers'),
  page('admin-transfers-no-statement', 'owner', '/admin/transfers', { status: 422, then: (p) => bringStatement(p, 'hello') }),
  page('admin-transfers-found', 'owner', '/admin/transfers', { then: async (p) => bringStatement(p, await statementOfUnpaid(p)) }),
  page('admin-going-back-whole', 'owner', '/admin/going-back/whole?at=2020-01-01T00:00'),
  page('admin-rejoin-none', 'owner', '/admin/rejoin'),
  page('admin-going-back-product', 'owner', through('/admin/products?q=porridge', '.rows td.lead a'), { then: earlierVersions }),
  page('admin-going-back-difference', 'owner', '/admin/going-back', { then: aMomentAgo }),
  page('admin-import-done', 'owner', '/admin/import/progress', { then: untilDone }),
];

/** All pages, with those that stand in the desk's menu; `only` names parts of their names, parted by commas. */
export async function pages(owner, demo, only = '') {
  await lookedBack(owner, demo.shop);
  await owner.goto(`${demo.shop}/admin`);
  const links = await owner.locator('nav.side a:not(.brand)').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  const menu = links.map((path) => page(`menu${path.replaceAll('/', '-')}`, 'owner', path));
  const all = [...STOREFRONT, page('setup', 'guest', demo.setup), ...menu, ...DESK];
  const wanted = all.filter((p) => only.split(',').some((part) => p.name.includes(part)));
  imported.elsewhere = wanted.some((p) => p.name === 'admin-import-progress');
  return wanted;
}

async function openMenu(page) {
  const menu = page.locator('.head-menu summary');
  if (await menu.isVisible()) await menu.click();
}

async function bringStatement(page, statement) {
  await page.locator('#paste').fill(statement);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.waitForLoadState();
}

/** A bank's statement in which the first unpaid orders are paid, each in another way. */
async function statementOfUnpaid(page) {
  const here = page.url();
  await page.goto(new URL('/admin/orders?stage=unpaid', here).href);
  const rows = await page.locator('.rows tbody tr').evaluateAll((all) =>
    all.map((row) => [row.querySelector('.lead a').firstChild.textContent.trim(), row.querySelector('.amount').textContent.replace(/[^0-9.]/g, '')]),
  );
  await page.goto(here);
  const [[a, fits], [b], [, same]] = [...rows, ...rows, ...rows];
  const lines = [`A. Lind;Order ${a};${fits}`, `Bo Keller;Thank you! ${b};1.00`, `C. Moor;for the bowls;${same}`, 'City works;;-80.10', 'Bank;interest;0.17'];
  return ['Date;Name;Description;Amount', ...lines.map((line) => `20 Nov 2026;${line}`)].join('\n');
}

async function typeBowl(page) {
  await page.locator('#q-page').pressSequentially('bow');
  await page.locator('.suggest li').filter({ visible: true }).first().waitFor();
}

/** The address of what came last. */
async function newest(page, shop) {
  await page.goto(`${shop}/collections/all`);
  return page.locator('.card').first().getAttribute('href');
}

/** Orders with a form that was shown before a price changed. */
async function otherPrice(page) {
  const fields = { email: 'ana@example.com', name: 'Ana Lindqvist', line1: 'Lindenstraße 4', postcode: '10969', city: 'Berlin' };
  for (const [name, value] of Object.entries(fields)) await page.locator(`form.checkout-form [name=${name}]`).fill(value);
  await page.evaluate(() => {
    const [line, total] = ['was', 'seen'].map((name) => document.querySelector(`[name=${name}]`));
    const [key, minor] = line.value.split(' ');
    line.value = `${key} ${minor - 200}`;
    total.value -= 200;
  });
  await page.getByRole('button', { name: 'Buy now' }).click();
}

function firstOrder(path) {
  return async (page, shop) => {
    await page.goto(`${shop}/admin/orders?stage=to-ship`);
    return path + (await page.locator('tbody .tick input').first().getAttribute('value'));
  };
}

async function wrongPassword(page) {
  await page.getByLabel('E-mail').fill('ana@clay-and-leaf.example');
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function liveKeyForTest(page) {
  await page.locator('[name=test_key]').fill('sk_live_0000');
  await page.locator('form', { has: page.locator('[name=test_key]') }).getByRole('button').click();
}

/** Port 9 throws everything away, and mostly is not there. */
async function nobodyThere(page) {
  const fields = { place: 'http://127.0.0.1:9', bucket: 'backups', key_id: 'AKIA0000', secret: 'not a secret' };
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
  await press('Try it')(page);
}

async function tryFolder(page) {
  await page.locator('[name=path]').fill(join(tmpdir(), `duka-pages-${process.pid}`));
  await press('Try it')(page);
}

const places = new Map();

/** A folder that is kept as a place, one for all who look. */
function backupPlace(page, shop) {
  const keep = async () => {
    await page.goto(`${shop}/admin/backups/new?with=folder`);
    await page.locator('[name=path]').fill(join(tmpdir(), `duka-pages-${process.pid}-kept`));
    await page.locator('[name=name]').fill('The disk in the cellar');
    await press('Keep this place')(page);
    await page.goto(`${shop}/admin/backups`);
    return page.locator('main a[href^="/admin/backups/places/"]').first().getAttribute('href');
  };
  if (!places.has(shop)) places.set(shop, keep());
  return places.get(shop);
}

/** Spaces pass the browser's own look at the field, and are no name. */
async function noName(page) {
  await page.locator('#product [name=title]').fill('  ');
  await page.locator('#product').getByRole('button', { name: 'Save' }).click();
}

/** Fills in who buys and where to. */
async function fillIn(page) {
  const who = { '[name=email]': 'mia.brandt@example.com', '#name': 'Mia Brandt', '#line1': 'Lindenstraße 5', '#postcode': '10969', '#city': 'Berlin' };
  for (const [field, text] of Object.entries(who)) await page.locator(field).fill(text);
}

const orders = new Map();

/** The payment page of an order that somebody else has just placed: one for all who look. */
function toBePaid(page, shop) {
  const place = async () => {
    const context = await page.context().browser().newContext();
    try {
      const theirs = await context.newPage();
      await theirs.goto(`${shop}/products/everyday-bowl`);
      await theirs.locator('#add').click();
      await theirs.getByRole('link', { name: 'See the cart' }).first().waitFor();
      await theirs.goto(`${shop}/checkout`);
      await fillIn(theirs);
      await theirs.locator('#payment input[value="test"]').check({ force: true });
      await theirs.getByText('Next: you confirm the payment.').waitFor();
      await press('Buy now')(theirs);
      await theirs.waitForURL(/\/test-gateway\//);
      return new URL(theirs.url()).pathname;
    } finally {
      await context.close();
    }
  };
  if (!orders.has(shop)) orders.set(shop, place());
  return orders.get(shop);
}

async function earlierVersions(page) {
  await page.getByRole('link', { name: 'Earlier versions' }).click();
  await page.getByRole('heading', { name: /^Bring back/ }).waitFor();
}

/** The first look at what was done lately takes a moment, in which the page looks again by itself. */
async function lookedBack(page, shop) {
  await page.goto(`${shop}/admin/going-back`);
  await page.locator('#undo ~ :is(table, .empty)').first().waitFor();
}

/** Only one person looks back at a time: who comes second sees what the first one asked for. */
async function aMomentAgo(page) {
  const difference = new URL('/admin/going-back/difference', page.url()).href;
  const shown = page.getByRole('link', { name: /^(Back|Leave everything as it is)$/ });
  const settings = page.locator('input[name=what][value=settings]');
  for (let looks = 0; looks < LOOKS_MAX && !(await shown.isVisible()); looks += 1) {
    if (looks > 0) await page.waitForTimeout(500);
    await page.goto(difference);
    // Nobody has asked yet: this one does.
    if ((await settings.count()) > 0) {
      // The page looks again by itself, and may be another one by now.
      const there = await settings.check({ force: true, timeout: 2000 }).then(() => true, () => false);
      if (!there) continue;
      await page.locator('#at').fill(new Date(Date.now() - 60_000).toISOString().slice(0, 16));
      await page.getByRole('button', { name: 'See what would change' }).click();
    }
  }
  await shown.waitFor();
}

async function openRemoval(page) {
  const variant = page.locator('details.fold', { has: page.locator('details.fold') }).first();
  if (!(await variant.evaluate((fold) => fold.open))) await variant.locator('> summary').click();
  await variant.getByText('Remove this variant').click();
}

/** Drafts, so that nobody sees them in the shop; other ones each time, so that there is something to import. */
function listOf(tiles) {
  const made = Date.now();
  const line = (_, n) => `Sample tile ${n},sample-tile-${n},Made at ${made},12.00,ST-${n},draft`;
  return ['Title,URL handle,Description,Price,SKU,Status', ...Array.from({ length: tiles }, line), 'No price,no-price,,much,NP,draft', ''].join('\n');
}

async function lookAt(page, name, text) {
  await page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await press('Look at it')(page);
}

/** Pages are looked at beside each other, and only one list is imported at a time: who waits for its end lets the other begin. */
const imported = { elsewhere: false };
imported.begun = new Promise((done) => { imported.tell = done; });

/** Begun, and still going on when it is looked at: the page stands still from then on. */
async function importIt(page) {
  try {
    await lookAt(page, 'tiles.csv', listOf(TILES));
    await page.getByRole('button', { name: /^Import/ }).click();
    await page.waitForURL(/progress/);
  } finally {
    imported.tell();
  }
  await page.route('**/admin/import/progress', async (route) => {
    const response = await route.fetch();
    const { refresh: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.reload();
}

/** Waits for what another page began; begins it when nobody did, or when another page has put the outcome away since. */
async function untilDone(page) {
  const progress = new URL('/admin/import/progress', page.url()).href;
  if (imported.elsewhere) await imported.begun;
  const done = page.getByText('Import another list');
  for (let looks = 0; looks < LOOKS_MAX && !(await done.isVisible()); looks += 1) {
    await page.goto(progress);
    if (!page.url().includes('progress')) await importIt(page);
    if (!(await done.isVisible())) await page.waitForTimeout(500);
  }
  await done.waitFor();
}
