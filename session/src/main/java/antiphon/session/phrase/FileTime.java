package antiphon.session.phrase;

import antiphon.midi.MidiFile;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Between the ticks of a MIDI file and ours, and from its tempos and meters to a timeline. Stateless. */
final class FileTime {
  private final int resolution;

  FileTime(MidiFile file) {
    resolution = file.ticksPerQuarter();
  }

  long ours(long fileTicks) {
    return Math.round((double) fileTicks * Ticks.PER_QUARTER / resolution);
  }

  long files(long ourTicks) {
    return Math.round((double) ourTicks * resolution / Ticks.PER_QUARTER);
  }

  /**
   * The bars and tempos of the file. A short first bar, made by a meter that holds for one bar only, is a
   * pick-up; a meter that begins inside a bar cuts that bar short.
   */
  Timeline timeline(MidiFile file) {
    List<MidiFile.Meter> changes = new ArrayList<>(file.meters());
    if (changes.isEmpty() || changes.getFirst().tick() > 0) {
      changes.addFirst(new MidiFile.Meter(0, 4, 4));
    }
    TreeMap<Long, Meter> meters = new TreeMap<>();
    long pickup = 0;
    long bar = 0;
    for (int i = 0; i < changes.size(); i++) {
      Meter meter = meter(changes.get(i));
      long length = i + 1 < changes.size() ? ours(changes.get(i + 1).tick() - changes.get(i).tick()) : 0;
      if (i + 1 < changes.size() && length == 0) {
        continue;
      }
      if (i == 0 && length == meter.barTicks() && length < meter(changes.get(1)).barTicks()) {
        pickup = length;
        meters.put(0L, meter(changes.get(1)));
        bar = 1;
        continue;
      }
      meters.put(bar, meter);
      bar += length / meter.barTicks();
      long rest = length % meter.barTicks();
      if (rest > 0) {
        meters.put(bar++, cut(rest));
      }
    }
    return Timeline.of(pickup, meters, tempos(file));
  }

  private static Meter meter(MidiFile.Meter found) {
    return found.unit() == 64 && found.beats() % 2 == 0
        ? new Meter(found.beats() / 2, 32)
        : new Meter(found.beats(), found.unit());
  }

  /** The meter of a bar of {@code ticks}, as near as 32nds come. */
  private static Meter cut(long ticks) {
    int unit = 32;
    long beats = Math.clamp(Math.round((double) ticks * unit / Ticks.PER_WHOLE), 1, 64);
    while (beats % 2 == 0 && unit > 4) {
      beats /= 2;
      unit /= 2;
    }
    return new Meter((int) beats, unit);
  }

  private NavigableMap<Long, Tempo> tempos(MidiFile file) {
    NavigableMap<Long, Tempo> tempos = new TreeMap<>();
    tempos.put(0L, Tempo.MODERATE);
    for (MidiFile.Tempo change : file.tempos()) {
      long nanos = Math.clamp(change.microsPerQuarter() * 1000L, 60_000_000L, 12_000_000_000L);
      tempos.put(ours(change.tick()), new Tempo(nanos));
    }
    return tempos;
  }
}
