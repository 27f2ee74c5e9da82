// Keys: Ctrl/⌘-K searches; digits toggle [data-key]; Ctrl/⌘-Enter sends a form with data-submit-ctrl-enter.
import { isLocked } from "./screen_lock.js";

function writing(target) {
  return target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])") !== null;
}

// whoever is writing stays where the writing is: the next letter belongs to the caller's sentence
function toggle(element, from) {
  if (!writing(from)) element.focus();
  element.click();
}

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    const call = event.target.closest?.("[data-screen-lock] form[data-submit-ctrl-enter]");
    if (isLocked() && !call) return;
    const part = call || document; // a call typed before the curtain reaches nothing behind it
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "k") {
      const search = part.querySelector("[data-search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (command && event.key === "Enter") {
      const form = event.target.closest?.("form") || document.querySelector("form[data-submit-ctrl-enter]");
      if (!form || !("submitCtrlEnter" in form.dataset)) return;
      event.preventDefault();
      form.requestSubmit();
    } else if (!command && /^Digit[1-9]$/.test(event.code) && (event.altKey || !writing(event.target))) {
      // Alt with the digit works while typing, too
      const element = part.querySelector(`[data-key="${event.code.slice(5)}"]`);
      if (!element) return;
      event.preventDefault();
      toggle(element, event.target);
    }
  });
}
