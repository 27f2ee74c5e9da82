// Every form of the main part keeps what is typed in this tab until the server says that it is saved; a form that has a
// draft on the server only what isn't in that yet.
import { forget, keep, kept, keptKeys, person, words } from "./tab.js";

const NEVER = new Set(["password", "hidden", "file", "submit", "button", "image", "reset", "search"]);

function fields(form) {
  return [...form.elements].filter(
    (field) => field.name && !NEVER.has(field.type) && field.autocomplete !== "one-time-code" && field.tagName !== "BUTTON",
  );
}

function contents(form) {
  return fields(form).map((field) => {
    if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
    if (field.multiple) return [field.name, null, [...field.selectedOptions].map((option) => option.value)];
    return [field.name, null, field.value];
  });
}

function fill(form, saved) {
  let changed = false;
  const here = fields(form);
  saved.forEach(([name, value, content], index) => {
    const field = here[index];
    if (!field || field.name !== name) return;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.value !== value || field.checked === content) return;
      field.checked = content;
    } else if (field.multiple) {
      for (const option of field.options) option.selected = content.includes(option.value);
      return;
    } else {
      if (field.value === content) return;
      field.value = content;
    }
    changed = true;
  });
  return changed;
}

function announce(form, key) {
  const note = document.createElement("div");
  note.className = "note note-info";
  note.setAttribute("role", "status");
  const text = document.createElement("div");
  text.className = "note-text";
  text.textContent = words("restored") + " ";
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "btn btn-sm btn-outline-secondary";
  discard.textContent = words("discard");
  discard.addEventListener("click", () => {
    forget(key);
    form.reset();
    note.remove();
  });
  text.append(discard);
  note.append(text);
  form.prepend(note);
}

// the desk of a locked screen: it shows nothing that was typed before, and takes nothing's place
function isForAnybody(form) {
  return "draft" in form.dataset && "locked" in document.body.dataset;
}

export function startKeptForms() {
  if (document.querySelector(".note-ok, .desk-kept")) {
    for (const key of keptKeys("form.")) if (kept(key)?.sent) forget(key);
  }
  // at the entrance and on error pages nothing was saved: what had been sent counts as unsent again; not on the page
  // with which the desk goes on, which knows nobody and holds itself what was not kept
  if (!person()) {
    if (!document.querySelector("main form[data-draft]")) unsend();
    return;
  }
  const failed = document.querySelector("[data-error-summary]") !== null;
  const forms = [...document.querySelectorAll("main form")].filter(
    (form) => form.method === "post" && form.dataset.keep !== "off" && !isForAnybody(form) && fields(form).length > 0,
  );
  forms.forEach((form, index) => {
    // a draft is the same on every page that shows it
    const key = `form.${form.dataset.draft || `${location.pathname}.${form.getAttribute("action") || ""}.${index}`}`;
    const saved = kept(key);
    if (saved && !failed && fill(form, saved.contents)) announce(form, key);
    let timer = 0;
    const store = (sent) => {
      clearTimeout(timer);
      timer = 0;
      keep(key, { contents: contents(form), sent });
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(store, 300, false);
    });
    form.addEventListener("submit", () => store(true));
    form.addEventListener("lindung.saved", () => {
      clearTimeout(timer);
      timer = 0;
      if (!kept(key)?.sent) forget(key);
    });
    window.addEventListener("pagehide", () => {
      if (timer) store(false);
    });
  });
}

export function unsend() {
  for (const key of keptKeys("form.")) keep(key, { ...kept(key), sent: false });
}
