package antiphon.take;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Request;
import antiphon.take.TakeEntry.Began;
import antiphon.take.TakeEntry.Ended;
import antiphon.take.TakeEntry.Failed;
import antiphon.take.TakeEntry.Faulted;
import antiphon.take.TakeEntry.Happened;
import antiphon.take.TakeEntry.Lost;
import antiphon.take.TakeEntry.Text;
import antiphon.take.TakeEntry.Wrote;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a take after its header, a JSON array each: a word, then numbers in nanoseconds and ticks.
 * Stateless.
 *
 * <pre>
 *  ["midi",time,message]          ["control",time,name,voice,value]   ["sealed",time,bar,start,from,to,epoch,plan,muted]
 *  ["pulse",time,tick]            ["tempo",time,quarters,bars]        ["emitted",time,message,tick,due]
 *  ["bar-ends",time,tick]         ["meter",time,beats,unit]           ["silenced",time,tick]
 *  ["before-sealing",time,tick]
 *  ["start",time]  ["stop",time]  ["locate",time,tick]                ["loop",time,from,to]
 *  ["host",time,move,tick,bar,beats,unit,quarters]
 *  ["lost",entries]  ["end"]      ["fault",place,kind,message,at,stack]
 *  ["began",left]                 ["wrote",bar,[times],text]          ["failed",reason]
 * </pre>
 *
 * <p>An event that the composing side did not hear of ends in {@code "unheard"}. A plan is {@code m} for
 * the model's side, {@code c} for its cover or {@code b} for the band, with its number, or null. What the
 * band does has words of its own: {@code band-sealed}, {@code band-emitted}, {@code band-silenced}.
 */
final class TakeText {
  /** The last line of a take that was closed. */
  static final String END = "[\"end\"]";

  private static final String UNHEARD = "unheard";
  private static final JsonMapper JSON = new JsonMapper();

  private TakeText() {}

  static void append(StringBuilder to, LogSlot slot) {
    Request request = slot.request;
    to.append("[\"").append(request == null ? word(slot.kind) : RequestText.word(request)).append("\",").append(slot.timeNs);
    if (request != null) {
      RequestText.append(to, request);
    }
    switch (slot.kind) {
      case MIDI -> number(to, slot.message);
      case PULSE, BAR_ENDS, BEFORE_SEALING, SILENCED, BAND_SILENCED -> number(to, slot.tick);
      case SEALED, BAND_SEALED -> {
        number(to, slot.bar);
        number(to, slot.startTick);
        number(to, slot.tick);
        number(to, slot.endTick);
        number(to, slot.epoch);
        to.append(',');
        if (slot.planned) {
          to.append('"').append(slot.kind == Kind.BAND_SEALED ? 'b' : slot.cover ? 'c' : 'm').append(slot.plan).append('"');
        } else {
          to.append("null");
        }
        to.append(',').append(slot.muted);
      }
      case EMITTED, BAND_EMITTED -> {
        number(to, slot.message);
        number(to, slot.tick);
        number(to, slot.dueNs);
      }
      case START, STOP, REQUEST -> {
        // That says all.
      }
    }
    to.append(slot.unheard ? ",\"" + UNHEARD + "\"]" : "]");
  }

  private static void number(StringBuilder to, long value) {
    to.append(',').append(value);
  }

  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String lost(long entries) {
    return "[\"lost\"," + entries + "]";
  }

  static String fault(Fault fault) {
    return json(JsonNodeFactory.instance.arrayNode().add("fault")
        .add(fault.place()).add(fault.kind()).add(fault.message()).add(fault.at()).add(fault.stack()));
  }

  static String began(int leftBefore) {
    return "[\"began\"," + leftBefore + "]";
  }

  static String failed(String reason) {
    return json(JsonNodeFactory.instance.arrayNode().add("failed").add(reason));
  }

  static String wrote(long number, List<Integer> times, @Nullable WrittenBar written) {
    ArrayNode line = JsonNodeFactory.instance.arrayNode().add("wrote").add(number);
    ArrayNode all = line.addArray();
    times.forEach(all::add);
    if (written == null) {
      return json(line.addNull());
    }
    ArrayNode text = line.addArray();
    text.add(written.line()).add(written.origin().name()).add(written.symbols()).add(written.removedMass())
        .add(written.logLikelihood());
    ArrayNode voices = text.addArray();
    for (List<BarNote> notes : written.notes()) {
      ArrayNode voice = voices.addArray();
      notes.forEach(n -> voice.addArray().add(n.onset()).add(n.end()).add(n.pitch())
          .add((n.heldFrom() ? 1 : 0) + (n.heldOver() ? 2 : 0)));
    }
    return json(line);
  }

  private static String json(ArrayNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a line.
   *
   * @param place where it was found, for messages
   * @throws TakeException if it is none of a take's
   */
  static TakeEntry read(String line, String place) {
    try {
      JsonNode tree = JSON.readTree(line);
      if (!tree.isArray() || tree.isEmpty() || !tree.get(0).isTextual()) {
        throw new IllegalArgumentException("'" + shortened(line) + "', expected an entry such as [\"start\",0]");
      }
      return entry(new EntryFields(tree));
    } catch (JsonProcessingException e) {
      throw new TakeException(place + ": '" + shortened(line) + "' is no entry of a take, expected a JSON array", e);
    } catch (IllegalArgumentException e) {
      throw new TakeException(place + ": " + e.getMessage(), e);
    }
  }

  static String shortened(String line) {
    return line.length() > 40 ? line.substring(0, 40) + "..." : line;
  }

  private static TakeEntry entry(EntryFields fields) {
    String word = fields.text();
    TakeEntry entry = switch (word) {
      case "lost" -> new Lost(fields.whole());
      case "end" -> new Ended();
      case "fault" -> new Faulted(new Fault(fields.text(), fields.text(), fields.text(), fields.text(), fields.text()));
      case "began" -> new Began((int) fields.whole());
      case "failed" -> new Failed(fields.text());
      case "wrote" -> wrote(fields);
      default -> happened(word, fields);
    };
    fields.requireEnd();
    return entry;
  }

  private static Happened happened(String word, EntryFields fields) {
    boolean requested = RequestText.WORDS.contains(word);
    Happened e = new Happened(requested ? Kind.REQUEST : kind(word));
    e.timeNs = fields.whole();
    switch (e.kind) {
      case MIDI -> e.message = (int) fields.whole();
      case PULSE, BAR_ENDS, BEFORE_SEALING, SILENCED, BAND_SILENCED -> e.tick = fields.whole();
      case SEALED, BAND_SEALED -> {
        e.bar = fields.whole();
        e.startTick = fields.whole();
        e.tick = fields.whole();
        e.endTick = fields.whole();
        e.epoch = fields.whole();
        e.plan = fields.textOrNull();
        e.muted = fields.truth();
      }
      case EMITTED, BAND_EMITTED -> {
        e.message = (int) fields.whole();
        e.tick = fields.whole();
        e.dueNs = fields.whole();
      }
      case REQUEST -> e.request = RequestText.read(word, e.timeNs, fields);
      case START, STOP -> {
        // The time says all.
      }
    }
    e.unheard = fields.more();
    if (e.unheard && !fields.text().equals(UNHEARD)) {
      throw new IllegalArgumentException("more than " + word + " has, expected its end");
    }
    return e;
  }

  private static Kind kind(String word) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.REQUEST && word(kind).equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("entry '" + shortened(word) + "', expected one such as midi, pulse, sealed, emitted");
  }

  private static Wrote wrote(EntryFields fields) {
    long number = fields.whole();
    List<Integer> times = new ArrayList<>();
    fields.array().forEach(time -> times.add(time.asInt()));
    JsonNode node = fields.node();
    if (node.isNull()) {
      return new Wrote(number, times, null);
    }
    EntryFields text = new EntryFields(node);
    String line = text.text();
    Origin origin = Origin.valueOf(text.text());
    int symbols = (int) text.whole();
    double removedMass = text.number();
    double logLikelihood = text.number();
    List<List<BarNote>> voices = new ArrayList<>();
    for (JsonNode voice : text.array()) {
      List<BarNote> notes = new ArrayList<>();
      for (JsonNode note : voice) {
        EntryFields n = new EntryFields(note);
        long onset = n.whole();
        long end = n.whole();
        int pitch = (int) n.whole();
        long held = n.whole();
        notes.add(new BarNote(onset, end, pitch, (held & 1) != 0, (held & 2) != 0));
      }
      voices.add(notes);
    }
    return new Wrote(number, times, new Text(line, origin, symbols, removedMass, logLikelihood, voices));
  }
}
