// The way back after an expired session lies here, never in an address.
import { forget, keep, kept, person, words } from "./tab.js";

const ENTRANCE = "/masuk/";

function tell(text) {
  const note = document.createElement("div");
  note.className = "note note-info";
  note.setAttribute("role", "status");
  note.textContent = text;
  document.querySelector("main")?.prepend(note);
}

export function startWayBack() {
  const path = location.pathname;
  if (path.startsWith(ENTRANCE)) {
    const at = kept("at");
    if (!person() && at) keep("back", at);
    if (!person() && kept("back")) tell(words("ended"));
    return false;
  }
  if (!person()) return false;
  const back = kept("back");
  forget("back");
  if (back && path === "/" && back !== "/") {
    location.replace(back);
    return true;
  }
  keep("at", path);
  return false;
}
