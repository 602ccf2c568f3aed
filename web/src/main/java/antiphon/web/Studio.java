package antiphon.web;

import antiphon.band.Band;
import antiphon.control.Command;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.time.Clock;
import antiphon.time.Transport;
import antiphon.web.Feed.Stand;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Holds the session that the page plays on, and opens another when the player wants another. [any] */
public final class Studio implements AutoCloseable {
  /** So much earlier than due everything is sent, so that the browser schedules it at its time. */
  static final long LATENCY_NS = 45_000_000;

  /** A note from the page may be so old, and not from the future. */
  private static final long OLDEST_NS = 500_000_000;

  private static final int FIRST_BARS = 64;

  private final SessionOpener opener;
  private final LongSupplier seeds;
  private final Subscribers pages = new Subscribers();
  private final PageClock clock;
  private final Feed feed;
  private final String program;
  /** Of the page's own part of the program; the engine has its own. */
  private final Faults faults = new Faults();
  private final Shelf shelf;
  private final MidiMap map;
  private Wish wish;
  private @Nullable EngineSettings settings;
  private volatile @Nullable Stand stand;

  /** One note or controller of the page's player, in milliseconds of the page clock. */
  record Played(double atMs, int message) {}

  /**
   * Opens the first session, with the preset that is the simplest.
   *
   * @param program its name and version
   * @param seeds a seed for each session
   */
  public Studio(String program, SessionOpener opener, LongSupplier seeds, Clock clock) {
    this.program = program;
    this.opener = opener;
    this.shelf = new Shelf(opener.presets());
    this.map = opener.map();
    map.commands(this::command, problem -> tell("problem", Map.of("text", problem)));
    map.onChange(() -> tell("map", map.state()));
    this.seeds = seeds;
    this.clock = new PageClock(clock);
    this.wish = Wish.NOTHING;
    this.feed = new Feed(pages, this.clock, reason -> fault("page", reason));
    open(Wish.NOTHING);
    opener.devices().onSound(this::sounds);
  }

  Subscribers pages() {
    return pages;
  }

  PageClock clock() {
    return clock;
  }

  /** Closes the session and opens the one that is wished for; the old one goes on if there is no such thing. */
  synchronized void open(Wish wanted) {
    Wish whole = wanted.after(wish);
    Stand before = stand;
    Controls controls = before == null ? null : before.session().controls();
    if (controls != null && !whole.changes().equals(wish.changes())) {
      // Other changes have a key of their own.
      controls = controls.with(Control.KEY_LOCK, -1);
    }
    follow(whole, whole.settings(seeds.getAsLong(), controls, shelf::find));
  }

  /** Closes the session and opens one that goes on from a take. */
  synchronized void open(Takes.Branch branch) {
    EngineSettings next = branch.settings().anew(seeds.getAsLong(), true);
    boolean known = antiphon.presets.Presets.names().contains(next.preset().name());
    opener.title(branch.title());
    follow(new Wish(
        known ? next.preset().name() : null, next.chart().map(chart -> chart.text()).orElse(""),
        next.backing().map(Band::name).orElse(""), null,
        next.preset().meter().toString(), branch.tempo(), null, null), next);
    if (next.chart().isPresent()) {
      // The chart's own tempo would go before that of the take's bar.
      standing().session().command(new Command.SetTempo(branch.tempo(), 0));
    }
  }

  /** The settings of the session. */
  synchronized EngineSettings settings() {
    standing();
    return java.util.Objects.requireNonNull(settings);
  }

  private void follow(Wish whole, EngineSettings next) {
    Stand before = stand;
    stand = null;
    feed.follow(null);
    if (before != null) {
      before.session().close();
    }
    Session session = opener.open(next, feed.listener(), feed::sent, feed::heard);
    session.engine().latency(latencyNs());
    session.engine().onFault(fault -> tell("fault", View.fault(fault)));
    BarBook bars = new BarBook(
        next.preset(), next.chart(), () -> session.engine().transport().position().timeline(),
        () -> session.controls().mode());
    wish = whole;
    settings = next;
    if (whole.tempo() != null && next.chart().isPresent()) {
      // The chart's own tempo would go before it.
      session.command(new Command.SetTempo(whole.tempo(), 0));
    }
    Stand now = new Stand(session, bars, new CopyOnWriteArrayList<>(), latencyNs());
    stand = now;
    feed.follow(now);
    pages.tell(Feed.event("state", state()));
  }

  /** An output of the machine has its own latency, the browser wants everything early. */
  private long latencyNs() {
    return opener.devices().now().output().equals(Devices.BROWSER) ? LATENCY_NS : opener.devices().latencyNs();
  }

  /** What devices there are, and which are chosen. */
  Devices.Choice devices() {
    return opener.devices().now();
  }

  /** Hears an input of the machine, or no more. */
  void listen(String input, boolean on) {
    opener.devices().listen(input, on);
    pages.tell(Feed.event("devices", devices()));
  }

  /** Sounds at an output of the machine, or in the browser. */
  synchronized void sound(String output) {
    opener.devices().sound(output);
    sounds();
  }

  /** It sounds elsewhere now, which is as early or late as that is. */
  private synchronized void sounds() {
    Stand now = stand;
    if (now != null) {
      now.session().engine().latency(latencyNs());
      Stand other = new Stand(now.session(), now.bars(), now.choruses(), latencyNs());
      stand = other;
      feed.follow(other);
    }
    pages.tell(Feed.event("devices", devices()));
  }

  /** Something went wrong that no part of the program expected: the page is told, and whoever opens the sessions. [any] */
  void fault(String place, Throwable reason) {
    if (faults.add(place, reason)) {
      Fault fault = Fault.of(place, reason);
      tell("fault", View.fault(fault));
      opener.fault(fault);
    }
  }

  private void tell(String event, Object data) {
    pages.tell(Feed.event(event, data));
  }

  MidiMap map() {
    return map;
  }

  Shelf shelf() {
    return shelf;
  }

  /** Saves, takes in, duplicates or deletes a preset of one's own. */
  synchronized Map<String, Object> changePresets(JsonNode asked) {
    Stand now = standing();
    EngineSettings current = Objects.requireNonNull(settings);
    Transport.Position position = now.session().engine().transport().position();
    Map<String, Object> changed = shelf.change(
        asked, current, wish, now.session().controls(), position.timeline().tempoAt(position.tickAt(clock.nowNs())));
    tell("presets", shelf.list());
    return changed;
  }

  private Stand standing() {
    Stand now = stand;
    if (now == null) {
      throw new IllegalStateException("a session is being opened: try again in a second");
    }
    return now;
  }

  /** Does what is asked for, from wherever it comes; the engine says what it refuses. [any] */
  public String command(Command command) {
    return standing().session().command(command);
  }

  /** Plays what the page's player played, each at its time. */
  void play(List<Played> notes) {
    Stand now = standing();
    long nowNs = clock.nowNs();
    for (Played note : notes) {
      if (map.takes(note.message())) {
        continue;
      }
      long timeNs = Math.clamp(clock.ns(note.atMs()), nowNs - OLDEST_NS, nowNs);
      now.session().engine().input().onMessage(note.message(), timeNs);
      feed.heard(note.message(), timeNs);
    }
  }

  /** The table of controls with what they are set to. */
  List<Map<String, Object>> controls() {
    return View.controls(standing().session().controls());
  }

  /** All that a page must know to begin. */
  synchronized Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("program", program);
    state.put("model", opener.model());
    state.put("now", clock.ms(clock.nowNs()));
    state.put("devices", devices());
    Stand now = stand;
    EngineSettings current = settings;
    state.put("open", now != null);
    if (now == null || current == null) {
      return state;
    }
    long nowNs = clock.nowNs();
    long bar = now.session().engine().transport().position().timeline()
        .barAt(now.session().engine().transport().position().tickAt(nowNs));
    state.put("preset", View.preset(current.preset()));
    current.chart().ifPresent(chart -> state.put("chart", ChartView.of(chart, wish.changes().orElse(chart))));
    current.opening().ifPresent(opening -> state.put("past", opening.bars()));
    state.put("wish", wish);
    state.put("seed", current.seed());
    state.put("programs", programs(current));
    state.put("controls", View.values(now.session().controls()));
    state.put("position", View.position(now.session().engine().transport().position(), nowNs, clock));
    state.put("bars", now.bars().from(bar - FIRST_BARS));
    state.put("choruses", now.choruses());
    state.put("figures", View.figures(now.session(), 0, new Margins()));
    state.put("faults", View.faults(now.session().engine().faults(), faults));
    return state;
  }

  /** Sounds by channel. */
  private static Map<Integer, Integer> programs(EngineSettings settings) {
    Map<Integer, Integer> programs = new TreeMap<>(settings.bandPrograms());
    settings.preset().voices().stream().filter(part -> part.plays())
        .forEach(part -> programs.put(part.channel(), part.program()));
    return programs;
  }

  /** Ends every note and the session. */
  @Override
  public synchronized void close() {
    Stand before = stand;
    stand = null;
    feed.follow(null);
    if (before != null) {
      before.session().close();
    }
    feed.close();
    pages.close();
  }

  /** A message as the page sends it. */
  static int message(int status, int data1, int data2) {
    int command = status & 0xF0;
    boolean playable = command == MidiMessage.NOTE_ON || command == MidiMessage.NOTE_OFF
        || command == MidiMessage.CONTROL_CHANGE || command == MidiMessage.PITCH_BEND;
    if (!playable || ((data1 | data2) & ~0x7F) != 0 || status > 0xEF) {
      throw new IllegalArgumentException(
          "message [" + status + ", " + data1 + ", " + data2 + "]: expected a note, a controller or a bend, data 0 to 127");
    }
    return status | data1 << 8 | data2 << 16;
  }
}
