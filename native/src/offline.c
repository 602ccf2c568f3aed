/* A host that renders offline asks for its blocks as fast as it can. There each block waits until the engine, which then
 * composes in the time of the host's samples, has sent all that is due in it: so what is played does not depend on how fast
 * the machine is. */
#include "core_inside.h"

/* For one answer at most; after that nothing is waited for until the engine has caught up. */
#define ANSWER_NS UINT64_C(10000000000)
/* For an engine that is still being started, in one rendering at most. */
#define START_NS UINT64_C(10000000000)
#define LOOK_NS UINT64_C(5000000)
#define ASK_NS UINT64_C(50000)
/* An engine that has not shown for so long that it lives will not answer. */
#define DEAD_NS UINT64_C(3000000000)
/* Nobody hears a host whose samples are so far ahead of the time that has passed. */
#define OUTRUN_NS INT64_C(1500000000)
#define MOST_LEAD_NS (2 * OUTRUN_NS)
/* Of its lead a host loses as much while so much is played as there is of it: one that is twice as fast as time comes to half. */
#define FORGET_NS INT64_C(4000000000)
/* One that has taken as long as its blocks last for so long plays in real time again. */
#define SLOW_NS INT64_C(1000000000)

/* Whether the host's samples have outrun the time; what it waited for us does not count. */
static bool outruns(ap_core *core) {
  uint64_t now = ap_steady_ns();
  int64_t block = core->block_ns, lead = core->lead_ns;
  int64_t passed = core->block_began_ns != 0 ? (int64_t)(now - core->block_began_ns) - core->waited_ns : 0;
  lead += block - passed - (int64_t)((double)lead * (double)block / FORGET_NS);
  core->lead_ns = lead < 0 ? 0 : lead > MOST_LEAD_NS ? MOST_LEAD_NS : lead;
  core->slow_ns = passed < block / 10 * 7 ? 0 : core->slow_ns + block;
  if (core->outran) {
    core->outran = core->lead_ns > OUTRUN_NS / 2 && core->slow_ns < SLOW_NS;
    if (!core->outran) core->lead_ns = 0;
  } else {
    core->outran = core->lead_ns > OUTRUN_NS;
  }
  core->block_began_ns = now;
  core->waited_ns = 0;
  core->block_ns = (int64_t)(core->frames * 1e9 / core->clock.sample_rate);
  return core->outran;
}

void ap_offline_begin(ap_core *core) {
  ap_region *r = core->link.region;
  uint32_t said = atomic_load_explicit(&core->rendering, memory_order_relaxed);
  bool outran = outruns(core);
  core->waits = said == AP_OFFLINE || (said == AP_UNSAID && outran);
  atomic_store_explicit(&r->offline, core->waits, memory_order_release);
  if (!core->waits) {
    core->start_spent_ns = 0;
    core->gave_up = false;
    return;
  }
  uint64_t before = core->start_spent_ns;
  while (core->start_spent_ns < START_NS && core->link.keeper.ticker != NULL &&
         atomic_load_explicit(&r->engine_state, memory_order_relaxed) != AP_ENGINE_CLAIMED) {
    ap_sleep(LOOK_NS);
    core->start_spent_ns += LOOK_NS;
  }
  core->waited_ns += (int64_t)(core->start_spent_ns - before);
}

static uint64_t answered(ap_region *r) { return atomic_load_explicit(&r->answered, memory_order_acquire); }

/* True once all has been sent; false if the engine is dead or takes too long. */
static bool await_answer(ap_region *r, uint64_t asked) {
  uint64_t began = ap_steady_ns(), seen = began, now = began;
  uint64_t beat = atomic_load_explicit(&r->engine_beat, memory_order_relaxed);
  while (answered(r) != asked) {
    uint64_t lives = atomic_load_explicit(&r->engine_beat, memory_order_relaxed);
    if (lives != beat) seen = now;
    beat = lives;
    if (now - seen > DEAD_NS || now - began > ANSWER_NS) return false;
    ap_sleep(ASK_NS);
    now = ap_steady_ns();
  }
  return true;
}

void ap_offline_await(ap_core *core) {
  ap_region *r = core->link.region;
  /* An engine of protocol 2 answers nothing. */
  bool answers = atomic_load_explicit(&r->engine_protocol, memory_order_relaxed) >= AP_PROTOCOL;
  if (!core->waits || !core->connected || !answers) return;
  uint64_t before = core->asked++, began = ap_steady_ns();
  atomic_store_explicit(&r->asked, core->asked, memory_order_release);
  if (core->gave_up) core->gave_up = answered(r) < before;
  if (!core->gave_up) core->gave_up = !await_answer(r, core->asked);
  if (core->gave_up) atomic_fetch_add_explicit(&r->missed, 1, memory_order_relaxed);
  core->waited_ns += (int64_t)(ap_steady_ns() - began);
}
