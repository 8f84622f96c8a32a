// Every bar against every other, with the sections along two sides; a click plays the bar of its row.
function drawMatrix(canvas, song, player) {
  if (!canvas || !data.matrix) return;
  const { count, barsInRow } = data.matrix;
  const values = bytes(data.matrix.values);
  const lines = data.barLines;
  const edge = 12;
  // Where a time lies in rows, which are bars and not seconds.
  const rowOf = (time) => {
    const next = lines.findIndex((line) => line > time + 1e-3);
    return (next < 0 ? lines.length - 1 : Math.max(0, next - 1)) / barsInRow;
  };
  drawn(canvas, (context, width, height) => {
    const size = (width - edge) / count;
    // The contrast of what is more alike than most is drawn out.
    const drawnOut = Array.from({ length: 256 }, (_, value) => Math.round(255 * (value / 255) ** 1.6));
    paint(context, count, count, (column, row) => drawnOut[values[row * count + column]],
      edge, edge, width - edge, height - edge, false);
    for (const first of song.sections) {
      for (const second of song.sections) {
        if (first.group !== second.group) continue;
        const [left, right] = [rowOf(first.start_s), rowOf(first.end_s)];
        const [top, bottom] = [rowOf(second.start_s), rowOf(second.end_s)];
        context.strokeStyle = colour(first.label);
        context.strokeRect(edge + left * size + 0.5, edge + top * size + 0.5,
          (right - left) * size - 1, (bottom - top) * size - 1);
      }
    }
    for (const section of song.sections) {
      const [from, to] = [rowOf(section.start_s), rowOf(section.end_s)];
      context.fillStyle = colour(section.label);
      context.fillRect(edge + from * size, 0, (to - from) * size - 1, edge - 3);
      context.fillRect(0, edge + from * size, edge - 3, (to - from) * size - 1);
      context.fillStyle = colour("on-label");
      context.font = "bold 9px system-ui, sans-serif";
      context.textAlign = "center";
      context.fillText(section.group, edge + ((from + to) / 2) * size, 8);
    }
  });
  canvas.addEventListener("click", (event) => {
    const { top, height } = canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - top - edge) / (height - edge)) * count);
    player.seek(lines[Math.max(0, Math.min(lines.length - 2, row * barsInRow))]);
  });
}
