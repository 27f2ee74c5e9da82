// After ten minutes without a key, a touch or a pointer in any tab the page is hidden, from screen readers too, what was
// opened on it leaves it (emptying.js), and the server is told. Half-typed forms keep their contents; alarms and one-press
// actions stay. What the page loads by itself is no activity. A passkey or a code brings back the half-typed form, or
// asks for the page again, to its own person alone.
import { askAgain, empty, sayWhatIsGone } from "./emptying.js";
import { startLockCard } from "./lock_card.js";
import { csrf, forget, forgetAll, keep, kept, person } from "./tab.js";

const IDLE = 10 * 60 * 1000;
const SAID_EVERY = 60 * 1000;
const HUMAN = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

const tabs = "BroadcastChannel" in window ? new BroadcastChannel("lindung.lock") : null;
const root = document.documentElement;
let curtain = null;
let title = "";
let focused = null;
let waits = false; // a half-typed form, behind the curtain
let last = Date.now(); // when somebody last did something here

export function isLocked() {
  return root.classList.contains("screen-is-locked");
}

function hide() {
  if (isLocked()) return;
  title = document.title;
  focused = document.activeElement;
  waits = empty();
  root.classList.add("screen-is-locked");
  document.title = curtain.dataset.title;
  curtain.hidden = false;
  curtain.focus();
}

function show() {
  last = Date.now();
  if (!isLocked() || curtain.querySelector(".desk")) return; // a call that is typed before it is sent first
  forget("locked");
  if (!waits) {
    askAgain();
    return;
  }
  root.classList.remove("screen-is-locked");
  document.title = title;
  curtain.hidden = true;
  curtain.querySelector("[data-lock-place]").replaceChildren();
  sayWhatIsGone(title);
  focused?.focus?.();
}

// somebody has proved who they are: the page behind is theirs, or it goes
function opened(told) {
  tabs?.postMessage({ opened: told.person });
  if (told.person === person() && !told.next) {
    show();
    return;
  }
  if (told.person !== (person() || kept("person"))) forgetAll();
  location.replace(told.next || "/");
}

async function fill(options) {
  const unreached = curtain.querySelector("[data-lock-unreached]");
  unreached.hidden = true;
  curtain.querySelector("[data-lock-call]").hidden = true;
  try {
    const answer = await fetch(curtain.dataset.lock, options);
    if (answer.status >= 500) throw new Error(String(answer.status)); // it is the server that is away, nobody else here
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const card = page.querySelector("[data-lock-card]");
    if (!card) {
      location.replace("/"); // the session has ended, or is somebody else's
      return;
    }
    forget("locked");
    const mine = document.importNode(card, true);
    curtain.querySelector("[data-lock-place]").replaceChildren(mine);
    startLockCard(mine, opened);
    mine.querySelector("form button")?.focus();
  } catch {
    unreached.hidden = false;
    offerDesk();
  }
}

function openDesk() {
  return document.querySelector("main form[data-draft]");
}

// a call can't wait until the server is back: where the desk goes on without it, an empty one stands before the curtain
function offerDesk() {
  if (isLocked() && openDesk()?.elements.meja?.value) curtain.querySelector("[data-lock-call]").hidden = false;
}

// what is half typed stays behind the curtain, and its draft is its own: this one has none, no contents, and other ids
function setUpDesk() {
  const desk = openDesk().cloneNode(true);
  delete desk.dataset.draft;
  for (const told of desk.querySelectorAll(".note, [data-draft-status], [data-error-summary]")) told.remove();
  for (const field of desk.elements) {
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = field.type === "radio" && !field.value;
    else if (field.name === "draf" || field.matches("textarea, [name=works_for], input:not([type=hidden])")) field.value = "";
  }
  for (const named of desk.querySelectorAll("[id]")) named.id = `lock_${named.id}`;
  for (const label of desk.querySelectorAll("label[for]")) label.htmlFor = `lock_${label.htmlFor}`;
  for (const name of ["unreached", "call"]) curtain.querySelector(`[data-lock-${name}]`).hidden = true;
  curtain.querySelector("[data-lock-place]").replaceChildren(desk);
  desk.elements.what.focus();
}

function post(fields = {}) {
  return { method: "POST", headers: { "X-CSRFToken": csrf() }, body: new URLSearchParams(fields) };
}

function lock() {
  if (isLocked()) return;
  document.dispatchEvent(new Event("lindung.locking"));
  hide();
  keep("locked", true); // until the server has heard of it
  tabs?.postMessage({ locked: true });
  fill(post({ tutup: "ya" }));
}

async function sayStillHere() {
  tabs?.postMessage({ acted: true });
  try {
    const answer = await fetch(curtain.dataset.stillHere, { ...post(), redirect: "manual" });
    if (answer.type === "opaqueredirect") lock(); // the server had locked already
  } catch {
    // without a connection nobody hears it; the page locks by its own clock
  }
}

function watch() {
  let said = last;
  const look = () => {
    if (!isLocked() && Date.now() - last >= IDLE) lock();
  };
  const acted = () => {
    look();
    if (isLocked()) return;
    last = Date.now();
    if (last - said < SAID_EVERY) return;
    said = last;
    sayStillHere();
  };
  for (const kind of HUMAN) document.addEventListener(kind, acted, { passive: true, capture: true });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
  // what would be sent after a long sleep stays on the page
  document.addEventListener("submit", (event) => {
    acted();
    if (isLocked() && !event.target.closest("[data-one-press], [data-screen-lock]")) event.preventDefault();
  }, { capture: true });
}

export function startScreenLock() {
  const own = document.querySelector("main [data-lock-card]");
  if (own) {
    startLockCard(own, opened);
    tabs?.addEventListener("message", ({ data }) => { if (data.opened) location.replace("/"); });
    return;
  }
  curtain = document.querySelector("[data-screen-lock]");
  if (!curtain) return;
  watch();
  curtain.querySelector("[data-lock-again]").addEventListener("click", () => {
    fill(post({ tutup: "ya" }));
  });
  curtain.querySelector("[data-lock-call] button").addEventListener("click", setUpDesk);
  document.addEventListener("lindung.unreached", offerDesk);
  for (const button of document.querySelectorAll("[data-lock-now]")) {
    button.hidden = false;
    button.addEventListener("click", lock);
  }
  // a page that the browser keeps whole for its back button is behind no curtain
  window.addEventListener("pagehide", (event) => {
    if (event.persisted) waits = empty();
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted || isLocked()) return;
    if (!waits) askAgain();
    else {
      sayWhatIsGone(document.title);
      sayStillHere();
    }
  });
  tabs?.addEventListener("message", ({ data }) => {
    if (data.acted) last = Date.now();
    if (data.locked && !isLocked() && person()) {
      hide();
      fill({});
    }
    if (data.opened && person() && data.opened !== person()) {
      forgetAll();
      location.replace("/");
    } else if (data.opened) {
      show();
    }
  });
  if (kept("locked")) lock();
}
