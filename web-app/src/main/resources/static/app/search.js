"use strict";

// Ctrl+K, or Command+K on a Mac, leads to the search field
const search = document.querySelector("[data-shortcut]");
if (search) {
  const mac = /^(Mac|iP)/.test(navigator.platform);
  search.title = mac ? search.dataset.shortcut.replace("Ctrl+", "\u2318") : search.dataset.shortcut;
  search.setAttribute("aria-keyshortcuts", mac ? "Meta+K" : "Control+K");
  document.addEventListener("keydown", (event) => {
    const pressed = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (pressed && event.key?.toLowerCase() === "k" && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      search.focus();
    }
  });
}
