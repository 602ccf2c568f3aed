package antiphon.listen;

import antiphon.time.Tempo;
import antiphon.time.TempoEstimate;
import antiphon.time.Ticks;
import antiphon.time.Transport;
import java.util.Optional;

/**
 * Takes the tempo from what is played, where there is no other clock: starts the music once the beat is
 * clear, and goes a little faster or slower with the player from then on. Mutable. [listen]
 */
final class PlayersTempo {
  private static final double SURE = 0.6;

  /** So many onsets tell enough of a beat to begin with. */
  private static final int FIRST_ONSETS = 5;

  /** The part of a difference in tempo that is made up for at each onset. */
  private static final double SHARE = 0.1;

  /** An onset farther from a pulse than this part of it says nothing about where the beat is. */
  private static final double NEAR = 0.2;

  private final Transport transport;
  private final TempoEstimate estimate = new TempoEstimate();
  private int onsets;

  PlayersTempo(Transport transport) {
    this.transport = transport;
  }

  /** Forgets what was played. */
  void reset() {
    estimate.reset();
    onsets = 0;
  }

  /**
   * Takes in an onset.
   *
   * @return the tempo to begin with, where the beat has just become clear; the onset is on it
   */
  Optional<Tempo> onset(long timeNs) {
    estimate.onset(timeNs);
    onsets++;
    Optional<Tempo> heard = estimate.heard(timeNs).filter(h -> h.confidence() >= SURE).map(TempoEstimate.Heard::tempo);
    if (heard.isEmpty()) {
      return heard;
    }
    Transport.Position position = transport.position();
    if (!position.rolling()) {
      return onsets >= FIRST_ONSETS ? heard : Optional.empty();
    }
    follow(position, timeNs, heard.get());
    return Optional.empty();
  }

  private void follow(Transport.Position position, long timeNs, Tempo heard) {
    double now = position.timeline().tempoAt(position.tickAt(timeNs)).nanosPerQuarter();
    double off = Math.IEEEremainder((double) position.tickAt(timeNs), Ticks.PER_QUARTER) / Ticks.PER_QUARTER;
    // An onset before its beat asks for more speed, one behind it for less.
    double phase = Math.abs(off) < NEAR ? off : 0;
    double wanted = now + SHARE * (heard.nanosPerQuarter() - now) + SHARE * phase * now;
    transport.steer(timeNs, new Tempo(Math.round(Math.clamp(wanted, 0.8 * now, 1.25 * now))));
  }
}
