"use strict";

// "/" leads to the search field, unless something is typed elsewhere
const search = document.querySelector("[data-shortcut]");
if (search) {
  search.title = search.dataset.shortcut;
  search.setAttribute("aria-keyshortcuts", "/");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  });
}
