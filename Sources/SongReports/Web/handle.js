// The flag that says where to cut: dragged or moved by keys, always just before a bar line.
function makeHandle(handle, song, duration, player, score) {
  const lines = data.barLines;
  if (lines.length < 3) return;
  const cuts = lines.slice(1).map((line) => Math.max(0, Number((line - data.cropLead).toFixed(6))));
  let cut = song.suggestions.extend[0]?.crop_end_at ?? cuts[cuts.length - 1];

  // The number of the last bar that is kept, from 1.
  const barsKept = () => {
    const after = cuts.findIndex((each) => each > cut + 0.001);
    return after < 0 ? cuts.length : after;
  };
  const placeInWords = () => {
    const kept = `${barsKept()} of ${cuts.length} bars are kept`;
    if (!song.sections.length) return kept;
    const before = sectionAt(song.sections, Math.max(0, cut - 0.1));
    const after = sectionAt(song.sections, cut + 0.1);
    const name = (index) => song.sections[index].lyrics_section ?? song.sections[index].label;
    const place = before === after || cut + 0.1 > duration
      ? `in ${name(before)}` : `between ${name(before)} and ${name(after)}`;
    return `${kept}; ${place}`;
  };
  const show = () => {
    handle.style.left = score.percent(cut);
    handle.style.setProperty("--share", cut / duration);
    handle.setAttribute("aria-valuemin", 1);
    handle.setAttribute("aria-valuemax", cuts.length);
    handle.setAttribute("aria-valuenow", barsKept());
    handle.setAttribute("aria-valuetext", `${clock(cut, 3)}, ${placeInWords()}`);
    byId("own-time").textContent = clock(cut, 3);
    byId("own-place").textContent = placeInWords();
    const body = JSON.parse(data.openBody);
    body.morph.crop_end_at = cut;
    byId("own-body").textContent = JSON.stringify(body, null, 2);
  };
  const moveTo = (time) => {
    cut = time;
    show();
    score.reveal(cut);
  };
  // So many bars on; from beside a bar line the first step is to the next one.
  const moveBy = (bars) => {
    const kept = barsKept();
    const onLine = Math.abs(cuts[kept - 1] - cut) < 0.001;
    const index = kept - 1 + bars + (!onLine && bars < 0 ? 1 : 0);
    moveTo(cuts[Math.max(0, Math.min(cuts.length - 1, index))]);
  };
  // Under the pointer the song stays where it is.
  const snap = (time) => {
    cut = cuts.reduce((best, each) => (Math.abs(each - time) < Math.abs(best - time) ? each : best));
    show();
  };

  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    event.preventDefault();
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, width } = handle.parentElement.getBoundingClientRect();
    snap(((event.clientX - left) / width) * duration);
  });
  const steps = {
    ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4,
    Home: -cuts.length, End: cuts.length,
  };
  handle.addEventListener("keydown", (event) => {
    if (!(event.key in steps)) return;
    event.preventDefault();
    moveBy(steps[event.key]);
  });
  for (const [id, bars] of [["own-earlier", -1], ["own-later", 1]]) {
    byId(id).addEventListener("click", () => {
      moveBy(bars);
      say(handle.getAttribute("aria-valuetext"));
    });
  }
  byId("own-play").addEventListener("click", () => player.playStretch(cut - leadIn, cut));
  for (const button of document.querySelectorAll("[data-cut]")) {
    button.addEventListener("click", () => {
      moveTo(Number(button.dataset.cut));
      say(`The flag stands at ${clock(cut, 3)}.`);
      handle.focus();
    });
  }
  handle.hidden = false;
  moveTo(cut);
}
