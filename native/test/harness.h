/* A CLAP host in a few lines, and an engine that writes straight into the shared memory, for rt_check.c and bench.c. */
#ifndef AP_HARNESS_H
#define AP_HARNESS_H

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "antiphon/link.h"
#include "clap/entry.h"
#include "clap/plugin-factory.h"
#include "clap_render.h"

enum { HARNESS_EVENTS = 512 };

typedef struct harness {
  const clap_plugin_t *plugin;
  ap_region *region;
  clap_event_transport_t transport;
  clap_event_note_t notes[HARNESS_EVENTS];
  uint32_t note_count;
  uint64_t put_out; /* events that the plug-in has put out */
  uint64_t sent;    /* events that the engine has sent */
  clap_input_events_t in;
  clap_output_events_t out;
  clap_process_t process;
} harness;

static inline void fail(const char *what) {
  fprintf(stderr, "FAILED: %s\n", what);
  exit(1);
}

static inline uint32_t harness_size(const clap_input_events_t *list) { return ((harness *)list->ctx)->note_count; }

static inline const clap_event_header_t *harness_get(const clap_input_events_t *list, uint32_t index) {
  return &((harness *)list->ctx)->notes[index].header;
}

static inline bool harness_push(const clap_output_events_t *list, const clap_event_header_t *event) {
  (void)event;
  ((harness *)list->ctx)->put_out++;
  return true;
}

static inline const void *harness_extension(const clap_host_t *host, const char *id) {
  (void)host, (void)id;
  return NULL;
}

static inline void harness_request(const clap_host_t *host) { (void)host; }

/* The only instance in the run folder. */
static inline ap_region *harness_region(const char *folder) {
  char path[1024] = "";
  DIR *entries = opendir(folder);
  if (entries == NULL) fail("no run folder");
  for (struct dirent *e = readdir(entries); e != NULL; e = readdir(entries)) {
    if (strstr(e->d_name, ".apr") != NULL) snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
  }
  closedir(entries);
  int file = open(path, O_RDWR);
  void *address = file < 0 ? MAP_FAILED : mmap(NULL, sizeof(ap_region), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (address == MAP_FAILED) fail("the instance's file cannot be mapped");
  close(file);
  return address;
}

/* Loads the plug-in, with a run folder of its own, and claims it as an engine does. */
static inline void harness_open(harness *h, const char *binary, char *folder) {
  static const clap_host_t host = {.clap_version = CLAP_VERSION_INIT,
                                   .name = "harness",
                                   .vendor = "",
                                   .url = "",
                                   .version = "",
                                   .get_extension = harness_extension,
                                   .request_restart = harness_request,
                                   .request_process = harness_request,
                                   .request_callback = harness_request};
  memset(h, 0, sizeof *h);
  if (mkdtemp(folder) == NULL) fail("no folder for the test");
  setenv("ANTIPHON_RUN_DIR", folder, 1);
  setenv("ANTIPHON_ENGINE", "none", 1);
  void *library = dlopen(binary, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) fail(dlerror());
  const clap_plugin_entry_t *entry = dlsym(library, "clap_entry");
  if (entry == NULL || !entry->init(binary)) fail("no clap_entry");
  const clap_plugin_factory_t *factory = entry->get_factory(CLAP_PLUGIN_FACTORY_ID);
  h->plugin = factory->create_plugin(factory, &host, "antiphon.companion");
  if (h->plugin == NULL || !h->plugin->init(h->plugin)) fail("no plug-in");
  const clap_plugin_render_t *render = h->plugin->get_extension(h->plugin, CLAP_EXT_RENDER);
  render->set(h->plugin, CLAP_RENDER_REALTIME); /* though its blocks come faster than that */
  h->plugin->activate(h->plugin, 48000, 1, 4096);
  h->plugin->start_processing(h->plugin);
  h->region = harness_region(folder);
  h->in = (clap_input_events_t){h, harness_size, harness_get};
  h->out = (clap_output_events_t){h, harness_push};
  h->transport = (clap_event_transport_t){
      .header = {sizeof h->transport, 0, CLAP_CORE_EVENT_SPACE_ID, CLAP_EVENT_TRANSPORT, 0},
      .flags = CLAP_TRANSPORT_HAS_TEMPO | CLAP_TRANSPORT_HAS_BEATS_TIMELINE | CLAP_TRANSPORT_HAS_TIME_SIGNATURE |
               CLAP_TRANSPORT_IS_PLAYING,
      .tempo = 120,
      .tsig_num = 4,
      .tsig_denom = 4};
  h->process = (clap_process_t){.transport = &h->transport, .in_events = &h->in, .out_events = &h->out};
  atomic_store(&h->region->engine_generation, 1);
  atomic_store(&h->region->engine_state, AP_ENGINE_CLAIMED);
}

static inline void harness_close(harness *h, const char *folder) {
  munmap(h->region, sizeof(ap_region));
  h->plugin->stop_processing(h->plugin);
  h->plugin->deactivate(h->plugin);
  h->plugin->destroy(h->plugin);
  rmdir(folder);
}

/* The engine lives, has read all, and sends `count` notes that are due in the next block of so many frames. */
static inline void harness_engine(harness *h, uint32_t count, uint32_t frames) {
  ap_region *r = h->region;
  atomic_fetch_add(&r->engine_beat, 1);
  atomic_store(&r->to_engine_head, atomic_load(&r->to_engine_tail));
  for (uint32_t i = 0; i < count; i++) {
    ap_event *slot = &r->to_plugin[h->sent & (AP_TO_PLUGIN_SLOTS - 1)];
    *slot = (ap_event){.kind = AP_MIDI,
                       .timebase = AP_AT_BEATS,
                       .length = 3,
                       .epoch = atomic_load(&r->epoch),
                       .beats = h->transport.song_pos_beats + (int64_t)(i * frames / (count + 1)) * AP_BEAT / 24000};
    uint8_t on = h->sent & 1 ? 0x81 : 0x91;
    memcpy(slot->data, (uint8_t[]){on, (uint8_t)(h->sent / 2 & 127), 64}, 3);
    atomic_store(&r->to_plugin_tail, ++h->sent);
  }
}

/* The player plays `count` notes in the next block of so many frames. */
static inline void harness_player(harness *h, uint32_t count, uint32_t frames) {
  h->note_count = count;
  for (uint32_t i = 0; i < count; i++) {
    uint16_t type = i & 1 ? CLAP_EVENT_NOTE_OFF : CLAP_EVENT_NOTE_ON;
    h->notes[i] = (clap_event_note_t){
        .header = {sizeof(clap_event_note_t), i * frames / (count + 1), CLAP_CORE_EVENT_SPACE_ID, type, 0},
        .note_id = -1,
        .key = (int16_t)(i / 2 % 128),
        .velocity = 0.5};
  }
}

/* [audio-thread] */
static inline void harness_process(harness *h, uint32_t frames) {
  h->process.frames_count = frames;
  h->plugin->process(h->plugin, &h->process);
  h->transport.song_pos_beats += (int64_t)frames * AP_BEAT / 24000;
}

#endif
