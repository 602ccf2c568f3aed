package antiphon.control;

import java.util.Arrays;

/** The values of all controls at a moment, for all voices or for one. Immutable. */
public final class Controls {
  /** Voices that can be set by themselves, numbered from 1. */
  public static final int VOICES = 9;

  /** The usual values; lengths, temperature and notes at once are then taken from the preset. */
  public static final Controls USUAL = usual();

  private final double[] values;
  // NaN where a voice has no value of its own.
  private final double[] voices;

  private Controls(double[] values, double[] voices) {
    this.values = values;
    this.voices = voices;
  }

  private static Controls usual() {
    double[] values = new double[Control.values().length];
    double[] voices = new double[values.length * VOICES];
    Arrays.fill(voices, Double.NaN);
    values[Control.LISTEN_BARS.ordinal()] = 4;
    values[Control.ANSWER_BARS.ordinal()] = 4;
    values[Control.HORIZON.ordinal()] = 1;
    values[Control.TEMPERATURE.ordinal()] = 1;
    values[Control.CANDIDATES.ordinal()] = 3;
    values[Control.POLYPHONY.ordinal()] = 10;
    values[Control.FOLLOW.ordinal()] = 0.5;
    values[Control.LOUDNESS.ordinal()] = 1;
    values[Control.FEEL.ordinal()] = 0.5;
    values[Control.SWING.ordinal()] = 1;
    values[Control.BACKING.ordinal()] = 1;
    values[Control.BAND_VOLUME.ordinal()] = 0.5;
    values[Control.KEY_LOCK.ordinal()] = -1;
    return new Controls(values, voices);
  }

  /** The value for all voices. */
  public double value(Control control) {
    return values[control.ordinal()];
  }

  /** The value for {@code voice}, from 1: its own, or the one for all. */
  public double value(Control control, int voice) {
    double own = voice < 1 || voice > VOICES ? Double.NaN : voices[control.ordinal() * VOICES + voice - 1];
    return Double.isNaN(own) ? value(control) : own;
  }

  /** The value as a whole number. */
  public int whole(Control control) {
    return (int) Math.round(value(control));
  }

  /** Whether a switch is on. */
  public boolean on(Control control) {
    return value(control) >= 0.5;
  }

  /** How player and companion share the time. */
  public Mode mode() {
    return Mode.values()[whole(Control.MODE)];
  }

  /** The same with another value for all voices; throws if the control cannot take it. */
  public Controls with(Control control, double value) {
    return with(control, 0, value);
  }

  /**
   * The same with another value for a voice.
   *
   * @param voice from 1; 0 for all voices, also those that had their own
   * @throws IllegalArgumentException if the control cannot take the value, or there is no such voice
   */
  public Controls with(Control control, int voice, double value) {
    control.require(value);
    if (voice < 0 || voice > VOICES) {
      throw new IllegalArgumentException("voice " + voice + ": expected 1 to " + VOICES + ", or 0 for all");
    }
    double[] newValues = values.clone();
    double[] newVoices = voices.clone();
    int at = control.ordinal();
    if (voice == 0) {
      newValues[at] = value;
      Arrays.fill(newVoices, at * VOICES, (at + 1) * VOICES, Double.NaN);
    } else {
      newVoices[at * VOICES + voice - 1] = value;
    }
    return new Controls(newValues, newVoices);
  }

  /**
   * What stands after a control was set: panic mutes, other triggers leave no trace.
   *
   * @param voice from 1; 0 for all
   * @throws IllegalArgumentException as {@link #with(Control, int, double)}
   */
  public Controls after(Control control, int voice, double value) {
    return control == Control.PANIC ? with(Control.MUTE, 1) : control.kind() == Control.Kind.TRIGGER ? this : with(control, voice, value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Controls o && Arrays.equals(values, o.values) && Arrays.equals(voices, o.voices);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(voices);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Control control : Control.values()) {
      text.append(text.isEmpty() ? "" : " ").append(control.word()).append('=').append(value(control));
    }
    return text.toString();
  }
}
