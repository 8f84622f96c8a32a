/*
 * Prints what libebur128 reads on a sound file, as one line of JSON.
 *
 *   cc -O2 -o golden golden.c $(pkg-config --cflags --libs libebur128 sndfile) -lm
 *   ./golden song.wav
 *
 * Integrated loudness in LUFS, range in LU, true peak in dBTP, sample peak in dBFS; null where the
 * library gives no finite number. Exit code 1 and a word on standard error for a file that cannot be
 * read whole.
 */
#include <ebur128.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>

enum { FRAMES = 4096 };

static void print_number(const char *name, double value, const char *end) {
  if (isfinite(value)) {
    printf("\"%s\": %.6f%s", name, value, end);
  } else {
    printf("\"%s\": null%s", name, end);
  }
}

static int fail(const char *path, const char *what) {
  fprintf(stderr, "%s: %s\n", path, what);
  return 1;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: golden FILE\n");
    return 64;
  }
  SF_INFO info = {0};
  SNDFILE *file = sf_open(argv[1], SFM_READ, &info);
  if (file == NULL) return fail(argv[1], sf_strerror(NULL));
  ebur128_state *state =
      ebur128_init((unsigned)info.channels, (unsigned long)info.samplerate,
                   EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK |
                       EBUR128_MODE_SAMPLE_PEAK);
  float *samples = malloc(sizeof(float) * FRAMES * (size_t)info.channels);
  if (state == NULL || samples == NULL) return fail(argv[1], "out of memory");

  sf_count_t total = 0, count;
  while ((count = sf_readf_float(file, samples, FRAMES)) > 0) {
    if (ebur128_add_frames_float(state, samples, (size_t)count) != EBUR128_SUCCESS) {
      return fail(argv[1], "libebur128 took no frames");
    }
    total += count;
  }
  if (sf_error(file) != SF_ERR_NO_ERROR || total != info.frames) {
    return fail(argv[1], "not read to its end");
  }

  double integrated = NAN, range = NAN, true_peak = 0, sample_peak = 0;
  ebur128_loudness_global(state, &integrated);
  ebur128_loudness_range(state, &range);
  for (unsigned channel = 0; channel < (unsigned)info.channels; channel++) {
    double peak = 0;
    ebur128_true_peak(state, channel, &peak);
    true_peak = fmax(true_peak, peak);
    ebur128_sample_peak(state, channel, &peak);
    sample_peak = fmax(sample_peak, peak);
  }
  printf("{\"frames\": %lld, \"sample_rate_hz\": %d, \"channels\": %d, ", (long long)total,
         info.samplerate, info.channels);
  print_number("integrated_lufs", integrated, ", ");
  print_number("range_lu", range, ", ");
  print_number("true_peak_dbtp", 20 * log10(true_peak), ", ");
  print_number("sample_peak_dbfs", 20 * log10(sample_peak), "}\n");
  ebur128_destroy(&state);
  free(samples);
  sf_close(file);
  return 0;
}
