package antiphon.score;

import java.util.Locale;

/** A clef, with the ABC name and the pitch about which its staff is centred. */
public enum Clef {
  TREBLE(71),
  ALTO(60),
  TENOR(57),
  BASS(50);

  private final int middleLine;

  Clef(int middleLine) {
    this.middleLine = middleLine;
  }

  /** MIDI note number of the middle line. */
  public int middleLine() {
    return middleLine;
  }

  /** The ABC name. */
  public String abcName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The clef that suits voices of this mean pitch: treble from 60 up, else bass. */
  public static Clef forMeanPitch(double pitch) {
    return pitch >= 60 ? TREBLE : BASS;
  }
}
