// Somebody who uses the shop: with a finger, a mouse or the keyboard alone. What they press is counted.

const TABS_MAX = 250;
const WAIT_MS = 30_000;

/** Taps or clicks. A tap on a field brings its keyboard; the letters typed are not counted, as nobody counts those. */
export class Pointer {
  static presses = 'taps';
  presses = 0;
  constructor(page) {
    this.page = page;
  }
  async press(what) {
    await what.waitFor({ timeout: WAIT_MS });
    this.presses += 1;
    await what.click({ timeout: WAIT_MS });
  }
  async type(field, text) {
    await this.press(field);
    await field.fill(text);
  }
  /** Enter on a phone's keyboard is one more tap. */
  async enter() {
    this.presses += 1;
    await this.page.keyboard.press('Enter');
  }
  async choose(radio) {
    this.presses += 1;
    await radio.locator('xpath=ancestor::label').click({ timeout: WAIT_MS });
  }
}

/** Tab, Shift+Tab, Enter, space and arrows: no mouse. Every one of those is counted. */
export class Keyboard {
  static presses = 'keys';
  presses = 0;
  constructor(page) {
    this.page = page;
  }
  async key(name) {
    this.presses += 1;
    await this.page.keyboard.press(name);
  }
  async press(what) {
    await this.reach(what);
    await this.key((await what.evaluate((e) => e.type === 'checkbox')) ? 'Space' : 'Enter');
  }
  async type(field, text) {
    await this.reach(field);
    // A field reached by Tab is selected as a whole: typing replaces what it holds.
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }
  async enter() {
    await this.key('Enter');
  }
  /** Into the group by Tab, to the right one by the arrows. */
  async choose(radio) {
    const name = await radio.getAttribute('name');
    await this.reach(this.page.locator(`input[type=radio][name="${name}"]`));
    for (let n = 0; n < TABS_MAX && !(await radio.isChecked()); n += 1) await this.key('ArrowDown');
  }
  /** Tab, or Shift+Tab to what stands before, until one of them has the focus. */
  async reach(what) {
    await what.first().waitFor({ timeout: WAIT_MS });
    for (let n = 0; n < TABS_MAX; n += 1) {
      const way = await what.evaluateAll((all) => {
        const here = document.activeElement;
        if (all.includes(here)) return 'there';
        const before = here !== document.body && all[0].compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
        return before ? 'Shift+Tab' : 'Tab';
      });
      if (way === 'there') return;
      await this.key(way);
    }
    throw new Error(`Tab never came to ${what}`);
  }
}
