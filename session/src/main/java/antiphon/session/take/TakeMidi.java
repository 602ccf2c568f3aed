package antiphon.session.take;

import antiphon.midi.MidiFile;
import antiphon.score.Key;
import antiphon.take.TakenNote;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a take into a MIDI file: the player's track, then the companion's, at 960 ticks a quarter. Stateless. */
final class TakeMidi {
  private static final int RESOLUTION = 960;
  private static final int CHANNELS = 16;
  private static final int DRUMS = 9;

  private TakeMidi() {}

  static MidiFile of(Take take) {
    Map<Integer, Integer> channels = freeChannels(take);
    List<MidiFile.Track> tracks = new ArrayList<>();
    tracks.add(track("Player", take, take.player(), List.of()));
    List<MidiFile.Program> programs = new ArrayList<>();
    take.programs().forEach((channel, program) ->
        programs.add(new MidiFile.Program(0, channels.getOrDefault(channel, channel), program)));
    List<TakenNote> moved = take.companion().stream()
        .map(n -> new TakenNote(
            true, channels.getOrDefault(n.channel(), n.channel()), n.pitch(), n.velocity(), n.onset(), n.end()))
        .toList();
    tracks.add(track("Companion", take, moved, programs));
    return new MidiFile(
        1, RESOLUTION, take.title(), tracks, tempos(take.timeline()), meters(take.timeline()), keys(take.key()),
        List.of(), List.of());
  }

  /** Channels for the companion that the player does not use, so that neither ends the other's notes. */
  private static Map<Integer, Integer> freeChannels(Take take) {
    Set<Integer> taken = take.player().stream().map(TakenNote::channel).collect(Collectors.toSet());
    Map<Integer, Integer> free = new HashMap<>();
    int next = 0;
    for (int channel : take.companion().stream().map(TakenNote::channel).distinct().sorted().toList()) {
      while (next < CHANNELS - 1 && (taken.contains(next) || next == DRUMS)) {
        next++;
      }
      free.put(channel, next);
      next = Math.min(CHANNELS - 1, next + 1);
    }
    return free;
  }

  private static MidiFile.Track track(String name, Take take, List<TakenNote> sounded, List<MidiFile.Program> programs) {
    List<MidiFile.Note> notes = sounded.stream()
        .map(n -> {
          // A downbeat struck before bar 0 began cannot stand there in a file.
          long onset = Math.max(0, ticks(n.onset()));
          return new MidiFile.Note(n.channel(), n.pitch(), n.velocity(), onset, Math.max(1, ticks(n.end()) - onset));
        })
        .toList();
    return new MidiFile.Track(name, ticks(take.endTick()), notes, programs, List.of());
  }

  private static List<MidiFile.Tempo> tempos(Timeline timeline) {
    return timeline.tempoChanges().stream()
        .map(c -> new MidiFile.Tempo(ticks(c.getKey()), (int) (c.getValue().nanosPerQuarter() / 1000)))
        .toList();
  }

  private static List<MidiFile.Meter> meters(Timeline timeline) {
    return timeline.meterChanges().stream()
        .map(c -> new MidiFile.Meter(ticks(timeline.barStart(c.getKey())), c.getValue().beats(), c.getValue().unit()))
        .toList();
  }

  private static List<MidiFile.Key> keys(Key key) {
    return List.of(new MidiFile.Key(0, key.fifths(), key.minor()));
  }

  private static long ticks(long ours) {
    return Math.round((double) ours * RESOLUTION / Ticks.PER_QUARTER);
  }
}
