# Tests of the native part, run by `make check`, and the benchmark.

TEST_FLAGS = -std=gnu11 $(WARNINGS) -O2 -g -Iinclude -Isrc $(HOST_HEADERS) -pthread
TESTS = $(OUT)/test

check: all $(TESTS)/core_test $(TESTS)/ring_test $(TESTS)/rt_check
	$(TESTS)/core_test
	$(TESTS)/ring_test
	$(TESTS)/rt_check $(abspath $(CLAP_FILE))

bench: all $(TESTS)/bench
	$(TESTS)/bench $(abspath $(CLAP_FILE))

CORE_SOURCES = $(addprefix src/,$(CORE))

$(TESTS)/core_test: test/core_test.c test/posix_test.h $(CORE_SOURCES) $(wildcard src/*.h) include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) -fsanitize=address,undefined -fno-sanitize-recover=all $< $(CORE_SOURCES) -lm -o $@

$(TESTS)/ring_test: test/ring_test.c $(CORE_SOURCES) $(wildcard src/*.h) include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) -Wno-tsan -fsanitize=thread $< src/region.c src/keeper.c $(addprefix src/,$(PLATFORM_$(SYSTEM))) -lm -o $@

# The program's allocator must be the one that the plug-in finds.
$(TESTS)/rt_check: test/rt_check.c test/harness.h include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) -rdynamic $< -ldl -o $@

$(TESTS)/bench: test/bench.c test/harness.h include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) $< -ldl -o $@
