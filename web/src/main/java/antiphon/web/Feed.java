package antiphon.web;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.HeardChord;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.HeardBar;
import antiphon.schedule.Plan;
import antiphon.time.Ticks;
import antiphon.time.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the page what happens, on a thread of its own ({@code antiphon-page}): the engine's threads only leave
 * their news here. Every two milliseconds what was played, every tenth of a second where the music stands,
 * every second the figures.
 */
final class Feed implements AutoCloseable {
  private static final long LOOK_NS = 2_000_000;
  private static final long POSITION_NS = 100_000_000;
  private static final long FIGURES_NS = 1_000_000_000;
  private static final double NS_PER_MS = 1e6;
  private static final int MOST_NEWS = 4_096;
  private static final long JOIN_MS = 2_000;

  private final Subscribers pages;
  private final PageClock clock;
  private final Consumer<Throwable> faults;
  private final PlayedRing played = new PlayedRing();
  private final BlockingQueue<News> news = new ArrayBlockingQueue<>(MOST_NEWS);
  private final Thread thread = Thread.ofPlatform().daemon().name("antiphon-page").unstarted(this::run);
  private volatile @Nullable Stand stand;
  private volatile boolean running = true;
  private Transport.@Nullable Position position;
  private @Nullable Controls controls;
  private @Nullable Stand told;
  private Margins margins = new Margins();
  private long positionNs;
  private long figuresNs;

  /** A session with its bars, and what was measured in it so far. */
  record Stand(Session session, BarBook bars, List<Chorus> choruses, long latencyNs) {}

  /** @param faults is told why the page was not told everything */
  Feed(Subscribers pages, PageClock clock, Consumer<Throwable> faults) {
    this.faults = faults;
    this.pages = pages;
    this.clock = clock;
    thread.start();
  }

  /** From now on this session is told of. */
  void follow(@Nullable Stand next) {
    stand = next;
  }

  /** A message of the companion went out. [emit] */
  void sent(int message, long timeNs) {
    played.offer(message, timeNs, true);
  }

  /** The player played. [midi-in] [any] */
  void heard(int message, long timeNs) {
    played.offer(message, timeNs, false);
  }

  /** Leaves the engine's news here. */
  EngineListener listener() {
    return new EngineListener() {
      @Override
      public void heard(HeardBar bar, String line, boolean complete) {
        news.offer(new News.Heard(bar, complete));
      }

      @Override
      public void harmony(long barNumber, List<HeardChord> chords) {
        news.offer(new News.Harmony(barNumber, chords));
      }

      @Override
      public void planned(Plan plan, long generationNs) {
        news.offer(new News.Planned(plan, clock.nowNs()));
      }

      @Override
      public void sealed(long barNumber, Origin origin, String line) {
        news.offer(new News.Sealed(barNumber, origin, line));
      }

      @Override
      public void kept(long firstBar, List<String> lines) {
        news.offer(new News.Kept(firstBar, lines.size()));
      }

      @Override
      public void practised(Chorus chorus) {
        news.offer(new News.Practised(chorus));
      }

      @Override
      public void bandPlays(long firstBar, String style) {
        news.offer(new News.BandPlays(firstBar, style));
      }

      @Override
      public void failed(RuntimeException reason) {
        news.offer(new News.Failed(String.valueOf(reason.getMessage())));
      }
    };
  }

  private void run() {
    while (running) {
      try {
        look();
      } catch (RuntimeException | Error e) {
        faults.accept(e);
      }
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** Tells all there is to tell now. */
  @SuppressWarnings("ReferenceEquality") // Another session, though it were set up alike.
  private void look() {
    Stand now = stand;
    tellPlayed(now);
    if (now == null) {
      news.clear();
      return;
    }
    if (now != told) {
      told = now;
      margins = new Margins();
      position = null;
      controls = null;
    }
    tellPosition(now);
    tellNews(now);
    Controls current = now.session().controls();
    Controls before = controls;
    if (before == null || !current.equals(before)) {
      controls = current;
      pages.tell(event("controls", View.values(current)));
    }
    long nowNs = clock.nowNs();
    if (nowNs - figuresNs >= FIGURES_NS) {
      figuresNs = nowNs;
      pages.tell(event("figures", View.figures(now.session(), played.lost(), margins)));
    }
  }

  private void tellPlayed(@Nullable Stand now) {
    List<double[]> messages = new ArrayList<>();
    long latencyNs = now == null ? 0 : now.latencyNs();
    played.drain((message, timeNs, companion) -> {
      long soundsNs = timeNs + (companion ? latencyNs : 0);
      long tick = now == null ? 0 : now.session().engine().transport().position().tickAt(soundsNs);
      messages.add(new double[] {
          companion ? 1 : 0, MidiMessage.status(message), MidiMessage.data1(message), MidiMessage.data2(message),
          clock.ms(soundsNs), tick});
    });
    if (!messages.isEmpty()) {
      pages.tell(event("played", Map.of("messages", messages)));
    }
  }

  @SuppressWarnings("ReferenceEquality") // Each change of position is a value of its own.
  private void tellPosition(Stand now) {
    Transport.Position current = now.session().engine().transport().position();
    Transport.Position before = position;
    long nowNs = clock.nowNs();
    boolean changed = current != before;
    if (changed && before != null && current.epoch() != before.epoch()) {
      if (current.rolling() && current.anchorTick() == 0) {
        now.bars().clear();
        pages.tell(event("clear", Map.of()));
      } else {
        tellBars(now.bars().forgetPlans());
      }
    }
    if (changed || (current.rolling() && nowNs - positionNs >= POSITION_NS)) {
      position = current;
      positionNs = nowNs;
      pages.tell(event("position", View.position(current, nowNs, clock)));
    }
  }

  private void tellNews(Stand now) {
    for (News item = news.poll(); item != null; item = news.poll()) {
      tellBars(now.bars().take(item));
      switch (item) {
        case News.Planned planned -> margin(now, planned);
        case News.Practised practised -> {
          now.choruses().add(practised.chorus());
          pages.tell(event("chorus", practised.chorus()));
        }
        case News.Kept kept -> pages.tell(event("kept", Map.of("bar", kept.firstBar(), "bars", kept.bars())));
        case News.BandPlays band -> pages.tell(event("band", Map.of("bar", band.firstBar(), "style", band.style())));
        case News.Failed failed -> pages.tell(event("problem", Map.of("text", failed.reason())));
        default -> { }
      }
    }
  }

  /** From when the plan was there to when the first of it becomes final. */
  private void margin(Stand now, News.Planned planned) {
    Transport.Position at = now.session().engine().transport().position();
    Plan plan = planned.plan();
    if (at.rolling() && plan.epoch() == at.epoch() && !plan.cover()) {
      Controls set = now.session().controls();
      double horizon = set.mode() == Mode.ACCOMPANY ? set.value(Control.HORIZON) : 0;
      long tick = at.timeline().barStart(plan.barNumber()) + plan.from() - Math.round(horizon * Ticks.PER_QUARTER);
      margins.take((at.nanosAt(tick) - EngineSettings.SEAL_AHEAD_NS - planned.atNs()) / NS_PER_MS);
    }
  }

  private void tellBars(List<BarView> bars) {
    for (BarView bar : bars) {
      pages.tell(event("bar", bar));
    }
  }

  /** An event with its name. */
  static String event(String name, Object data) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", name);
    event.put("data", data);
    return Json.write(event);
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
