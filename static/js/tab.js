// What this tab keeps in sessionStorage, and whose it is. It is gone with the tab, and at sign-out.
const PREFIX = "lindung.";

let closed = false;

export function keep(key, value) {
  if (closed) return;
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // a full or forbidden store costs the convenience, never the page
  }
}

export function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function forget(key) {
  sessionStorage.removeItem(PREFIX + key);
}

export function keptKeys(start) {
  const names = [];
  for (let n = 0; n < sessionStorage.length; n += 1) {
    const name = sessionStorage.key(n);
    if (name.startsWith(PREFIX + start)) names.push(name.slice(PREFIX.length));
  }
  return names;
}

export function forgetAll() {
  for (const key of keptKeys("")) forget(key);
}

export function person() {
  return document.body.dataset.person || "";
}

// another person in this tab finds nothing of the one before
export function claimTab() {
  const here = person();
  if (!here) return;
  if (kept("person") !== here) forgetAll();
  keep("person", here);
  forgetAtSignOut(document);
}

export function forgetAtSignOut(part) {
  for (const form of part.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => {
      forgetAll();
      closed = true;
    });
  }
}

// the token against forged forms, for what a script sends
export function csrf() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
}

export function words(name) {
  return document.querySelector("[data-words]")?.dataset[name] || "";
}
