// Narrowing, sorting and paging a list without a new page: what a link or the form leads to is
// fetched, and its main part put in the place of ours. The address stays the state, so that
// Back, a reload and a copied link show the same. Whatever fails becomes an ordinary visit.
"use strict";

{
  const main = document.getElementById("main");
  const patience = 8000;
  let shown = location.pathname + location.search;
  let request = null;

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  // Of a part that opens: the heading of its filter, and whether it is the rest of the values.
  function nameOf(details) {
    const legend = details.closest(".facet")?.querySelector("legend");
    return `${legend?.textContent} ${details.className}`;
  }

  function replace(page) {
    const open = new Map();
    for (const each of main.querySelectorAll("details")) open.set(nameOf(each), each.open);
    const typed = main.querySelector("input[name=q]");
    main.replaceChildren(...page.getElementById("main").childNodes);
    document.title = page.title;
    for (const each of main.querySelectorAll("details")) {
      each.open = open.get(nameOf(each)) ?? each.open;
    }
    const box = main.querySelector("input[name=q]");
    // Words that were typed and not sent yet.
    if (box && typed && typed.value !== typed.defaultValue) box.value = typed.value;
    document.dispatchEvent(new Event("refined"));
  }

  function focusOn(element) {
    if (!element) return;
    if (!element.matches("a, input, button")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    const { top, bottom } = element.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) element.scrollIntoView();
  }

  // Returns whether the page is there; not where a newer wish came between.
  async function load(address) {
    request?.abort();
    const own = request = new AbortController();
    const timer = setTimeout(() => location.assign(address), patience);
    main.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: own.signal });
      const html = await answer.text();
      const page = new DOMParser().parseFromString(html, "text/html");
      const isThePage = answer.ok && new URL(answer.url).pathname === location.pathname;
      if (!isThePage || !page.getElementById("main")) throw new Error(answer.statusText);
      replace(page);
      return true;
    } catch {
      if (!own.signal.aborted) location.assign(address);
      return false;
    } finally {
      clearTimeout(timer);
      if (request === own) main.removeAttribute("aria-busy");
    }
  }

  const count = () => main.querySelector("#list, .empty-state .section-title");

  // `again` finds what had the focus on the new page; where it is gone, the count gets it.
  async function refine(address, again) {
    if (!await load(address)) return;
    history.replaceState({ y: scrollY }, "");
    history.pushState({}, "", address);
    shown = location.pathname + location.search;
    focusOn(again() ?? count());
    status.textContent = count()?.textContent ?? document.title;
  }

  function addressOf(form) {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    address.hash = "";
    return address.href;
  }

  main.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = event.button === 0
      && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || event.defaultPrevented || link.closest("[role=listbox]")) return;
    const isThisList = link.origin === location.origin && link.pathname === location.pathname;
    if (!isThisList || link.hash || link.search === location.search) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    // An order stays where it is; a chip is gone, and the foot of a list leads to its head.
    const again = () => link.closest(".sort-links")
      && main.querySelector(`.sort-links a[href="${CSS.escape(href)}"]`);
    refine(link.href, again);
  });

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".narrow-form")) return;
    event.preventDefault();
    refine(addressOf(form), () => null);
  });

  main.addEventListener("change", (event) => {
    const form = event.target.form;
    const list = main.querySelector(".narrowed__list");
    // On a phone the form stands in the place of the list: its button says when.
    if (!form?.matches(".narrow-form") || !list || list.offsetParent === null) return;
    refine(addressOf(form), () => document.getElementById(event.target.id));
  });

  addEventListener("popstate", async (event) => {
    if (location.pathname + location.search === shown) return;
    shown = location.pathname + location.search;
    if (!await load(location.href)) return;
    scrollTo(0, event.state?.y ?? 0);
    status.textContent = count()?.textContent ?? document.title;
  });
}
