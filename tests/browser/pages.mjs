// Every page is correct: axe finds nothing, nothing scrolls sideways, the console is silent, no other host is asked, and
// the HTML is valid. Each page is opened once and then looked at in four widths and two schemes.

import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { DESK, PHONE, visitors, watch } from './browser.mjs';
import { htmlErrors } from './html.mjs';
import { pages } from './pages-list.mjs';
import { settled, visit } from './visit.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [320, 390, 768, 1280];
const AXE_WIDTHS = [PHONE.width, DESK.width];
/** Pages looked at side by side. */
const LANES = 2;
/** One fault in a list is there in every row: so many are told of each kind. */
const TOLD_MAX = 4;

/** Looks at all pages, or those with `only` in their name; everything found wrong is told at once, a line each. */
export async function checkPages(browser, demo, report, only) {
  const kept = await visitors(browser, demo);
  const contexts = {};
  for (const [who, storageState] of Object.entries(kept)) contexts[who] = await browser.newContext({ storageState, viewport: PHONE, reducedMotion: 'reduce' });
  const list = await pages(await contexts.owner.newPage(), demo, only);
  const documents = new Map();
  const waiting = list.values();
  const lane = async () => {
    for (const entry of waiting) {
      const page = await contexts[entry.who].newPage();
      const wrong = watch(page, [demo.shop, new URL(demo.setup).origin], () => [entry.status]);
      try {
        const { status, html } = await visit(page, demo.shop, entry);
        if (status !== entry.status) wrong.push(`answered ${status}, not ${entry.status} (${page.url()})`);
        documents.set(entry.name, html);
        wrong.push(...(await lookedAt(page)));
      } catch (error) {
        wrong.push(`could not be opened: ${error.message.split('\n').slice(0, 3).join(' ')}`);
      }
      report.wrong(...wrong.map((line) => `${entry.name}: ${line}`));
      await page.close();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  report.wrong(...(await htmlErrors(documents)));
  report.told(`${list.length} pages looked at`);
}

async function lookedAt(page) {
  const wrong = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 800 ? PHONE.height : DESK.height });
    const beyond = await page.evaluate(tooWide);
    if (beyond) wrong.push(`at ${width}: scrolls sideways because of ${beyond}`);
    const hidden = width === DESK.width ? await page.evaluate(menuBeyond) : 0;
    if (hidden > 0) wrong.push(`at ${width}: the desk's menu ends ${hidden} px below the edge`);
    for (const colorScheme of AXE_WIDTHS.includes(width) ? ['light', 'dark'] : []) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      wrong.push(...few(await axe(page)).map((line) => `at ${width} ${colorScheme}: ${line}`));
    }
    if (width === PHONE.width) wrong.push(...few(await page.evaluate(tooSmall)).map((line) => `at ${width}: too small for a finger: ${line}`));
  }
  return wrong;
}

const few = (lines) => (lines.length > TOLD_MAX ? [...lines.slice(0, TOLD_MAX), `and ${lines.length - TOLD_MAX} more`] : lines);

/** In the page: what reaches farthest beyond its right edge, or nothing. */
function tooWide() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return '';
  const right = (e) => e.getBoundingClientRect().right;
  const shown = [...document.body.querySelectorAll('*')].filter((e) => e.checkVisibility() && !e.closest('.unseen'));
  const worst = shown.reduce((a, b) => (right(b) > right(a) ? b : a), document.body);
  return `${worst.outerHTML.slice(0, 120)} (${Math.round(right(worst))} of ${room} px)`;
}

/** In the page: how much of the desk's menu one has to scroll to. */
function menuBeyond() {
  const menu = document.querySelector('nav.side');
  return menu ? menu.scrollHeight - menu.clientHeight : 0;
}

/** In the page: what is pressed and lower than 44 px, but for links inside a sentence. */
function tooSmall() {
  const pressed = 'a[href], button, summary, select, textarea, input:not([type=radio], [type=checkbox], [type=hidden], [type=file]), label.pill, label.choice, label.check';
  const inSentence = 'p, dd, li > span, .line-name, .hint, .crumbs, address, .notice, .text, .events';
  return [...document.querySelectorAll(pressed)]
    .filter((e) => e.checkVisibility() && !e.closest(inSentence) && !e.closest('.unseen, .skip'))
    .filter((e) => getComputedStyle(e, '::after').position !== 'absolute') // its whole row is pressed
    .map((e) => ({ e, box: e.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height < 43.5)
    .map(({ e, box }) => `${e.outerHTML.slice(0, 100)} (${Math.round(box.width)} x ${Math.round(box.height)} px)`);
}

/** Lines like "color-contrast: .card > span: what to do". */
async function axe(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations);
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.split('\n').slice(1).join(' ').trim()}`));
}
