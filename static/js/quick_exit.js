// *Keluar cepat*: the button, or Esc three times within 1.5 s, leads to a page with nothing on it.
// It replaces the page in the tab's history, so that "back" doesn't show it again.
const TIMES = 3;
const WITHIN = 1500;

function leave(address) {
  document.body.hidden = true;
  document.title = "";
  location.replace(address);
}

export function startQuickExit() {
  const exit = document.querySelector("[data-quick-exit]");
  if (!exit) return;
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave(exit.href);
  });
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      pressed = [];
      return;
    }
    const now = performance.now();
    pressed = [...pressed.filter((time) => now - time < WITHIN), now];
    if (pressed.length >= TIMES) leave(exit.href);
  });
}
