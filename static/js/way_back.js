// The way back after an expired session lies here, never in an address.
import { forget, keep, kept, person } from "./tab.js";

const ENTRANCE = "/masuk/";

export function startWayBack() {
  const path = location.pathname;
  if (path.startsWith(ENTRANCE)) {
    const at = kept("at");
    if (!person() && at) keep("back", at);
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
