// Forms with data-draft="URL" are kept on the server while one types; the mark [data-draft-status] says so.
import { words } from "./tab.js";

const PAUSE = 1200; // ms without a key before it is sent

export function startDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const mark = form.querySelector("[data-draft-status]");
    let timer = 0;
    let typedTimes = 0;
    let running = false;
    let again = false;

    const say = (text, state) => {
      if (!mark || !text) return;
      mark.textContent = text;
      mark.dataset.state = state;
    };

    const save = async () => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      const sent = typedTimes;
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        const token = answer.headers.get("Draft-Token"); // the draft was saved as a ticket in another tab
        if (token) form.elements.draf.value = token;
        say(await answer.text(), "saved");
        if (sent === typedTimes) form.dispatchEvent(new Event("lindung.saved")); // the server has every word
      } catch {
        say(words("draftFailed"), "failed");
        again = false;
        timer = setTimeout(save, 5000);
      }
      running = false;
      if (again) {
        again = false;
        save();
      }
    };

    const typed = () => {
      typedTimes += 1;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    };
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", () => clearTimeout(timer));
    // the screen locks, perhaps because the desk changes hands: whoever goes on finds the last words
    document.addEventListener("lindung.locking", () => {
      if (!timer) return;
      clearTimeout(timer);
      timer = 0;
      save();
    });
    // a tab closed in the middle of a word: the last words still go out
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && timer) {
        clearTimeout(timer);
        timer = 0;
        navigator.sendBeacon(form.dataset.draft, new FormData(form));
      }
    });
  }
}
