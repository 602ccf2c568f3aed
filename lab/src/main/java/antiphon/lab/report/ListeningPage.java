package antiphon.lab.report;

import antiphon.lab.evaluate.Listening.Duel;
import antiphon.session.sheet.SheetFiles;
import antiphon.lab.ways.Stretch;
import antiphon.midi.AudioRender;
import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder with a page on which pairs are heard and judged, and the key to them in a file of its own. Stateless. */
public final class ListeningPage {
  /** What says whose each one was; not for the listeners. */
  public static final String KEY = "key.json";

  /** Bars of the piece before each continuation. */
  private static final int BEFORE = 2;

  private static final String HEAD = """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><title>Which one?</title>
      <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 760px; margin: 30px auto 60px; padding: 0 20px; color: #212529; background: #fff; }
        fieldset { border: 1px solid #ced4da; border-radius: 6px; margin: 18px 0; padding: 10px 16px; }
        legend { font-weight: 600; } audio { display: block; width: 100%; margin: 4px 0 10px; } label { margin-right: 22px; }
        textarea { width: 100%; height: 5em; font: 13px monospace; }
      </style>
      <h1>Which one goes on better?</h1>
      <p>Each pair begins with the same two bars of a piece. Say which one goes on better as music of that kind, then send the line at
      the end to whoever asked you.</p>
      """;

  private static final String TAIL = """
      <h2>Your answers</h2>
      <textarea id="answers" readonly></textarea>
      <script>
        const sum = () => document.getElementById("answers").value = [...document.querySelectorAll("fieldset")].map((pair, i) => {
          const chosen = pair.querySelector("input:checked");
          return (i + 1) + ":" + (chosen ? chosen.value : "?");
        }).join(" ");
        document.addEventListener("change", sum);
        sum();
      </script>
      </html>
      """;

  private ListeningPage() {}

  /**
   * Writes {@code index.html}, two sounds a pair, and {@link #KEY}.
   *
   * @throws IOException if the folder cannot be written
   */
  public static void write(List<Duel> duels, Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < duels.size(); i++) {
      Duel duel = duels.get(i);
      String name = "pair-" + (i + 1);
      sound(duel.first(), folder.resolve(name + "-a.wav"));
      sound(duel.second(), folder.resolve(name + "-b.wav"));
      key.put(name + "-a", duel.firstWay());
      key.put(name + "-b", duel.secondWay());
      page.append("<fieldset><legend>Pair ").append(i + 1).append("</legend>\n");
      for (String letter : List.of("a", "b")) {
        page.append(letter.toUpperCase(java.util.Locale.ROOT)).append(" <audio controls preload=\"none\" src=\"").append(name)
            .append('-').append(letter).append(".wav\"></audio>\n");
      }
      for (String answer : List.of("A", "B", "no difference")) {
        page.append("<label><input type=\"radio\" name=\"").append(name).append("\" value=\"").append(answer.charAt(0))
            .append("\"> ").append(answer).append("</label>\n");
      }
      page.append("</fieldset>\n");
    }
    Files.writeString(folder.resolve("index.html"), page.append(TAIL));
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(folder.resolve(KEY).toFile(), key);
  }

  private static void sound(Stretch stretch, Path wav) throws IOException {
    AudioRender.wav(SheetFiles.midi(new Sheet("", heard(stretch))), wav);
    SmallWave.shrink(wav);
  }

  /** Two bars of the past, and what follows. */
  private static Score heard(Stretch stretch) {
    List<Bar> bars = stretch.score().bars().subList(Math.max(0, stretch.from() - BEFORE), stretch.to());
    long start = bars.getFirst().start();
    List<Bar> moved = bars.stream()
        .map(b -> new Bar(b.start() - start, b.length(), b.meter(), b.key(), b.left(), b.right())).toList();
    List<Voice> voices = new ArrayList<>();
    for (Voice voice : stretch.score().voices()) {
      List<Note> notes = voice.notes().stream().filter(n -> n.onset() >= start).map(n -> n.shifted(-start)).toList();
      voices.add(new Voice(voice.clef(), "", notes, List.of()));
    }
    return new Score(List.of(), stretch.score().layout(), stretch.score().tempo(), moved, voices);
  }
}
