#include "region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const FORMATS[] = {"clap", "vst3", "lv2"};

/* Once in a process: the host's log is not ours alone. */
static void say_refused(const ap_run *run, bool meets) {
  static atomic_flag said = ATOMIC_FLAG_INIT;
  if (atomic_flag_test_and_set(&said)) return;
  fprintf(stderr, "Antiphon: %s is not a folder of this user alone: %s%s\n", run->refused,
          meets ? "plug-ins and engine meet in " : "there is no other, so there is no engine", meets ? run->path : "");
}

bool ap_link_open(ap_link *link, enum ap_format format) {
  static _Atomic uint32_t instances;
  char path[AP_PATH_MAX];
  memset(link, 0, sizeof *link);
  bool meets = ap_run_folder(&link->run);
  if (link->run.refused[0] != 0) say_refused(&link->run, meets);
  if (meets) {
    int length = snprintf(path, sizeof path, "%s/%s-%llu-%llx.apr", link->run.path, FORMATS[format],
                          (unsigned long long)ap_process_id(),
                          (unsigned long long)ap_steady_ns() << 8 | (atomic_fetch_add(&instances, 1) & 0xFF));
    link->shared = length > 0 && (size_t)length < sizeof path &&
                   ap_mapping_create(&link->mapping, path, sizeof(ap_region));
  }
  if (link->shared) {
    link->region = link->mapping.address;
  } else {
    const size_t page = _Alignof(ap_region);
    link->memory = calloc(1, sizeof(ap_region) + page);
    if (link->memory == NULL) return false;
    link->region = (ap_region *)(((uintptr_t)link->memory + page - 1) / page * page);
  }
  ap_region *r = link->region;
  r->magic = AP_MAGIC;
  r->abi = AP_ABI;
  r->plugin_protocol = AP_PROTOCOL;
  r->format = format;
  r->region_bytes = sizeof(ap_region);
  r->plugin_pid = ap_process_id();
  atomic_store_explicit(&r->plugin_state, AP_PLUGIN_ACTIVE, memory_order_relaxed);
  return true;
}

void ap_link_publish(ap_link *link) {
  _Atomic uint32_t *published = &link->region->published;
  if (!link->shared || atomic_load_explicit(published, memory_order_relaxed) != 0) return;
  atomic_store_explicit(published, 1, memory_order_release);
  link->shared = ap_mapping_publish(&link->mapping);
  if (link->shared) ap_keeper_begin(&link->keeper, link->run.path);
}

void ap_link_close(ap_link *link) {
  if (link->region == NULL) return;
  ap_keeper_end(&link->keeper);
  atomic_store_explicit(&link->region->plugin_state, AP_PLUGIN_GONE, memory_order_release);
  ap_mapping_close(&link->mapping);
  free(link->memory);
  link->region = NULL;
}

bool ap_link_send(ap_link *link, const ap_event *event) {
  ap_region *r = link->region;
  if (link->to_engine_tail - link->to_engine_head >= AP_TO_ENGINE_SLOTS) {
    uint64_t head = atomic_load_explicit(&r->to_engine_head, memory_order_acquire);
    /* A head that lies ahead of the tail, or goes back, is garbage: the ring stays full. */
    if (head - link->to_engine_head <= link->to_engine_tail - link->to_engine_head) link->to_engine_head = head;
    if (link->to_engine_tail - link->to_engine_head >= AP_TO_ENGINE_SLOTS) return false;
  }
  r->to_engine[link->to_engine_tail & (AP_TO_ENGINE_SLOTS - 1)] = *event;
  atomic_store_explicit(&r->to_engine_tail, ++link->to_engine_tail, memory_order_release);
  return true;
}

bool ap_link_take(ap_link *link, ap_event *event) {
  ap_region *r = link->region;
  if (link->to_plugin_head == link->to_plugin_tail) {
    uint64_t tail = atomic_load_explicit(&r->to_plugin_tail, memory_order_acquire);
    if (tail == link->to_plugin_head) return false;
    if (tail - link->to_plugin_head > AP_TO_PLUGIN_SLOTS) {
      atomic_fetch_add_explicit(&r->refused, 1, memory_order_relaxed);
      ap_link_skip(link);
      return false;
    }
    link->to_plugin_tail = tail;
  }
  *event = r->to_plugin[link->to_plugin_head & (AP_TO_PLUGIN_SLOTS - 1)];
  atomic_store_explicit(&r->to_plugin_head, ++link->to_plugin_head, memory_order_release);
  return true;
}

void ap_link_skip(ap_link *link) {
  ap_region *r = link->region;
  link->to_plugin_tail = link->to_plugin_head = atomic_load_explicit(&r->to_plugin_tail, memory_order_acquire);
  atomic_store_explicit(&r->to_plugin_head, link->to_plugin_head, memory_order_release);
}

enum { BLOB_LENGTH = 1, BLOB_WORDS = 2, BLOB_TRIES = 1000 };

void ap_blob_write(_Atomic uint64_t *blob, const uint8_t *bytes, size_t length) {
  uint64_t sequence = atomic_load_explicit(&blob[0], memory_order_relaxed) & ~UINT64_C(1);
  atomic_store_explicit(&blob[0], sequence + 1, memory_order_relaxed);
  atomic_thread_fence(memory_order_release);
  atomic_store_explicit(&blob[BLOB_LENGTH], length, memory_order_relaxed);
  for (size_t at = 0; at < length; at += 8) {
    uint64_t word = 0;
    memcpy(&word, bytes + at, length - at < 8 ? length - at : 8);
    atomic_store_explicit(&blob[BLOB_WORDS + at / 8], word, memory_order_relaxed);
  }
  atomic_store_explicit(&blob[0], sequence + 2, memory_order_release);
}

static ptrdiff_t try_read(const _Atomic uint64_t *blob, uint8_t *bytes, size_t most) {
  uint64_t sequence = atomic_load_explicit(&blob[0], memory_order_acquire);
  uint64_t length = atomic_load_explicit(&blob[BLOB_LENGTH], memory_order_relaxed);
  if (sequence == 0 || sequence & 1 || length > most) return -1;
  for (size_t at = 0; at < length; at += 8) {
    uint64_t word = atomic_load_explicit(&blob[BLOB_WORDS + at / 8], memory_order_relaxed);
    memcpy(bytes + at, &word, length - at < 8 ? length - at : 8);
  }
  atomic_thread_fence(memory_order_acquire);
  return atomic_load_explicit(&blob[0], memory_order_relaxed) == sequence ? (ptrdiff_t)length : -1;
}

ptrdiff_t ap_blob_read(const _Atomic uint64_t *blob, uint8_t *bytes, size_t most) {
  for (int attempt = 0; attempt < BLOB_TRIES; attempt++) {
    ptrdiff_t length = try_read(blob, bytes, most);
    if (length >= 0 || atomic_load_explicit(&blob[0], memory_order_relaxed) == 0) return length;
  }
  return -1;
}
