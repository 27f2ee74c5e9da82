// The body map: a tap on a region ticks its checkbox, and a ticked checkbox colours its region.
export function startBodyMaps() {
  for (const map of document.querySelectorAll("[data-body-map]")) {
    const boxes = [...map.querySelectorAll("input[type=checkbox]")];
    const regions = [...map.querySelectorAll("[data-region]")];
    const colour = (box) => {
      for (const region of regions) {
        if (region.dataset.region === box.value) region.classList.toggle("body-chosen", box.checked);
      }
    };
    for (const box of boxes) {
      colour(box);
      box.addEventListener("change", () => colour(box));
    }
    for (const region of regions) {
      region.addEventListener("click", () => boxes.find((box) => box.value === region.dataset.region)?.click());
    }
  }
}
