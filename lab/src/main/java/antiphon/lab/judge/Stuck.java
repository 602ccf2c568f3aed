package antiphon.lab.judge;

import antiphon.lab.ways.Stretch;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Voice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Music that does not get on. Stateless. */
public final class Stuck {
  private static final int OFTEN = 3;
  private static final int BARS = 8;

  private Stuck() {}

  /** 1 if one bar in which something begins stands more than {@value #OFTEN} times among the first {@value #BARS}, 0 else. */
  public static double of(Stretch stretch) {
    Map<List<List<Note>>, Integer> counts = new HashMap<>();
    for (Bar bar : stretch.bars().subList(0, Math.min(BARS, stretch.bars().size()))) {
      List<List<Note>> content = stretch.score().voices().stream().map(Voice::notes)
          .map(notes -> notes.stream().filter(note -> note.onset() >= bar.start() && note.onset() < bar.end())
              .map(note -> note.shifted(-bar.start())).sorted().toList()).toList();
      if (content.stream().anyMatch(voice -> !voice.isEmpty())) {
        counts.merge(content, 1, Integer::sum);
      }
    }
    return counts.values().stream().anyMatch(count -> count > OFTEN) ? 1 : 0;
  }
}
