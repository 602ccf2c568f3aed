package antiphon.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two sides of the link agree: what the C compiler makes of link.h is what Java reads. */
@Tag("native")
final class LayoutTest {
  private final JsonNode c;

  LayoutTest() throws IOException {
    c = new ObjectMapper().readTree(BuiltPlugin.file("layout.json").toFile());
  }

  @Test
  void shouldHoldTheOffsetsAndNumbersOfTheHeader() {
    Map<String, Long> header = new LinkedHashMap<>();
    c.properties().stream().filter(e -> e.getValue().isNumber()).forEach(e -> header.put(e.getKey(), e.getValue().asLong()));
    assertThat(ours()).containsExactlyInAnyOrderEntriesOf(header);
  }

  @Test
  void shouldHoldTheParametersOfTheTable() {
    List<String> table = c.get("parameter-list").valueStream().map(JsonNode::asText).toList();
    assertThat(Arrays.stream(HostParameter.values()).map(HostParameter::definition)).containsExactlyElementsOf(table);
  }

  @Test
  void shouldHaveAStatusForEachTextOfTheStatus() {
    assertThat(HostParameter.STATUS.texts()).hasSize(HostStatus.values().length);
  }

  private static Map<String, Long> ours() {
    Map<String, Long> ours = new LinkedHashMap<>();
    ours.putAll(regionOffsets());
    ours.putAll(transportOffsets());
    ours.putAll(eventOffsets());
    ours.putAll(numbers());
    return ours;
  }

  private static Map<String, Long> regionOffsets() {
    return longs(Map.ofEntries(
        Map.entry("magic", Layout.MAGIC_AT),
        Map.entry("abi", Layout.ABI_AT),
        Map.entry("format", Layout.FORMAT_AT),
        Map.entry("region-bytes", Layout.REGION_BYTES_AT),
        Map.entry("plugin-pid", Layout.PLUGIN_PID_AT),
        Map.entry("published", Layout.PUBLISHED_AT),
        Map.entry("plugin-protocol", Layout.PLUGIN_PROTOCOL_AT),
        Map.entry("plugin-beat", Layout.PLUGIN_BEAT_AT),
        Map.entry("plugin-state", Layout.PLUGIN_STATE_AT),
        Map.entry("epoch", Layout.EPOCH_AT),
        Map.entry("dropped", Layout.DROPPED_AT),
        Map.entry("late", Layout.LATE_AT),
        Map.entry("refused", Layout.REFUSED_AT),
        Map.entry("stale", Layout.STALE_AT),
        Map.entry("unheard", Layout.UNHEARD_AT),
        Map.entry("offline", Layout.OFFLINE_AT),
        Map.entry("asked", Layout.ASKED_AT),
        Map.entry("missed", Layout.MISSED_AT),
        Map.entry("engine-beat", Layout.ENGINE_BEAT_AT),
        Map.entry("engine-pid", Layout.ENGINE_PID_AT),
        Map.entry("engine-state", Layout.ENGINE_STATE_AT),
        Map.entry("engine-generation", Layout.ENGINE_GENERATION_AT),
        Map.entry("engine-status", Layout.ENGINE_STATUS_AT),
        Map.entry("restored-seen", Layout.RESTORED_SEEN_AT),
        Map.entry("answered", Layout.ANSWERED_AT),
        Map.entry("engine-protocol", Layout.ENGINE_PROTOCOL_AT),
        Map.entry("to-engine-tail", Layout.TO_ENGINE_TAIL_AT),
        Map.entry("to-engine-head", Layout.TO_ENGINE_HEAD_AT),
        Map.entry("to-plugin-tail", Layout.TO_PLUGIN_TAIL_AT),
        Map.entry("to-plugin-head", Layout.TO_PLUGIN_HEAD_AT),
        Map.entry("parameters", Layout.PARAMETERS_AT),
        Map.entry("status-text", Layout.STATUS_TEXT_AT),
        Map.entry("to-engine", Layout.TO_ENGINE_AT),
        Map.entry("to-plugin", Layout.TO_PLUGIN_AT),
        Map.entry("engine-state-blob", Layout.ENGINE_STATE_BLOB_AT),
        Map.entry("restored-state-blob", Layout.RESTORED_STATE_BLOB_AT)));
  }

  private static Map<String, Long> transportOffsets() {
    int at = Layout.TRANSPORT_AT;
    return longs(Map.ofEntries(
        Map.entry("transport.sequence", at),
        Map.entry("transport.steady-ns", at + Layout.STEADY_NS),
        Map.entry("transport.sample", at + Layout.SAMPLE),
        Map.entry("transport.beats", at + Layout.BEATS),
        Map.entry("transport.bar-start", at + Layout.BAR_START),
        Map.entry("transport.loop-start", at + Layout.LOOP_START),
        Map.entry("transport.loop-end", at + Layout.LOOP_END),
        Map.entry("transport.tempo", at + Layout.TEMPO),
        Map.entry("transport.sample-rate", at + Layout.SAMPLE_RATE),
        Map.entry("transport.meter", at + Layout.METER),
        Map.entry("transport.flags", at + Layout.FLAGS)));
  }

  private static Map<String, Long> eventOffsets() {
    return longs(Map.of(
        "event.kind", Layout.KIND,
        "event.timebase", Layout.TIMEBASE,
        "event.port", Layout.PORT,
        "event.length", Layout.LENGTH,
        "event.epoch", Layout.EPOCH,
        "event.beats", Layout.EVENT_BEATS,
        "event.sample", Layout.EVENT_SAMPLE,
        "event.data", Layout.DATA));
  }

  private static Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>(longs(Map.ofEntries(
        Map.entry("ABI", Layout.ABI),
        Map.entry("EVENT_BYTES", Layout.EVENT_BYTES),
        Map.entry("REGION_BYTES", Layout.REGION_BYTES),
        Map.entry("TO_ENGINE_SLOTS", Layout.TO_ENGINE_SLOTS),
        Map.entry("TO_PLUGIN_SLOTS", Layout.TO_PLUGIN_SLOTS),
        Map.entry("STATUS_TEXT_MAX", Layout.STATUS_TEXT_MAX),
        Map.entry("BLOB_MAX", Layout.BLOB_MAX),
        Map.entry("MIDI", Layout.KIND_MIDI),
        Map.entry("TRANSPORT", Layout.KIND_TRANSPORT),
        Map.entry("PARAMETER", Layout.KIND_PARAMETER),
        Map.entry("FLUSH", Layout.KIND_FLUSH),
        Map.entry("AT_BEATS", Layout.AT_BEATS),
        Map.entry("AT_SAMPLE", Layout.AT_SAMPLE),
        Map.entry("NOW", Layout.NOW),
        Map.entry("AFTER_LOOP", Layout.AFTER_LOOP),
        Map.entry("ROLLING", Layout.ROLLING),
        Map.entry("HAS_BEATS", Layout.HAS_BEATS),
        Map.entry("HAS_TEMPO", Layout.HAS_TEMPO),
        Map.entry("HAS_METER", Layout.HAS_METER),
        Map.entry("LOOPS", Layout.LOOPS),
        Map.entry("PLUGIN_ACTIVE", Layout.PLUGIN_ACTIVE),
        Map.entry("PLUGIN_GONE", Layout.PLUGIN_GONE),
        Map.entry("ENGINE_FREE", Layout.ENGINE_FREE),
        Map.entry("ENGINE_CLAIMED", Layout.ENGINE_CLAIMED))));
    numbers.put("MAGIC", Layout.MAGIC);
    numbers.put("BEAT", SongTime.BEAT);
    return numbers;
  }

  private static Map<String, Long> longs(Map<String, Integer> offsets) {
    Map<String, Long> longs = new LinkedHashMap<>();
    offsets.forEach((name, offset) -> longs.put(name, (long) offset));
    return longs;
  }
}
