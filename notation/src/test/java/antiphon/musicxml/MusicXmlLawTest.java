package antiphon.musicxml;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.RandomScores;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MusicXmlLawTest {
  private static byte[] write(Sheet sheet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MusicXmlWriter.write(sheet, bytes);
    return bytes.toByteArray();
  }

  @Test
  void shouldReadBackWhatItWroteForAnyScore() throws IOException {
    for (long seed = 0; seed < 250; seed++) {
      RandomScores scores = new RandomScores(seed);
      Score score = scores.sung(withLayout(scores.next(), new SplittableRandom(seed)));
      List<Integer> programs = new ArrayList<>();
      List<PartLayout.Part> parts = PartLayout.parse(score.layout(), score.voices().size()).parts();
      parts.forEach(part -> part.voices().forEach(voice -> programs.add(part.voices().getFirst() * 31)));
      Sheet sheet = new Sheet("Nr. " + seed + " <in> \"F♯\" & Mi♭", score, programs);
      byte[] xml = write(sheet);
      Sheet read = MusicXmlReader.read(xml, "law");
      assertThat(read.title()).isEqualTo(sheet.title());
      assertThat(read.programs()).as("seed %d", seed).isEqualTo(programs);
      assertThat(read.score()).as("seed %d%n%s", seed, new String(xml, StandardCharsets.UTF_8))
          .isEqualTo(expected(score, parts));
      byte[] again = write(read);
      assertThat(write(MusicXmlReader.read(again, "law"))).as("seed %d: written again", seed).isEqualTo(again);
      assertThat(MusicXmlReader.read(PackedFile.pack(xml), "law")).as("seed %d, packed", seed).isEqualTo(read);
    }
  }

  /** Another layout by chance, and a note in every voice, as silent ones need not be written. */
  private static Score withLayout(Score score, SplittableRandom random) {
    List<PartLayout.Part> parts = new ArrayList<>();
    List<List<Integer>> staves = new ArrayList<>();
    List<Integer> staff = new ArrayList<>();
    for (int voice = 0; voice < score.voices().size(); voice++) {
      staff.add(voice);
      if (random.nextInt(3) > 0) {
        staves.add(List.copyOf(staff));
        staff.clear();
        if (random.nextBoolean()) {
          parts.add(new PartLayout.Part(List.copyOf(staves)));
          staves.clear();
        }
      }
    }
    if (!staff.isEmpty()) {
      staves.add(staff);
    }
    if (!staves.isEmpty()) {
      parts.add(new PartLayout.Part(staves));
    }
    List<Voice> voices = score.voices().stream()
        .map(v -> v.notes().isEmpty() ? v.withNotes(List.of(new Note(0, 1, 60))) : v).toList();
    return new Score(score.tags(), new PartLayout(parts).toString(), score.tempo(), score.bars(), voices);
  }

  /** What a reader may find: no tags, one name a part, chords above the staff's first voice, clefs of staves. */
  private static Score expected(Score score, List<PartLayout.Part> parts) {
    List<Voice> voices = new ArrayList<>();
    for (PartLayout.Part part : parts) {
      String name = part.voices().stream().map(v -> score.voices().get(v).name()).filter(n -> !n.isEmpty())
          .findFirst().orElse("");
      for (List<Integer> staff : part.staves()) {
        Voice first = score.voices().get(staff.getFirst());
        List<ChordSymbol> chords = staff.stream().flatMap(v -> score.voices().get(v).chords().stream())
            .sorted(Comparator.comparingLong(ChordSymbol::onset)).toList();
        for (int voice : staff) {
          boolean leads = voice == staff.getFirst();
          voices.add(new Voice(
              first.clef(), voice == part.voices().getFirst() ? name : "", score.voices().get(voice).notes(),
              leads ? chords : List.of(), score.voices().get(voice).lyrics()));
        }
      }
    }
    List<Bar> bars = new ArrayList<>();
    boolean starts = false;
    for (Bar bar : score.bars()) {
      boolean both = bar.right() == BarLine.REPEAT_BOTH;
      bars.add(new Bar(
          bar.start(), bar.length(), bar.meter(), bar.key(), starts ? BarLine.REPEAT_START : bar.left(),
          both ? BarLine.REPEAT_END : bar.right()));
      starts = both;
    }
    return new Score(List.of(), score.layout(), score.tempo(), bars, voices);
  }
}
