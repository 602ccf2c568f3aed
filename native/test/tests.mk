# Tests of the native part, run by `make check`, `make tsan` and `make circles`, and the benchmark.

TEST_FLAGS = -std=gnu11 $(WARNINGS) -O2 -g -Iinclude -Isrc $(HOST_HEADERS) -pthread
TESTS = $(OUT)/test

check: all circles $(TESTS)/core_test $(TESTS)/formats_test $(TESTS)/ring_test $(TESTS)/rt_check
	$(TESTS)/core_test
	$(TESTS)/formats_test $(abspath $(CLAP_FILE) $(VST3_FILE) $(LV2_FILE))
	$(TESTS)/ring_test
	$(TESTS)/rt_check $(abspath $(CLAP_FILE))

# The rings under the thread sanitizer. It knows no fences, so it says nothing of the seqlocks; of what it does say we are
# sure only if it finds each acquire and each release of the rings that is made relaxed.
RING_SOURCES = src/keeper.c $(addprefix src/,$(PLATFORM_$(SYSTEM)))
RING_TEST = $(CC) $(TEST_FLAGS) -Wno-tsan -fsanitize=thread test/ring_test.c $(RING_SOURCES)
tsan: $(TESTS)/ring_test
	$(TESTS)/ring_test
	@for order in 1 2 3 4; do \
	  awk -v wanted=$$order 'BEGIN {order = "memory_order_(acquire|release)"} \
	    /^bool ap_link_send/ {ring = 1} /^void ap_link_skip/ {ring = 0} \
	    ring && $$0 ~ order && ++found == wanted {sub(order, "memory_order_relaxed"); print FILENAME ":" FNR > "/dev/stderr"} \
	    {print} END {exit found != 4}' src/region.c > $(TESTS)/relaxed.c 2> $(TESTS)/relaxed.line && \
	  $(RING_TEST) $(TESTS)/relaxed.c -lm -o $(TESTS)/relaxed || exit 1; \
	  TSAN_OPTIONS=halt_on_error=1 $(TESTS)/relaxed 2>&1 | grep -q 'data race' || { \
	    echo "the thread sanitizer finds nothing where $$(cat $(TESTS)/relaxed.line) is relaxed" >&2; exit 1; }; \
	done; echo "tsan: each of the rings' 4 orders is needed, and is there"

# No two files need each other: tsort names those that do.
circles: all
	@for format in "$(CLAP)" "$(VST3)" "$(LV2_SOURCES)"; do \
	  for file in $(CORE) $$format; do \
	    nm -P $(OBJECTS)/$${file%.c}.o | awk -v file=$$file '$$2 == "U" {print "uses", file, $$1} $$2 ~ /[TDRB]/ {print "has", file, $$1}'; \
	  done | awk '$$1 == "has" {at[$$3] = $$2} $$1 == "uses" {uses[$$2 " " $$3] = $$3; by[$$2 " " $$3] = $$2} \
	    END {for (u in uses) if (uses[u] in at) print by[u], at[uses[u]]}' | tsort > /dev/null || exit 1; \
	done

bench: all $(TESTS)/bench
	$(TESTS)/bench $(abspath $(CLAP_FILE))

CORE_SOURCES = $(addprefix src/,$(CORE))

$(TESTS)/core_test: test/core_test.c test/posix_test.h $(CORE_SOURCES) $(wildcard src/*.h) include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) -fsanitize=address,undefined -fno-sanitize-recover=all $< $(CORE_SOURCES) -lm -o $@

$(TESTS)/ring_test: test/ring_test.c $(CORE_SOURCES) $(wildcard src/*.h) include/antiphon/link.h
	@mkdir -p $(@D)
	$(RING_TEST) src/region.c -lm -o $@

HOSTS = $(addprefix test/,clap_host.c vst3_host.c lv2_host.c)

$(TESTS)/formats_test: test/formats_test.c $(HOSTS) src/parameters.c src/programs.c test/format_host.h test/harness.h $(wildcard src/*.h) include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) -fsanitize=address,undefined -fno-sanitize-recover=all $(filter %.c,$^) -ldl -lm -o $@

# The program's allocator must be the one that the plug-in finds.
$(TESTS)/rt_check: test/rt_check.c test/harness.h include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) -rdynamic $< -ldl -o $@

$(TESTS)/bench: test/bench.c test/harness.h include/antiphon/link.h
	@mkdir -p $(@D)
	$(CC) $(TEST_FLAGS) $< -ldl -o $@
