package antiphon.bridge.clap;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.HostParameter;
import antiphon.bridge.HostStatus;
import antiphon.bridge.LinkFigures;
import antiphon.bridge.RunFolder;
import antiphon.midi.MidiMessage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real plug-in's parameters, state, output, and how it bears an engine gone mad. */
@Tag("native")
@Timeout(120)
final class ClapLifeTest {
  private static final long QUARTER = 10_080;
  private static final int NOTE = MidiMessage.noteOn(1, 60, 90);

  private static Rig rolling() throws IOException {
    Rig rig = Rig.alone(Song.at(0, 120), QUARTER);
    rig.block(256);
    return rig;
  }

  private static int number(HostParameter parameter) {
    return parameter.ordinal();
  }

  private static void play(Rig rig, int message) {
    rig.echo().session.playNow(rig.echo().transport().epoch(), message);
  }

  @Test
  void shouldKeepItsFileToTheUser() throws IOException {
    try (Rig rig = rolling(); DirectoryStream<Path> files = Files.newDirectoryStream(RunFolder.usual(), "*.apr")) {
      Path file = files.iterator().next();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(RunFolder.usual()))).isEqualTo("rwx------");
      assertThat(file.getFileName().toString()).isEqualTo(rig.echo().session.name() + ".apr");
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(RunFolder.usual(), "*.apr*")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldPassThePlayerThroughAtOnce() throws IOException {
    try (Rig rig = rolling()) {
      long start = rig.host.sample();
      int pedal = MidiMessage.controlChange(0, 64, 127);
      rig.block(256, ClapEvents.note(3, true, 0, 60, 100), ClapEvents.midi(200, pedal), ClapEvents.note(255, false, 0, 60, 0));
      assertThat(rig.host.played()).containsExactly(
          new ClapHost.Played(start + 3, MidiMessage.noteOn(0, 60, 100)),
          new ClapHost.Played(start + 200, pedal),
          new ClapHost.Played(start + 255, MidiMessage.noteOff(0, 60, 0)));
    }
  }

  @Test
  void shouldNotCutAKeyThatBothHold() throws IOException {
    try (Rig rig = rolling()) {
      rig.block(64, ClapEvents.note(0, true, 0, 60, 100));
      play(rig, MidiMessage.noteOn(0, 60, 50));
      rig.block(64);
      play(rig, MidiMessage.noteOff(0, 60));
      rig.block(64);
      rig.block(64, ClapEvents.note(0, false, 0, 60, 0));
      assertThat(rig.host.played()).extracting(ClapHost.Played::message).containsExactly(
          MidiMessage.noteOn(0, 60, 100),
          MidiMessage.noteOff(0, 60),
          MidiMessage.noteOn(0, 60, 50),
          MidiMessage.noteOff(0, 60, 0));
    }
  }

  @Test
  void shouldTellAutomationAndTriggersAndShowThatTheyAreUpAgain() throws IOException {
    try (Rig rig = rolling()) {
      rig.block(64, ClapEvents.parameter(9, number(HostParameter.DENSITY), 80));
      rig.block(64, ClapEvents.parameter(0, number(HostParameter.REGENERATE), 1));
      assertThat(rig.echo().parameters).containsExactly("density = 80.0", "regenerate = 1.0");
      assertThat(rig.shown(number(HostParameter.REGENERATE))).isZero();
      assertThat(rig.host.value(number(HostParameter.REGENERATE))).isZero();
      assertThat(rig.host.value(number(HostParameter.DENSITY))).isEqualTo(80);
      assertThat(rig.host.text(number(HostParameter.ANSWER_BARS), 4)).isEqualTo("4 bars");
      assertThat(rig.host.text(number(HostParameter.MODE), 3)).isEqualTo("Thru only");
    }
  }

  @Test
  void shouldShowWhatTheEngineSetsAndSays() throws IOException {
    try (Rig rig = rolling()) {
      rig.echo().session.setParameter(HostParameter.TEMPERATURE, 1.5);
      rig.echo().session.status(HostStatus.FALLBACK, "the model 'tiny' is missing: playing without");
      rig.block(64);
      assertThat(rig.shown(number(HostParameter.TEMPERATURE))).isEqualTo(1.5);
      assertThat(rig.host.value(number(HostParameter.TEMPERATURE))).isEqualTo(1.5);
      assertThat(rig.shown(number(HostParameter.STATUS))).isEqualTo(HostStatus.FALLBACK.ordinal());
      assertThat(rig.host.text(number(HostParameter.STATUS), HostStatus.FALLBACK.ordinal()))
          .isEqualTo("Playing without a model: the model 'tiny' is missing: playing without");
    }
  }

  @Test
  void shouldFallSilentOnPanicAndInThruOnly() throws IOException {
    try (Rig rig = rolling()) {
      play(rig, NOTE);
      play(rig, MidiMessage.controlChange(1, 64, 127));
      play(rig, MidiMessage.pitchBend(1, 0));
      rig.block(64);
      rig.block(64, ClapEvents.parameter(0, number(HostParameter.PANIC), 1));
      rig.block(64);
      assertThat(rig.replies()).extracting(ClapHost.Played::message).endsWith(
          MidiMessage.noteOff(1, 60), MidiMessage.controlChange(1, 64, 0), MidiMessage.pitchBend(1, MidiMessage.BEND_CENTRE));
      play(rig, NOTE);
      rig.block(64);
      rig.block(64, ClapEvents.parameter(0, number(HostParameter.MODE), 3));
      play(rig, MidiMessage.noteOn(1, 72, 90));
      rig.block(64);
      rig.block(64);
      assertThat(rig.replies()).last().extracting(ClapHost.Played::message).isEqualTo(MidiMessage.noteOff(1, 60));
      rig.assertNothingHangs();
    }
  }

  @Test
  void shouldPlayOnTheOutputChannelAndEndWhatSoundsWhenItChanges() throws IOException {
    try (Rig rig = rolling()) {
      rig.block(64, ClapEvents.parameter(0, number(HostParameter.OUTPUT_CHANNEL), 5));
      rig.block(64);
      play(rig, NOTE);
      rig.block(64);
      rig.block(64, ClapEvents.parameter(0, number(HostParameter.OUTPUT_CHANNEL), 0));
      rig.block(64);
      assertThat(rig.replies()).extracting(ClapHost.Played::message)
          .containsExactly(MidiMessage.noteOn(4, 60, 90), MidiMessage.noteOff(4, 60));
    }
  }

  @Test
  void shouldPlayNoNoteThatComesTooLate() throws IOException {
    try (Rig rig = rolling()) {
      int epoch = rig.echo().transport().epoch();
      long sample = rig.host.sample();
      rig.echo().session.playAtSample(epoch, sample - 481, NOTE);
      rig.echo().session.playAtSample(epoch, sample - 479, MidiMessage.noteOn(1, 62, 90));
      rig.block(64);
      assertThat(rig.replies()).containsExactly(new ClapHost.Played(sample, MidiMessage.noteOn(1, 62, 90)));
      assertThat(rig.echo().session.figures().late()).isEqualTo(1);
    }
  }

  @Test
  void shouldEndANoteInALaterBlockIfTheHostTakesNoMore() throws IOException {
    try (Rig rig = rolling()) {
      play(rig, NOTE);
      rig.block(64);
      rig.host.room(0);
      play(rig, MidiMessage.noteOff(1, 60));
      rig.block(64);
      rig.host.room(100);
      rig.block(64);
      rig.block(64);
      assertThat(rig.echo().session.figures().dropped()).isEqualTo(1);
      rig.assertNothingHangs();
    }
  }

  @Test
  void shouldRestoreParametersAndTheEnginesStateInAnotherInstance() throws IOException {
    byte[] saved;
    try (Rig rig = rolling()) {
      rig.echo().session.saveState("seed=42 model=antiphon-mini".getBytes(StandardCharsets.UTF_8));
      rig.block(64, ClapEvents.parameter(0, number(HostParameter.HORIZON), 2.5), ClapEvents.parameter(0, number(HostParameter.PRESET), 5));
      saved = rig.host.save();
    }
    try (Rig rig = rolling()) {
      assertThat(rig.host.load(saved)).isTrue();
      rig.block(64);
      assertThat(rig.echo().states).containsExactly("seed=42 model=antiphon-mini");
      assertThat(rig.echo().parameters).containsExactlyInAnyOrder("horizon = 2.5", "preset = 5.0");
      assertThat(rig.host.save()).as("saved again, before the engine has said anything").isEqualTo(saved);
    }
  }

  /** What random damage does is tested in native/test/core_test.c. */
  @Test
  void shouldRefuseStatesThatAreDamagedAndChangeNothing() throws IOException {
    try (Rig rig = rolling()) {
      rig.echo().session.saveState("seed=42".getBytes(StandardCharsets.UTF_8));
      byte[] saved = rig.host.save();
      byte[] flipped = saved.clone();
      flipped[40] ^= 1;
      assertThat(rig.host.load(flipped)).isFalse();
      assertThat(rig.host.load(Arrays.copyOf(saved, saved.length - 1))).isFalse();
      assertThat(rig.host.load(new byte[200_000])).isFalse();
      assertThat(rig.host.load(new byte[0])).isFalse();
      assertThat(rig.host.save()).isEqualTo(saved);
    }
  }

  @Test
  void shouldServeThreeInstancesEachInItsOwnTime() throws IOException {
    try (Studio studio = new Studio();
        Rig slow = studio.host(Song.at(0, 71.3), QUARTER / 4);
        Rig middle = studio.host(Song.at(100, 120), 2 * QUARTER);
        Rig fast = studio.host(Song.at(7, 187.9), 2 * QUARTER)) {
      List<Rig> all = List.of(slow, middle, fast);
      for (int i = 0; i < 900; i++) {
        for (Rig rig : all) {
          int frames = 64 << all.indexOf(rig) * 2;
          if (i % 100 == 0) {
            rig.strike(frames, 11, 40 + i / 100);
          } else {
            rig.block(frames);
          }
        }
      }
      assertThat(slow.replies()).hasSizeGreaterThan(8);
      assertThat(middle.replies()).hasSizeGreaterThan(10);
      assertThat(fast.replies()).hasSizeGreaterThan(12);
      all.forEach(Rig::assertReplies);
    }
  }

  @Test
  void shouldCountWhatFindsNoRoomAndGoOn() throws IOException {
    try (Rig rig = rolling()) {
      int epoch = rig.echo().transport().epoch();
      for (int i = 0; i < 9_000; i++) {
        rig.echo().session.play(epoch, 1_000_000 + i, NOTE);
      }
      for (int i = 0; i < 12; i++) {
        rig.block(64);
      }
      LinkFigures figures = rig.echo().session.figures();
      assertThat(figures.dropped()).as("9000 - 8192 in the ring, 8192 - 2048 in the schedule").isEqualTo(9_000 - 2_048);
      play(rig, MidiMessage.noteOn(1, 50, 1));
      rig.block(64);
      assertThat(rig.replies()).hasSize(1);
    }
  }

  @Test
  void shouldBearAnEngineThatHasGoneMad() throws IOException {
    long seed = 17;
    Random random = new Random(seed);
    try (Rig rig = rolling();
        RandomAccessFile memory = new RandomAccessFile(
            RunFolder.usual().resolve(rig.echo().session.name() + ".apr").toFile(), "rw")) {
      for (int round = 0; round < 3_000; round++) {
        // Everything but what the plug-in alone writes and what would take the instance away from this engine.
        int at = switch (random.nextInt(4)) {
          case 0 -> 0x300;
          case 1 -> 0x280;
          default -> random.nextInt(0x21000, 0x71000);
        };
        memory.seek(at & ~7);
        memory.writeLong(random.nextInt(3) == 0 ? Long.reverseBytes(random.nextInt(10_000)) : random.nextLong());
        rig.block(1 + random.nextInt(128), ClapEvents.note(0, random.nextBoolean(), 0, random.nextInt(128), 1 + random.nextInt(127)));
      }
      assertThat(rig.echo().session.figures().refused()).as("seed %d", seed).isPositive();
      rig.host.save();
    }
  }
}
