"use strict";

const DONE = {
  "/api/v1/emails/confirm": "Thank you. Your email address is confirmed.",
  "/api/v1/passwords/reset/confirm": "Your password is changed. Log in with the new one.",
  "/api/v1/passwords/reset": "If there is such an account, a mail with a link is on its way.",
};
const FIELDS = { token: "This link", newPassword: "The password", email: "The email address" };

// the secret leaves the address bar and the history at once
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

const form = document.querySelector("form");
const result = document.querySelector("#result");

function words(problem) {
  const error = (problem.errors || [])[0];
  return error ? `${FIELDS[error.field] || error.field} ${error.message}.` : problem.detail || problem.title;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  result.textContent = "";
  const action = form.dataset.action;
  const body = Object.fromEntries(new FormData(form));
  if (token) {
    body.token = token;
  }
  try {
    const answer = await fetch(action, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      form.hidden = true;
      result.textContent = DONE[action];
      return;
    }
    result.textContent = words(await answer.json());
  } catch {
    result.textContent = "This did not work. Please try again in a moment.";
  }
  button.disabled = false;
});
