package antiphon.generate;

import antiphon.abc.AbcWriter;
import antiphon.abc.BarWriter;
import antiphon.abc.LineReader;
import antiphon.abc.Slice;
import antiphon.abc.VoiceLimits;
import antiphon.generate.WrittenBar.Origin;
import antiphon.memory.PageMemory;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What player and companion have said so far, bar by bar, and the model that goes on from there. Bars
 * can be taken back at no cost: the model's caches are rewound to where the text is still the same.
 * Bars in which nobody plays are not shown to the model: they are waiting, not music, and a model that
 * reads of silence writes more of it. Nor is a bar that is longer than all that it can read. Mutable; one thread at a time. [engine]
 */
public final class Conversation {
  /** Patches kept free for the next bar: enough for nine voices of sixteenths, where the model has room. */
  private static final int RESERVE = 48;

  /** Where no end is set the countdown tells of so many bars, and of as many again before the last few are reached. */
  private static final int OPEN_BARS = 32;

  private static final int OPEN_REST = 8;

  /** So many bars before the countdown is set anew its new text is being read. */
  private static final int AHEAD = 12;

  /** Characters, or patches, that the mark before a bar takes at most. */
  private static final int COUNTDOWN = 16;

  private static final Pattern CHANGES = Pattern.compile("(\\[[KM]:[^\\]]*\\])+");

  /** Patches of the window after this one that are read at a time. */
  private static final int SLICE = 32;

  private final Decoder decoder;
  private final Preset preset;
  private final PageMemory memory;
  private final LineComposer composer;
  private final Optional<Tempo> tempo;
  private final Key firstKey;
  private final Meter firstMeter;
  private final String headerText;
  private final List<Patch> header;
  /** Patches for bars, behind the header and before the next bar. */
  private final int room;
  private final List<WrittenBar> bars = new ArrayList<>();
  /** For each bar how many before it the model is shown. */
  private final List<Integer> shownBefore = new ArrayList<>();
  private int first;
  private int total;
  private boolean open;
  /** Bars that were there when this bar of an open piece was begun. */
  private int settled;
  private @Nullable Window next;
  /** Whether the decoder is still to go over to the window that was the next. */
  private boolean turning;

  /** What the model will be shown next: bars from {@code first} on, of a piece of {@code total}. */
  private record Window(int first, int total) {}

  /**
   * Begins a conversation with an empty page.
   *
   * @param decoder the model; from now on used by this conversation alone
   * @param tempo for the header, where it is known
   */
  public Conversation(
      Decoder decoder, Preset preset, Key key, Meter meter, Optional<Tempo> tempo) {
    this.decoder = decoder;
    this.preset = preset;
    this.tempo = tempo;
    this.firstKey = key;
    this.firstMeter = meter;
    this.memory = new PageMemory(decoder.memory());
    this.composer = new LineComposer(decoder, memory);
    List<Patch> patches = new ArrayList<>(List.of(Patch.FIRST));
    headerText = AbcWriter.header(page(List.of(Bar.plain(0, meter, key)), emptyVoices()));
    patches.addAll(Patchilizer.patches(headerText));
    header = List.copyOf(patches);
    int reserve = Math.min(RESERVE, decoder.capacity() / 3);
    if (header.size() + 2 * reserve > decoder.capacity()) {
      throw new IllegalArgumentException(
          "a header of " + header.size() + " patches: expected at most " + (decoder.capacity() - 2 * reserve)
              + " with this model");
    }
    room = decoder.capacity() - reserve - header.size();
  }

  /** How many bars there are. */
  public int size() {
    return bars.size();
  }

  /** Bar {@code index} from the start. */
  public WrittenBar bar(int index) {
    return bars.get(index);
  }

  /** Sets how many bars the piece will have, so that the countdown tells the model where it ends. */
  public void plan(int totalBars) {
    total = totalBars;
    open = false;
    next = null;
  }

  /**
   * Sets that the piece has no end yet: the countdown stays well above zero. What it says of all bars changes now and
   * then, as does the window of what the model remembers; {@link #prepare} spreads the reading.
   */
  public void planOpen() {
    settled = bars.size();
    if (!open) {
      plan(settled + OPEN_BARS + OPEN_REST);
      open = true;
    }
    boolean soon = total - settled <= OPEN_REST + AHEAD;
    if (next == null && (soon || length(lines(first, total, settled)) > room / 4 * 3)) {
      next = new Window(newest(room / 4), settled + AHEAD + OPEN_BARS + OPEN_REST);
    }
    if (total - settled <= OPEN_REST) {
      turn();
    }
  }

  /** Lets the model read a part of what it will be shown in a while, so that a full window costs no bar its time. */
  public void prepare() {
    Window window = next;
    if (window != null && !turning) {
      decoder.prepare(context(lines(window.first(), window.total(), settled)), SLICE);
    }
  }

  private void turn() {
    Window window = next;
    if (window != null) {
      first = Math.min(window.first(), bars.size());
      total = window.total();
      next = null;
      turning = true;
    }
  }

  /** Whether each of the last bars in which somebody plays was there before; false if there are not so many. */
  public boolean copied(int last) {
    return memory.copied(last);
  }

  /** Takes back all bars from {@code size} on. */
  public void rewind(int size) {
    memory.rewind(shownBefore(size));
    bars.subList(size, bars.size()).clear();
    shownBefore.subList(size, shownBefore.size()).clear();
    first = Math.min(first, size);
  }

  /**
   * Adds a bar that the player played.
   *
   * @param bar its place; it follows the last bar
   * @param notes for each hearing voice (in the preset's order) its notes in ticks of the piece
   */
  public WrittenBar hear(Bar bar, List<List<Note>> notes) {
    List<List<Note>> voices = new ArrayList<>(emptyVoices());
    List<Integer> hearing = preset.hearing();
    for (int i = 0; i < Math.min(hearing.size(), notes.size()); i++) {
      voices.set(hearing.get(i), notes.get(i));
    }
    return add(write(bar, voices, List.of(), Origin.HEARD));
  }

  /**
   * A bar from notes, for {@link #add}; the text holds every voice that sounds.
   *
   * @param notes for each voice of the preset its notes in ticks of the piece
   * @param chords of a chart, written above the first voice
   */
  public WrittenBar write(Bar bar, List<List<Note>> notes, List<ChordSymbol> chords, Origin origin) {
    StringBuilder line = new StringBuilder();
    List<List<BarNote>> sounding = new ArrayList<>(Collections.nCopies(preset.voices().size(), List.of()));
    for (int voice = 0; voice < notes.size(); voice++) {
      List<Note> own = notes.get(voice);
      if (!BarWriter.silent(bar, own, List.of())) {
        append(line, voice, bar, BarWriter.write(bar, own, line.isEmpty() ? chords : List.of()));
        sounding.set(voice, BarNotes.of(bar, own));
      }
    }
    if (line.isEmpty()) {
      append(line, preset.hearing().getFirst(), bar, BarWriter.write(bar, List.of(), chords));
    }
    return new WrittenBar(bar, line.append('\n').toString(), sounding, origin);
  }

  private void append(StringBuilder line, int voice, Bar bar, String content) {
    String changes = line.isEmpty() ? changes(bar) : "";
    line.append("[V:").append(voice + 1).append(']').append(changes).append(content).append('|');
  }

  /**
   * Lets the model write the next bar of all voices that the companion plays, and adds it.
   *
   * @param bar its place; it follows the last bar
   * @param ending whether the piece ends with it, so that nothing may be held over
   * @param seed the same seed in the same conversation gives the same bar
   * @param deadline from which the grammar closes the bar without the model
   */
  public WrittenBar answer(Bar bar, boolean ending, Sampling sampling, long seed, Deadline deadline) {
    List<VoiceTask> tasks =
        preset.voices().stream().map(part -> part.plays() ? VoiceTask.OPEN : VoiceTask.SILENT).toList();
    List<VoiceLimits> limits = preset.voices().stream().map(VoicePart::limits).toList();
    return add(draft(new LineRequest(bar, tasks, limits, held(), List.of(), !ending, sampling, seed, deadline)));
  }

  /** For each voice the pitches that the companion holds over the end of the last bar. */
  public List<List<Integer>> held() {
    if (bars.isEmpty() || bars.getLast().origin() == Origin.HEARD) {
      return Collections.nCopies(preset.voices().size(), List.of());
    }
    return bars.getLast().notes().stream().map(BarNotes::heldOver).toList();
  }

  /** Lets the model write the bar after the last one, without adding it. */
  public WrittenBar draft(LineRequest request) {
    align();
    Bar bar = request.bar();
    String line = composer.compose(request, countdown(), changes(bar));
    Origin origin = composer.late() ? Origin.CLOSED : Origin.MODEL;
    List<List<Slice>> slices = LineReader.read(bar, line, preset.voices().size());
    List<List<BarNote>> notes = new ArrayList<>();
    for (int voice = 0; voice < preset.voices().size(); voice++) {
      notes.add(BarNotes.of(bar, slices.get(voice), request.held().get(voice)));
    }
    return new WrittenBar(
        bar, line, notes, origin, composer.symbols(), composer.removedMass(), composer.logLikelihood());
  }

  /** Adds a bar that was written elsewhere, such as a fallback that has sounded. */
  public WrittenBar add(WrittenBar written) {
    return add(written, true);
  }

  /**
   * The same.
   *
   * @param exemplary whether it may return: the memory leaves out one that is as it is by chance, such as that in which the companion joined
   */
  public WrittenBar add(WrittenBar written, boolean exemplary) {
    long expected = bars.isEmpty() ? written.bar().start() : bars.getLast().bar().end();
    if (written.bar().start() != expected) {
      throw new IllegalArgumentException("bar at tick " + written.bar().start() + ": expected it at " + expected);
    }
    shownBefore.add(shownBefore(bars.size()));
    if (shown(written)) {
      memory.add(exemplary ? written.line() : "");
    }
    bars.add(written);
    return written;
  }

  /** The whole page as the model reads it, though it may remember the newest bars only; then {@link #countdown} and the next bar. */
  public String page() {
    StringBuilder page = new StringBuilder(headerText);
    for (int i = 0; i < bars.size(); i++) {
      if (shown(bars.get(i))) {
        page.append(countdown(i)).append(shownLine(bars.get(i)));
      }
    }
    return page.toString();
  }

  /** Whether a bar tells the model anything: a note, or a change of key or meter. */
  private boolean shown(WrittenBar bar) {
    return !changes(bar).isEmpty() || (bar.notes().stream().anyMatch(voice -> !voice.isEmpty()) && fits(bar));
  }

  /** The key and meter marks with which a bar's line begins, if it has any. */
  private static String changes(WrittenBar bar) {
    Matcher marks = CHANGES.matcher(bar.line());
    return marks.find() ? marks.group() : "";
  }

  /** Whether the model can read it at all; a character is at most a patch, and sixteen are at least one. */
  private boolean fits(WrittenBar bar) {
    int length = bar.line().length() + COUNTDOWN;
    return length <= room || (length / Patch.SIZE <= room && Patchilizer.patches(bar.line()).size() + COUNTDOWN <= room);
  }

  /** A bar as the model is shown it: of one that it cannot read only what holds on from it. */
  private String shownLine(WrittenBar bar) {
    return fits(bar) ? bar.line()
        : "[V:" + (preset.hearing().getFirst() + 1) + "]" + changes(bar) + BarWriter.write(bar.bar(), List.of(), List.of()) + "|\n";
  }

  private int shownBefore(int index) {
    if (index < bars.size()) {
      return shownBefore.get(index);
    }
    return bars.isEmpty() ? 0 : shownBefore.getLast() + (shown(bars.getLast()) ? 1 : 0);
  }

  /** The mark before the next bar. */
  public String countdown() {
    return countdown(bars.size());
  }

  private String countdown(int index) {
    return countdown(index, total);
  }

  private String countdown(int index, int total) {
    return AbcWriter.countdown(shownBefore(index), Math.max(0, total - 1 - index));
  }

  /** Has the model read everything anew: at the beginning, and after a failure, which may have left half of something in its caches. */
  public void forget() {
    decoder.rewind(0);
    composer.forget();
    turning = false;
  }

  /** Lets the model read what it has not read yet, so that the next answer starts at once. */
  public void align() {
    List<Patch> context = context();
    if (turning) {
      decoder.turn();
      turning = false;
    }
    decoder.align(context);
  }

  /** Everything as one score, for writing to a file. */
  public Score score() {
    if (bars.isEmpty()) {
      throw new IllegalStateException("a conversation without bars has no score");
    }
    long origin = bars.getFirst().bar().start();
    List<List<Note>> notes = new ArrayList<>();
    for (int voice = 0; voice < preset.voices().size(); voice++) {
      notes.add(new HeldNotes(voice, origin).join(bars));
    }
    List<Bar> placed = bars.stream().map(WrittenBar::bar)
        .map(b -> new Bar(b.start() - origin, b.length(), b.meter(), b.key(), b.left(), b.right())).toList();
    return page(placed, notes);
  }

  private List<List<Note>> emptyVoices() {
    return Collections.nCopies(preset.voices().size(), List.of());
  }

  private Score page(List<Bar> placed, List<List<Note>> notes) {
    List<Voice> voices = new ArrayList<>();
    for (int i = 0; i < preset.voices().size(); i++) {
      VoicePart part = preset.voices().get(i);
      voices.add(new Voice(part.clef(), part.name(), notes.get(i), List.of()));
    }
    return new Score(decoder.notagen() ? preset.notagen() : preset.tags(), preset.layout(), tempo, placed, voices);
  }

  /** Key and meter marks of a bar that differs from the one before. */
  private String changes(Bar bar) {
    Key key = bars.isEmpty() ? firstKey : bars.getLast().bar().key();
    Meter meter = bars.isEmpty() ? firstMeter : bars.getLast().bar().meter();
    return (bar.key().equals(key) ? "" : "[K:" + bar.key() + "]")
        + (bar.meter().equals(meter) ? "" : "[M:" + bar.meter() + "]");
  }

  /**
   * Moves what the model is shown to the newest bars, where all of them do not fit. Part of every reading and writing; to be
   * called before one that may fail, so that what comes after it does not depend on how far it got.
   */
  public void fit() {
    if (length(lines(first, total, bars.size())) > room) {
      turn();
    }
    if (length(lines(first, total, bars.size())) > room) {
      // Half of the window goes at once, so that this happens once in many bars and not in each.
      first = newest(room / 2);
    }
  }

  /** The patches that the model should have read: the header and as many of the newest bars as fit. */
  private List<Patch> context() {
    fit();
    return context(lines(first, total, bars.size()));
  }

  private List<Patch> context(List<List<Patch>> lines) {
    List<Patch> context = new ArrayList<>(header);
    lines.forEach(context::addAll);
    return context;
  }

  /** From which bar on all bars take at most so many patches; the last bar in any case. */
  private int newest(int patches) {
    int from = first;
    int used = length(lines(first, total, bars.size()));
    while (used > patches && from < bars.size() - 1) {
      used -= patches(from, total).size();
      from++;
    }
    return from;
  }

  private List<List<Patch>> lines(int from, int countedTo, int to) {
    List<List<Patch>> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(patches(i, countedTo));
    }
    return lines;
  }

  private static int length(List<List<Patch>> lines) {
    return lines.stream().mapToInt(List::size).sum();
  }

  private List<Patch> patches(int index, int countedTo) {
    if (!shown(bars.get(index))) {
      return List.of();
    }
    return Patchilizer.patches(countdown(index, countedTo) + shownLine(bars.get(index)));
  }
}
