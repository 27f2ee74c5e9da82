// Rows of tabs, and menus: those made of <details class="account"> close with Esc and when one goes elsewhere.
export function startMenus() {
  // a row of tabs that is wider than the screen shows the one that is open
  const show = () => {
    for (const row of document.querySelectorAll(".case-tabs .nav, .tabs")) {
      const here = row.querySelector("[aria-current]");
      if (here) row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - 48;
    }
  };
  show();
  addEventListener("resize", show);
  const open = () => document.querySelectorAll("details.account[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
