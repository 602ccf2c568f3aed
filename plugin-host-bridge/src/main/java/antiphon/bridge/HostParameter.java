package antiphon.bridge;

import antiphon.control.Control;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The plug-in's parameters, in the order of their numbers; a test compares them with the C side's. Those that the
 * engine has a {@link Control} for are called as it is.
 */
public enum HostParameter {
  MODE("mode", "Mode", "", 0, 3, 1, Kind.CHOICE, "Continue", "Trade", "Accompany", "Thru only"),
  LISTEN_BARS("listen-bars", "Phrase length", "bars", 1, 16, 4, Kind.WHOLE),
  ANSWER_BARS("answer-bars", "Answer length", "bars", 1, 16, 4, Kind.WHOLE),
  HORIZON("horizon", "Commit horizon", "beats", 0, 4, 1, Kind.REAL),
  /** In lower case and with dashes its texts are the presets' names. */
  PRESET("preset", "Preset", "", 0, 8, 1, Kind.CHOICE,
      "Folk melody", "Folk duet", "Keyboard", "Baroque keyboard", "Ragtime", "Song accompanist", "Hymn", "Quartet",
      "Lead sheet"),
  TEMPERATURE("temperature", "Temperature", "", 0.1, 2, 1, Kind.REAL),
  DENSITY("density", "Density", "%", -100, 100, 0, Kind.REAL),
  REGISTER("register", "Register", "semitones", -24, 24, 0, Kind.WHOLE),
  LOUDNESS("loudness", "Velocity follow", "%", 0, 100, 100, Kind.REAL),
  FEEL("feel", "Human feel", "%", 0, 100, 50, Kind.REAL),
  /** 0 for as written, else 1 to 16; the plug-in itself obeys it. */
  OUTPUT_CHANNEL("output-channel", "Output channel", "", 0, 16, 0, Kind.WHOLE),
  REGENERATE("regenerate", "Regenerate", "", 0, 1, 0, Kind.TRIGGER, "Up", "Pressed"),
  /** The plug-in itself ends every note of the companion; the engine is told so that it plans anew. */
  PANIC("panic", "Panic", "", 0, 1, 0, Kind.TRIGGER, "Up", "Pressed"),
  /** Shown by the host, see {@link HostSession#status}. */
  STATUS("status", "Status", "", 0, 8, 0, Kind.READOUT,
      "No engine", "Ready", "Listening", "Playing", "Playing without a model", "Failed", "Getting ready", "Input lost",
      "Fault"),
  /** Without human feel there is no swing either, see {@link #told}. */
  SWING("swing", "Swing follow", "%", 0, 100, 100, Kind.REAL),
  CANDIDATES("candidates", "Candidates", "", 1, 16, 3, Kind.WHOLE),
  POLYPHONY("polyphony", "Notes at once", "notes", 1, 10, 10, Kind.WHOLE),
  CLOSENESS("closeness", "Closeness", "%", -100, 100, 0, Kind.REAL),
  FOLLOW("follow", "Density and register follow", "%", 0, 100, 50, Kind.REAL),
  /** The first text is the control's -1. */
  KEY_LOCK("key-lock", "Key", "", 0, 24, 0, Kind.CHOICE,
      "As heard", "C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B",
      "Cm", "C#m", "Dm", "Ebm", "Em", "Fm", "F#m", "Gm", "G#m", "Am", "Bbm", "Bm"),
  HOLD("hold", "Hold", "", 0, 1, 0, Kind.CHOICE, "Off", "On"),
  MUTE("mute", "Mute", "", 0, 1, 0, Kind.CHOICE, "Off", "On"),
  UNDO("undo", "Undo", "", 0, 1, 0, Kind.TRIGGER, "Up", "Pressed"),
  KEEP("keep", "Keep", "", 0, 1, 0, Kind.TRIGGER, "Up", "Pressed"),
  /** Keeps what was played along the song, to be saved with the project, and plays that from now on. */
  KEEP_TAKE("keep-take", "Keep this take", "", 0, 1, 0, Kind.TRIGGER, "Up", "Pressed"),
  TAKE("take", "Take", "", 0, 1, 0, Kind.CHOICE, "New", "Kept"),
  /** Chords, bass and drums beside the companion; behind the first the names of the band's styles. */
  BAND("band", "Band", "", 0, 23, 0, Kind.CHOICE,
      "Off", "Auto", "Plain", "Swing", "Two beat", "Folk", "Oom pah", "Ballad", "Waltz",
      "Bossa", "Samba", "Montuno", "Pop", "Rock", "Half time", "Shuffle", "Four on the floor",
      "Funk", "Hip hop", "Reggae", "Country", "Second line", "Stride", "Drone"),
  /** Whether each voice has a channel of its own, also where several are one instrument. */
  PARTS("parts", "Channels", "", 0, 1, 0, Kind.CHOICE, "By instrument", "By voice"),
  ARTICULATION("articulation", "Articulation", "%", -100, 100, 0, Kind.REAL),
  DYNAMICS("dynamics", "Dynamics", "%", -100, 100, 0, Kind.REAL);

  /** What values a parameter has. */
  public enum Kind {
    /** One of the texts, by its place. */
    CHOICE,
    WHOLE,
    REAL,
    /** Pressed, and up again by itself. */
    TRIGGER,
    /** Shown, not set. */
    READOUT
  }

  private static final String PERCENT = "%";

  private final String symbol;
  private final String title;
  private final String unit;
  private final double least;
  private final double most;
  private final double first;
  private final Kind kind;
  private final List<String> texts;

  HostParameter(
      String symbol, String title, String unit, double least, double most, double first, Kind kind, String... texts) {
    this.symbol = symbol;
    this.title = title;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.first = first;
    this.kind = kind;
    this.texts = List.of(texts);
  }

  public String symbol() {
    return symbol;
  }

  public Kind kind() {
    return kind;
  }

  /** The engine's control that it sets, if there is one. */
  public Optional<Control> control() {
    return Control.of(symbol);
  }

  /** What the control is to be at a value of this. */
  public double controlValue(double value) {
    double first = control().filter(control -> kind == Kind.CHOICE).map(Control::lowest).orElse(0.0);
    return unit.equals(PERCENT) ? value / 100 : value + first;
  }

  /** The value of a new instance. */
  public double first() {
    return first;
  }

  /** What the values of a choice, trigger or readout are called, from 0. */
  public List<String> texts() {
    return texts;
  }

  /** The nearest value that it can have; the first one for what is no number. */
  public double clamp(double value) {
    if (!Double.isFinite(value)) {
      return first;
    }
    double within = Math.clamp(value, least, most);
    return kind == Kind.REAL ? within : Math.floor(within + 0.5);
  }

  /** All that defines it, in one line, as the C side prints it. */
  String definition() {
    StringBuilder line = new StringBuilder(String.format(
        Locale.ROOT, "%s | %s | %s | %s to %s, first %s | %s",
        symbol, title, unit, shortest(least), shortest(most), shortest(first), kind));
    texts.forEach(text -> line.append(" | ").append(text));
    return line.toString();
  }

  private static String shortest(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /**
   * What the engine is to set for a value of this parameter: the control of its name. Of the player's swing as much is taken
   * over as is asked for, less of it below the middle of the human feel, so that without feel all is on the grid.
   *
   * @param others the values of the other parameters
   */
  public Map<Control, Double> told(double value, ToDoubleFunction<HostParameter> others) {
    Map<Control, Double> told = new EnumMap<>(Control.class);
    control().ifPresent(control -> told.put(control, controlValue(value)));
    if (this == FEEL) {
      told.put(Control.SWING, swing(others.applyAsDouble(SWING), value));
    } else if (this == SWING) {
      told.put(Control.SWING, swing(value, others.applyAsDouble(FEEL)));
    }
    return told;
  }

  private static double swing(double swing, double feel) {
    return SWING.controlValue(swing) * Math.min(1, feel / FEEL.first);
  }
}
