// At the lock what was opened leaves the document: whoever brings the browser's own tools to a hidden page finds what was
// half typed there, and nothing that was read. Alarms and one-press acts stay. A page that shows where a house is keeps
// no form either (data-holds-a-place); data-again says where a GET answers for a page that answered a POST.
import { words } from "./tab.js";

const STAYS = ".banner-danger, [data-live], [data-one-press]";
const NOT_TYPED = new Set(["hidden", "submit", "button", "reset", "image"]);

function isTyped(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type === "file") return field.files.length > 0;
  if (field.tagName === "SELECT") {
    const options = [...field.options];
    const none = !field.multiple && !options.some((option) => option.defaultSelected); // then the first one shows
    return options.some((option, n) => option.selected !== (none ? n === 0 : option.defaultSelected));
  }
  return "defaultValue" in field && !NOT_TYPED.has(field.type) && field.value !== field.defaultValue;
}

// what was sent back with what is wrong in it is nowhere but here
function isHalfTyped(form) {
  const sentBack = document.querySelector("main [data-error-summary]") !== null;
  return form.method === "post" && (sentBack || [...form.elements].some(isTyped));
}

function strip(node, kept) {
  for (const child of [...node.childNodes]) {
    if (kept.some((one) => one === child)) continue;
    if (kept.some((one) => child.contains(one))) strip(child, kept);
    else child.remove();
  }
}

// Whether a half-typed form, or a half-typed call, waits here. A desk stays in any case: the next call may need it.
export function empty() {
  const main = document.querySelector("main");
  const forms = "holdsAPlace" in main.dataset ? [] : [...main.querySelectorAll("form")];
  const typed = forms.filter((form) => !("draft" in form.dataset) && isHalfTyped(form));
  const desks = forms.filter((form) => "draft" in form.dataset);
  // a form's button may stand beside it
  strip(main, [...main.querySelectorAll(STAYS), ...[...typed, ...desks].flatMap((form) => [form, ...form.elements])]);
  for (const aside of document.querySelectorAll("aside")) strip(aside, [...aside.querySelectorAll(STAYS)]);
  return [...typed, ...desks.filter(isHalfTyped)].length > 0;
}

// the address at which this page is asked for again, never sent again
function again() {
  const path = document.querySelector("main").dataset.again;
  return path && path !== location.pathname ? path : location.pathname + location.search;
}

export function askAgain() {
  if ("again" in document.querySelector("main").dataset) location.replace(again());
  else location.reload();
}

// beside a form that waited: whose page it is, and where what stood around it can be read
export function sayWhatIsGone(title) {
  const main = document.querySelector("main");
  const head = document.createElement("h1");
  head.className = "main-title";
  [head.textContent] = title.split(" · ");
  const note = document.createElement("div");
  note.className = "note note-info";
  note.setAttribute("role", "status");
  const text = document.createElement("div");
  text.className = "note-text";
  const elsewhere = document.createElement("a");
  elsewhere.href = again();
  elsewhere.target = "_blank";
  elsewhere.rel = "noopener";
  elsewhere.textContent = words("elsewhere");
  text.append(`${words("emptied")} `, elsewhere);
  note.append(text);
  main.querySelectorAll("h1, [data-emptied-note]").forEach((old) => old.remove());
  note.dataset.emptiedNote = "";
  main.prepend(head, note);
}
