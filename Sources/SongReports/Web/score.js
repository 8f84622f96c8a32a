// The song from left to right: sections as buttons, a ruler, the cursor, and clicks that seek.
const shortNames = {
  intro: "In", verse: "V", "pre-chorus": "P", chorus: "C", bridge: "B", instrumental: "I", outro: "O",
};

function sectionAt(sections, time) {
  const index = sections.findIndex((section) => time < section.end_s);
  return index < 0 ? sections.length - 1 : index;
}

function makeScore(song, duration, player) {
  const percent = (time) => `${(100 * time) / duration}%`;
  const sections = song.sections;

  // A long song goes on beyond the window, so that its sections have room for a letter on average;
  // a canvas of more than 300 em might be more than a browser can draw.
  const view = byId("view");
  const score = byId("score");
  score.style.minWidth = `${Math.min(300, sections.length)}rem`;
  const place = (time) => (time / duration) * score.clientWidth - view.scrollLeft;
  const isInView = (time) => place(time) >= 0 && place(time) <= view.clientWidth;
  const reveal = (time) => { if (!isInView(time)) view.scrollLeft += place(time) - view.clientWidth / 2; };

  const buttons = sections.map((section) => {
    const name = section.lyrics_section ?? section.label;
    const button = element("button", {
      type: "button", class: section.label, title: name,
      "aria-label": `${name}, ${clock(section.start_s, 1)} to ${clock(section.end_s, 1)}, music ${section.group}`,
    }, element("span", { class: "long", dir: "auto" }, name),
    element("span", { class: "short" }, shortNames[section.label]));
    button.style.left = percent(section.start_s);
    button.style.width = percent(section.end_s - section.start_s);
    button.addEventListener("click", () => player.seek(section.start_s));
    return button;
  });
  byId("strip").append(...buttons);

  // A mark about every hundred pixels, at a round number of seconds.
  const ruler = byId("ruler");
  new ResizeObserver(() => {
    const wished = (duration * 90) / Math.max(1, ruler.clientWidth);
    const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((each) => each >= wished) ?? 1200;
    const marks = [];
    for (let time = 0; time < duration - step / 3; time += step) {
      const mark = element("span", {}, clock(time, 0));
      mark.style.left = percent(time);
      marks.push(mark);
    }
    ruler.replaceChildren(...marks);
  }).observe(ruler);

  for (const lane of document.querySelectorAll(".lane")) {
    lane.addEventListener("click", (event) => {
      const { left, width } = lane.getBoundingClientRect();
      player.seek(((event.clientX - left) / width) * duration);
    });
  }

  const rows = [...document.querySelectorAll("[data-section]")];
  let last = 0;
  player.onSeek(reveal);
  player.onChange((time) => {
    // What is played is followed, but not against somebody who looks elsewhere.
    if (isInView(last)) reveal(time);
    last = time;
    byId("cursor").style.left = percent(time);
    const current = sectionAt(sections, time);
    for (const marked of [buttons, rows]) {
      marked.forEach((each, index) => each.classList.toggle("current", index === current));
    }
  });
  return { percent, reveal };
}
