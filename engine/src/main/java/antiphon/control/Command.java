package antiphon.control;

import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.Locale;

/** What a player may ask for while the music goes on, from wherever it comes. {@link CommandReader} reads what {@link #line} prints. Immutable. */
public sealed interface Command {
  /** As it would be typed. */
  String line();

  /**
   * A control takes a value.
   *
   * @param voice from 1; 0 for all
   * @param value of a trigger always 1
   */
  record Set(Control control, int voice, double value) implements Command {
    /**
     * Requires a value that the control can take, and a voice only where it has voices.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Set {
      // Adding 0 makes -0 the same as 0.
      value = control.kind() == Control.Kind.TRIGGER ? 1 : control.require(value) + 0.0;
      if (voice != 0 && !control.perVoice()) {
        throw new IllegalArgumentException(control.word() + " " + voice + ": expected one value, as it is for all voices");
      }
      if (voice < 0 || voice > Controls.VOICES) {
        throw new IllegalArgumentException(control.word() + " of voice " + voice + ": expected 1 to " + Controls.VOICES + ", or 0 for all");
      }
    }

    @Override
    public String line() {
      if (control.kind() == Control.Kind.TRIGGER) {
        return control.word();
      }
      return control.word() + (voice > 0 ? " " + voice : "") + " " + control.word(value);
    }
  }

  /** A switch turns over, for all voices. */
  record Toggle(Control control) implements Command {
    /** Requires a switch. */
    public Toggle {
      if (control.kind() != Control.Kind.SWITCH) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s: expected a value from %.0f to %.0f", control.word(), control.lowest(), control.highest()));
      }
    }

    @Override
    public String line() {
      return control.word();
    }
  }

  /**
   * The music starts.
   *
   * @param countIn bars of clicks before, 0 or more
   */
  record Start(int countIn) implements Command {
    /** Requires 0 or more bars. */
    public Start {
      if (countIn < 0) {
        throw new IllegalArgumentException("start " + countIn + ": expected 0 or more bars of count-in");
      }
    }

    @Override
    public String line() {
      return countIn == 0 ? "start" : "start " + countIn;
    }
  }

  /** The music stops, and whatever sounds ends. */
  record Stop() implements Command {
    @Override
    public String line() {
      return "stop";
    }
  }

  /**
   * The music goes on elsewhere.
   *
   * @param bar from 1
   */
  record Locate(long bar) implements Command {
    /** Requires bar 1 or a later one. */
    public Locate {
      if (bar < 1) {
        throw new IllegalArgumentException("bar " + bar + ": expected 1 or more");
      }
    }

    @Override
    public String line() {
      return "go " + bar;
    }
  }

  /**
   * Some bars again and again.
   *
   * @param first from 1
   * @param last not before the first
   */
  record Loop(long first, long last) implements Command {
    static final String USAGE = "expected: loop 5 8 (first and last bar), or loop off";

    /** Requires at least one bar. */
    public Loop {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException(USAGE);
      }
    }

    @Override
    public String line() {
      return "loop " + first + " " + last;
    }
  }

  /** No bars again. */
  record EndLoop() implements Command {
    @Override
    public String line() {
      return "loop off";
    }
  }

  /**
   * Another tempo.
   *
   * @param quartersPerMinute as {@link Tempo} takes it
   * @param overBars on the way for so many bars; 0 for at once
   */
  record SetTempo(double quartersPerMinute, int overBars) implements Command {
    /** Requires a tempo that there is. */
    public SetTempo {
      Tempo.ofQuartersPerMinute(quartersPerMinute);
      if (overBars < 0) {
        throw new IllegalArgumentException("tempo over " + overBars + ": expected 0 or more bars");
      }
    }

    @Override
    public String line() {
      return "tempo " + Control.number(quartersPerMinute) + (overBars > 0 ? " over " + overBars : "");
    }
  }

  /** A beat of the tempo, now. */
  record Tap() implements Command {
    @Override
    public String line() {
      return "tap";
    }
  }

  /** Another meter from the next bar that is open. */
  record SetMeter(Meter meter) implements Command {
    @Override
    public String line() {
      return "meter " + meter;
    }
  }

  /** With the model, or without it. */
  record UseModel(boolean on) implements Command {
    @Override
    public String line() {
      return on ? "model on" : "model off";
    }
  }

  /** The next controller that is moved, or key that is pressed, means this row of the table. */
  record Learn(String row) implements Command {
    @Override
    public String line() {
      return "learn " + row;
    }
  }

  /** Says what controllers and keys mean. */
  record Learnt() implements Command {
    @Override
    public String line() {
      return "learn";
    }
  }

  /** A controller or key means nothing any more: {@code cc 1 74}. */
  record Forget(String from) implements Command {
    @Override
    public String line() {
      return "forget " + from;
    }
  }

  /** Says what there is. */
  record Help() implements Command {
    @Override
    public String line() {
      return "help";
    }
  }

  /** An empty line. */
  record Nothing() implements Command {
    @Override
    public String line() {
      return "";
    }
  }
}
