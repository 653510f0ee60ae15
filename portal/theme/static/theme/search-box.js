// Suggestions below a search box, as an ARIA combobox with a listbox: the words stay in the
// box's hands, arrow keys go through the list, Enter follows what is marked or sends the form.
// Without this script, or where the server does not answer, the box is a plain form.
"use strict";

let boxes = 0;

function suggestIn(form) {
  const input = form.elements.q;
  const pause = 150;
  const least = 2;
  let timer = 0;
  let request = null;
  let options = [];
  let marked = -1;

  const list = document.createElement("div");
  list.id = `suggestions-${boxes += 1}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);

  for (const [name, value] of Object.entries({
    autocomplete: "off",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  function mark(index) {
    options[marked]?.setAttribute("aria-selected", "false");
    marked = index;
    const option = options[marked];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function open() {
    if (!options.length) return;
    list.style.top = `${input.offsetTop + input.offsetHeight}px`;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    mark(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function stop() {
    clearTimeout(timer);
    request?.abort();
  }

  function forget() {
    stop();
    close();
    options = [];
    list.replaceChildren();
    status.textContent = "";
  }

  function show(html) {
    list.innerHTML = html;
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, index) => { option.id = `${list.id}-${index}`; });
    const said = list.querySelector("[data-said]");
    status.textContent = said ? said.textContent : "";
    said?.remove();
    marked = -1;
    input.removeAttribute("aria-activedescendant");
    if (options.length) open(); else close();
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const address = new URL("suggestions", form.action);
    address.search = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(address, { signal: request.signal });
      const html = answer.ok ? await answer.text() : "";
      if (document.activeElement === input) show(html);
    } catch {
      // A newer question is on its way, or the server is not there: the form still works.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    mark(-1);
    if (input.value.trim().length < least) forget();
    else timer = setTimeout(ask, pause);
  });

  const moves = {
    ArrowDown: () => (marked + 1) % options.length,
    ArrowUp: () => (marked < 1 ? options.length : marked) - 1,
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isOpen = !list.hidden;
    if (event.key in moves && options.length) {
      event.preventDefault();
      if (event.altKey) {
        if (event.key === "ArrowDown") open(); else close();
        return;
      }
      open();
      mark(moves[event.key]());
    } else if (event.key === "Enter" && marked >= 0) {
      event.preventDefault();
      options[marked].click();
    } else if (event.key === "Escape" && isOpen) {
      // The first Escape closes the list; the next empties the box, as browsers do.
      event.preventDefault();
      stop();
      close();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      mark(-1);
    }
  });

  // A press on the list must not take the box's focus first, or the list would be gone.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", close);
  input.addEventListener("blur", forget);
  form.addEventListener("submit", forget);
}

function suggestInAll() {
  document.querySelectorAll("form[role=search]:not(:has([role=combobox]))").forEach(suggestIn);
}

suggestInAll();
// A part of the page was replaced.
document.addEventListener("refined", suggestInAll);
