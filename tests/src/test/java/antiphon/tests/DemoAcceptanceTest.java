package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import antiphon.abc.AbcReader;
import antiphon.session.live.BuiltInPhrase;
import antiphon.midi.MidiFile;
import antiphon.musicxml.MusicXmlReader;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.tests.Program.Run;
import antiphon.time.Meter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DemoAcceptanceTest {
  private static final List<String> FILES =
      List.of("take.mid", "take.abc", "take.musicxml", "take.wav", "take.png");

  @TempDir private Path folder;

  @Test
  void shouldRepeatBitForBitWithTheSameSeedAndNotWithAnother() throws Exception {
    Path first = fast("7", "4/4", "first");
    Path again = fast("7", "4/4", "again");
    Path other = fast("8", "4/4", "other");

    for (String file : FILES) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
    List<String> lines = Files.readAllLines(first.resolve("take.abc"));
    assertThat(Files.readAllLines(other.resolve("take.abc")).subList(lines.size() - 4, lines.size()))
        .as("the answer").isNotEqualTo(lines.subList(lines.size() - 4, lines.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4/4", "3/4", "6/8", "7/8", "5/4"})
  void shouldHearThePhraseAndAnswerInItsMeter(String name) throws Exception {
    Meter meter = Meter.parse(name);
    Path take = fast("3", name, "take");

    Score score = AbcReader.read(Files.readString(take.resolve("take.abc")));
    assertThat(score.bars()).hasSize(8).allSatisfy(bar -> {
      assertThat(bar.meter()).isEqualTo(meter);
      assertThat(bar.full()).as("bar at " + bar.start() + " sums").isTrue();
    });
    Score sheet = MusicXmlReader.read(take.resolve("take.musicxml")).score();
    assertThat(sheet.voices()).extracting(Voice::notes)
        .as("as MusicXML").containsExactlyElementsOf(score.voices().stream().map(Voice::notes).toList());
    Score phrase = BuiltInPhrase.in(meter).orElseThrow().score();
    long end = phrase.length();
    List<Note> heard = score.voices().getFirst().notes().stream().filter(n -> n.onset() < end).toList();
    assertThat(heard).extracting(Note::onset, Note::pitch)
        .containsExactlyElementsOf(phrase.voices().getFirst().notes().stream()
            .map(n -> tuple(n.onset(), n.pitch())).toList());
    assertThat(score.bars().stream().mapToLong(Bar::length).sum()).isEqualTo(8L * meter.barTicks());
  }

  @Test
  void shouldPlayPlayerAndCompanionInTurn() throws Exception {
    Path take = fast("5", "4/4", "take");

    MidiFile file = MidiFile.read(take.resolve("take.mid"));
    assertThat(file.damage()).isEmpty();
    assertThat(file.tracks()).hasSize(2);
    long answer = 4L * 4 * file.ticksPerQuarter();
    assertThat(file.tracks().getFirst().notes()).isNotEmpty().allMatch(n -> n.onsetTicks() < answer);
    assertThat(file.tracks().getLast().notes()).allMatch(n -> n.onsetTicks() >= answer && n.endTicks() <= 2 * answer);
  }

  @Test
  void shouldDrawThePlayerAndRenderSound() throws Exception {
    Path take = fast("5", "4/4", "take");

    BufferedImage image = ImageIO.read(take.resolve("take.png").toFile());
    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(pixels(image, true)).as("blue, the player's").isGreaterThan(2000);
    assertThat(pixels(image, false)).as("orange, the companion's").isGreaterThan(500);
    assertThat(Files.size(take.resolve("take.wav"))).as("17 s of 44.1 kHz stereo").isGreaterThan(2_500_000);
  }

  @Test
  void shouldPlayInRealTimeAndLeaveNothingHanging() throws Exception {
    Path take = folder.resolve("live");
    long begunNs = System.nanoTime();

    Run run = Program.run(
        folder, "demo", "--seed", "7", "--tempo", "300", "--model", Program.randomModel(), "--out", take.toString());

    assertThat(run.exit()).as(run.err().toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat((System.nanoTime() - begunNs) / 1e9).as("seconds: eight bars at 300 take 6.4").isGreaterThan(6.4);
    assertThat(run.out()).filteredOn(line -> line.contains("heard")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(run.out()).filteredOn(line -> line.contains("plays")).hasSize(4);
    assertThat(run.out().getLast()).contains("hanging 0").contains("of 4 bars");
    FILES.forEach(file -> assertThat(take.resolve(file)).isNotEmptyFile());
  }

  @Test
  void shouldNameTheMetersThatThereAre() throws Exception {
    Run run = Program.run(folder, "demo", "--meter", "2/4");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().contains("2/4").contains("7/8");
  }

  private Path fast(String seed, String meter, String name) throws IOException, InterruptedException {
    Path take = folder.resolve(name);
    Run run = Program.run(
        folder, "demo", "--fast", "--seed", seed, "--meter", meter, "--model", Program.randomModel(), "--out", take.toString());
    assertThat(run.exit()).as(run.err().toString()).isZero();
    assertThat(run.err()).isEmpty();
    return take;
  }

  private static int pixels(BufferedImage image, boolean blue) {
    int count = 0;
    for (int y = 100; y < image.getHeight() - 60; y++) {
      for (int x = 80; x < image.getWidth() - 40; x++) {
        int rgb = image.getRGB(x, y);
        int warmth = (rgb >> 16 & 0xFF) - (rgb & 0xFF);
        count += (blue ? warmth < -60 : warmth > 60) ? 1 : 0;
      }
    }
    return count;
  }
}
