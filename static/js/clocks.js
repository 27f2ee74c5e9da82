// Running and due clocks: <time data-clock="ISO" data-clock-kind="running|due">.
import { words } from "./tab.js";

function span(seconds) {
  const whole = Math.floor(Math.abs(seconds));
  const days = Math.floor(whole / 86400);
  const hours = Math.floor((whole % 86400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const parts = [];
  const one = (n, name) => `${n} ${words(n === 1 ? `${name}One` : name)}`;
  if (days) parts.push(one(days, "days"));
  if (hours) parts.push(one(hours, "hours"));
  if (minutes && !days) parts.push(one(minutes, "minutes"));
  return parts.join(" ") || words("moment");
}

function stopwatch(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 3600) return span(whole);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}.${String(whole % 60).padStart(2, "0")}`;
}

function show(clock) {
  const seconds = (Date.now() - Date.parse(clock.dataset.clock)) / 1000;
  if (Number.isNaN(seconds)) return;
  if (clock.dataset.clockKind === "running") {
    clock.textContent = stopwatch(seconds);
    return;
  }
  const late = seconds > 0;
  clock.textContent = `${late ? clock.dataset.clockLate : clock.dataset.clockLeft} ${span(seconds)}`;
  const near = -seconds <= Number(clock.dataset.clockNear || 60) * 60;
  const box = clock.closest(".clock");
  box?.classList.toggle("clock-late", late);
  box?.classList.toggle("clock-near", !late && near);
  box?.classList.toggle("clock-calm", !late && !near);
}

export function startClocks() {
  const tick = (kind) => () => document.querySelectorAll(`[data-clock-kind="${kind}"]`).forEach(show);
  tick("running")();
  setInterval(tick("running"), 1000);
  setInterval(tick("due"), 20000);
}
