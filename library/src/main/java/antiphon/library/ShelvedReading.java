package antiphon.library;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.harmony.ChordChart;
import antiphon.library.Shelved.Kind;
import antiphon.musicxml.Sheet;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Opening;
import antiphon.replay.ReplayEngine;
import antiphon.replay.Replayed;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.take.Take;
import antiphon.take.TakenNote;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of a take, or of a piece, what the library keeps. Stateless. */
public final class ShelvedReading {
  private static final double USUAL_TEMPO = 120;
  private static final int VELOCITY = 80;

  private ShelvedReading() {}

  /** Of a take, which is replayed without its model; empty if nothing was played in it. */
  public static Optional<Shelved> of(Take take) {
    Replayed replayed = ReplayEngine.replay(take, Optional.empty());
    Optional<Score> all = replayed.conversation().filter(c -> c.size() > 0).map(c -> c.score());
    EngineSettings settings = take.settings();
    int past = settings.opening().map(Opening::bars).orElse(0);
    if (all.isEmpty() || replayed.notes().isEmpty() || all.get().bars().size() <= past) {
      return Optional.empty();
    }
    Score score = from(all.get(), past);
    Timeline timeline = replayed.timeline();
    double tempo = timeline.tempoAt(0).quartersPerMinute();
    return Optional.of(shelved(
        new About(
            Kind.TAKE, take.origin().title(), take.origin().date(), take.origin().program(), take.origin().model(),
            settings.preset().name(), Mode.values()[settings.controls().whole(Control.MODE)].word(),
            settings.chart().map(ChordChart::title).orElse(""), past, take.shortness().orElse("")),
        score, tempo, sounded(replayed.notes(), timeline, settings), starts(score, timeline), replayed.choruses()));
  }

  /**
   * Of a piece from elsewhere.
   *
   * @param created when it was imported, as ISO 8601
   * @param file its name
   */
  public static Shelved of(Sheet sheet, String created, String file) {
    Score score = sheet.score();
    Tempo tempo = score.tempo().orElse(Tempo.ofQuartersPerMinute(USUAL_TEMPO));
    double msPerTick = 60_000 / tempo.quartersPerMinute() / Ticks.PER_QUARTER;
    List<Sounded> notes = new ArrayList<>();
    for (int voice = 0; voice < score.voices().size(); voice++) {
      for (Note note : score.voices().get(voice).notes()) {
        notes.add(new Sounded(
            (int) Math.round(note.onset() * msPerTick), (int) Math.max(1, Math.round(note.duration() * msPerTick)), note.pitch(),
            VELOCITY, false, sheet.programs().get(voice)));
      }
    }
    List<Integer> starts = score.bars().stream().map(bar -> (int) Math.round(bar.start() * msPerTick)).toList();
    String title = sheet.title().isBlank() ? file : sheet.title();
    return shelved(
        new About(Kind.IMPORT, title, created, file, "", "", "", "", 0, ""), score, tempo.quartersPerMinute(), notes, starts, List.of());
  }

  private record About(
      Kind kind, String title, String created, String program, String model, String style, String mode, String chart,
      int past, String shortness) {}

  private static Shelved shelved(
      About about, Score score, double tempo, List<Sounded> notes, List<Integer> starts, List<Chorus> choruses) {
    Analyst analyst = new Analyst(score, tempo);
    List<Line> lines = score.voices().stream().map(voice -> Line.top(voice.notes())).filter(line -> line.size() > 1).toList();
    List<List<Integer>> bars = lines.stream()
        .map(line -> line.onsets().stream().map(onset -> barAt(score, onset)).toList()).toList();
    return new Shelved(
        about.kind, about.title, about.created, about.program, about.model, about.style, about.mode, about.chart,
        score.bars().getFirst().meter().toString(), tempo, about.past, about.shortness, notes, starts, lines, bars,
        analyst.analysis(choruses), analyst.traits());
  }

  private static int barAt(Score score, long tick) {
    int bar = 0;
    while (bar + 1 < score.bars().size() && score.bars().get(bar + 1).start() <= tick) {
      bar++;
    }
    return bar;
  }

  /** The score without its first bars. */
  static Score from(Score score, int first) {
    if (first == 0) {
      return score;
    }
    long start = score.bars().get(first).start();
    List<Bar> bars = score.bars().subList(first, score.bars().size()).stream()
        .map(bar -> new Bar(bar.start() - start, bar.length(), bar.meter(), bar.key(), bar.left(), bar.right())).toList();
    List<Voice> voices = score.voices().stream()
        .map(voice -> voice.withNotes(voice.notes().stream().filter(n -> n.onset() >= start).map(n -> n.shifted(-start)).toList()))
        .toList();
    return new Score(score.tags(), score.layout(), score.tempo(), bars, voices);
  }

  private static List<Sounded> sounded(List<TakenNote> notes, Timeline timeline, EngineSettings settings) {
    Map<Integer, Integer> programs = new HashMap<>(settings.bandPrograms());
    Preset preset = settings.preset();
    preset.voices().stream().filter(VoicePart::plays).forEach(part -> programs.put(part.channel(), part.program()));
    int own = preset.voices().get(preset.hearing().getFirst()).program();
    return notes.stream().map(note -> {
      long onset = Math.max(0, note.onset());
      int from = ms(timeline, onset);
      int program = note.companion() ? programs.getOrDefault(note.channel(), 0) : own;
      return new Sounded(
          from, Math.max(1, ms(timeline, Math.max(note.end(), onset + 1)) - from), note.pitch(), note.velocity(), note.companion(),
          program);
    }).toList();
  }

  private static List<Integer> starts(Score score, Timeline timeline) {
    List<Integer> starts = new ArrayList<>();
    for (int bar = 0; bar < score.bars().size(); bar++) {
      starts.add(ms(timeline, timeline.barStart(bar)));
    }
    return starts;
  }

  private static int ms(Timeline timeline, long tick) {
    return (int) (timeline.nanosAt(tick) / 1_000_000);
  }
}
