// How one number is spread over the songs: bars that are buttons, each with its count.
function makeHistogram(plots, { name, unit, value, decimals, write }, rows, choose) {
  const numbers = rows.map(value).filter((number) => number !== undefined).sort((a, b) => a - b);
  if (!numbers.length) return;
  const last = numbers.length - 1;
  // Between the two middle ones where they are even, as the figure above the bars.
  const median = (numbers[(numbers.length - 1) >> 1] + numbers[numbers.length >> 1]) / 2;
  // Between the first and the last hundredth, so that one odd song does not flatten the others.
  const [from, to] = [numbers[Math.floor(0.01 * last)], numbers[Math.ceil(0.99 * last)]];
  const count = to > from ? 24 : 1;
  const width = (to - from) / count || 1;
  const counts = new Array(count).fill(0);
  const binOf = (number) => Math.max(0, Math.min(count - 1, Math.floor((number - from) / width)));
  for (const number of numbers) counts[binOf(number)] += 1;
  const highest = Math.max(...counts);
  const text = write ?? ((number) => number.toFixed(decimals).replace("-", "−"));

  const bars = counts.map((songs, bin) => {
    const range = `${text(from + bin * width)} to ${text(from + (bin + 1) * width)}${unit}`;
    const label = `${name} ${range}: ${songs} ${songs === 1 ? "song" : "songs"}`;
    const bar = element("button", { type: "button", "aria-label": label, title: label, "aria-pressed": "false" });
    bar.style.height = `${(100 * songs) / highest}%`;
    bar.disabled = songs === 0;
    bar.addEventListener("click", () => {
      const isChosen = bar.getAttribute("aria-pressed") === "true";
      for (const other of plots.querySelectorAll("[aria-pressed]")) other.setAttribute("aria-pressed", "false");
      bar.setAttribute("aria-pressed", String(!isChosen));
      choose(isChosen ? null : {
        words: `${name} ${range}`, has: (row) => value(row) !== undefined && binOf(value(row)) === bin,
      });
    });
    return bar;
  });
  plots.append(element("figure", { class: "plot" },
    element("figcaption", {}, `${name} `, element("span", {}, `median ${text(median)}${unit}`)),
    element("div", { class: "bars" }, ...bars),
    element("div", { class: "scale", "aria-hidden": "true" },
      element("span", {}, text(from)), element("span", {}, text(to)))));
}
