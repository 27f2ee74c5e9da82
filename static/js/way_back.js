// The way back after an expired session or a locked screen lies here, never in an address.
import { forget, keep, kept, person, words } from "./tab.js";

const ENTRANCE = "/masuk/";
const LOCK = "/terkunci/";

function tell(text) {
  const note = document.createElement("div");
  note.className = "note note-info";
  note.setAttribute("role", "status");
  note.textContent = text;
  document.querySelector("main")?.prepend(note);
}

export function startWayBack() {
  const path = location.pathname;
  if (path.startsWith(ENTRANCE) || path === LOCK) {
    const at = kept("at");
    if (!person() && at) keep("back", at);
    if (!person() && kept("back") && path !== LOCK) tell(words("ended"));
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
