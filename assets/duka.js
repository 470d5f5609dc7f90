// Duka: what a browser with scripts adds. Every page is complete without it, and whatever fails here falls
// back to the plain form or link. The server need not know this file: it answers whole pages, and we take
// from them the parts that the page already shows (`data-part`, matched by id). The header `X-Duka: part`
// only tells it that the rest may be left out.
//
//   data-part         an element with an id that is replaced by its namesake in an answer
//   data-say          in an answer: what happened, shown for a moment; data-say="quiet" is only read out
//   data-live         a form that is sent in the background, then the parts are replaced
//   data-autosubmit   a form or field that is sent when it changes
//   data-refresh      in a form: the button that stands for "work it out again", pressed when a field
//                     marked data-refreshes changes
//   data-variant      a form whose options (.opts) show another variant of the product
//   data-suggest      a search form with suggestions from that address
//   data-again        a part that looks again after so many seconds
//   data-copy         a text that gets a button which copies it
//   data-gallery, data-gallery-count, data-sticky="id of the button", data-step, data-menu, data-focus,
//   data-slash, data-tick-all, data-print: see below, each by name
"use strict";

(() => {
  const PART = { "X-Duka": "part" };
  const SUGGEST_AFTER_LETTERS = 2;
  const SUGGEST_WAIT_MS = 120;
  const TOAST_MS = 8000;

  // ---- Saying what happened --------------------------------------------------------------------------------

  const quiet = document.createElement("p");
  quiet.className = "unseen";
  quiet.setAttribute("role", "status");
  document.body.append(quiet);

  let toastTimer = 0;
  function say(words) {
    const toast = document.querySelector("[data-toast]");
    if (words.dataset.say === "quiet" || !toast) {
      quiet.textContent = words.textContent.trim();
      return;
    }
    toast.replaceChildren(...[...words.childNodes].map((node) => node.cloneNode(true)));
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => toast.contains(document.activeElement) || toast.replaceChildren(), TOAST_MS);
  }

  // ---- Replacing parts without losing one's place ----------------------------------------------------------

  /** How to find the focused control again after its part was replaced. */
  function placeOf(element) {
    const part = element && element.closest("[data-part]");
    if (!part) return null;
    const { id, name, value, form, type } = element;
    const action = form && form.getAttribute("action");
    return () => {
      const sameId = id && document.getElementById(id);
      if (sameId) return sameId;
      const fresh = document.getElementById(part.id);
      if (!fresh) return null;
      const named = [...fresh.querySelectorAll("[name]")].filter(
        (other) => other.name === name && (!other.form || other.form.getAttribute("action") === action),
      );
      if (type === "radio") return named.find((other) => other.value === value) || named[0];
      const label = element.getAttribute("aria-label");
      return named.find((other) => other.getAttribute("aria-label") === label) || named[0] || fresh;
    };
  }

  /** Puts the answer's parts in place of ours; how many there were. */
  function replaceParts(answer) {
    const again = placeOf(document.activeElement);
    let replaced = 0;
    for (const old of document.querySelectorAll("[data-part][id]")) {
      const fresh = answer.getElementById(old.id);
      if (!fresh) continue;
      const part = document.importNode(fresh, true);
      if (old.open) part.open = true;
      old.replaceWith(part);
      wake(part);
      replaced += 1;
    }
    const target = again && again();
    if (target && target !== document.activeElement) {
      if (target.hasAttribute("data-part")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    for (const words of answer.querySelectorAll("[data-say]")) say(words);
    return replaced;
  }

  async function fetchPage(url, options = {}) {
    const response = await fetch(url, { ...options, headers: { ...PART, ...options.headers }, credentials: "same-origin" });
    const type = response.headers.get("Content-Type") || "";
    if (!type.startsWith("text/html")) throw new TypeError("not a page");
    return { url: response.url, page: new DOMParser().parseFromString(await response.text(), "text/html") };
  }

  // ---- Forms sent in the background ------------------------------------------------------------------------

  const sending = new WeakMap(); // form -> its latest request; older answers are not shown
  let line = Promise.resolve(); // requests go one after another, so that the last press wins at the shop too

  function send(form, button) {
    const data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    const fields = new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
    const method = (button && button.getAttribute("formmethod")) || form.getAttribute("method") || "get";
    const action = (button && button.getAttribute("formaction")) || form.getAttribute("action") || location.href;
    const url = new URL(action, location.href);
    const get = method.toLowerCase() === "get";
    if (get) url.search = fields;
    const request = `${url} ${fields}`;
    if (sending.get(form) === request) return; // Enter changes and submits: one of the two is enough
    sending.set(form, request);
    if (button) button.setAttribute("aria-busy", "true");

    line = line.then(async () => {
      try {
        const answer = await fetchPage(url, get ? {} : { method: "POST", body: fields });
        if (sending.get(form) !== request) return;
        if (!replaceParts(answer.page)) location.assign(answer.url);
        else if (get) history.replaceState(null, "", url);
      } catch {
        sendPlainly(form, button);
      } finally {
        if (sending.get(form) === request) sending.delete(form);
        if (button) button.removeAttribute("aria-busy");
      }
    });
  }

  function sendPlainly(form, button) {
    if (!form.isConnected) return location.reload();
    form.removeAttribute("data-live");
    form.requestSubmit(button && button.form === form ? button : undefined);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-live")) {
      event.preventDefault();
      send(form, event.submitter);
      return;
    }
    // A second click on the same button waits for the answer to the first.
    if (form.hasAttribute("aria-busy")) event.preventDefault();
    else if ((form.getAttribute("method") || "").toLowerCase() === "post") form.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    const form = field.form;
    if (!form) return;
    if (form.hasAttribute("data-variant") && field.closest(".opts")) showVariant(form);
    else if (field.hasAttribute("data-refreshes")) {
      const button = form.querySelector("[data-refresh]");
      if (button) send(form, button);
    } else if (field.hasAttribute("data-autosubmit") || form.hasAttribute("data-autosubmit")) form.requestSubmit();
  });

  // ---- A product's options ---------------------------------------------------------------------------------

  let variantTurn = 0;
  async function showVariant(form) {
    const url = new URL(location.pathname, location.href);
    for (const choice of form.querySelectorAll(".opts :checked, .opts select")) {
      if (choice.name) url.searchParams.set(choice.name, choice.value);
    }
    const quantity = form.elements.quantity && form.elements.quantity.value;
    const turn = ++variantTurn;
    try {
      const answer = await fetchPage(url);
      if (turn !== variantTurn) return;
      if (!replaceParts(answer.page)) return location.assign(url);
      const fresh = document.querySelector("form[data-variant]");
      if (quantity && fresh && fresh.elements.quantity) fresh.elements.quantity.value = quantity;
      history.replaceState(null, "", url);
      if (answer.page.title) document.title = answer.page.title;
    } catch {
      location.assign(url);
    }
  }

  /** data-step: one more or one less in the number field beside the button. */
  function step(button) {
    const field = button.parentElement.querySelector("input[type=number]");
    const next = Number(field.value || 0) + Number(button.dataset.step);
    field.value = Math.min(Number(field.max || Infinity), Math.max(Number(field.min || 0), next));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // ---- Parts that need waking: gallery, sticky button ------------------------------------------------------

  const stuck = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const bar = document.querySelector(`[data-sticky="${target.id}"]`);
      if (bar && target.isConnected) bar.hidden = isIntersecting;
    }
  });

  function watchSticky() {
    stuck.disconnect();
    const bar = document.querySelector("[data-sticky]");
    const button = bar && document.getElementById(bar.dataset.sticky);
    if (button) stuck.observe(button);
  }

  /** Says which picture of the swipe row is seen: "2 / 5". */
  function countPictures(gallery) {
    const row = gallery.querySelector("ul");
    const badge = gallery.querySelector("[data-gallery-count]");
    if (!row || !badge || row.children.length < 2) return;
    const show = () => {
      const start = row.getBoundingClientRect().left;
      const seen = [...row.children].findIndex((item) => item.getBoundingClientRect().right > start + row.clientWidth / 2);
      badge.textContent = `${Math.max(seen, 0) + 1} / ${row.children.length}`;
    };
    row.addEventListener("scroll", show, { passive: true });
    badge.hidden = false;
    show();
  }

  function wake(root) {
    for (const gallery of root.matches("[data-gallery]") ? [root] : root.querySelectorAll("[data-gallery]")) countPictures(gallery);
    if (root.matches("[data-sticky]") || root.querySelector("[data-sticky]") || root.matches("[data-variant]")) watchSticky();
    root.querySelectorAll("[data-copy]").forEach(makeCopyable);
  }

  // ---- Copying -------------------------------------------------------------------------------------------

  /** The button comes with the script, because without one it would do nothing. */
  function makeCopyable(text) {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "linklike small";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${text.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
      quiet.textContent = "Copied";
    });
    text.after(" ", button);
  }

  // ---- Suggestions while typing (the combobox pattern) -----------------------------------------------------

  function suggestions(form, order) {
    const field = form.querySelector("input[name=q]");
    if (!field) return;
    const list = document.createElement("ul");
    list.className = "suggest";
    list.id = `suggest-${order}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    form.append(list);
    const marks = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(marks)) field.setAttribute(name, value);

    let timer = 0;
    let turn = 0;
    let at = -1;

    const choose = (next) => {
      const items = [...list.children];
      at = next;
      items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      if (items[at]) {
        field.setAttribute("aria-activedescendant", items[at].id);
        items[at].scrollIntoView({ block: "nearest" });
      } else field.removeAttribute("aria-activedescendant");
    };
    const open = (yes) => {
      list.hidden = !yes;
      field.setAttribute("aria-expanded", String(yes));
      choose(-1);
    };

    /** The shop answers a list of links; here each becomes an option that knows its address. */
    const fill = (page) => {
      const items = [...page.querySelectorAll("a[href]")].map((link, i) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${i}`;
        item.setAttribute("role", "option");
        item.dataset.href = link.getAttribute("href");
        item.append(...[...link.childNodes].map((node) => document.importNode(node, true)));
        return item;
      });
      list.replaceChildren(...items);
      open(items.length > 0);
    };

    const ask = async () => {
      const words = field.value.trim();
      const mine = ++turn;
      if (words.length < SUGGEST_AFTER_LETTERS) return open(false);
      try {
        const url = new URL(form.dataset.suggest, location.href);
        url.searchParams.set("q", words);
        const answer = await fetchPage(url);
        if (mine === turn && document.activeElement === field) fill(answer.page);
      } catch {
        open(false);
      }
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, SUGGEST_WAIT_MS);
    });
    field.addEventListener("keydown", (event) => {
      const last = list.children.length - 1;
      if (event.key === "ArrowDown" && list.hidden && last >= 0) open(true);
      if (list.hidden) return;
      if (event.key === "ArrowDown") choose(at >= last ? -1 : at + 1);
      else if (event.key === "ArrowUp") choose(at < 0 ? last : at - 1);
      else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.href);
      else if (event.key === "Escape") open(false);
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", () => open(false));
    list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
    list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) location.assign(item.dataset.href);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  // ---- Looking again -------------------------------------------------------------------------------------

  /** data-again: a part that waits for news looks again after so many seconds, until there is none in the page. */
  function lookAgain() {
    const waiting = document.querySelector("[data-again]");
    if (!waiting) return;
    setTimeout(async () => {
      try {
        replaceParts((await fetchPage(location.href)).page);
      } catch {
        // The shop did not answer: it is asked again in a while.
      }
      lookAgain();
    }, Number(waiting.dataset.again) * 1000);
  }

  // ---- Presses and keys ------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
    const stepper = event.target.closest("[data-step]");
    if (stepper) step(stepper);
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (event.target.matches("[data-tick-all]")) {
      for (const box of event.target.closest("form").querySelectorAll(".tick input")) box.checked = event.target.checked;
    }
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const field = document.querySelector("[data-slash]");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape") {
      const menu = document.querySelector("details[data-menu][open]");
      if (!menu) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // ---- Begin -----------------------------------------------------------------------------------------------

  document.querySelectorAll("[data-suggest]").forEach(suggestions);
  wake(document.body);
  lookAgain();
  // A row of tabs that is wider than a phone begins at the one that is open.
  for (const tab of document.querySelectorAll(".views [aria-current]")) {
    const row = tab.parentElement;
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
})();
