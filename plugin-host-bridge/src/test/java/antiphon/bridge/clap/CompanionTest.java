package antiphon.bridge.clap;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.HostParameter;
import antiphon.bridge.HostStatus;
import antiphon.bridge.hosts.CompanionEngine;
import antiphon.bridge.live.Recorder;
import antiphon.engine.LiveEngine;
import antiphon.midi.MidiMessage;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.replay.ReplayEngine;
import antiphon.replay.Replayed;
import antiphon.take.Take;
import antiphon.take.TakeLog;
import antiphon.take.TakeOrigin;
import antiphon.time.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real plug-in and the real engine with the embedded model, in real time: all in tempo, nothing hanging. */
@Tag("native")
@Timeout(300)
final class CompanionTest {
  private static final int TRADE = 1;
  private static final int ACCOMPANY = 2;

  /** Trading single bars: the player has the even ones. */
  private static void trade(Stage stage, Stage.Desk desk) {
    stage.set(desk, HostParameter.MODE, TRADE);
    stage.set(desk, HostParameter.LISTEN_BARS, 1);
    stage.set(desk, HostParameter.ANSWER_BARS, 1);
    desk.plays = bar -> bar % 2 == 0;
  }

  @Test
  void shouldAnswerInTempoThroughRampsMetersLoopsAndJumps(@TempDir Path folder) throws IOException {
    Path take = folder.resolve("take.antiphon");
    try (Stage stage = new Stage(42, recorder(take))) {
      Stage.Desk desk = stage.desk(Song.at(8, 150).stopped());
      trade(stage, desk);
      stage.ready();
      desk.song = Song.at(8, 150);
      stage.play(4.8);
      assertThat(desk.struckBetween(0, desk.host.sample())).as("steady").isNotEmpty();
      long ramp = desk.host.sample();
      desk.song = desk.song.tempo(150, 0.0002);
      stage.until(() -> desk.song.tempo() > 180, 10, "a ramp");
      desk.song = desk.song.tempo(180, 0);
      assertThat(desk.struckBetween(ramp, desk.host.sample())).as("in the ramp").isNotEmpty();

      long meter = desk.host.sample();
      stage.until(() -> desk.song.quarters() - desk.song.barStart() < 0.04, 3, "a bar line");
      desk.song = new Song(true, 112, 180, 0, 7, 8, 112, false, 0, 0);
      desk.plays = bar -> bar % 2 == 0;
      stage.play(5);
      assertThat(desk.struckBetween(meter, desk.host.sample())).as("in 7/8").isNotEmpty();

      long loop = desk.host.sample();
      desk.song = Song.at(32, 180).looping(32, 40);
      desk.plays = bar -> bar % 2 == 0;
      stage.play(8);
      assertThat(desk.struckBetween(loop + 150_000, desk.host.sample())).as("in the second pass of the loop").isNotEmpty();

      long jump = desk.host.sample();
      desk.song = Song.at(200.5, 180);
      desk.plays = bar -> bar % 2 == 0;
      stage.play(4.5);
      assertThat(desk.struckBetween(jump, desk.host.sample())).as("after a jump").isNotEmpty();
      desk.assertInTempo(0);

      desk.song = desk.song.stopped();
      stage.play(0.5);
      desk.assertNothingHangs();
    }
    assertPlaysAgainAsItWas(take);
  }

  private static Recorder recorder(Path take) {
    return (settings, model) -> {
      try {
        TakeLog log = TakeLog.begin(take, settings, new TakeOrigin("test", "test", "today", model, ""));
        return Optional.of(new Recorder.Recording() {
          @Override
          public TakeLog log() {
            return log;
          }

          @Override
          public void end(LiveEngine engine) {
            assertThat(engine.figures().sounding()).isZero();
          }
        });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static void assertPlaysAgainAsItWas(Path file) throws IOException {
    Take take = Take.read(file);
    try (Decoder decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT)) {
      Replayed again = ReplayEngine.replay(take, Optional.of(decoder));
      assertThat(take.shortness()).isEmpty();
      assertThat(again.difference()).isEmpty();
      assertThat(again.messages()).isGreaterThan(40);
      assertThat(again.notes()).as("from its first bars on").anyMatch(note -> !note.companion() && note.onset() < 8 * Ticks.PER_QUARTER);
    }
  }

  @Test
  void shouldPlayForThreeTracksThatHearThemselvesOnly() throws IOException {
    try (Stage stage = new Stage(7)) {
      Stage.Desk slow = stage.desk(Song.at(0, 96).stopped());
      Stage.Desk along = stage.desk(Song.at(16, 120).stopped());
      Stage.Desk silent = stage.desk(Song.at(0, 120).stopped());
      trade(stage, slow);
      stage.set(along, HostParameter.MODE, ACCOMPANY);
      stage.set(along, HostParameter.PRESET, 5);
      along.plays = bar -> true;
      stage.ready();
      slow.song = Song.at(0, 96);
      along.song = Song.at(16, 120);
      silent.song = Song.at(0, 120);
      stage.play(9);
      assertThat(slow.struckBetween(0, Long.MAX_VALUE)).isNotEmpty();
      assertThat(along.struckBetween(0, Long.MAX_VALUE)).isNotEmpty();
      assertThat(silent.replies()).isEmpty();
      for (Stage.Desk desk : java.util.List.of(slow, along, silent)) {
        desk.song = desk.song.stopped();
      }
      stage.play(0.5);
      slow.assertInTempo(0);
      along.assertInTempo(0);
      slow.assertNothingHangs();
      along.assertNothingHangs();
    }
  }

  @Test
  void shouldKeepSeedAndModelWithTheProjectAndSayWhatIsMissing() throws IOException {
    byte[] saved;
    try (Stage stage = new Stage(4711)) {
      Stage.Desk desk = stage.desk(Song.at(0, 120).stopped());
      stage.set(desk, HostParameter.PRESET, 2);
      stage.ready();
      assertThat(desk.statusText()).contains("seed 4711").contains("keyboard").contains("antiphon-mini");
      saved = desk.host.save();
    }
    try (Stage stage = new Stage(1)) {
      Stage.Desk desk = stage.desk(Song.at(0, 120).stopped());
      assertThat(desk.host.load(saved)).isTrue();
      stage.until(() -> desk.statusText().contains("seed 4711"), 30, "the seed of the project");
      assertThat(desk.statusText()).contains("keyboard");
      assertThat(desk.host.save()).isEqualTo(saved);
    }
    byte[] other = withModel(saved, "antiphon-maxi");
    try (Stage stage = new Stage(1)) {
      Stage.Desk desk = stage.desk(Song.at(0, 150).stopped());
      trade(stage, desk);
      assertThat(desk.host.load(other)).isTrue();
      stage.until(() -> desk.status() == HostStatus.FALLBACK, 30, "a word about the missing model");
      assertThat(desk.statusText()).contains("model 'antiphon-maxi' is not here").contains("antiphon-mini plays instead");
      assertThat(desk.host.save()).as("still of the project's model").isEqualTo(other);
    }
  }

  @Test
  void shouldBeAKeyboardCompanionWhileTheTransportStands() throws IOException {
    try (Stage stage = new Stage(5)) {
      Stage.Desk desk = stage.desk(Song.at(0, 120).stopped());
      trade(stage, desk);
      stage.ready();
      long first = desk.host.sample();
      for (int key : new int[] {60, 62, 64, 65, 67, 65, 64, 62}) {
        stage.strike(desk, key, 12_000);
      }
      stage.play(3);
      assertThat(desk.struckBetween(first, Long.MAX_VALUE)).as("in the bar after the player's").isNotEmpty();
      for (ClapHost.Played played : desk.struckBetween(first, Long.MAX_VALUE)) {
        double grid = (played.sample() - first) / 1_000.0;
        assertThat(Math.abs(grid - Math.rint(grid))).as("%s in 24ths of a quarter from the first key on", played).isLessThan(0.0015);
      }
      long silent = desk.host.sample() + 14 * (long) ClapHost.RATE;
      stage.play((silent - first) / ClapHost.RATE);
      long end = desk.host.sample();
      stage.play(2);
      assertThat(desk.struckBetween(end, Long.MAX_VALUE)).as("when the player has gone").isEmpty();
      desk.assertNothingHangs();
    }
  }

  @Test
  void shouldGoOnWithTheNextEngineWhenOneIsKilled() throws IOException, InterruptedException {
    Process first = engine("4711");
    Process second = null;
    try (Stage stage = new Stage()) {
      Stage.Desk desk = stage.desk(Song.at(0, 150).stopped());
      trade(stage, desk);
      stage.ready();
      desk.song = Song.at(0, 150);
      stage.until(() -> !desk.replies().isEmpty(), 20, "an answer");
      first.destroyForcibly().waitFor();
      stage.until(() -> desk.status() == HostStatus.NO_ENGINE, 5, "the plug-in's word that the engine is gone");
      desk.assertNothingHangs();
      second = engine("1");
      stage.until(() -> desk.status() == HostStatus.GETTING_READY, 60, "the next engine");
      stage.ready();
      assertThat(desk.statusText()).as("what the first engine left").contains("seed 4711");
      long again = desk.host.sample();
      stage.until(() -> !desk.struckBetween(again, Long.MAX_VALUE).isEmpty(), 20, "an answer of the next engine");
      desk.song = desk.song.stopped();
      stage.play(0.5);
      desk.assertInTempo(0);
      desk.assertNothingHangs();
    } finally {
      first.destroyForcibly();
      if (second != null) {
        second.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void shouldExportTheSameMusicHoweverFastTheHostIsAndMissNothing() throws IOException, InterruptedException {
    Process engine = engine("4711");
    try {
      List<ClapHost.Played> asFastAsItGoes = exported(Stage::export);
      List<ClapHost.Played> inRealTime = exported((stage, seconds) -> {
        stage.desks().forEach(desk -> desk.host.offline(true));
        stage.play(seconds);
      });
      assertThat(asFastAsItGoes).as("answers in each bar of two").filteredOn(p -> MidiMessage.isNoteOn(p.message())).hasSizeGreaterThan(12);
      assertThat(inRealTime).isEqualTo(asFastAsItGoes);
    } finally {
      engine.destroyForcibly().waitFor();
    }
  }

  @Test
  void shouldPlayAKeptTakeNoteForNoteInTheProjectThatSavedItAndInItsExport() throws IOException, InterruptedException {
    byte[] saved;
    List<ClapHost.Played> heard;
    try (Stage stage = new Stage(4711)) {
      Stage.Desk desk = stage.desk(Song.at(0, 150).stopped());
      trade(stage, desk);
      stage.ready();
      heard = played(stage, desk, Stage::play);
      stage.set(desk, HostParameter.KEEP_TAKE, 1);
      stage.until(() -> desk.host.value(HostParameter.TAKE.ordinal()) == 1, 5, "a take that is kept");
      stage.play(0.1);
      saved = desk.host.save();
      assertThat(struck(played(stage, desk, Stage::play))).as("the same again in this project").isEqualTo(struck(heard));
    }
    assertThat(heard).as("answers in each bar of two").filteredOn(p -> MidiMessage.isNoteOn(p.message())).hasSizeGreaterThan(8);
    Process other = null;
    try (Stage stage = new Stage()) {
      Stage.Desk desk = stage.desk(Song.at(0, 150).stopped());
      assertThat(desk.host.load(saved)).isTrue();
      other = engine("1");
      stage.until(() -> desk.statusText().contains("the kept take plays"), 60, "the project's take");
      assertThat(played(stage, desk, Stage::export)).as("exported as it was heard").isEqualTo(heard);
      assertThat(desk.host.save()).isEqualTo(saved);
    } finally {
      if (other != null) {
        other.destroyForcibly().waitFor();
      }
    }
  }

  private static List<String> struck(List<ClapHost.Played> played) {
    return played.stream().filter(p -> MidiMessage.isNoteOn(p.message())).map(ClapHost.Played::toString).toList();
  }

  /** What the companion plays in four bars from the song's beginning on, by samples from there. */
  private static List<ClapHost.Played> played(Stage stage, Stage.Desk desk, BiConsumer<Stage, Double> play) {
    desk.song = Song.at(0, 150);
    long first = desk.host.sample();
    play.accept(stage, 4 * 1.6 + 0.2);
    desk.song = desk.song.stopped();
    play.accept(stage, 0.2);
    desk.assertNothingHangs();
    return desk.replies().stream().filter(p -> p.sample() >= first).map(p -> new ClapHost.Played(p.sample() - first, p.message())).toList();
  }

  @Test
  void shouldPutEachPartOutOnAChannelOfItsOwn() throws IOException, InterruptedException {
    Process engine = engine("4711");
    try (Stage stage = new Stage()) {
      Stage.Desk desk = stage.desk(Song.at(0, 150).stopped());
      trade(stage, desk);
      stage.set(desk, HostParameter.BAND, HostParameter.BAND.texts().indexOf("Rock"));
      stage.set(desk, HostParameter.PRESET, 2);
      stage.set(desk, HostParameter.PARTS, 1);
      stage.ready();
      List<Integer> channels = played(stage, desk, Stage::export).stream().filter(p -> MidiMessage.isNoteOn(p.message()))
          .map(p -> MidiMessage.channel(p.message())).distinct().toList();
      assertThat(channels).as("both hands of a keyboard, drums, chords and bass").containsExactlyInAnyOrder(0, 1, 9, 13, 14);
    } finally {
      engine.destroyForcibly().waitFor();
    }
  }

  /** What the companion plays in eight bars that are rendered, by samples from the start on. */
  private static List<ClapHost.Played> exported(BiConsumer<Stage, Double> render) {
    try (Stage stage = new Stage()) {
      Stage.Desk desk = stage.desk(Song.at(0, 150).stopped());
      trade(stage, desk);
      stage.ready();
      desk.song = Song.at(0, 150);
      long first = desk.host.sample();
      render.accept(stage, 8 * 1.6 + 0.2);
      desk.song = desk.song.stopped();
      render.accept(stage, 0.2);
      desk.assertInTempo(0);
      desk.assertNothingHangs();
      assertThat(desk.statusText()).doesNotContain("without the companion");
      return desk.replies().stream().map(p -> new ClapHost.Played(p.sample() - first, p.message())).toList();
    }
  }

  private static Process engine(String seed) throws IOException {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED", "-Xmx512m",
        "-XX:+UseSerialGC", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        CompanionEngine.class.getName(), seed)
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The same state with a model of another name, as long. */
  private static byte[] withModel(byte[] saved, String name) {
    String text = new String(saved, java.nio.charset.StandardCharsets.ISO_8859_1).replace("antiphon-mini", name);
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    int sum = (int) 2166136261L;
    for (int i = 0; i < bytes.length - 4; i++) {
      sum = (sum ^ bytes[i] & 0xFF) * 16777619;
    }
    for (int i = 0; i < 4; i++) {
      bytes[bytes.length - 4 + i] = (byte) (sum >>> 8 * i);
    }
    return bytes;
  }
}
