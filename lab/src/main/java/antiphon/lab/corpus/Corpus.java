package antiphon.lab.corpus;

import antiphon.session.sheet.SheetKind;
import antiphon.generate.Preset;
import antiphon.score.Bar;
import antiphon.score.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads folders of music: every MIDI, ABC, MusicXML and {@code *.iabc.jsonl.xz} file below them. Stateless. */
public final class Corpus {
  private static final double FULL_BARS = 0.9;
  private static final int FEWEST_NOTES = 12;

  private Corpus() {}

  /**
   * Hands on each piece that is sound, with plain bar lines and minor keys named; the rest is counted with its reason.
   *
   * @throws IOException if the folder cannot be read
   */
  public static void read(Path folder, EncodeCounts counts, Consumer<Piece> pieces) throws IOException {
    Consumer<Piece> sound = piece -> {
      Score score = ScoreEdits.plainBarLines(ScoreEdits.joinCutBars(ScoreEdits.nameMinorKeys(
          ScoreEdits.fullest(piece.score(), Preset.MOST_VOICES))));
      if (piece.score().voices().size() > Preset.MOST_VOICES) {
        counts.thinned(piece.corpus());
      }
      String fault = fault(score);
      if (fault.isEmpty()) {
        pieces.accept(new Piece(piece.id(), piece.corpus(), piece.work(), score));
      } else {
        counts.skipped(piece.corpus(), fault);
      }
    };
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(JsonLines.SUFFIX)) {
        JsonLines.read(file, counts, sound);
        continue;
      }
      switch (SheetKind.of(file).orElse(null)) {
        case ABC -> MusicFiles.abc(folder, file, counts, sound);
        case MIDI -> MusicFiles.midi(folder, file, counts, sound);
        case MUSICXML -> MusicFiles.musicXml(folder, file, counts, sound);
        case null -> {
          // Licences, pictures and the like.
        }
      }
    }
  }

  /** Why a piece would teach the model wrong things, or nothing. */
  private static String fault(Score score) {
    if (score.noteCount() < FEWEST_NOTES) {
      return "fewer than 12 notes";
    }
    List<Bar> inner = score.bars().size() > 2 ? score.bars().subList(1, score.bars().size() - 1) : score.bars();
    long full = inner.stream().filter(Bar::full).count();
    if (full < FULL_BARS * inner.size()) {
      return "fewer than nine bars in ten fill the meter";
    }
    return "";
  }
}
