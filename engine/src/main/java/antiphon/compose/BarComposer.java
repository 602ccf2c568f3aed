package antiphon.compose;

import antiphon.abc.BarWriter;
import antiphon.abc.VoiceLimits;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.critic.Candidate;
import antiphon.critic.Fingerprints;
import antiphon.critic.Place;
import antiphon.critic.Ranker;
import antiphon.critic.Setting;
import antiphon.critic.Targets;
import antiphon.critic.Weights;
import antiphon.feel.Follow;
import antiphon.follow.Expected;
import antiphon.follow.HarmonyPlan;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Beginnings;
import antiphon.generate.Conversation;
import antiphon.generate.Fallbacks;
import antiphon.generate.Lean;
import antiphon.generate.LineRequest;
import antiphon.generate.VoicePart;
import antiphon.generate.VoiceTask;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Sampling;
import antiphon.patch.Patch;
import antiphon.pipeline.Changes;
import antiphon.schedule.PulseGrid;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Note;
import antiphon.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the model write one bar of the companion, or what is open of it. Mutable. [compose] */
public final class BarComposer implements BarSource {
  private static final int MOST_PITCH = 127;

  /** So much of what is heard in a bar goes before what the companion plays to it: half of the room that there is for a bar. */
  private static final int MOST_EXPECTED = 24 * Patch.SIZE;

  /** A further candidate is begun only if there is time for so many of the slowest so far. */
  private static final int SPARE = 2;

  /** The density control goes from a third of the notes to three times as many. */
  private static final double DENSITY_RANGE = 3;

  /** At which the memory of the page is left out. */
  private static final double LEAST_CLOSENESS = -1;

  /** An answer of so many bars may well be an echo. */
  private static final int SHORT = 2;

  /** Ranges move by a part of what the player's register does. */
  private static final double REGISTER_SHARE = 0.5;

  /** Nats between a note of worth 1 by the harmony to come and one of worth 0; what is expected is mostly less sure than that. */
  private static final double LEAN = 10;

  /** The style word of music that is written with chord symbols. */
  private static final String LEAD_SHEET = "leadsheet";

  private final long seed;
  private final Changes changes;
  private final Clock clock;
  private final Pace pace;
  private final Fingerprints known;
  private final Beginnings beginnings = new Beginnings();
  /** What a candidate took last. */
  private long usualNs;
  /** With int8 weights what a model writes depends a little on how it came to read: at first it has read nothing. */
  private boolean stale = true;

  /** @param known of what the model has learnt from */
  public BarComposer(long seed, Changes changes, Clock clock, Pace pace, Fingerprints known) {
    this.seed = seed;
    this.changes = changes;
    this.clock = clock;
    this.pace = pace;
    this.known = known;
  }

  @Override
  public void read(Conversation conversation, boolean ahead) {
    refresh(conversation);
    if (ahead) {
      conversation.align();
    }
    conversation.prepare();
  }

  @Override
  public void forget() {
    stale = true;
  }

  /** Forgets what cannot be relied on; part of each use, so that a model that fails even at this is not used at all. */
  private void refresh(Conversation conversation) {
    if (stale) {
      conversation.forget();
      stale = false;
    }
  }

  /** The best of several, as far as there is time. */
  @Override
  public @Nullable WrittenBar write(Conversation conversation, BarState state, long deadlineNs) {
    if (state.stop() < state.place().length()) {
      return stopped(conversation, state);
    }
    if (state.cut() == 0 && state.preset().playing().stream().allMatch(voice -> silent(state, voice))) {
      return Fallbacks.rest(state.preset(), state.place());
    }
    Controls controls = state.cue().controls();
    if (controls.on(Control.HOLD) && state.cut() == 0) {
      WrittenBar held = held(conversation, state);
      if (held != null) {
        return held;
      }
    }
    if (state.planned() != null && pace.until(deadlineNs - usualNs).passed()) {
      return null;
    }
    refresh(conversation);
    List<List<Integer>> heldOver = heldOver(conversation, state);
    List<VoiceTask> tasks = tasks(state, heldOver);
    boolean tieOut = !state.cue().place(state.number()).ending();
    Ranker ranker = new Ranker(Weights.DEFAULT, known);
    WrittenBar best = null;
    double bestTotal = Double.NEGATIVE_INFINITY;
    int candidates = controls.whole(Control.CANDIDATES);
    long slowestNs = 0;
    for (int candidate = 0; candidate < candidates; candidate++) {
      if (best != null && pace.until(deadlineNs - SPARE * slowestNs).passed()) {
        break;
      }
      long startNs = clock.nanoTime();
      WrittenBar written = conversation.draft(new LineRequest(
          state.place(), tasks, limits(state), heldOver, symbols(state), lean(state), tieOut,
          sampling(controls, state), closeness(conversation, state), seed(state, candidate), pace.until(deadlineNs)));
      slowestNs = Math.max(slowestNs, clock.nanoTime() - startNs);
      boolean closed = written.origin() == Origin.CLOSED;
      if (closed && (best != null || written.symbols() == 0 || state.planned() != null)) {
        break;
      }
      double total = ranker.score(new Candidate(written, written.logLikelihood()), setting(conversation, state, written)).total();
      if (total > bestTotal) {
        best = written;
        bestTotal = total;
      }
    }
    usualNs = slowestNs;
    return best;
  }

  /** As the control wants it; but an answer of which every bar so far was there before does not end with one more. */
  private static double closeness(Conversation conversation, BarState state) {
    Place place = state.cue().place(state.number());
    boolean onlyCopies = place.bar() == place.of() && place.of() > SHORT && conversation.copied(place.of() - 1);
    return onlyCopies ? LEAST_CLOSENESS : state.cue().controls().value(Control.CLOSENESS);
  }

  private Setting setting(Conversation conversation, BarState state, WrittenBar written) {
    List<WrittenBar> before = new ArrayList<>();
    for (int i = Math.max(0, conversation.size() - Setting.REMEMBERED); i < conversation.size(); i++) {
      before.add(conversation.bar(i));
    }
    List<List<BarNote>> player = state.cue().together()
        ? state.preset().hearing().stream().map(voice -> written.notes().get(voice)).toList()
        : List.of();
    return new Setting(
        before, state.preset().playing(), player, changes.tones(state.number(), state.place()),
        expected(state), state.cue().place(state.number()),
        targets(state));
  }

  /** What is expected of the bar where no chart names its harmony; what cannot be changed is left out. */
  private static List<Expected> expected(BarState state) {
    HarmonyPlan plan = state.cue().harmony();
    long start = state.cue().position().timeline().barStart(state.number());
    return plan == null || !state.cue().together() ? List.of()
        : plan.expected(start, start + state.place().length()).stream().filter(part -> part.onset() >= state.cut()).toList();
  }

  private static Lean lean(BarState state) {
    return new Lean(expected(state), state.preset().playing(), LEAN);
  }

  /** The chords above the line: the chart's or, in music that is written with such, those that are expected. */
  private List<ChordSymbol> symbols(BarState state) {
    HarmonyPlan plan = state.cue().harmony();
    if (plan == null || !state.preset().tags().contains(LEAD_SHEET)) {
      return changes.symbols(state.number(), state.place());
    }
    return Changes.symbols(Changes.spans(plan, state.cue().position().timeline(), state.number(), state.place()), state.place());
  }

  private long seed(BarState state, int candidate) {
    return (seed + 31L * state.cue().variation()) * 0x9E3779B97F4A7C15L + state.number() + 1_000_003L * candidate;
  }

  private static Sampling sampling(Controls controls, BarState state) {
    Sampling preset = state.preset().sampling();
    return new Sampling(controls.value(Control.TEMPERATURE), preset.topK(), preset.topP());
  }

  /** Ranges and polyphony as the controls want them, and wide enough for what is there. */
  private static List<VoiceLimits> limits(BarState state) {
    List<VoiceLimits> limits = new ArrayList<>();
    Controls controls = state.cue().controls();
    for (int voice = 0; voice < state.preset().voices().size(); voice++) {
      VoiceLimits own = state.preset().voices().get(voice).limits();
      int shift = (int) controls.value(Control.REGISTER, voice + 1);
      int most = (int) controls.value(Control.POLYPHONY, voice + 1);
      Follow.Range range = Follow.range(
          state.cue().feel(), home(state), own.lowest(), own.highest(), controls.value(Control.FOLLOW) * REGISTER_SHARE);
      VoiceLimits wanted = new VoiceLimits(
          Math.clamp(range.lowest() + shift, 0, MOST_PITCH), Math.clamp(range.highest() + shift, 0, MOST_PITCH),
          Math.min(own.chordNotes(), most));
      limits.add(Beginnings.around(wanted, there(state, voice)));
    }
    return limits;
  }

  /** Where the player is expected: the middle of the voice that hears. */
  private static double home(BarState state) {
    VoiceLimits heard = state.preset().voices().get(state.preset().hearing().getFirst()).limits();
    return (heard.lowest() + heard.highest()) / 2.0;
  }

  /** How busy each voice should be, by the player's density and the control. */
  private static Targets targets(BarState state) {
    Controls controls = state.cue().controls();
    return new Targets(state.preset().playing().stream().map(voice -> {
      double wanted = Follow.density(state.cue().feel(), 1, controls.value(Control.FOLLOW))
          * Math.pow(DENSITY_RANGE, controls.value(Control.DENSITY, voice + 1));
      return new Targets.Part(wanted, Double.NaN);
    }).toList());
  }

  /** What of a voice cannot be changed any more: heard, sealed, or about to be. */
  private static List<Note> there(BarState state, int voice) {
    if (!state.preset().voices().get(voice).plays()) {
      return state.player().get(voice);
    }
    List<BarNote> notes = new ArrayList<>();
    SoundedBar sounded = state.sounded();
    if (sounded != null) {
      notes.addAll(sounded.notes().get(voice));
    }
    WrittenBar planned = state.planned();
    if (planned != null) {
      planned.notes().get(voice).stream()
          .filter(n -> n.onset() >= state.sealedTo() && n.onset() < state.cut()).forEach(notes::add);
    }
    return BarNotes.written(state.place(), notes);
  }

  /** What the bar before holds over; where the downbeat is sealed, what of that was taken up. */
  private static List<List<Integer>> heldOver(Conversation conversation, BarState state) {
    List<List<Integer>> held = new ArrayList<>(conversation.held());
    for (int voice = 0; voice < held.size(); voice++) {
      if (!state.preset().voices().get(voice).plays() || (state.cut() == 0 && silent(state, voice))) {
        held.set(voice, List.of());
      } else if (state.cut() > 0) {
        long start = state.place().start();
        held.set(voice, there(state, voice).stream().filter(n -> n.onset() < start).map(Note::pitch).toList());
      }
    }
    return held;
  }

  private List<VoiceTask> tasks(BarState state, List<List<Integer>> heldOver) {
    List<VoiceTask> tasks = new ArrayList<>();
    List<VoicePart> voices = state.preset().voices();
    int lastPlaying = state.preset().playing().getLast();
    for (int voice = 0; voice < voices.size(); voice++) {
      if (!voices.get(voice).plays()) {
        boolean useful = state.cue().together() && voices.get(voice).hears() && voice < lastPlaying;
        tasks.add(useful ? VoiceTask.written(expected(state, voice)) : VoiceTask.SILENT);
        continue;
      }
      if (silent(state, voice)) {
        tasks.add(state.cut() == 0 ? VoiceTask.SILENT
            : VoiceTask.given(BarWriter.write(state.place(), there(state, voice), List.of())));
        continue;
      }
      if (state.cut() == 0) {
        tasks.add(state.cue().together() ? VoiceTask.written("") : VoiceTask.OPEN);
        continue;
      }
      // Where the grammar cannot go on from what sounds, the voice goes on as it was planned.
      int place = voice;
      tasks.add(beginning(state, voice, heldOver.get(voice)).map(VoiceTask::continued)
          .orElseGet(() -> VoiceTask.given(asPlanned(state, place))));
    }
    return tasks;
  }

  private static boolean silent(BarState state, int voice) {
    return silent(state.cue().controls(), voice);
  }

  /** Whether this voice alone is muted, from 0; all together are at the gate, where what is written waits. */
  static boolean silent(Controls controls, int voice) {
    return !controls.on(Control.MUTE) && controls.value(Control.MUTE, voice + 1) >= 0.5;
  }

  private static String asPlanned(BarState state, int voice) {
    List<BarNote> notes = new ArrayList<>();
    if (state.sounded() != null) {
      notes.addAll(state.sounded().notes().get(voice));
    }
    if (state.planned() != null) {
      state.planned().notes().get(voice).stream().filter(n -> n.onset() >= state.sealedTo()).forEach(notes::add);
    }
    return BarWriter.write(state.place(), BarNotes.written(state.place(), notes), List.of());
  }

  /** How a voice of the companion begins: what is sealed, and to its end what of that goes on. */
  private Optional<String> beginning(BarState state, int voice, List<Integer> heldOver) {
    Bar place = state.place();
    List<Note> there = there(state, voice);
    long until = state.cut();
    for (Note note : there) {
      until = Math.max(until, Math.min(place.length(), note.end() - place.start()));
    }
    VoiceLimits limits = limits(state).get(voice);
    return beginnings.text(place, there, limits, heldOver, until);
  }

  /** What was heard of the player's voice in this bar; up to an earlier beat where the rhythm is not yet clear. */
  private String expected(BarState state, int voice) {
    Bar place = state.place();
    List<Note> heard = state.player().get(voice);
    VoiceLimits limits = limits(state).get(voice);
    for (long until = state.heardTo(); until > 0; until = PulseGrid.pulseBefore(place.meter(), until)) {
      Optional<String> text = beginnings.text(place, cut(heard, place.start() + until), limits, List.of(), until);
      if (text.isPresent() && text.get().length() <= MOST_EXPECTED) {
        return text.get();
      }
    }
    return "";
  }

  private static List<Note> cut(List<Note> notes, long end) {
    return notes.stream().filter(n -> n.onset() < end)
        .map(n -> n.end() > end ? new Note(n.onset(), end - n.onset(), n.pitch()) : n).toList();
  }

  /** What was planned, up to where the companion falls silent. */
  private static WrittenBar stopped(Conversation conversation, BarState state) {
    List<List<Note>> voices = new ArrayList<>(Collections.nCopies(state.preset().voices().size(), List.of()));
    long stop = state.place().start() + Math.max(state.stop(), state.cut());
    for (int voice : state.preset().playing()) {
      List<BarNote> planned = new ArrayList<>(state.planned() == null ? List.of() : state.planned().notes().get(voice));
      if (state.sounded() != null) {
        planned.removeIf(n -> n.onset() < state.sealedTo());
        planned.addAll(state.sounded().notes().get(voice));
      }
      voices.set(voice, cut(BarNotes.written(state.place(), planned), stop));
    }
    return conversation.write(state.place(), voices, List.of(), Origin.MODEL);
  }

  /** What the companion played a phrase ago, or in its last bar. */
  private static @Nullable WrittenBar held(Conversation conversation, BarState state) {
    for (int index = conversation.size() - 1; index >= 0; index--) {
      WrittenBar earlier = conversation.bar(index);
      boolean sounds = state.preset().playing().stream().anyMatch(v -> !earlier.notes().get(v).isEmpty());
      if (earlier.origin() != Origin.HEARD && sounds && earlier.bar().length() == state.place().length()) {
        List<List<Note>> voices = new ArrayList<>(Collections.nCopies(state.preset().voices().size(), List.of()));
        for (int voice : state.preset().playing()) {
          List<BarNote> notes = earlier.notes().get(voice).stream()
              .map(n -> new BarNote(n.onset(), n.end(), n.pitch(), false, false)).toList();
          voices.set(voice, BarNotes.written(state.place(), notes));
        }
        return conversation.write(state.place(), voices, List.of(), Origin.HELD);
      }
    }
    return null;
  }
}
