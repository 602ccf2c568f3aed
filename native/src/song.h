/* Where the host's song stands at each sample: takes what the host says block by block, smooths coarse positions,
 * tells jumps from rounding. [audio-thread] */
#ifndef AP_SONG_H
#define AP_SONG_H

#include <stdbool.h>
#include <stdint.h>

/* What a host says about one sample. */
typedef struct ap_song {
  uint32_t flags; /* AP_ROLLING and so on */
  int64_t beats, bar_start, loop_start, loop_end;
  double tempo;      /* quarters a minute */
  double tempo_step; /* added to the tempo at each sample */
  uint16_t meter_beats, meter_unit;
} ap_song;

typedef struct ap_song_clock {
  double sample_rate;
  ap_song song;    /* as it was at the anchor */
  uint64_t anchor; /* a sample of the instance's count */
} ap_song_clock;

enum ap_song_change {
  AP_SONG_GOES_ON,
  AP_SONG_CHANGED, /* tempo, meter, loop, or the place while stopped */
  AP_SONG_JUMPED,  /* started, stopped, or went elsewhere */
  AP_SONG_LOOPED,  /* went from the loop's end to its start */
};

void ap_song_clock_init(ap_song_clock *c, double sample_rate);

/* Takes what the host says of sample `now`; NULL if it says nothing new. */
enum ap_song_change ap_song_told(ap_song_clock *c, uint64_t now, const ap_song *told);

/* The song position at a sample. */
int64_t ap_song_beats_at(const ap_song_clock *c, uint64_t sample);

/* The sample of a song position, INT64_MAX if it is not reached at this tempo. */
int64_t ap_song_sample_of(const ap_song_clock *c, int64_t beats);

#endif
