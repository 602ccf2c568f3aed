package antiphon.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.midi.MidiFile;
import antiphon.musicxml.MusicXmlWriter;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class EncoderTest {
  private static final String TUNE = "M:4/4\nL:1/8\nK:G\nG2AB d2BA|G2E2 D4|E2GA B2AG|A6 z2|]\n";

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();

  private List<JsonNode> encode(int variants) throws IOException {
    Encoder encoder = new Encoder(out, variants, false);
    encoder.folder(folder);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void shouldEncodeAbcMidiAndMusicXmlFilesOfAnyFolder() throws IOException {
    Files.writeString(folder.resolve("two.abc"), "X:1\nT:one\n" + TUNE + "\nX:2\nT:broken\nM:4/4\nK:C\n[CE@|\n");
    List<MidiFile.Note> notes = new ArrayList<>();
    int[] scale = {60, 62, 64, 65, 67, 69, 71, 72};
    for (int i = 0; i < 32; i++) {
      notes.add(new MidiFile.Note(0, scale[i % 8], 80, i * 240L, 220));
    }
    MidiFile.Track track = new MidiFile.Track("", 32 * 240L, notes, List.of(), List.of());
    new MidiFile(1, 480, "", List.of(track), List.of(), List.of(), List.of(), List.of(), List.of())
        .write(folder.resolve("scale.mid"));
    Files.writeString(folder.resolve("garbage.mid"), "this is no MIDI file");
    Files.writeString(folder.resolve("readme.txt"), "not music");
    MusicXmlWriter.write(AbcReader.read(TUNE), "tune", folder.resolve("tune.mxl"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");

    List<JsonNode> lines = encode(1);
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().path("text").asText()).contains("[V:1]CD EF GA Bc|\n");
    assertThat(lines.get(1).path("text").asText()).contains("[V:1]G2 AB d2 BA|\n").endsWith("[V:1]A6 z2|]\n");
    assertThat(lines.get(1).path("text")).isEqualTo(lines.get(2).path("text"));
  }

  @Test
  void shouldReadTheFullestVoicesOfAScoreWithMoreThanAModelTakes() throws IOException {
    StringBuilder tune = new StringBuilder("X:1\n%%score 1 { 2 | 3 } (4 5) (6 7) 8 9 10 11\nM:4/4\nL:1/8\nK:C\n");
    for (int voice = 1; voice <= 11; voice++) {
      tune.append("V:").append(voice).append('\n').append((voice == 3 || voice == 4 ? "C4 z4|" : "CDEF GABc|").repeat(3)).append('\n');
    }
    Score score = AbcReader.readTune(tune.toString(), new ArrayList<>());

    Score fullest = ScoreEdits.fullest(score, 9);
    assertThat(fullest.voices()).hasSize(9).allMatch(voice -> voice.notes().size() == 24);
    assertThat(fullest.layout()).isEqualTo("1 { 2 } ( 3 ) ( 4 5 ) 6 7 8 9");

    Files.writeString(folder.resolve("band.abc"), tune);
    EncodeCounts counts = new EncodeCounts();
    List<Piece> pieces = new ArrayList<>();
    Corpus.read(folder, counts, pieces::add);
    assertThat(pieces).hasSize(1);
    assertThat(counts.toString()).contains("more than 9 voices, the fullest were read");
  }

  @Test
  void shouldMakeVariantsThatReadBackAndAreOfTheSameLength() throws IOException {
    Files.writeString(folder.resolve("tune.abc"), "X:1\n" + TUNE);
    List<JsonNode> lines = encode(6);
    boolean valid = lines.getFirst().path("split").asText().equals("valid");
    assertThat(lines).hasSize(valid ? 1 : 6);
    for (JsonNode line : lines) {
      Score score = AbcReader.read(line.path("text").asText());
      assertThat(score.bars()).hasSize(4);
      assertThat(score.noteCount()).isEqualTo(16);
    }
  }

  @Test
  void shouldLeaveOutShareAlikeAndUnstatedLicences() throws IOException {
    String row = "{\"id\":\"%s\",\"title\":\"%s\",\"licence\":%s,\"text\":\"%%classical\\n%%keyboard\\n%s\"}%n";
    String text = TUNE.replace("\n", "\\n");
    String lines = row.formatted("a", "first", "\"Public Domain\"", text)
        + row.formatted("b", "second", "\"cc-by-sa\"", text)
        + row.formatted("c", "third", "\"Creative Commons BY-SA 2.5\"", text)
        + row.formatted("d", "fourth", "\"Creative Commons Attribution-ShareAlike 3.0\"", text)
        + row.formatted("e", "fifth", "null", text);
    try (OutputStream file = new XZOutputStream(
        Files.newOutputStream(folder.resolve("mutopia" + JsonLines.SUFFIX)), new LZMA2Options())) {
      file.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(encode(1)).extracting(line -> line.path("id").asText()).containsExactly("a#0");
  }
}
