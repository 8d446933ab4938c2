"use strict";

// opens a day at the present time, unless the page has something to say at its top
const now = document.querySelector("[data-now]");
const table = now?.closest(".region");
if (table) {
  table.scrollTop = now.offsetTop - table.querySelector("thead").offsetHeight;
} else if (now && !location.hash && !document.querySelector(".notice")) {
  now.scrollIntoView({ block: "center" });
}

// a table that is replaced stays where it was scrolled to
document.addEventListener("htmx:beforeSwap", () => {
  const before = document.querySelector(".region");
  if (before) {
    const { scrollTop, scrollLeft } = before;
    document.addEventListener("htmx:afterSwap", () => document.querySelector(".region")?.scrollTo(scrollLeft, scrollTop), { once: true });
  }
});
