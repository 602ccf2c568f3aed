/* Each ring between two threads that nothing else orders, built with the thread sanitizer; and counts what arrives. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "region.h"

enum { EVENTS = 200000 };

static ap_link link_;

static void check(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "FAILED: %s\n", what);
  exit(1);
}

static ap_event event_of(uint64_t number) {
  return (ap_event){.kind = AP_MIDI, .sample = number, .beats = (int64_t)(number * 3)};
}

static void check_event(const ap_event *event, uint64_t number) {
  check(event->sample == number && event->beats == (int64_t)(number * 3), "events come whole and in order");
}

/* The engine takes what the plug-in sends. */
static void *hear(void *unused) {
  ap_region *r = link_.region;
  (void)unused;
  for (uint64_t head = 0; head < EVENTS; atomic_store_explicit(&r->to_engine_head, ++head, memory_order_release)) {
    while (atomic_load_explicit(&r->to_engine_tail, memory_order_acquire) == head) continue;
    check_event(&r->to_engine[head & (AP_TO_ENGINE_SLOTS - 1)], head);
  }
  return NULL;
}

/* The engine sends. */
static void *speak(void *unused) {
  ap_region *r = link_.region;
  (void)unused;
  for (uint64_t tail = 0; tail < EVENTS; atomic_store_explicit(&r->to_plugin_tail, ++tail, memory_order_release)) {
    while (tail - atomic_load_explicit(&r->to_plugin_head, memory_order_acquire) == AP_TO_PLUGIN_SLOTS) continue;
    r->to_plugin[tail & (AP_TO_PLUGIN_SLOTS - 1)] = event_of(tail);
  }
  return NULL;
}

int main(void) {
  pthread_t engine;
  setenv("ANTIPHON_RUN_DIR", "/nowhere/at/all", 1);
  check(ap_link_open(&link_, AP_CLAP) && !link_.shared, "without a folder it has memory of its own");
  pthread_create(&engine, NULL, hear, NULL);
  uint64_t full = 0;
  for (uint64_t sent = 0; sent < EVENTS;) {
    const ap_event event = event_of(sent);
    if (ap_link_send(&link_, &event)) {
      sent++;
    } else {
      full++;
    }
  }
  pthread_join(engine, NULL);
  pthread_create(&engine, NULL, speak, NULL);
  for (uint64_t taken = 0; taken < EVENTS;) {
    ap_event event;
    if (ap_link_take(&link_, &event)) check_event(&event, taken++);
  }
  pthread_join(engine, NULL);
  ap_link_close(&link_);
  printf("ring_test: %d events there and as many back, the ring was full %llu times\n", EVENTS, (unsigned long long)full);
  return 0;
}
