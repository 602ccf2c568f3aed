/* Both rings and the blobs between two threads; built with the thread sanitizer, and counts what arrives. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "region.h"

enum { EVENTS = 400000 };

static ap_link link_;

static void check(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "FAILED: %s\n", what);
  exit(1);
}

/* The engine: takes what comes and sends it back. */
static void *engine(void *unused) {
  ap_region *r = link_.region;
  uint64_t head = 0, tail = 0;
  (void)unused;
  while (head < EVENTS) {
    if (atomic_load_explicit(&r->to_engine_tail, memory_order_acquire) == head ||
        tail - atomic_load_explicit(&r->to_plugin_head, memory_order_acquire) == AP_TO_PLUGIN_SLOTS) {
      continue;
    }
    ap_event event = r->to_engine[head & (AP_TO_ENGINE_SLOTS - 1)];
    atomic_store_explicit(&r->to_engine_head, ++head, memory_order_release);
    r->to_plugin[tail & (AP_TO_PLUGIN_SLOTS - 1)] = event;
    atomic_store_explicit(&r->to_plugin_tail, ++tail, memory_order_release);
  }
  return NULL;
}

int main(void) {
  setenv("ANTIPHON_RUN_DIR", "/nowhere/at/all", 1);
  check(ap_link_open(&link_, AP_CLAP) && !link_.shared, "without a folder it has memory of its own");
  pthread_t thread;
  pthread_create(&thread, NULL, engine, NULL);
  uint64_t sent = 0, taken = 0, full = 0;
  while (taken < EVENTS) {
    ap_event event = {.kind = AP_MIDI, .sample = sent, .beats = (int64_t)(sent * 3)};
    if (sent < EVENTS) {
      if (ap_link_send(&link_, &event)) {
        sent++;
      } else {
        full++;
      }
    }
    while (ap_link_take(&link_, &event)) {
      check(event.sample == taken && event.beats == (int64_t)(taken * 3), "events come whole and in order");
      taken++;
    }
  }
  pthread_join(thread, NULL);
  check(atomic_load(&link_.region->dropped) == full, "what found no room is counted");
  ap_link_close(&link_);
  printf("ring_test: %d events there and back, the ring was full %llu times\n", EVENTS, (unsigned long long)full);
  return 0;
}
