// The whole way of a thing, walked by people of four kinds: found, bought, paid, sent; another one put on sale.
//
// What they press is counted. Nothing here knows an address that a person could not see: all goes by links and buttons.

import { DESK, PHONE, watch } from './browser.mjs';
import { Keyboard, Pointer } from './person.mjs';

const AT_MOST_EURO = 40;
const TRACKING = '00340434161094042557';
const CONFIRMED_MS = 90_000;
const PHONE_DEVICE = { viewport: PHONE, isMobile: true, hasTouch: true };

const PEOPLE = [
  { name: 'phone', Hand: Pointer, device: PHONE_DEVICE, onSale: 'Ramen bowl' },
  { name: 'desk', Hand: Pointer, device: { viewport: DESK }, onSale: 'Matcha bowl' },
  { name: 'phone without scripts', Hand: Pointer, device: { ...PHONE_DEVICE, javaScriptEnabled: false }, onSale: 'Water jug' },
  { name: 'keyboard alone', Hand: Keyboard, device: { viewport: DESK }, onSale: 'Sugar bowl' },
];

/** What is done, by whom, and how. Each gets the hand of its person, and what the walk has come to know. */
const STEPS = [
  ['a blue bowl under 40 found and in the cart', 'customer', find],
  ['what delivery costs seen', 'customer', seeDelivery],
  ['bought, paid and confirmed', 'customer', buy],
  ['signed in', 'keeper', signIn],
  ['shipped with tracking', 'keeper', ship],
  ['the parcel on its buyer\'s page', 'customer', seeParcel],
  ['letters read', 'keeper', readLetter],
  ['another one put on sale', 'keeper', putOnSale],
  ['the sale seen in the shop', 'customer', seeSale],
];

/** Every person walks the whole way; what they pressed and what went wrong is told at once. */
export async function checkPurchases(browser, demo, report) {
  for (const { name, Hand, device, onSale } of PEOPLE) {
    const began = Date.now();
    const contexts = [await browser.newContext(device), await browser.newContext({ ...device, storageState: demo.owner })];
    const [customer, keeper] = await Promise.all(contexts.map(async (context) => new Hand(await context.newPage())));
    const hands = { customer, keeper };
    const heard = [customer, keeper].map((hand) => watch(hand.page, demo.shop));
    const walk = { demo, onSale, scripts: device.javaScriptEnabled !== false };
    const pressed = [];
    for (const [what, who, step] of STEPS) {
      const hand = hands[who];
      const before = hand.presses;
      try {
        await step(hand, walk);
        if (hand.presses > before) pressed.push(`${what} ${hand.presses - before}`);
      } catch (error) {
        report.wrong(`${name}: ${what}: ${error.message.split('\n').slice(0, 6).join(' ')} (${hand.page.url()})`);
        break;
      }
    }
    report.wrong(...heard.flat().map((line) => `${name}: ${line}`));
    report.told(`${name}, ${Hand.presses}: ${pressed.join(', ')}; ${((Date.now() - began) / 1000).toFixed(1)} s for all of it`);
    for (const context of contexts) await context.close();
  }
}

/** The first that is there and can be seen. */
const seen = (page, selector) => page.locator(selector).filter({ visible: true }).first();
const button = (page, name) => page.getByRole('button', { name, exact: true }).filter({ visible: true }).first();

async function find(hand, { demo }) {
  const { page } = hand;
  await page.goto(demo.shop);
  const sign = seen(page, '.head-tools a[href="/search"]');
  if (await sign.isVisible()) await hand.press(sign);
  await hand.type(seen(page, 'input[name=q]'), 'blue bowl');
  await hand.enter();
  await page.waitForURL(/q=blue/);
  await hand.press(await cheapEnough(page));
  await page.waitForURL(/\/products\//);
  const blue = page.locator('.opts input[value="Cobalt blue"]');
  await hand.choose(blue);
  const show = button(page, 'Show this choice');
  if (await show.isVisible()) await hand.press(show);
  await page.waitForURL(/Cobalt/);
  const price = euro(await page.locator('#buy .price').textContent());
  if (!(price < AT_MOST_EURO)) throw new Error(`the blue bowl costs ${price}`);
  await hand.press(button(page, 'Add to cart'));
  await page.locator('#cart-link .count').waitFor();
}

async function cheapEnough(page) {
  const cards = page.locator('a.card');
  for (let n = 0; n < (await cards.count()); n += 1) {
    if (euro(await cards.nth(n).locator('.card-price').textContent()) < AT_MOST_EURO) return cards.nth(n);
  }
  throw new Error(`no blue bowl under ${AT_MOST_EURO}`);
}

const euro = (text) => Number(text.match(/€([\d,]+\.\d\d)/)?.[1].replace(',', ''));

async function seeDelivery(hand) {
  const { page } = hand;
  if (!new URL(page.url()).pathname.startsWith('/cart')) await hand.press(page.locator('#cart-link'));
  await page.waitForURL(/\/cart/);
  const sums = await page.locator('.summary .sums').textContent();
  if (!/Parcel|Delivery/.test(sums) || !/€4\.90/.test(sums)) throw new Error(`the cart names no delivery: ${sums}`);
}

async function buy(hand, walk) {
  const { page } = hand;
  await hand.press(page.getByRole('link', { name: 'Go to checkout' }));
  await page.waitForURL(/\/checkout/);
  await hand.type(page.getByLabel('E-mail'), 'mia.brandt@example.com');
  await hand.type(page.locator('#name'), 'Mia Brandt');
  await hand.type(page.locator('#line1'), 'Lindenstraße 5');
  await hand.type(page.locator('#postcode'), '10969');
  await hand.type(page.locator('#city'), 'Berlin');
  const show = button(page, 'Show delivery and payment');
  if (await show.isVisible()) {
    await hand.press(show);
    await page.waitForURL(/#delivery/);
    if ((await page.locator('#name').inputValue()) !== 'Mia Brandt') throw new Error('what was typed is lost');
  }
  await hand.choose(page.locator('#payment input[value="test"]'));
  if (walk.scripts) await page.getByText('Next: you confirm the payment.').waitFor();
  await hand.press(button(page, 'Buy now'));
  await page.waitForURL(/\/test-gateway\//);
  await hand.press(button(page, 'Approve'));
  await page.waitForURL(/\/orders\//);
  await page.getByRole('heading', { name: 'Thank you, Mia.' }).waitFor();
  await page.locator('.next li.done b', { hasText: /^Paid$/ }).waitFor({ timeout: CONFIRMED_MS });
  walk.number = (await page.title()).match(/\d+/)[0];
}

async function signIn(hand, { demo }) {
  const { page } = hand;
  if (demo.owner) {
    await page.goto(`${demo.shop}/admin`);
    return;
  }
  await page.goto(demo.signIn);
  await hand.press(button(page, 'Sign in'));
  await page.waitForURL(`${demo.shop}/admin`);
  demo.owner = await page.context().storageState();
}

async function ship(hand, { number }) {
  const { page } = hand;
  await hand.press(seen(page, `main a[href="/admin/orders/${number}"]`));
  await page.waitForURL(/\/admin\/orders\/\d+/);
  await hand.type(page.getByLabel('Carrier'), 'DHL');
  await hand.type(page.getByLabel('Tracking number'), TRACKING);
  await hand.press(button(page, 'Mark as shipped'));
  await page.locator('.state', { hasText: 'Shipped' }).first().waitFor();
}

async function seeParcel({ page }) {
  await page.reload();
  await page.locator('.next li.done', { hasText: TRACKING }).waitFor();
}

/** The buyer's three and the owner's one: in the desk's menu, or behind "More" on a phone. */
async function readLetter(hand) {
  const { page } = hand;
  await menu(hand, 'Letters');
  const lines = page.locator('tbody tr');
  for (const letter of ['We have your order', 'Your payment came', 'On its way', 'New order, to you']) {
    await lines.filter({ hasText: letter }).first().waitFor();
  }
  await hand.press(lines.filter({ hasText: 'On its way' }).first().getByRole('link'));
  await hand.press(page.locator('summary', { hasText: 'As plain text' }));
  await page.getByText(TRACKING).first().waitFor();
}

async function putOnSale(hand, { onSale }) {
  const { page } = hand;
  await menu(hand, 'Products');
  await hand.type(page.locator('#find'), onSale);
  await hand.enter();
  await page.waitForURL(/q=/);
  await hand.press(page.locator('td.lead a', { hasText: onSale }).first());
  await hand.type(page.getByLabel('Per cent off'), '20');
  await hand.press(button(page, 'Put on sale'));
  await page.getByText('It is on sale.').first().waitFor();
}

async function seeSale({ page }, { demo, onSale }) {
  await page.goto(`${demo.shop}/search?q=${encodeURIComponent(onSale)}`);
  await page.locator('.card', { hasText: onSale }).first().locator('s').waitFor();
}

async function menu(hand, name) {
  const { page } = hand;
  const entry = () => seen(page, `nav.side a:text-is("${name}"), nav.bar a:text-is("${name}")`);
  if (!(await entry().isVisible())) await hand.press(seen(page, '.bar-more summary'));
  await hand.press(entry());
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
