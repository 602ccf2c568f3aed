#include "song.h"

#include <math.h>

#include "antiphon/link.h"

/* More than this off what was expected is a jump. */
#define JUMP (AP_BEAT / 64)
/* Some hosts know their position to a 1920th of a quarter only. */
#define COARSE_GRID 1920.0
/* Their positions come through floats. */
#define GRID_NOISE 5e-3
#define COARSE_TOLERANCE (AP_BEAT / 960)
#define USUAL_TEMPO 120.0

void ap_song_clock_init(ap_song_clock *c, double sample_rate) {
  c->sample_rate = sample_rate >= 1 && sample_rate <= 1e7 ? sample_rate : 48000;
  c->song = (ap_song){.tempo = USUAL_TEMPO, .meter_beats = 4, .meter_unit = 4};
  c->anchor = 0;
}

static double ticks_a_minute(const ap_song_clock *c) { return (double)AP_BEAT / (60 * c->sample_rate); }

int64_t ap_song_beats_at(const ap_song_clock *c, uint64_t sample) {
  if (!(c->song.flags & AP_ROLLING)) return c->song.beats;
  double n = (double)(int64_t)(sample - c->anchor);
  double travelled = c->song.tempo * n + c->song.tempo_step * n * (n - 1) / 2;
  return c->song.beats + (int64_t)llrint(travelled * ticks_a_minute(c));
}

int64_t ap_song_sample_of(const ap_song_clock *c, int64_t beats) {
  if (!(c->song.flags & AP_ROLLING)) return INT64_MAX;
  double way = (double)(beats - c->song.beats) / ticks_a_minute(c);
  double n;
  if (c->song.tempo_step == 0) {
    n = way / c->song.tempo;
  } else {
    /* tempo n + step n (n - 1) / 2 = way */
    double first = c->song.tempo - c->song.tempo_step / 2;
    double root = first * first + 2 * c->song.tempo_step * way;
    if (root < 0) return INT64_MAX;
    n = 2 * way / (first + sqrt(root));
  }
  if (!(fabs(n) < 1e15)) return INT64_MAX;
  return (int64_t)c->anchor + (int64_t)llrint(n);
}

static int64_t bounded(int64_t beats) {
  const int64_t far = INT64_C(1) << 56;
  return beats > far ? far : beats < -far ? -far : beats;
}

/* Some hosts tell the next bar: steps back by whole bars to one that has begun. */
static int64_t begun_bar(const ap_song *song) {
  int64_t bar = (int64_t)song->meter_beats * 4 * AP_BEAT / song->meter_unit;
  if (song->bar_start <= song->beats || bar <= 0) return song->bar_start;
  return song->bar_start - (song->bar_start - song->beats + bar - 1) / bar * bar;
}

/* Some hosts leave out tempo and meter where they say only that the place changed: what they named before goes on. */
static ap_song completed(const ap_song *told, const ap_song *before) {
  ap_song song = *told;
  if (!(song.flags & AP_HAS_TEMPO) && before->flags & AP_HAS_TEMPO) {
    song.flags |= AP_HAS_TEMPO;
    song.tempo = before->tempo;
    song.tempo_step = 0;
  }
  if (!(song.flags & AP_HAS_METER) && before->flags & AP_HAS_METER) {
    song.flags |= AP_HAS_METER;
    song.meter_beats = before->meter_beats;
    song.meter_unit = before->meter_unit;
  }
  return song;
}

static ap_song sensible(ap_song song) {
  song.beats = bounded(song.beats);
  song.bar_start = bounded(song.bar_start);
  song.loop_start = bounded(song.loop_start);
  song.loop_end = bounded(song.loop_end);
  if (!(song.flags & AP_HAS_TEMPO) || !(song.tempo >= 1 && song.tempo <= 10000)) song.tempo = USUAL_TEMPO;
  if (!(fabs(song.tempo_step) < 1)) song.tempo_step = 0;
  if (!(song.flags & AP_HAS_METER) || song.meter_beats == 0 || song.meter_unit == 0) {
    song.meter_beats = song.meter_unit = 4;
  }
  song.bar_start = begun_bar(&song);
  if (song.loop_end <= song.loop_start) song.flags &= ~(uint32_t)AP_LOOPS;
  if (!(song.flags & AP_LOOPS)) song.loop_start = song.loop_end = 0;
  return song;
}

static int64_t tolerance(const ap_song_clock *c, int64_t beats) {
  double on_grid = (double)beats * (COARSE_GRID / (double)AP_BEAT);
  if (fabs(on_grid - nearbyint(on_grid)) < GRID_NOISE) return COARSE_TOLERANCE;
  return (int64_t)(c->song.tempo * ticks_a_minute(c) / 2);
}

static bool near_by(int64_t a, int64_t b, int64_t within) { return a - b <= within && b - a <= within; }

enum ap_song_change ap_song_told(ap_song_clock *c, uint64_t now, const ap_song *told) {
  if (told == NULL) return AP_SONG_GOES_ON;
  ap_song before = c->song;
  ap_song song = sensible(completed(told, &before));
  bool rolled = before.flags & AP_ROLLING, rolls = song.flags & AP_ROLLING;
  int64_t expected = ap_song_beats_at(c, now);
  if (rolls && !(song.flags & AP_HAS_BEATS)) {
    song.beats = rolled ? expected : 0;
    song.bar_start = rolled ? before.bar_start : 0;
    song.flags |= rolled ? before.flags & AP_HAS_BEATS : 0;
  }
  enum ap_song_change change = AP_SONG_GOES_ON;
  bool keeps = false;
  if (rolls != rolled) {
    change = AP_SONG_JUMPED;
  } else if (rolls && !near_by(song.beats, expected, JUMP)) {
    int64_t wrapped = expected - (before.loop_end - before.loop_start);
    bool looped =
        (before.flags & AP_LOOPS) && expected >= before.loop_end - JUMP && near_by(song.beats, wrapped, JUMP);
    change = looped ? AP_SONG_LOOPED : AP_SONG_JUMPED;
  } else {
    keeps = rolls && near_by(song.beats, expected, tolerance(c, song.beats));
    if (song.flags != before.flags || song.tempo != before.tempo || song.tempo_step != before.tempo_step ||
        song.meter_beats != before.meter_beats || song.meter_unit != before.meter_unit ||
        song.loop_start != before.loop_start || song.loop_end != before.loop_end ||
        (!rolls && song.beats != before.beats)) {
      change = AP_SONG_CHANGED;
    }
  }
  if (keeps && change == AP_SONG_GOES_ON && song.tempo_step == 0) {
    /* The old anchor stays, so that roundings don't add up. */
    c->song.bar_start = song.bar_start;
    return change;
  }
  if (keeps) song.beats = expected;
  c->song = song;
  c->anchor = now;
  return change;
}
