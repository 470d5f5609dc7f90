// The whole way of a thing, walked by people of four kinds: found, bought, paid, sent; another one put on sale.
//
// What they press is counted. Nothing here knows an address that a person could not see: all goes by links and buttons.

import { DESK, PHONE, watch } from './browser.mjs';
import { Keyboard, Pointer } from './person.mjs';

const AT_MOST_EURO = 40;
const CONFIRMED_MS = 90_000;

const PEOPLE = [
  { name: 'phone', Hand: Pointer, context: { viewport: PHONE, isMobile: true, hasTouch: true }, onSale: 'Ramen bowl' },
  { name: 'desk', Hand: Pointer, context: { viewport: DESK }, onSale: 'Matcha bowl' },
  { name: 'phone without scripts', Hand: Pointer, context: { viewport: PHONE, isMobile: true, hasTouch: true, javaScriptEnabled: false }, onSale: 'Water jug' },
  { name: 'keyboard alone', Hand: Keyboard, context: { viewport: DESK }, onSale: 'Sugar bowl' },
];

/** Resolves to a line for each person, and to what went wrong. */
export async function checkPurchases(browser, demo) {
  const [told, wrong] = [[], []];
  for (const { name, Hand, context: settings, onSale } of PEOPLE) {
    const buyer = await browser.newContext(settings);
    const owner = await browser.newContext({ ...settings, storageState: demo.owner });
    let at = 'the way in';
    try {
      const began = Date.now();
      const [shop, desk] = [await buyer.newPage(), await owner.newPage()];
      const heard = [watch(shop, demo.shop), watch(desk, demo.shop)];
      const [customer, keeper] = [new Hand(shop), new Hand(desk)];
      const counted = async (hand, what, steps) => {
        at = what;
        const before = hand.presses;
        const result = await steps();
        told.push(`${name}: ${what}: ${hand.presses - before} ${Hand === Keyboard ? 'keys' : 'taps'}`);
        return result;
      };
      await shop.goto(demo.shop);
      await counted(customer, 'a blue bowl under 40 found and in the cart', () => find(customer));
      await counted(customer, 'what delivery costs seen', () => seeDelivery(customer));
      const number = await counted(customer, 'bought, paid and confirmed', () => buy(customer, name));
      await counted(keeper, 'signed in', () => signIn(keeper, demo));
      demo.owner = await owner.storageState();
      await counted(keeper, 'shipped with tracking', () => ship(keeper, number));
      await counted(keeper, 'letters seen', () => seeLetters(keeper));
      at = 'the parcel on the buyer\'s page';
      await shop.reload();
      await shop.locator('.next li.done', { hasText: 'Sent' }).waitFor();
      await counted(keeper, `${onSale} put on sale`, () => putOnSale(keeper, onSale));
      at = 'the sale in the shop';
      await shop.goto(`${demo.shop}/search?q=${encodeURIComponent(onSale)}`);
      await shop.locator('.card', { hasText: onSale }).first().locator('s').waitFor();
      wrong.push(...heard.flat().map((line) => `${name}: ${line}`));
      told.push(`${name}: all of it in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    } catch (error) {
      const [page] = at.includes('sale') || at.includes('ship') || at.includes('letters') || at.includes('signed') ? owner.pages() : buyer.pages();
      wrong.push(`${name}: ${at}: ${error.message.split('\n').slice(0, 6).join(' ')} (${page?.url()})`);
    }
    await buyer.close();
    await owner.close();
  }
  return { told, wrong };
}

/** The first that is there and can be seen. */
const seen = (page, selector) => page.locator(selector).filter({ visible: true }).first();
const button = (page, name) => page.getByRole('button', { name, exact: true }).filter({ visible: true }).first();

async function find(hand) {
  const { page } = hand;
  const sign = seen(page, '.head-tools a[href="/search"]');
  if (await sign.isVisible()) await hand.press(sign);
  await hand.type(seen(page, 'input[name=q]'), 'blue bowl');
  await hand.enter();
  await page.waitForURL(/q=blue/);
  await hand.press(await cheapEnough(page));
  await page.waitForURL(/\/products\//);
  const blue = page.locator('.opts input[value="Cobalt"]');
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

async function buy(hand, name) {
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
  if (!name.includes('without scripts')) await page.getByText('Next: you confirm the payment.').waitFor();
  await hand.press(button(page, 'Buy now'));
  await page.waitForURL(/\/test-gateway\//);
  await hand.press(button(page, 'Approve'));
  await page.waitForURL(/\/orders\//);
  await page.getByRole('heading', { name: 'Thank you, Mia.' }).waitFor();
  await page.locator('.next li.done b', { hasText: /^Paid$/ }).waitFor({ timeout: CONFIRMED_MS });
  return (await page.title()).match(/\d+/)[0];
}

async function signIn(hand, demo) {
  const { page } = hand;
  if (demo.owner) {
    await page.goto(`${demo.shop}/admin`);
    return;
  }
  await page.goto(demo.signIn);
  await hand.press(button(page, 'Sign in'));
  await page.waitForURL(`${demo.shop}/admin`);
}

async function ship(hand, number) {
  const { page } = hand;
  await hand.press(seen(page, `main a[href="/admin/orders/${number}"]`));
  await page.waitForURL(/\/admin\/orders\/\d+/);
  await hand.type(page.getByLabel('Carrier'), 'DHL');
  await hand.type(page.getByLabel('Tracking number'), '00340434161094042557');
  await hand.press(button(page, 'Mark as shipped'));
  await page.locator('.state', { hasText: 'Shipped' }).first().waitFor();
}

/** The buyer's four and the owner's one: in the desk's menu, or behind "More" on a phone. */
async function seeLetters(hand) {
  const { page } = hand;
  await menu(hand, 'Letters');
  const lines = page.locator('tbody tr');
  for (const letter of ['We have your order', 'Your payment came', 'On its way', 'New order, to you']) {
    await lines.filter({ hasText: letter }).first().waitFor();
  }
  await hand.press(lines.filter({ hasText: 'On its way' }).first().getByRole('link'));
  await page.getByText('00340434161094042557').first().waitFor();
}

async function putOnSale(hand, title) {
  const { page } = hand;
  await menu(hand, 'Products');
  await hand.type(page.locator('#find'), title);
  await hand.enter();
  await page.waitForURL(/q=/);
  await hand.press(page.locator('td.lead a', { hasText: title }).first());
  await hand.type(page.getByLabel('Per cent off'), '20');
  await hand.press(button(page, 'Put on sale'));
  await page.getByText('It is on sale.').first().waitFor();
}

async function menu(hand, name) {
  const { page } = hand;
  const entry = () => seen(page, `nav.side a:text-is("${name}"), nav.bar a:text-is("${name}")`);
  if (!(await entry().isVisible())) await hand.press(seen(page, '.bar-more summary'));
  await hand.press(entry());
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
