package antiphon.control;

import antiphon.score.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a player may change while the music goes on. All act at the next beat that is not committed, but
 * for panic, which acts at once.
 */
public enum Control {
  MODE(Kind.CHOICE, 0, 3, "continue, trade, accompany or thru", "how player and companion share the time"),
  CLOCK(Kind.CHOICE, 0, 2, "internal, midi or player", "who leads the time"),
  LISTEN_BARS(Kind.WHOLE, 0, 64, "bars", "length of the player's phrase; 0 goes on until the player stops"),
  ANSWER_BARS(Kind.WHOLE, 0, 64, "bars", "length of an answer; 0 goes on until the player plays again"),
  HORIZON(Kind.AMOUNT, 0, 4, "beats", "how far ahead an accompaniment is committed"),
  REST_BARS(Kind.WHOLE, 0, 64, "bars", "silent bars after which an accompaniment ends; 0 goes on while a host, a chart or the band does"),
  TEMPERATURE(Kind.AMOUNT, 0, 10, "", "how freely the model writes"),
  CANDIDATES(Kind.WHOLE, 1, 16, "", "bars written for each bar played, of which the best is taken"),
  DENSITY(Kind.AMOUNT, -1, 1, "", "fewer or more notes; for one voice or all"),
  REGISTER(Kind.WHOLE, -24, 24, "semitones", "lower or higher; for one voice or all"),
  POLYPHONY(Kind.WHOLE, 1, 10, "notes", "most notes at once in a voice; for one voice or all"),
  CLOSENESS(Kind.AMOUNT, -1, 1, "", "how near to stay to what was played; -1 without looking back"),
  FOLLOW(Kind.AMOUNT, 0, 1, "", "how much density and register follow the player"),
  LOUDNESS(Kind.AMOUNT, 0, 1, "", "how much loudness follows the player"),
  FEEL(Kind.AMOUNT, 0, 1, "", "how much of the player's timing is taken over"),
  SWING(Kind.AMOUNT, 0, 1, "", "how much of the player's swing is taken over"),
  ARTICULATION(Kind.AMOUNT, -1, 1, "", "shorter or longer notes: -1 is staccato, 1 legato, 0 as the player does"),
  DYNAMICS(Kind.AMOUNT, -1, 1, "", "softer or louder than the player: 1 is by a quarter of all there is"),
  KEY_LOCK(Kind.CHOICE, -1, 23, "key", "the key is this one, whatever is heard; -1 listens"),
  HOLD(Kind.SWITCH, 0, 1, "", "nothing new: what was played last is played again"),
  MUTE(Kind.SWITCH, 0, 1, "", "nothing begins to sound; for one voice or all"),
  CLICK(Kind.SWITCH, 0, 1, "", "the metronome clicks"),
  BACKING(Kind.SWITCH, 0, 1, "", "chords (voice 1), bass (voice 2) and drums (voice 3) of the band are heard"),
  BAND_VOLUME(Kind.AMOUNT, 0, 1, "", "how loud the band is, 0.5 as played; for one part or all"),
  RITARDANDO(Kind.AMOUNT, 0, 0.6, "", "how much slower an ending becomes; 0.3 is to seven tenths of the tempo"),
  INTRO(Kind.TRIGGER, 0, 1, "", "the band counts a bar on sticks and begins"),
  FILL(Kind.TRIGGER, 0, 1, "", "the drums lead into the next bar"),
  BREAK(Kind.TRIGGER, 0, 1, "", "the band strikes once in the next bar and is silent to its end"),
  SECTION(Kind.TRIGGER, 0, 1, "", "the drums lead into another groove"),
  ENDING(Kind.TRIGGER, 0, 1, "", "the band ends with the first beat of the next bar, and who plays along with that bar"),
  REGENERATE(Kind.TRIGGER, 0, 1, "", "writes what is not committed once more, otherwise"),
  UNDO(Kind.TRIGGER, 0, 1, "", "goes back to what was written before the last regenerate"),
  KEEP(Kind.TRIGGER, 0, 1, "", "marks the last answer as one to keep"),
  PANIC(Kind.TRIGGER, 0, 1, "", "ends every note at once and mutes");

  /** What values mean. */
  public enum Kind {
    /** One of several, by number. */
    CHOICE,
    /** A whole number. */
    WHOLE,
    /** Any number. */
    AMOUNT,
    /** 0 is off, 1 is on. */
    SWITCH,
    /** 1 does it. */
    TRIGGER
  }

  private static final List<String> CLOCKS = List.of("internal", "midi", "player");
  private static final int KEYS = 12;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final Kind kind;
  private final double lowest;
  private final double highest;
  private final String unit;
  private final String meaning;

  Control(Kind kind, double lowest, double highest, String unit, String meaning) {
    this.kind = kind;
    this.lowest = lowest;
    this.highest = highest;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** What values mean. */
  public Kind kind() {
    return kind;
  }

  /** The lowest value. */
  public double lowest() {
    return lowest;
  }

  /** The highest value. */
  public double highest() {
    return highest;
  }

  /** Whether it may be set for one voice; of the band the chords are voice 1, the bass is voice 2, the drums are voice 3. */
  public boolean perVoice() {
    return switch (this) {
      case DENSITY, REGISTER, POLYPHONY, MUTE, BACKING, BAND_VOLUME -> true;
      default -> false;
    };
  }

  /** What is counted, may be empty. */
  public String unit() {
    return unit;
  }

  /** What it does, in words. */
  public String meaning() {
    return meaning;
  }

  /** The name as typed: lower case with dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The control of that name. */
  public static Optional<Control> of(String word) {
    return Arrays.stream(values()).filter(control -> control.word().equals(word)).findFirst();
  }

  /** All names, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(Control::word).collect(Collectors.joining(", "));
  }

  /**
   * {@code value} if the control can take it; switches and numbers are taken as they are.
   *
   * @throws IllegalArgumentException if it is out of range or not whole where it must be
   */
  public double require(double value) {
    boolean whole = kind == Kind.AMOUNT || value == Math.rint(value);
    if (!(value >= lowest && value <= highest) || !whole) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s %s: expected %s from %.0f to %.0f", word(), number(value),
              kind == Kind.AMOUNT ? "a number" : "a whole number", lowest, highest));
    }
    return value;
  }

  /** A value as it is typed, so that {@link #value} reads the same. */
  public String word(double value) {
    int whole = (int) Math.round(value);
    return switch (this) {
      case MODE -> Mode.values()[whole].word();
      case CLOCK -> CLOCKS.get(whole);
      case KEY_LOCK -> whole < 0 ? "off" : key(whole).toString();
      default -> kind == Kind.SWITCH ? whole == 0 ? "off" : "on" : number(value);
    };
  }

  private static Key key(int value) {
    Key first = new Key(0, value >= KEYS);
    return first.transpose(value % KEYS - first.tonic());
  }

  /**
   * A value as typed: a number, also of a choice; {@code on} and {@code off}, a mode, a clock, a key, {@code stop} and {@code open} for
   * lengths.
   *
   * @throws IllegalArgumentException if it is none, or the control cannot take it
   */
  public double value(String text) {
    if (kind == Kind.CHOICE && NUMBER.matcher(text).matches()) {
      return require(parsed(text));
    }
    return switch (this) {
      case MODE -> choice(text, Arrays.stream(Mode.values()).map(Mode::word).toList());
      case CLOCK -> choice(text, CLOCKS);
      case KEY_LOCK -> {
        if (text.isEmpty() || text.equals("off")) {
          yield -1;
        }
        Key key = Key.parse(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
        yield key.tonic() + (key.minor() ? KEYS : 0);
      }
      default -> require(switch (text) {
        case "on" -> 1;
        case "off", "stop", "open" -> 0;
        default -> parsed(text);
      });
    };
  }

  private double choice(String text, List<String> words) {
    int place = words.indexOf(text);
    if (place < 0) {
      throw new IllegalArgumentException(word() + " '" + text + "': expected " + String.join(", ", words));
    }
    return place;
  }

  static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "': expected a number", e);
    }
  }

  /** A number as one would write it. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }
}
