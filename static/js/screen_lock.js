// After ten minutes without a key, a touch or a pointer the page is hidden. What arrives live, alarms and one-press
// actions stay visible; forms keep their contents. What the page loads by itself is no activity.
import { forget, keep, kept } from "./tab.js";

const IDLE = 10 * 60 * 1000;

export function startScreenLock() {
  const curtain = document.querySelector("[data-screen-lock]");
  if (!curtain) return;
  const root = document.documentElement;
  let last = Date.now();

  const lock = () => {
    root.classList.add("screen-is-locked");
    curtain.hidden = false;
    keep("locked", true);
  };
  const unlock = () => {
    root.classList.remove("screen-is-locked");
    curtain.hidden = true;
    forget("locked");
    last = Date.now();
  };

  curtain.querySelector("[data-screen-unlock]").addEventListener("click", unlock);
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(kind, () => { last = Date.now(); }, { passive: true });
  }
  setInterval(() => {
    if (curtain.hidden && Date.now() - last >= IDLE) lock();
  }, 5000);
  if (kept("locked")) lock();
}
