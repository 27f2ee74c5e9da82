// The card of a locked screen, on its own page or before a half-typed one: what was given is sent without leaving the
// page, and alarms go on arriving.
import { forgetAtSignOut } from "./tab.js";

const ASKED_EVERY = 30 * 1000;
const AS_SCRIPT = { Accept: "application/json" };

function load(address) {
  if (window.webauthnJSON) return Promise.resolve();
  return new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", loaded);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

function listed(alarm) {
  const line = document.createElement("li");
  if (!alarm.url) {
    line.textContent = alarm.text;
    return line;
  }
  const link = document.createElement("a");
  link.href = alarm.url;
  link.textContent = alarm.text;
  line.append(link);
  return line;
}

async function refresh(card) {
  try {
    const answer = await fetch(card.dataset.alarms, { headers: AS_SCRIPT, redirect: "manual" });
    if (!answer.ok) return;
    const { alarms } = await answer.json();
    card.querySelector("[data-lock-alarms]").replaceChildren(...alarms.map(listed));
  } catch {
    // the next time
  }
}

// OPENED({person, next}) is called once somebody has proved who they are.
export function startLockCard(card, opened) {
  const said = card.querySelector("[data-lock-said]");
  const say = (text) => {
    said.textContent = text;
    said.hidden = !text;
  };
  const send = async (form) => {
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: "POST", headers: AS_SCRIPT, body, redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      location.replace("/"); // the session has ended meanwhile
      return;
    }
    const told = await answer.json();
    if (answer.ok) opened(told);
    else say(told.said);
  };

  card.querySelector("[data-lock-code]").addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    try {
      await send(event.target);
    } catch {
      say(said.dataset.unsent);
      document.dispatchEvent(new Event("lindung.unreached"));
    }
  });
  card.querySelector("[data-lock-key]")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    try {
      await load(card.dataset.webauthn);
      const asked = await fetch(event.target.action, { headers: AS_SCRIPT });
      const { request_options: options } = await asked.json();
      // whoever takes the desk goes on with what stands on this screen, and with nothing that is typed elsewhere
      const typed = document.querySelector("main form[data-draft]")?.elements.draf;
      event.target.elements.draf.value = typed?.value ?? "";
      event.target.elements.credential.value = JSON.stringify(await window.webauthnJSON.get(options));
      await send(event.target);
    } catch {
      say(said.dataset.unread);
      document.dispatchEvent(new Event("lindung.unreached"));
    }
  });
  for (const form of card.querySelectorAll("form")) form.noValidate = true; // our own sentences, in the page's language
  forgetAtSignOut(card);
  const asking = setInterval(() => {
    if (card.isConnected) refresh(card);
    else clearInterval(asking);
  }, ASKED_EVERY);
}
