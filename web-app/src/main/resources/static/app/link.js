"use strict";

// the secret of a link leaves the address bar and the history at once, and reaches the server with the button
const secret = location.hash.slice(1);
if (secret) {
  history.replaceState(null, "", location.pathname);
  document.querySelector("input[name=token]").value = secret;
  // another language loads the page again
  document.querySelector("input[name=next]").value += "#" + secret;
}
