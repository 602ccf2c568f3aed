package antiphon.pipeline;

import antiphon.control.Control;
import antiphon.time.Meter;
import antiphon.time.Tempo;

/** What is asked of a running engine beside notes, as the event ring carries it and a take keeps it. Immutable. */
public sealed interface Request permits Request.SetControl, Request.SetTempo, Request.SetMeter, Request.Locate, Request.Loop, HostSong {
  /**
   * A control takes a value.
   *
   * @param voice from 1; 0 for all
   */
  record SetControl(Control control, int voice, double value) implements Request {}

  /**
   * Another tempo.
   *
   * @param overBars on the way for so many bars; 0 for at once
   */
  record SetTempo(Tempo tempo, int overBars) implements Request {}

  /** Another meter, from the next bar line that is open. */
  record SetMeter(Meter meter) implements Request {}

  /** The music goes on at {@code tick}. */
  record Locate(long tick) implements Request {}

  /** The bars from {@code fromBar} to before {@code toBar}, counted from 0, are played again and again; none ends it. */
  record Loop(long fromBar, long toBar) implements Request {}
}
