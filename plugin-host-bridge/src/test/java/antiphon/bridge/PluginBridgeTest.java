package antiphon.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.midi.MidiMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge against a plug-in that the test plays. */
final class PluginBridgeTest {
  private static final int NOTE = MidiMessage.noteOn(0, 60, 100);
  private static final int ROLLS = Layout.ROLLING | Layout.HAS_BEATS | Layout.HAS_TEMPO | Layout.HAS_METER;

  @TempDir private Path folder;
  private final Set<Long> alive = new HashSet<>(List.of(FakePlugin.PID, ProcessHandle.current().pid()));
  private final List<HeardEvents> opened = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private long nowNs;
  private PluginBridge bridge;

  @BeforeEach
  void start() {
    bridge = bridge(session -> {
      HeardEvents events = new HeardEvents(session);
      opened.add(events);
      return events;
    });
  }

  @AfterEach
  void end() {
    bridge.close();
  }

  private PluginBridge bridge(HostEngine engine) {
    return new PluginBridge(folder, () -> nowNs, engine, new WrittenNews(news), alive::contains);
  }

  private void look() {
    nowNs += PluginBridge.SCAN_NS;
    bridge.doWork();
  }

  private FakePlugin connected() throws IOException {
    FakePlugin plugin = new FakePlugin(folder, FakePlugin.PID, opened.size());
    look();
    plugin.transport(1, ROLLS, 1_000, 4 * SongTime.BEAT, 120);
    look();
    return plugin;
  }

  @Test
  void shouldClaimAnInstanceAndTellItsTransport() throws IOException {
    FakePlugin plugin = connected();

    assertThat(plugin.region.acquireInt(Layout.ENGINE_STATE_AT)).isEqualTo(Layout.ENGINE_CLAIMED);
    assertThat(plugin.region.acquireLong(Layout.ENGINE_PID_AT)).isEqualTo(ProcessHandle.current().pid());
    assertThat(plugin.region.acquireInt(Layout.ENGINE_GENERATION_AT)).isEqualTo(1);
    assertThat(opened.getFirst().lines).containsExactly("transport 1 rolls from 40320");
    HostTransport transport = opened.getFirst().transport;
    assertThat(transport.tickAt(1_000 + 24_000)).isEqualTo(5 * 10_080);
    assertThat(transport.sampleAt(6 * 10_080)).isEqualTo(1_000 + 48_000);
    assertThat(transport.blockFrames()).isEqualTo(256);
    assertThat(news).containsExactly("opened clap-4711-0");
  }

  @Test
  void shouldTellNothingOfTheTimeBeforeThePluginHasSeenIt() throws IOException {
    FakePlugin plugin = new FakePlugin(folder, FakePlugin.PID, 0);
    plugin.midi(0, 0, 5, NOTE);
    look();
    look();
    assertThat(opened.getFirst().lines).isEmpty();
  }

  @Test
  void shouldTellThePlayersMessagesWithTheirPlace() throws IOException {
    FakePlugin plugin = connected();
    plugin.midi(1, 5 * SongTime.BEAT, 25_000, NOTE);
    look();
    assertThat(opened.getFirst().lines).last().isEqualTo("midi " + MidiMessage.toString(NOTE) + " @25000 tick 50400");
  }

  @Test
  void shouldTellTheTransportBeforeTheFirstMessageOfItsEpoch() throws IOException {
    FakePlugin plugin = connected();
    plugin.transport(2, ROLLS, 30_000, 0, 90);
    plugin.midi(2, 0, 30_000, NOTE);
    look();
    assertThat(opened.getFirst().lines).endsWith(
        "transport 2 rolls from 0", "midi " + MidiMessage.toString(NOTE) + " @30000 tick 0");
  }

  @Test
  void shouldWriteMessagesAsThePluginReadsThem() throws IOException {
    FakePlugin plugin = connected();
    HostSession session = opened.getFirst().session;
    assertThat(session.play(1, 10_080 / 3, NOTE)).isTrue();
    assertThat(session.playAtSample(1, 77, MidiMessage.programChange(2, 9))).isTrue();

    int first = plugin.take();
    assertThat(plugin.region.bytes().getInt(first)).isEqualTo(Layout.KIND_MIDI | Layout.AT_BEATS << 8 | 3 << 24);
    assertThat(plugin.region.bytes().getInt(first + Layout.EPOCH)).isEqualTo(1);
    assertThat(plugin.region.bytes().getLong(first + Layout.EVENT_BEATS)).isEqualTo(Math.round(SongTime.BEAT / 3.0));
    assertThat(plugin.region.bytes().getInt(first + Layout.DATA)).isEqualTo(NOTE);
    int second = plugin.take();
    assertThat(plugin.region.bytes().getInt(second)).isEqualTo(Layout.KIND_MIDI | Layout.AT_SAMPLE << 8 | 2 << 24);
    assertThat(plugin.region.bytes().getLong(second + Layout.EVENT_SAMPLE)).isEqualTo(77);
    assertThat(plugin.take()).isEqualTo(-1);
  }

  @Test
  void shouldCountWhatFindsNoRoom() throws IOException {
    FakePlugin plugin = connected();
    HostSession session = opened.getFirst().session;
    long taken = IntStream.range(0, Layout.TO_PLUGIN_SLOTS + 5).filter(i -> session.play(1, i, NOTE)).count();
    assertThat(taken).isEqualTo(Layout.TO_PLUGIN_SLOTS);
    assertThat(session.figures().dropped()).isEqualTo(5);
    assertThat(plugin.take()).isNotEqualTo(-1);
    assertThat(session.play(1, 0, NOTE)).isTrue();
  }

  @Test
  void shouldRefuseARingThatIsFullerThanItCanBe() throws IOException {
    FakePlugin plugin = connected();
    List<String> lines = opened.getFirst().lines;
    long[] tail = {plugin.region.acquireLong(Layout.TO_ENGINE_TAIL_AT)};
    for (long fill : new long[] {-1, -3, -Layout.TO_ENGINE_SLOTS, Long.MIN_VALUE, Layout.TO_ENGINE_SLOTS + 1, Long.MAX_VALUE}) {
      long refused = opened.getFirst().session.figures().refused();
      lines.clear();
      tail[0] += fill;
      plugin.region.releaseLong(Layout.TO_ENGINE_TAIL_AT, tail[0]);
      look();
      assertThat(lines).as("what was heard with %d in the ring", fill).isEmpty();
      assertThat(opened.getFirst().session.figures().refused() - refused).as("refused with %d in the ring", fill).isEqualTo(1);
      assertThat(plugin.region.acquireLong(Layout.TO_ENGINE_HEAD_AT)).as("taken up again").isEqualTo(tail[0]);
    }
  }

  @Test
  void shouldHearARingThatIsAsFullAsItCanBe() throws IOException {
    FakePlugin plugin = connected();
    opened.getFirst().lines.clear();
    for (int i = 0; i < Layout.TO_ENGINE_SLOTS; i++) {
      plugin.midi(1, 5 * SongTime.BEAT, 25_000 + i, NOTE);
    }
    look();
    assertThat(opened.getFirst().lines).hasSize(Layout.TO_ENGINE_SLOTS);
    assertThat(opened.getFirst().session.figures().refused()).isZero();
  }

  @Test
  void shouldSendNothingToAPluginThatHasReadWhatWasNotWritten() throws IOException {
    FakePlugin plugin = connected();
    HostSession session = opened.getFirst().session;
    for (long head : new long[] {1, 5, Layout.TO_PLUGIN_SLOTS, Long.MAX_VALUE}) {
      plugin.region.releaseLong(Layout.TO_PLUGIN_HEAD_AT, head);
      assertThat(session.play(1, 0, NOTE)).as("head at %d, tail at 0", head).isFalse();
    }
    assertThat(plugin.region.acquireLong(Layout.TO_PLUGIN_TAIL_AT)).isZero();
    plugin.region.releaseLong(Layout.TO_PLUGIN_HEAD_AT, 0);
    assertThat(session.play(1, 0, NOTE)).isTrue();
  }

  @Test
  void shouldSayOfAnInstanceThatItGetsReadyUntilItsEngineSaysMore() throws IOException {
    FakePlugin plugin = connected();
    assertThat(plugin.region.acquireInt(Layout.ENGINE_STATUS_AT)).isEqualTo(HostStatus.GETTING_READY.ordinal());
    opened.getFirst().session.status(HostStatus.PLAYING, "é".repeat(200));
    assertThat(new String(plugin.region.readBlob(Layout.STATUS_TEXT_AT, Layout.STATUS_TEXT_MAX), StandardCharsets.UTF_8))
        .as("whole characters only").isEqualTo("é".repeat(120));
    plugin.region.releaseInt(Layout.ENGINE_STATE_AT, Layout.ENGINE_FREE);
    look();
    assertThat(plugin.region.acquireInt(Layout.ENGINE_STATUS_AT)).as("claimed again by the same engine")
        .isEqualTo(HostStatus.PLAYING.ordinal());
  }

  @Test
  void shouldCountWhatThePluginCouldNotSend() throws IOException {
    FakePlugin plugin = connected();
    plugin.region.releaseLong(Layout.UNHEARD_AT, 7);
    assertThat(opened.getFirst().session.figures().unheard()).isEqualTo(7);
  }

  @Test
  void shouldTellParametersAndEachPressOfATrigger() throws IOException {
    FakePlugin plugin = connected();
    plugin.parameter(HostParameter.DENSITY, 80);
    plugin.parameter(HostParameter.REGENERATE, 1);
    look();
    plugin.parameter(HostParameter.REGENERATE, 2);
    look();
    look();
    assertThat(opened.getFirst().lines.stream().skip(1))
        .containsExactly("density = 80.0", "regenerate = 1.0", "regenerate = 1.0");
    assertThat(opened.getFirst().session.parameter(HostParameter.DENSITY)).isEqualTo(80);
  }

  @Test
  void shouldRefuseToSetATrigger() throws IOException {
    connected();
    assertThatThrownBy(() -> opened.getFirst().session.setParameter(HostParameter.PANIC, 1))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("panic");
  }

  @Test
  void shouldGiveANewEngineTheStateThatTheLastOneLeft() throws IOException {
    FakePlugin plugin = connected();
    opened.getFirst().session.saveState("seed=7".getBytes(StandardCharsets.UTF_8));
    bridge.close();
    assertThat(plugin.region.acquireInt(Layout.ENGINE_STATE_AT)).isEqualTo(Layout.ENGINE_FREE);
    look();
    assertThat(opened.get(1).lines).containsExactly("state seed=7");
  }

  @Test
  void shouldPreferWhatTheHostRestoredMeanwhile() throws IOException {
    FakePlugin plugin = connected();
    opened.getFirst().session.saveState("old".getBytes(StandardCharsets.UTF_8));
    bridge.close();
    plugin.region.writeBlob(Layout.RESTORED_STATE_BLOB_AT, "restored".getBytes(StandardCharsets.UTF_8), Layout.BLOB_MAX);
    look();
    look();
    assertThat(opened.get(1).lines).containsExactly("state restored");
  }

  @Test
  void shouldLetGoOfAnInstanceThatWasRemoved() throws IOException {
    FakePlugin plugin = connected();
    plugin.region.releaseInt(Layout.PLUGIN_STATE_AT, Layout.PLUGIN_GONE);
    Files.delete(plugin.file);
    look();
    assertThat(bridge.instances()).isZero();
    assertThat(opened.getFirst().lines).last().isEqualTo("closed");
    assertThat(opened.getFirst().session.play(1, 0, NOTE)).isFalse();
    assertThat(news).last().isEqualTo("closed clap-4711-0: removed");
  }

  @Test
  void shouldRemoveWhatADeadHostLeft() throws IOException {
    FakePlugin plugin = connected();
    Path unfinished = Files.createFile(folder.resolve("vst3-99-1.apr.tmp"));
    alive.remove(FakePlugin.PID);
    look();
    look();
    assertThat(plugin.file).doesNotExist();
    assertThat(unfinished).doesNotExist();
    assertThat(news).last().isEqualTo("closed clap-4711-0: its host has died");
  }

  @Test
  void shouldLeaveAnInstanceToItsEngineWhileThatLives() throws IOException {
    FakePlugin plugin = new FakePlugin(folder, FakePlugin.PID, 0);
    plugin.region.releaseInt(Layout.ENGINE_STATE_AT, Layout.ENGINE_CLAIMED);
    plugin.region.releaseLong(Layout.ENGINE_PID_AT, 99);
    alive.add(99L);
    look();
    assertThat(bridge.instances()).isZero();
    alive.remove(99L);
    look();
    assertThat(bridge.instances()).isEqualTo(1);
  }

  @Test
  void shouldClaimAgainWhatThePluginTookBack() throws IOException {
    FakePlugin plugin = connected();
    plugin.region.releaseInt(Layout.ENGINE_STATE_AT, Layout.ENGINE_FREE);
    look();
    assertThat(plugin.region.acquireInt(Layout.ENGINE_STATE_AT)).isEqualTo(Layout.ENGINE_CLAIMED);
    assertThat(plugin.region.acquireInt(Layout.ENGINE_GENERATION_AT)).isEqualTo(2);
    assertThat(opened).hasSize(1);
  }

  @Test
  void shouldRefuseAnotherVersionInOneLineAndOnce() throws IOException {
    new FakePlugin(folder, "lv2-4711-1.apr", FakePlugin.PID, 1);
    look();
    look();
    assertThat(news).containsExactly(
        "refused lv2-4711-1: the plug-in speaks version 1 of the protocol, expected 2; "
            + "install the plug-in that came with this engine");
  }

  @Test
  void shouldRefuseFilesThatAreNoInstances() throws IOException {
    Files.writeString(folder.resolve("clap-4711-9.apr"), "hello");
    Files.writeString(folder.resolve("strange.apr"), "hello");
    Files.write(folder.resolve("clap-4711-8.apr"), new byte[Layout.REGION_BYTES]);
    look();
    look();
    assertThat(news).containsExactlyInAnyOrder(
        "refused clap-4711-9.apr: not a plug-in instance: too short",
        "refused strange.apr: not a plug-in instance: expected FORMAT-PROCESS-NUMBER.apr",
        "refused clap-4711-8: not a plug-in instance");
  }

  @Test
  void shouldSurviveAPluginThatHasGoneMad() throws IOException {
    long seed = 11;
    Random random = new Random(seed);
    FakePlugin plugin = connected();
    for (int round = 0; round < 2_000; round++) {
      int at = random.nextInt(Layout.TRANSPORT_AT, Layout.REGION_BYTES - 8) & ~7;
      plugin.region.bytes().putLong(random.nextInt(4) == 0 ? Layout.TO_ENGINE_TAIL_AT : at, random.nextLong());
      look();
    }
    assertThat(bridge.instances()).as("seed %d, news %s", seed, news).isEqualTo(1);
    assertThat(opened.getFirst().session.figures().refused()).as("seed %d", seed).isPositive();
  }

  @Test
  void shouldKeepTheOthersWhenOneFails() throws IOException {
    bridge = bridge(session -> new HeardEvents(session) {
      @Override
      public void onMidi(int message, long position, long tick) {
        throw new IllegalStateException("boom");
      }
    });
    FakePlugin first = new FakePlugin(folder, FakePlugin.PID, 0);
    new FakePlugin(folder, FakePlugin.PID, 1);
    look();
    assertThat(bridge.instances()).isEqualTo(2);
    first.midi(0, 0, 0, NOTE);
    look();
    assertThat(news).contains("closed clap-4711-0: failed: java.lang.IllegalStateException: boom");
    assertThat(bridge.instances()).isEqualTo(1);
  }

  @Test
  void shouldLookOftenOnlyWhileAHostPlays() throws IOException {
    FakePlugin plugin = connected();
    nowNs += 2_000_000_000L;
    assertThat(bridge.doWork()).isEqualTo(10_000_000);
    plugin.region.releaseLong(Layout.PLUGIN_BEAT_AT, 1);
    assertThat(bridge.doWork()).isEqualTo(1_000_000);
  }
}
