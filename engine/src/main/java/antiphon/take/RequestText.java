package antiphon.take;

import antiphon.pipeline.HostSong;
import antiphon.pipeline.Request;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.Set;

/** How a take's entries say what was asked for: a word, the time, then these fields. Stateless. */
final class RequestText {
  private static final String CONTROL = "control";
  private static final String TEMPO = "tempo";
  private static final String METER = "meter";
  private static final String LOCATE = "locate";
  private static final String LOOP = "loop";
  private static final String HOST = "host";

  /** What entries of requests begin with. */
  static final Set<String> WORDS = Set.of(CONTROL, TEMPO, METER, LOCATE, LOOP, HOST);

  private RequestText() {}

  static String word(Request request) {
    return switch (request) {
      case Request.SetControl _ -> CONTROL;
      case Request.SetTempo _ -> TEMPO;
      case Request.SetMeter _ -> METER;
      case Request.Locate _ -> LOCATE;
      case Request.Loop _ -> LOOP;
      case HostSong _ -> HOST;
    };
  }

  static void append(StringBuilder to, Request request) {
    switch (request) {
      case Request.SetControl(var control, var voice, var value) ->
          to.append(",\"").append(control.word()).append("\",").append(voice).append(',').append(value);
      case Request.SetTempo(var tempo, var bars) -> to.append(',').append(tempo.quartersPerMinute()).append(',').append(bars);
      case Request.SetMeter(var meter) -> append(to, meter);
      case Request.Locate(var tick) -> to.append(',').append(tick);
      case Request.Loop(var from, var until) -> to.append(',').append(from).append(',').append(until);
      case HostSong song -> {
        to.append(',').append(song.move().ordinal()).append(',').append(song.tick()).append(',').append(song.barTick());
        append(to, song.meter());
        to.append(',').append(song.tempo().quartersPerMinute());
      }
    }
  }

  private static void append(StringBuilder to, Meter meter) {
    to.append(',').append(meter.beats()).append(',').append(meter.unit());
  }

  /**
   * The fields after word and time.
   *
   * @throws IllegalArgumentException if they are not those that the word has
   */
  static Request read(String word, long timeNs, EntryFields fields) {
    return switch (word) {
      case CONTROL -> new Request.SetControl(TakeHeader.control(fields.text()), (int) fields.whole(), fields.number());
      case TEMPO -> new Request.SetTempo(Tempo.ofQuartersPerMinute(fields.number()), (int) fields.whole());
      case METER -> new Request.SetMeter(meter(fields));
      case LOCATE -> new Request.Locate(fields.whole());
      case LOOP -> new Request.Loop(fields.whole(), fields.whole());
      case HOST -> new HostSong(
          move(fields.whole()), timeNs, fields.whole(), fields.whole(), meter(fields), Tempo.ofQuartersPerMinute(fields.number()));
      default -> throw new IllegalArgumentException("entry '" + word + "', expected one of " + WORDS);
    };
  }

  private static Meter meter(EntryFields fields) {
    return new Meter((int) fields.whole(), (int) fields.whole());
  }

  private static HostSong.Move move(long number) {
    HostSong.Move[] moves = HostSong.Move.values();
    if (number < 0 || number >= moves.length) {
      throw new IllegalArgumentException("move " + number + " of a host, expected 0 to " + (moves.length - 1));
    }
    return moves[(int) number];
  }
}
