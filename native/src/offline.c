/* A host that renders offline asks for its blocks as fast as it can, while the engine composes as time passes: it is held
 * back to the pace of the music, so that what the engine means to play is there. */
#include "core_inside.h"

/* In one call at most. */
#define PACE_NS UINT64_C(1000000000)
/* For an engine that is still being started, in one rendering at most. */
#define START_NS UINT64_C(10000000000)
#define LOOK_NS UINT64_C(5000000)

/* An engine that has claimed the instance becomes ready only when it has been told of a block. */
static bool awaits_engine(const ap_core *core) {
  double status = ap_core_parameter(core, AP_STATUS);
  return status == AP_NO_ENGINE ? core->link.keeper.ticker != NULL : status == AP_GETTING_READY && core->connected;
}

void ap_offline_pace(ap_core *core) {
  uint64_t now = ap_steady_ns();
  if (!atomic_load_explicit(&core->offline, memory_order_relaxed)) {
    core->due_ns = 0;
    core->start_spent_ns = 0;
    return;
  }
  while (core->start_spent_ns < START_NS && awaits_engine(core)) {
    ap_sleep(LOOK_NS);
    core->start_spent_ns += LOOK_NS;
    now = ap_steady_ns();
  }
  if (!core->connected) {
    core->due_ns = 0;
    return;
  }
  if (core->due_ns > now) {
    uint64_t wait = core->due_ns - now;
    ap_sleep(wait < PACE_NS ? wait : PACE_NS);
    now = ap_steady_ns();
  }
  /* A host that was late does not catch up. */
  uint64_t began = core->due_ns != 0 && now - core->due_ns < LOOK_NS ? core->due_ns : now;
  core->due_ns = began + (uint64_t)(core->frames * 1e9 / core->clock.sample_rate);
}
