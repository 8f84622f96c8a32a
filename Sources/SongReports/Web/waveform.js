// The outline of the samples, coloured by section, with the bar lines behind it.
function drawWaveform(canvas, song, duration) {
  const peaks = bytes(data.waveform.peaks);
  const strengths = bytes(data.waveform.strengths);
  drawn(canvas, (context, width, height) => {
    context.fillStyle = colour("line");
    const barWidth = width / Math.max(1, data.barLines.length);
    // Where bars are narrow only every fourth has a line.
    const step = barWidth < 6 ? 4 : 1;
    for (let bar = 0; bar < data.barLines.length; bar += step) {
      context.fillRect((data.barLines[bar] / duration) * width, 0, 1, height);
    }
    const colours = song.sections.map((section) => colour(section.label));
    const plain = colour("curve");
    const middle = height / 2;
    const columns = Math.min(Math.floor(width), peaks.length);
    const size = width / columns;
    for (let column = 0; column < columns; column += 1) {
      const from = Math.floor((column * peaks.length) / columns);
      const to = Math.max(from + 1, Math.floor(((column + 1) * peaks.length) / columns));
      const time = ((column + 0.5) / columns) * duration;
      context.fillStyle = colours[sectionAt(song.sections, time)] ?? plain;
      for (const [values, opacity] of [[peaks, 0.4], [strengths, 1]]) {
        const reach = Math.max(0.5, (Math.max(...values.subarray(from, to)) / 255) * (middle - 2));
        context.globalAlpha = opacity;
        context.fillRect(column * size, middle - reach, Math.max(0.6, size - 0.25), 2 * reach);
      }
    }
    context.globalAlpha = 1;
  });
}
