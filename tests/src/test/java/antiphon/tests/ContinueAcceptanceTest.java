package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.midi.MidiFile;
import antiphon.score.Bar;
import antiphon.score.Score;
import antiphon.tests.Program.Run;
import antiphon.time.Meter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ContinueAcceptanceTest {
  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72};
  private static final int RESOLUTION = 96;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"3/4", "6/8", "7/8", "5/4", "2/4", "15/16", "1/4"})
  void shouldAnswerWithBarsThatSum(String name) throws Exception {
    Meter meter = Meter.parse(name);
    Path in = phrase(meter, 3, 0);

    Run run = answer(in, "answer.abc", "--bars", "4");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    Score score = AbcReader.read(Files.readString(folder.resolve("answer.abc")));
    assertThat(score.bars()).hasSize(7);
    assertThat(score.bars()).extracting(Bar::meter).containsOnly(meter);
    assertThat(score.bars()).allMatch(Bar::full);
  }

  @Test
  void shouldKeepThePhraseAndGoOnInItsTrackTempoAndMeter() throws Exception {
    Meter meter = new Meter(3, 4);
    Path in = phrase(meter, 4, 0);

    Run run = answer(in, "answer.mid", "--bars", "2");

    assertThat(run.exit()).as(run.err().toString()).isZero();
    MidiFile before = MidiFile.read(in);
    MidiFile after = MidiFile.read(folder.resolve("answer.mid"));
    assertThat(after.ticksPerQuarter()).isEqualTo(RESOLUTION);
    assertThat(after.tempos()).isEqualTo(before.tempos());
    assertThat(after.meters()).isEqualTo(before.meters());
    List<MidiFile.Note> notes = after.tracks().getFirst().notes();
    List<MidiFile.Note> given = before.tracks().getFirst().notes();
    assertThat(notes).startsWith(given.toArray(MidiFile.Note[]::new));
    long bar = 3L * RESOLUTION;
    assertThat(notes.subList(given.size(), notes.size()))
        .allMatch(n -> n.channel() == 4 && n.onsetTicks() >= 4 * bar && n.endTicks() <= 6 * bar);
    assertThat(after.tracks().getFirst().programs()).isEqualTo(before.tracks().getFirst().programs());
  }

  @Test
  void shouldLeaveThePhraseOutWhenAsked() throws Exception {
    Run run = answer(phrase(new Meter(3, 4), 4, 0), "answer.mid", "--bars", "2", "--answer-only");

    assertThat(run.exit()).as(run.err().toString()).isZero();
    MidiFile after = MidiFile.read(folder.resolve("answer.mid"));
    assertThat(after.meters()).containsExactly(new MidiFile.Meter(0, 3, 4));
    assertThat(after.tempos()).containsExactly(new MidiFile.Tempo(0, 600_000));
    assertThat(after.tracks().getFirst().notes()).allMatch(n -> n.endTicks() <= 2L * 3 * RESOLUTION);
  }

  @Test
  void shouldAnswerAnotherPhraseAndAnotherSeedOtherwise() throws Exception {
    Path phrase = phrase(Meter.COMMON, 2, 0);
    List<String> one = answered(phrase, "5");
    List<String> again = answered(phrase, "5");
    List<String> seed = answered(phrase, "6");
    List<String> other = answered(phrase(Meter.COMMON, 2, 3), "5");

    assertThat(again).isEqualTo(one);
    assertThat(seed).isNotEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void shouldSayInOneLineWhatIsWrongWithTheInput() throws Exception {
    byte[] garbage = new byte[4096];
    new Random(1).nextBytes(garbage);
    Files.write(folder.resolve("garbage.mid"), garbage);
    Files.createFile(folder.resolve("empty.mid"));
    write("zero.mid", Meter.COMMON, List.of());
    write("dense.mid", Meter.COMMON, IntStream.range(0, 100_000)
        .mapToObj(i -> new MidiFile.Note(0, i % 128, 80, i / 200, 2)).toList());

    fails(1, "garbage.mid", "Standard MIDI File");
    fails(1, "empty.mid", "Standard MIDI File");
    fails(1, "zero.mid", "no notes");
    fails(1, "dense.mid", "notes in bar");
    fails(1, "missing.mid", "missing.mid");
  }

  @Test
  void shouldSayInOneLineThatTheModelIsMissing() throws Exception {
    Path in = phrase(Meter.COMMON, 2, 0);

    Run run = Program.run(folder, "continue", in.toString(), "-o", "x.mid", "--model", "no-such-model");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).singleElement().asString().startsWith("antiphon: ").contains("no-such-model");
    assertThat(folder.resolve("x.mid")).doesNotExist();
  }

  @Test
  void shouldAnswerAHundredThousandNotes() throws Exception {
    Random random = new Random(2);
    write("many.mid", Meter.COMMON, IntStream.range(0, 100_000)
        .mapToObj(i -> new MidiFile.Note(0, 48 + random.nextInt(30), 80, i * 24L, 20)).toList());

    Run run = answer(folder.resolve("many.mid"), "many-answered.mid", "--bars", "2");

    assertThat(run.exit()).as(run.err().toString()).isZero();
    assertThat(MidiFile.read(folder.resolve("many-answered.mid")).tracks().getFirst().notes())
        .hasSizeGreaterThan(100_000 - 1);
  }

  @Test
  void shouldAskForWhatIsMissingInOneLine() throws Exception {
    Path in = phrase(Meter.COMMON, 2, 0);
    for (String[] wrong : new String[][] {
      {"continue", in.toString()},
      {"continue", in.toString(), "-o", "x.pdf"},
      {"continue", in.toString(), "-o", "x.mid", "--bars", "none"},
      {"continue", in.toString(), "-o", "x.mid", "--bars", "0"},
      {"continue", in.toString(), "-o", "x.mid", "--temperature", "99", "--model", Program.randomModel()},
      {"contnue"},
    }) {
      Run run = Program.run(folder, wrong);
      assertThat(run.exit()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(run.err()).as(String.join(" ", wrong)).singleElement().asString().contains("--help'");
    }
  }

  private void fails(int exit, String file, String reason) throws Exception {
    Run run = answer(folder.resolve(file), "x.mid");
    assertThat(run.exit()).as(file).isEqualTo(exit);
    assertThat(run.err()).as(file).singleElement().asString().startsWith("antiphon: ").contains(file).contains(reason);
    assertThat(folder.resolve("x.mid")).doesNotExist();
  }

  private List<String> answered(Path phrase, String seed) throws Exception {
    Run run = answer(phrase, "answer.abc", "--seed", seed);
    assertThat(run.exit()).as(run.err().toString()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("answer.abc"));
    return lines.subList(lines.size() - 4, lines.size());
  }

  private Run answer(Path in, String out, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(
        "continue", in.toString(), "-o", folder.resolve(out).toString(), "--model", Program.randomModel()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--seed")) {
      arguments.addAll(List.of("--seed", "1"));
    }
    return Program.run(folder, arguments.toArray(String[]::new));
  }

  /** Eighths, or sixteenths where the meter counts those, up and down a scale. */
  private Path phrase(Meter meter, int bars, int shift) {
    long step = 4L * RESOLUTION / Math.max(8, meter.unit());
    long count = bars * meter.beats() * 4L * RESOLUTION / meter.unit() / step;
    List<MidiFile.Note> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(new MidiFile.Note(4, SCALE[(i * 3 + i / 5 + shift) % 8], 84, i * step, step - 2));
    }
    return write("phrase-" + shift + ".mid", meter, notes);
  }

  private Path write(String name, Meter meter, List<MidiFile.Note> notes) {
    MidiFile.Track track = new MidiFile.Track("Tune", 0, notes, List.of(new MidiFile.Program(0, 4, 41)), List.of());
    new MidiFile(
        1, RESOLUTION, "", List.of(track), List.of(new MidiFile.Tempo(0, 600_000)),
        List.of(new MidiFile.Meter(0, meter.beats(), meter.unit())), List.of(), List.of(), List.of())
        .write(folder.resolve(name));
    return folder.resolve(name);
  }
}
