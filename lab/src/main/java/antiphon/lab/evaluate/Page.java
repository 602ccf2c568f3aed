package antiphon.lab.evaluate;

import antiphon.abc.AbcWriter;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;

/** A score as the model reads it: the header, then lines with their countdown. Immutable. */
record Page(Score score, String header, List<String> lines) {
  static Page of(Score score) {
    List<String> body = AbcWriter.body(score);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      lines.add(AbcWriter.countdown(i, body.size() - 1 - i) + body.get(i));
    }
    return new Page(score, AbcWriter.header(score), List.copyOf(lines));
  }

  /** The same without the lines before {@code line}. */
  Page from(int line) {
    return new Page(score, header, lines.subList(line, lines.size()));
  }

  /** The context before line {@code to}: header and as many of the lines before it as fit into {@code room} patches. */
  List<Patch> context(int to, int room) {
    List<Patch> patches = new ArrayList<>(List.of(Patch.FIRST));
    patches.addAll(Patchilizer.patches(header));
    int free = room - patches.size();
    int from = to;
    List<List<Patch>> kept = new ArrayList<>();
    while (from > 0) {
      List<Patch> line = Patchilizer.patches(lines.get(from - 1));
      free -= line.size();
      if (free < 0) {
        break;
      }
      kept.addFirst(line);
      from--;
    }
    kept.forEach(patches::addAll);
    return patches;
  }
}
