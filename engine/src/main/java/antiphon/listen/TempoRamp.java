package antiphon.listen;

import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;

/** Takes the transport to another tempo, at once or by steps on the pulses of some bars. Mutable. [listen] */
final class TempoRamp {
  private final Transport transport;
  private Tempo from = Tempo.MODERATE;
  private Tempo target = Tempo.MODERATE;
  private long beginTick;
  private long endTick;
  private boolean under;

  TempoRamp(Transport transport) {
    this.transport = transport;
  }

  /** Reaches {@code tempo} after {@code bars} bars; 0 is at once. */
  void to(Tempo tempo, long bars, long timeNs) {
    Transport.Position position = transport.position();
    Timeline timeline = position.timeline();
    under = bars > 0 && position.rolling();
    if (!under) {
      transport.tempo(timeNs, tempo);
      return;
    }
    beginTick = position.tickAt(timeNs);
    endTick = timeline.barStart(timeline.barAt(beginTick) + bars);
    from = timeline.tempoAt(beginTick);
    target = tempo;
  }

  void onPulse(long tick, long timeNs) {
    if (!under) {
      return;
    }
    double share = Math.clamp((tick - beginTick) / (double) Math.max(1, endTick - beginTick), 0, 1);
    double quarters = from.quartersPerMinute() + share * (target.quartersPerMinute() - from.quartersPerMinute());
    transport.tempo(timeNs, share >= 1 ? target : Tempo.ofQuartersPerMinute(quarters));
    under = share < 1;
  }
}
