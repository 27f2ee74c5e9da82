// Menus made of <details class="account"> close with Esc and when one goes elsewhere.
export function startMenus() {
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
