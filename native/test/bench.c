/* Times process() by how many events go in and out in a block of 256 frames. */
#define _GNU_SOURCE
#include <time.h>

#include "harness.h"

enum { BLOCKS = 200000 };

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  static harness h;
  static uint64_t times[BLOCKS];
  static const uint32_t counts[] = {0, 1, 4, 16, 64, 256};
  char folder[] = "/tmp/antiphon-bench-XXXXXX";
  if (argc != 2) fail("usage: bench antiphon.clap");
  harness_open(&h, argv[1], folder);
  printf("process() of 256 frames, %d blocks each, ns (with two readings of the clock)\n", BLOCKS);
  printf("events in + out    median     p99   p99.9      max\n");
  for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
    for (int i = 0; i < BLOCKS; i++) {
      harness_engine(&h, counts[c], 256);
      harness_player(&h, counts[c], 256);
      uint64_t before = now_ns();
      harness_process(&h, 256);
      times[i] = now_ns() - before;
    }
    qsort(times, BLOCKS, sizeof *times, by_size);
    printf("%6u + %-6u    %8llu%8llu%8llu%9llu\n", counts[c], counts[c], (unsigned long long)times[BLOCKS / 2],
           (unsigned long long)times[BLOCKS / 100 * 99], (unsigned long long)times[BLOCKS / 1000 * 999],
           (unsigned long long)times[BLOCKS - 1]);
  }
  harness_close(&h, folder);
  return 0;
}
