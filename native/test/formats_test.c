/* What CLAP, VST3 and LV2 promise alike, each driven by a small host, with an engine that writes into the shared memory. */
#include "format_host.h"

#include <pthread.h>
#include <time.h>

#include "parameters.h"

message in[MESSAGES_MOST], out[MESSAGES_MOST];
uint32_t in_count, out_count;

/* What only CLAP has; in clap_host.c. */
void should_turn_every_value_into_text_and_back(ap_region *r);
void should_tell_the_host_that_values_changed_when_a_state_is_loaded(void);
void should_tell_where_its_pages_are(void);
void should_list_its_presets_and_load_each(void);

static const format_host *host;
static ap_region *region;
static uint64_t state_of_chance = 42, sample;
/* What the engine does when the plug-in asks for what is due: it has sent it already, composes it only then, or is deaf. */
static _Atomic enum { HAS_SENT, COMPOSES, IS_DEAF } engine_now;
static char folder[] = "/tmp/antiphon-formats-XXXXXX";

static uint32_t chance(uint32_t below) {
  state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state_of_chance >> 33) % below;
}

static void check(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "FAILED in %s: %s (chance at %llu)\n", host->name, what, (unsigned long long)state_of_chance);
  for (uint32_t i = 0; i < in_count && i < 40; i++) fprintf(stderr, "  in  %5u %02x %02x\n", in[i].offset, in[i].bytes[0], in[i].bytes[1]);
  for (uint32_t i = 0; i < out_count && i < 40; i++) fprintf(stderr, "  out %5u %02x %02x\n", out[i].offset, out[i].bytes[0], out[i].bytes[1]);
  exit(1);
}

static void give(uint32_t offset, uint8_t first, uint8_t second, uint8_t third) {
  in[in_count++] = (message){offset, {first, second, third}};
}

/* The engine's message, due at an offset of the next block. */
static void engine(uint32_t offset, uint8_t first, uint8_t second, uint8_t third) {
  uint64_t tail = atomic_load(&region->to_plugin_tail);
  region->to_plugin[tail & (AP_TO_PLUGIN_SLOTS - 1)] = (ap_event){.kind = AP_MIDI,
                                                                  .timebase = AP_AT_SAMPLE,
                                                                  .length = 3,
                                                                  .epoch = atomic_load(&region->epoch),
                                                                  .sample = sample + offset,
                                                                  .data = {first, second, third}};
  atomic_store(&region->to_plugin_tail, tail + 1);
}

/* Where it does, the next block waits for nothing. */
static void answer_ahead(void) {
  if (atomic_load(&engine_now) == HAS_SENT) atomic_store(&region->answered, atomic_load(&region->asked) + 1);
}

/* A block; what comes out lies in it and in order of time. */
static void block(uint32_t frames) {
  atomic_fetch_add(&region->engine_beat, 1);
  atomic_store(&region->to_engine_head, atomic_load(&region->to_engine_tail));
  out_count = 0;
  answer_ahead();
  host->process(frames);
  sample += frames;
  for (uint32_t i = 0; i < out_count; i++) {
    check(out[i].offset < frames, "what comes out lies in the block");
    check(i == 0 || out[i].offset >= out[i - 1].offset, "what comes out is in order of time");
  }
}

static void take_in(void) { in_count = 0; }

/* --- everything that passes through ---------------------------------------------------------------- */

static bool is(const message *m, uint32_t offset, uint8_t first, uint8_t second) {
  return m->offset == offset && m->bytes[0] == first && m->bytes[1] == second;
}

static void should_put_out_what_is_due_before_what_it_passes_on(void) {
  static const uint8_t foreign[] = {0xF8, 0xFE, 0xF0, EXPRESSION, 0xB0, 0xC0, 0xD0, 0xE0, 0xA0, 0x90};
  for (size_t i = 0; i < sizeof foreign; i++) {
    if (foreign[i] == EXPRESSION && !host->expressions) continue;
    uint8_t second = foreign[i] >= 0xF0 || foreign[i] == EXPRESSION ? 0 : 5;
    engine(100, 0x91, 60, 80);
    engine(150, 0x81, 60, 64);
    give(120, foreign[i], second, second);
    give(200, foreign[i], second, second);
    block(512);
    /* A host of VST3s has nothing for active sensing. */
    uint8_t comes = host == &vst3_host && foreign[i] == 0xFE ? 0xF8 : foreign[i];
    check(out_count == 4 && is(&out[0], 100, 0x91, 60) && is(&out[1], 120, comes, second) && is(&out[2], 150, 0x81, 60) &&
              is(&out[3], 200, comes, second),
          "a note of the companion between two messages that pass through");
    take_in();
    give(0, 0x80, 5, 0);
    block(64);
    take_in();
  }
}

static void should_keep_the_order_in_any_input(void) {
  static const uint8_t firsts[] = {0x90, 0x80, 0xB0, 0xC0, 0xD0, 0xE0, 0xA0, 0xF8, 0xF0, EXPRESSION};
  int sounding[128] = {0};
  for (int round = 0; round < 3000; round++) {
    uint32_t frames = 1 + chance(512), offset = 0, passes = 0;
    for (uint32_t i = chance(12); i > 0; i--) {
      uint8_t first = firsts[chance(sizeof firsts)];
      if (first == EXPRESSION && !host->expressions) continue;
      /* Some hosts give places outside the block, or not in order. */
      offset = chance(8) == 0 ? chance(2 * frames) : offset + chance(frames / 4 + 1);
      bool note = first == 0x90 || first == 0x80;
      give(offset, first, note ? (uint8_t)chance(128) : 7, note ? 90 : 0);
      passes += first < 0x80 || first > 0x9F;
    }
    for (uint32_t i = chance(12); i > 0; i--) engine(chance(frames), (uint8_t)(0x91 - 0x10 * chance(2)), (uint8_t)(40 + chance(20)), 80);
    block(frames);
    take_in();
    for (uint32_t i = 0; i < out_count; i++) {
      uint8_t first = out[i].bytes[0];
      if (first == 0x91) sounding[out[i].bytes[1]]++;
      if (first == 0x81) sounding[out[i].bytes[1]]--;
      check(first != 0x91 || sounding[out[i].bytes[1]] == 1, "a key of the companion is struck once");
      passes -= first < 0x80 || first > 0x9F;
    }
    check(passes == 0, "all but notes passes through");
  }
  for (uint8_t key = 40; key < 60; key++) engine(0, 0x81, key, 64);
  block(64);
  for (uint32_t i = 0; i < out_count; i++) sounding[out[i].bytes[1]] -= out[i].bytes[0] == 0x81;
  for (int key = 0; key < 128; key++) check(sounding[key] == 0, "no note hangs");
  check(atomic_load(&region->dropped) == 0 && atomic_load(&region->late) == 0, "nothing is lost");
}

/* Of each channel, in one block. */
static void should_pass_on_every_controller_program_and_pressure(void) {
  for (uint8_t channel = 0; channel < 16; channel++) {
    for (uint8_t number = 0; number < 128; number++) give(number, 0xB0 | channel, number, (number * 3 + channel) & 127);
    for (uint8_t program = 0; program < 128; program++) give(200 + program, 0xC0 | channel, program, 0);
    for (uint8_t key = 0; key < 128; key++) give(400 + key, 0xA0 | channel, key, 127 - key);
    give(600, 0xD0 | channel, 99, 0);
    give(600, 0xE0 | channel, 17, 80);
    block(1024);
    check(out_count == in_count, "as many as came in");
    for (uint32_t i = 0; i < out_count; i++) {
      check(out[i].offset == in[i].offset && memcmp(out[i].bytes, in[i].bytes, 3) == 0, "each as it came in");
    }
    take_in();
  }
}

/* The engine has stopped reading. */
static void should_count_what_the_engine_cannot_hear(void) {
  block(16);
  uint64_t before = atomic_load(&region->unheard);
  for (uint64_t i = 0; i < AP_TO_ENGINE_SLOTS + 100; i++) {
    give(0, i & 1 ? 0x80 : 0x90, 60, 64);
    answer_ahead();
    host->process(16);
    take_in();
    out_count = 0;
    sample += 16;
    if (i % 64 == 0) atomic_fetch_add(&region->engine_beat, 1);
  }
  uint64_t unheard = atomic_load(&region->unheard) - before;
  check(unheard >= 100 && unheard <= 110, "what finds no room in the ring is counted");
}

/* --- offline ---------------------------------------------------------------------------------------- */

static void rest(long ns) {
  const struct timespec time = {.tv_nsec = ns};
  nanosleep(&time, NULL);
}

static void *compose(void *unused) {
  (void)unused;
  while (atomic_load(&engine_now) == COMPOSES) {
    uint64_t asked = atomic_load(&region->asked);
    if (asked != atomic_load(&region->answered)) {
      rest(20000000);
      engine(100, 0x91, 60, 80);
      engine(700, 0x81, 60, 64);
      atomic_store(&region->answered, asked);
    }
    rest(20000);
  }
  return NULL;
}

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void should_wait_offline_for_what_is_due(void) {
  pthread_t engine_thread;
  host->offline(true);
  block(16);
  atomic_store(&engine_now, COMPOSES);
  atomic_store(&region->answered, atomic_load(&region->asked));
  if (pthread_create(&engine_thread, NULL, compose, NULL) != 0) fail("no thread");
  for (int i = 0; i < 20; i++) {
    block(1024);
    check(atomic_load(&region->offline) == 1, "the engine knows that the host renders offline");
    check(out_count == 2 && is(&out[0], 100, 0x91, 60) && is(&out[1], 700, 0x81, 60), "what was sent while it waited, at its sample");
  }
  atomic_store(&engine_now, HAS_SENT);
  pthread_join(engine_thread, NULL);
  check(atomic_load(&region->missed) == 0, "nothing was waited for in vain");
}

static void should_ask_nothing_of_an_engine_that_speaks_an_older_protocol(void) {
  uint64_t asked = atomic_load(&region->asked);
  atomic_store(&region->engine_protocol, 0);
  host->offline(true);
  engine(100, 0x91, 60, 80);
  engine(300, 0x81, 60, 64);
  block(512);
  check(atomic_load(&region->asked) == asked && out_count == 2, "it goes on with what has been sent, and waits for nothing");
  atomic_store(&region->engine_protocol, AP_PROTOCOL);
}

/* CLAP's host says that it plays in real time; where nothing is said, the time that passes tells. */
static void should_take_a_host_that_outruns_the_time_for_one_that_renders_offline(void) {
  host->offline(false);
  uint64_t asked = atomic_load(&region->asked);
  for (int i = 0; i < 100; i++) block(4096);
  check((atomic_load(&region->asked) != asked) == (host != &clap_host), "asked, but where the host has said that it plays in real time");
  for (int i = 0; i < 26; i++) {
    rest(2048 * 1000000000L / 48000);
    block(2048);
  }
  asked = atomic_load(&region->asked);
  block(2048);
  check(atomic_load(&region->asked) == asked, "when it has played in real time for a second it waits for nothing any more");
}

static void should_give_an_engine_up_that_does_not_answer(void) {
  host->offline(true);
  atomic_store(&engine_now, IS_DEAF);
  atomic_store(&region->answered, atomic_load(&region->asked));
  double began = now_s();
  block(512);
  double waited = now_s() - began;
  block(512);
  check(waited > 2.5 && waited < 30 && now_s() - began < waited + 1, "it waits once, and not for ever");
  check(atomic_load(&region->missed) == 2, "what was waited for in vain is counted");
  atomic_store(&region->answered, atomic_load(&region->asked));
  atomic_store(&engine_now, HAS_SENT);
  block(512);
  check(atomic_load(&region->missed) == 2, "an engine that has caught up is waited for again");
  host->offline(false);
}

/* --- a scan ----------------------------------------------------------------------------------------- */

static bool there(const char *end) {
  bool found = false;
  DIR *entries = opendir(folder);
  for (struct dirent *e = readdir(entries); e != NULL; e = readdir(entries)) {
    size_t length = strlen(e->d_name);
    found |= length >= strlen(end) && strcmp(e->d_name + length - strlen(end), end) == 0;
  }
  closedir(entries);
  return found;
}

static void should_start_no_engine_before_it_is_activated(const char *binary) {
  setenv("ANTIPHON_ENGINE", "/bin/true", 1);
  host->open(binary);
  check(!there(".apr") && !there("engine.starts"), "a scan starts no engine, and none is given work");
  host->activate();
  check(there(".apr") && there("engine.starts"), "what is activated wants an engine");
  setenv("ANTIPHON_ENGINE", "none", 1);
}

static void with(const format_host *next, const char *binary) {
  host = next;
  sample = 0;
  should_start_no_engine_before_it_is_activated(binary);
  region = harness_region(folder);
  atomic_store(&region->engine_generation, 1);
  atomic_store(&region->engine_protocol, AP_PROTOCOL);
  atomic_store(&region->engine_state, AP_ENGINE_CLAIMED);
  block(16);
  should_put_out_what_is_due_before_what_it_passes_on();
  should_keep_the_order_in_any_input();
  should_pass_on_every_controller_program_and_pressure();
  should_wait_offline_for_what_is_due();
  should_ask_nothing_of_an_engine_that_speaks_an_older_protocol();
  should_take_a_host_that_outruns_the_time_for_one_that_renders_offline();
  if (host == &clap_host) should_give_an_engine_up_that_does_not_answer();
  should_count_what_the_engine_cannot_hear();
  if (host == &clap_host) {
    should_turn_every_value_into_text_and_back(region);
    should_tell_the_host_that_values_changed_when_a_state_is_loaded();
    should_tell_where_its_pages_are();
    should_list_its_presets_and_load_each();
  }
  munmap(region, sizeof(ap_region));
  host->close();
  char path[sizeof folder + 32];
  snprintf(path, sizeof path, "%s/engine.starts", folder), unlink(path);
  snprintf(path, sizeof path, "%s/engine.starting", folder), unlink(path);
}

int main(int argc, char **argv) {
  if (argc != 4) fail("usage: formats_test antiphon.clap VST3's-binary LV2's-binary");
  if (mkdtemp(folder) == NULL) fail("no folder for the test");
  setenv("ANTIPHON_RUN_DIR", folder, 1);
  with(&clap_host, argv[1]);
  with(&vst3_host, argv[2]);
  with(&lv2_host, argv[3]);
  if (rmdir(folder) != 0) fail("something is left in the run folder");
  printf("formats_test: all well in CLAP, VST3 and LV2\n");
  return 0;
}
