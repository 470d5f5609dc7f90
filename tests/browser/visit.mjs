// Going to a page of the list as its visitor, at a width and in a scheme, and waiting until it stands still.

const STILL_MS_MAX = 1000;

/** The last document a page was answered with: its status and its text as it came. */
function lastDocument(page) {
  let last;
  page.on('response', (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && response.status() < 300 || response.status() >= 400) {
      last = response.text().then((html) => ({ status: response.status(), html }), () => last);
    }
  });
  return () => last;
}

/** Opens a page of the list. Resolves to the document's status and source. */
export async function visit(page, shop, entry) {
  const path = typeof entry.at === 'string' ? entry.at : await entry.at(page, shop);
  const answered = lastDocument(page);
  await page.goto(new URL(path, shop).href, { waitUntil: 'load' });
  if (entry.then) {
    const navigates = entry.status !== 200 ? page.waitForResponse((r) => r.status() === entry.status) : undefined;
    await entry.then(page);
    await navigates;
    await page.waitForLoadState('load');
  }
  await settled(page);
  return answered();
}

/** Fonts are there, pictures in view are decoded, nothing moves any more; what never ends is not waited for. */
export async function settled(page) {
  await page.evaluate(async (patience) => {
    const near = [...document.images].filter((i) => i.getBoundingClientRect().top < innerHeight);
    const still = [document.fonts.ready, ...near.map((i) => i.decode()), ...document.getAnimations().map((a) => a.finished)];
    await Promise.race([Promise.allSettled(still), new Promise((enough) => setTimeout(enough, patience))]);
  }, STILL_MS_MAX);
}
