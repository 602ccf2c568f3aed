package antiphon.listen;

import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import org.jspecify.annotations.Nullable;

/** Takes the transport to another tempo, at once or by steps on the pulses of some bars. Mutable. [listen] */
final class TempoRamp {
  private final Transport transport;
  private Tempo from = Tempo.MODERATE;
  private Tempo target = Tempo.MODERATE;
  private long beginTick;
  private long endTick;
  private boolean under;
  /** Goes on in this tempo from {@code backTick} on. */
  private @Nullable Tempo back;
  private long backTick;

  TempoRamp(Transport transport) {
    this.transport = transport;
  }

  /** Reaches {@code tempo} after {@code bars} bars; 0 is at once. */
  void to(Tempo tempo, long bars, long timeNs) {
    back = null;
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

  /** Becomes slower by {@code share} until {@code bar}, which is slow, and goes on as before after it; 0 does nothing. */
  void slow(double share, long bar, long timeNs) {
    Timeline timeline = transport.position().timeline();
    long tick = transport.position().tickAt(timeNs);
    Tempo now = timeline.tempoAt(tick);
    if (share > 0 && transport.position().rolling()) {
      to(Tempo.ofQuartersPerMinute(now.quartersPerMinute() * (1 - share)), bar - timeline.barAt(tick), timeNs);
      back = now;
      backTick = timeline.barStart(bar + 1);
    }
  }

  void onPulse(long tick, long timeNs) {
    if (back != null && tick >= backTick) {
      to(back, 0, timeNs);
      return;
    }
    if (!under) {
      return;
    }
    double share = Math.clamp((tick - beginTick) / (double) Math.max(1, endTick - beginTick), 0, 1);
    double quarters = from.quartersPerMinute() + share * (target.quartersPerMinute() - from.quartersPerMinute());
    transport.tempo(timeNs, share >= 1 ? target : Tempo.ofQuartersPerMinute(quarters));
    under = share < 1;
  }
}
