package antiphon.web;

import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.abc.BarWriter;
import antiphon.control.Mode;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.harmony.ChordChart;
import antiphon.harmony.HeardChord;
import antiphon.pipeline.HeardBar;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Timeline;
import antiphon.web.BarView.ChordName;
import antiphon.web.BarView.Half;
import antiphon.web.BarView.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bars of a session as the page shows them: both players', what was played and what is planned. Mutable; locked by itself. */
final class BarBook {
  /** Bars that are remembered. */
  private static final int REMEMBERED = 512;

  /** Bars of the player that are spelled anew when the key becomes clear. */
  private static final int RESPELLED = 16;

  /** Chords are named only if they are heard this clearly. */
  private static final double SURE = 0.5;

  private static final Pattern VOICE = Pattern.compile("\\[V:(\\d)]([^|]*)\\|");
  private static final Pattern ASIDE = Pattern.compile("\\[[KM]:[^]]*]|\"[^\"]*\"");

  private final Preset preset;
  private final Optional<ChordChart> chart;
  private final Supplier<Timeline> timeline;
  private final Supplier<Mode> mode;
  private final NavigableMap<Long, BarView> bars = new TreeMap<>();
  private final NavigableMap<Long, HeardBar> heard = new TreeMap<>();
  private final NavigableMap<Long, String> planned = new TreeMap<>();
  private Key key;

  BarBook(Preset preset, Optional<ChordChart> chart, Supplier<Timeline> timeline, Supplier<Mode> mode) {
    this.preset = preset;
    this.chart = chart;
    this.timeline = timeline;
    this.mode = mode;
    this.key = chart.flatMap(ChordChart::key).orElse(Key.C);
  }

  /** Bars from {@code first} on. [any] */
  synchronized List<BarView> from(long first) {
    return List.copyOf(bars.tailMap(first).values());
  }

  /** The music begins again: an empty book. [feed] */
  synchronized void clear() {
    bars.clear();
    heard.clear();
    planned.clear();
  }

  /** The music stopped or jumped: what was only planned goes; returns what changed. [feed] */
  synchronized List<BarView> forgetPlans() {
    List<BarView> changed = new ArrayList<>();
    for (BarView bar : List.copyOf(bars.values())) {
      if (bar.antiphon() != null && !bar.sealed()) {
        changed.add(put(bar.withAntiphon(null, bar.key())));
      }
    }
    planned.clear();
    return changed;
  }

  /** Takes news in; returns the bars that look otherwise now. [feed] */
  synchronized List<BarView> take(News news) {
    return switch (news) {
      case News.Heard told -> List.of(hear(told.bar(), told.complete()));
      case News.Planned told -> plan(told.plan().barNumber(), told.plan().written());
      case News.Sealed told -> List.of(seal(told));
      case News.Harmony told -> List.of(put(bar(told.bar()).withChords(names(told))));
      case News.Kept told -> List.of();
      case News.Practised told -> List.of();
      case News.BandPlays told -> List.of();
      case News.Failed told -> List.of();
    };
  }

  private BarView put(BarView bar) {
    bars.put(bar.bar(), bar);
    bars.headMap(bars.lastKey() - REMEMBERED).clear();
    heard.headMap(bars.lastKey() - RESPELLED).clear();
    planned.headMap(bars.lastKey() - RESPELLED).clear();
    return bar;
  }

  private BarView bar(long number) {
    BarView there = bars.get(number);
    if (there != null) {
      return there;
    }
    Timeline time = timeline.get();
    long start = time.barStart(number);
    Bar place = Bar.plain(0, time.meterOfBar(number), key);
    List<ChordName> chords = chart.map(changes -> changes.spans(number, place).stream()
        .filter(span -> !span.chord().isNone())
        .map(span -> new ChordName(span.start(), span.chord().text(changes.spelling()))).toList()).orElse(List.of());
    return new BarView(number, start, time.barTicks(number), place.meter().toString(), key.toString(), null, null, chords);
  }

  private boolean together() {
    return mode.get() == Mode.ACCOMPANY && preset.canAccompany();
  }

  private Preset roles() {
    return together() ? preset.accompanying() : preset;
  }

  private BarView hear(HeardBar told, boolean complete) {
    heard.put(told.number(), told);
    BarView bar = bar(told.number());
    if (bar.antiphon() != null && !bar.sealed() && !together()) {
      bar = bar.withAntiphon(null, bar.key());
    }
    return put(spelled(bar, told, complete ? State.HEARD : State.SOUNDING));
  }

  private BarView spelled(BarView bar, HeardBar told, State state) {
    Bar place = Bar.plain(told.start(), told.meter(), key);
    List<Integer> hearing = roles().hearing();
    Map<Integer, String> voices = new TreeMap<>();
    List<long[]> notes = new ArrayList<>();
    for (int i = 0; i < Math.min(hearing.size(), told.voices().size()); i++) {
      List<Note> played = told.voices().get(i);
      int voice = hearing.get(i) + 1;
      if (!BarWriter.silent(place, played, List.of())) {
        voices.put(voice, BarWriter.write(place, played, List.of()));
      }
      played.forEach(n -> notes.add(new long[] {voice, n.onset() - told.start(), n.duration(), n.pitch()}));
    }
    return bar.withYou(new Half(state, "heard", voices, notes), key.toString());
  }

  private List<BarView> plan(long number, WrittenBar written) {
    List<BarView> changed = new ArrayList<>();
    Key now = written.bar().key();
    if (!now.equals(key)) {
      key = now;
      for (Map.Entry<Long, HeardBar> told : heard.entrySet()) {
        BarView bar = bar(told.getKey());
        if (bar.you() != null && bar.antiphon() == null) {
          changed.add(put(spelled(bar, told.getValue(), bar.you().state())));
        }
      }
    }
    BarView bar = bar(number);
    if (!bar.sealed()) {
      planned.put(number, written.line());
      changed.add(put(bar.withAntiphon(half(State.PLANNED, written), key.toString())));
    }
    return changed;
  }

  private Half half(State state, WrittenBar written) {
    List<Integer> playing = roles().playing();
    List<long[]> notes = new ArrayList<>();
    for (int voice : playing) {
      for (BarNote note : written.notes().get(voice)) {
        notes.add(new long[] {voice + 1L, note.onset(), note.end() - note.onset(), note.pitch()});
      }
    }
    return new Half(state, word(written.origin()), voices(written.line(), playing), notes);
  }

  private BarView seal(News.Sealed told) {
    BarView bar = bar(told.bar());
    Half plan = bar.antiphon();
    List<Integer> playing = roles().playing();
    boolean asPlanned = plan != null && told.line().equals(planned.get(told.bar()));
    List<long[]> notes = asPlanned && plan != null ? plan.notes() : notes(bar, told.line(), playing);
    return put(bar.withAntiphon(
        new Half(State.SEALED, word(told.origin()), voices(told.line(), playing), notes), bar.key()));
  }

  private static String word(WrittenBar.Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  /** The text of each voice in a line. */
  private static Map<Integer, String> voices(String line, List<Integer> of) {
    Map<Integer, String> voices = new TreeMap<>();
    Matcher matcher = VOICE.matcher(line);
    while (matcher.find()) {
      int voice = Integer.parseInt(matcher.group(1));
      if (of.contains(voice - 1)) {
        voices.put(voice, ASIDE.matcher(matcher.group(2)).replaceAll(""));
      }
    }
    return voices;
  }

  /** The notes of a line that no plan told, as that of a fallback. */
  private List<long[]> notes(BarView bar, String line, List<Integer> playing) {
    Bar place = Bar.plain(0, Meter.parse(bar.meter()), Key.parse(bar.key()));
    List<Voice> parts = preset.voices().stream().map(part -> new Voice(part.clef(), List.of())).toList();
    Score empty = new Score(List.of(), preset.layout(), Optional.empty(), List.of(place), parts);
    Score score = AbcReader.read(AbcWriter.header(empty) + line, new ArrayList<>());
    List<long[]> notes = new ArrayList<>();
    for (int voice : playing) {
      for (BarNote note : BarNotes.of(place, score.voices().get(voice).notes())) {
        notes.add(new long[] {voice + 1L, note.onset(), note.end() - note.onset(), note.pitch()});
      }
    }
    return notes;
  }

  private List<ChordName> names(News.Harmony told) {
    long start = bar(told.bar()).start();
    List<ChordName> names = new ArrayList<>();
    for (HeardChord chord : told.chords()) {
      if (chord.confidence() >= SURE && !chord.span().chord().isNone()) {
        names.add(new ChordName(chord.span().start() - start, chord.span().chord().text()));
      }
    }
    return names;
  }
}
