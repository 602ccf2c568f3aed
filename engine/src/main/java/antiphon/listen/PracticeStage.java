package antiphon.listen;

import antiphon.harmony.ChordChart;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.Cue;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.HeardBar;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures the player chorus by chorus, every eight bars where there are no changes; where the music stops or jumps,
 * as it does in a loop, what was played up to there. [listen]
 */
public final class PracticeStage implements EventHandler<EngineEvent> {
  private static final int BARS = 8;
  private static final int MOST_KEYS = 4_096;

  private final Optional<ChordChart> chart;
  private final int length;
  private final Consumer<Chorus> measured;
  private final NavigableMap<Long, HeardBar> heard = new TreeMap<>();
  private final Deque<Chorus.Key> keys = new ArrayDeque<>();
  private Transport.Position position = new Transport.Position(false, 0, 0, Timeline.of(Meter.COMMON, Tempo.MODERATE), -1);
  /** The first bar that is not measured yet, and how far the music has come. */
  private long from;

  private long reached;

  /** @param measured is told each chorus when it is over */
  public PracticeStage(Optional<ChordChart> chart, Consumer<Chorus> measured) {
    this.chart = chart;
    this.length = chart.map(ChordChart::chorus).orElse(BARS);
    this.measured = measured;
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    Transport.Position now = event.position;
    if (now == null) {
      return;
    }
    boolean elsewhere = now.epoch() != position.epoch();
    if (elsewhere) {
      // The last pulse is the last beat of the last bar.
      measure(position.timeline().barAt(reached + Ticks.PER_QUARTER));
      begin(now, event.timeNs);
    }
    position = now;
    if (event.kind == EngineEvent.Kind.MIDI && MidiMessage.isNoteOn(event.message) && !elsewhere && now.rolling()) {
      // A key with which the music begins is the downbeat, however early or late it was.
      played(new Chorus.Key(MidiMessage.data1(event.message), event.tick));
    }
    Cue cue = event.cue;
    if (cue != null && cue.position().epoch() == now.epoch()) {
      cue.bars().forEach(bar -> heard.put(bar.number(), bar));
    }
    if (event.kind == EngineEvent.Kind.PULSE && now.rolling() && Math.abs(now.tickAt(event.timeNs) - event.tick) < Ticks.PER_QUARTER / 4) {
      reached = event.tick;
      long end = (Math.floorDiv(from, length) + 1L) * length;
      // While the bar after it lasts, its last bar may still be heard otherwise.
      if (now.timeline().barAt(reached) > end) {
        measure(end);
      }
    }
  }

  private void begin(Transport.Position now, long timeNs) {
    heard.clear();
    keys.clear();
    reached = Math.max(0, now.tickAt(timeNs));
    from = now.timeline().barAt(reached);
  }

  private void played(Chorus.Key key) {
    keys.add(key);
    if (keys.size() > MOST_KEYS) {
      keys.remove();
    }
  }

  /** Measures what was played up to bar {@code end}, which is left for the next time. */
  private void measure(long end) {
    if (end <= from) {
      return;
    }
    Timeline timeline = position.timeline();
    List<HeardBar> bars = List.copyOf(heard.subMap(from, end).values());
    Chorus.of(from, end, bars, List.copyOf(keys), timeline, chart).ifPresent(measured);
    heard.headMap(end).clear();
    keys.removeIf(key -> key.tick() < timeline.barStart(end) - Ticks.PER_QUARTER);
    from = end;
  }
}
