// Momentary and short-term loudness, and the level of the song as a whole.
function drawLoudness(canvas, song, duration) {
  const { momentary, momentaryStart, shortTerm, shortTermStart, step } = data.loudness;
  const curves = [
    [bytes(momentary), momentaryStart, 0.2, "muted", 1], [bytes(shortTerm), shortTermStart, 1.5, "curve", 2],
  ];
  // The loudest moment is near the top, and 30 LU below it is the bottom.
  const top = Math.ceil((song.loudness.max_momentary_lufs ?? -12) + 3);
  const bottom = top - 30;
  drawn(canvas, (context, width, height) => {
    const y = (level) => ((top - Math.max(bottom, level)) / (top - bottom)) * (height - 4) + 2;
    context.font = "11px system-ui, sans-serif";
    for (const level of [-14, -23].filter((each) => each > bottom && each < top)) {
      context.fillStyle = colour("line");
      context.fillRect(0, y(level), width, 1);
      context.fillStyle = colour("muted");
      context.textAlign = "right";
      context.fillText(`−${-level}`, width - 4, y(level) - 3);
    }
    for (const [values, start, half, ink, thickness] of curves) {
      context.strokeStyle = colour(ink);
      context.lineWidth = thickness;
      context.lineJoin = "round";
      context.beginPath();
      values.forEach((value, index) => {
        // The middle of the window says when the sound was.
        const x = ((start - half + index * step) / duration) * width;
        const level = value ? -60 + (value - 1) / 4 : bottom;
        if (index) context.lineTo(x, y(level)); else context.moveTo(x, y(level));
      });
      context.stroke();
    }
    const whole = song.loudness.integrated_lufs;
    if (whole === null) return;
    context.strokeStyle = colour("ink");
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(0, y(whole));
    context.lineTo(width, y(whole));
    context.stroke();
  });
}
