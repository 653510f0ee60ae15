/* Citations drawn beside their facts: adding and removing them, and keys for new rows. */
(function () {
  "use strict";

  function newKey() {
    if (window.crypto.randomUUID) return window.crypto.randomUUID();
    // Outside https there is no randomUUID; the same 122 random bits by hand.
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  function set(input, value) {
    input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function addCitation(button) {
    const place = button.closest("[data-citations]");
    const template = document.getElementById("id_citations-EMPTY_FORM_TEMPLATE");
    const total = document.getElementById("id_citations-TOTAL_FORMS");
    const index = parseInt(total.value, 10);
    const html = template.innerHTML.replace(/__prefix__/g, String(index));
    // jQuery runs the script by which Wagtail sets a chooser up.
    window.jQuery(place.querySelector("[data-citation-list]")).append(html);
    const citation = document.getElementById(`inline_child_citations-${index}`);
    set(citation.querySelector(`[name="citations-${index}-about"]`), place.dataset.citations);
    set(citation.querySelector(`[name="citations-${index}-ORDER"]`), String(index + 1));
    set(total, String(index + 1));
    citation.querySelector("[data-chooser-action-choose]:not(.chosen *)").focus();
  }

  function markRemoved(citation) {
    set(citation.querySelector('[name$="-DELETE"]'), "1");
    citation.hidden = true;
  }

  function removeCitation(button) {
    const place = button.closest("[data-citations]") || button.closest("details");
    markRemoved(button.closest("[data-citation]"));
    const next = place.querySelector("[data-add-citation]") || place.querySelector("summary");
    next.focus();
  }

  /* Opens whatever hides an element: its tab, and every closed fact round it. */
  function reveal(element) {
    const panel = element.closest('[role="tabpanel"]');
    if (panel && panel.hidden) {
      document.querySelector(`[role="tab"][aria-controls="${panel.id}"]`)?.click();
    }
    for (let part = element; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    window.setTimeout(() => {
      element.scrollIntoView({ block: "center" });
      const inside = "input:not([type=hidden]), select, textarea, button, summary, a";
      const body = element.querySelector(":scope > .fact__body, :scope > .fact-row__body");
      (body || element).querySelector(inside)?.focus({ preventScroll: true });
    }, 150);
  }

  function revealAddressed() {
    const id = window.location.hash.slice(1);
    if (/^(fact-|figures)/.test(id)) {
      const element = document.getElementById(id);
      if (element) reveal(element);
    }
  }

  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-citation]");
    if (add) return addCitation(add);
    const remove = event.target.closest("[data-remove-citation]");
    if (remove) return removeCitation(remove);
    const jump = event.target.closest("a[data-jump]");
    const target = jump && document.getElementById(jump.getAttribute("href").slice(1));
    if (target) {
      event.preventDefault();
      reveal(target);
    }
    return undefined;
  });

  document.addEventListener("change", (event) => {
    const citation = event.target.closest("[data-citation]");
    if (citation && /-says$/.test(event.target.name || "")) {
      citation.classList.toggle("citation--differs", event.target.value === "another");
    }
  });

  document.addEventListener("w-formset:added", (event) => {
    const row = event.target.closest("[data-fact-row]");
    if (!row) return;
    const prefix = row.id.replace("inline_child_", "");
    const input = row.querySelector(`[name="${prefix}-key"]`);
    if (!input || input.value) return;
    set(input, newKey());
    row.querySelector(":scope > details > .fact-row__body > [data-citations]").dataset.citations =
      input.value;
  });

  document.addEventListener("w-formset:removed", (event) => {
    event.target.querySelectorAll?.("[data-citation]").forEach(markRemoved);
  });

  // An invalid field in a closed fact could not be focused by the browser.
  document.addEventListener("invalid", (event) => reveal(event.target), true);
  window.addEventListener("DOMContentLoaded", revealAddressed);
  window.addEventListener("hashchange", revealAddressed);
})();
