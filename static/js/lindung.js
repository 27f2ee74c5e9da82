// The page's behaviour, one module each. Without JavaScript every form and link still works.
import { claimTab } from "./tab.js";
import { startWayBack } from "./way_back.js";
import { startDrafts } from "./drafts.js";
import { startKeptForms } from "./kept_forms.js";
import { startClocks } from "./clocks.js";
import { startKeys } from "./keys.js";
import { startQuickExit } from "./quick_exit.js";
import { startScreenLock } from "./screen_lock.js";
import { startBodyMaps } from "./body_map.js";
import { startMenus } from "./menus.js";

claimTab();
if (!startWayBack()) {
  startKeptForms();
  startDrafts();
  startClocks();
  startKeys();
  startQuickExit();
  startScreenLock();
  startBodyMaps();
  startMenus();
  // our own sentences stand beside the fields; the browser's bubbles would speak its language, not the page's
  for (const form of document.forms) form.noValidate = true;
  document.querySelector("[data-error-summary]")?.focus();
}
