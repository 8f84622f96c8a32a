// The index of a batch, put together.
const number = (decimals) => (value) =>
  (value === undefined ? undefined : value.toFixed(decimals).replace("-", "−"));

// The sections as stripes, and in words for who does not see them.
function strip(row) {
  if (!row.sections.length) return undefined;
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", `0 0 ${row.duration} 10`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", row.sections.map((section) => section.label).join(", "));
  let start = 0;
  for (const section of row.sections) {
    const stripe = document.createElementNS(space, "rect");
    stripe.setAttribute("x", start);
    stripe.setAttribute("width", Math.max(0, section.end - start - row.duration / 150));
    stripe.setAttribute("height", 10);
    stripe.setAttribute("fill", `var(--${section.label})`);
    picture.append(stripe);
    start = section.end;
  }
  picture.append(document.createElementNS(space, "title"));
  picture.lastChild.textContent = picture.getAttribute("aria-label");
  return picture;
}

function heading(row) {
  const name = row.page
    ? element("a", { href: row.page, dir: "auto" }, row.title) : element("span", { dir: "auto" }, row.title);
  const parts = document.createDocumentFragment();
  parts.append(name, element("span", { class: "path", dir: "auto" }, row.path));
  if (row.reason) parts.append(element("span", { class: "path why", dir: "auto" }, `${row.code}: ${row.reason}`));
  return parts;
}

const columns = [
  { name: "Title", value: (row) => row.title.toLowerCase(), show: heading },
  { name: "Length", value: (row) => row.duration, show: (row) => row.duration && clock(row.duration, 0) },
  { name: "LUFS", value: (row) => row.loudness, show: (row) => number(1)(row.loudness) },
  { name: "Peak dBTP", value: (row) => row.truePeak, show: (row) => number(1)(row.truePeak) },
  { name: "BPM", value: (row) => row.tempo, show: (row) => number(1)(row.tempo) },
  { name: "Sections", value: (row) => row.sections.length || undefined, show: strip },
  {
    name: "Status", value: (row) => row.status,
    show: (row) => element("span", { class: `state ${row.status === "failed" ? "error" : row.status}` },
      row.status === "ok" ? "whole" : row.status),
  },
  { name: "Best cut", value: (row) => row.crop, show: (row) => row.crop && clock(row.crop, 3) },
  { name: "Sure", value: (row) => row.confidence, show: (row) => number(2)(row.confidence) },
];

const table = makeTable(byId("songs"), columns, data, 100);
let chosen = null;
function applyFilters() {
  const words = byId("find").value.toLowerCase();
  const status = byId("status").value;
  byId("range").hidden = !chosen;
  byId("range").textContent = chosen ? `${chosen.words} ✕` : "";
  byId("range").setAttribute("aria-label", chosen ? `Show more than ${chosen.words}` : "");
  table.filter((row, key) =>
    key.includes(words) && (!status || row.status === status) && (!chosen || chosen.has(row)));
}
byId("find").addEventListener("input", applyFilters);
byId("status").addEventListener("change", applyFilters);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("range").addEventListener("click", () => {
  document.querySelector('[aria-pressed="true"]')?.click();
});
for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => {
    byId("find").value = button.dataset.filter;
    applyFilters();
    byId("songs-title").scrollIntoView();
  });
}

const plots = byId("plots");
for (const plot of [
  { name: "Loudness", unit: " LUFS", value: (row) => row.loudness, decimals: 1 },
  { name: "Tempo", unit: " BPM", value: (row) => row.tempo, decimals: 0 },
  { name: "Length", unit: "", value: (row) => row.duration, write: (seconds) => clock(seconds, 0) },
  { name: "Confidence", unit: "", value: (row) => row.confidence, decimals: 2 },
]) {
  makeHistogram(plots, plot, data, (range) => { chosen = range; applyFilters(); });
}
