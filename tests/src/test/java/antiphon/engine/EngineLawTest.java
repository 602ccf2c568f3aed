package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.compose.ClockPace;
import antiphon.control.Control;
import antiphon.generate.Preset;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.ClockSource;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Faults;
import antiphon.pipeline.Request;
import antiphon.presets.Presets;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.VirtualClock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The law of the whole engine: whatever player, clock, controls, model and machine do, in any order, every
 * note that begins ends once, nothing sounds after stop, panic or close, and no stage fails but by the model.
 * Stages run when chance lets them, as their threads would; time is virtual.
 */
class EngineLawTest {
  /** In the everyday run; the law was held over all of 20,000, see {@link SequenceLaw#many}. */
  private static final int SEQUENCES = SequenceLaw.many(6_000);
  /** So many sequences go through one engine. */
  private static final int BLOCK = 100;

  private static final long MS = 1_000_000;
  private static final List<Preset> PRESETS =
      List.of("folk-melody", "folk-duet", "song-accompanist", "keyboard").stream().map(Presets::find).toList();
  private static final Meter[] METERS = {new Meter(2, 4), new Meter(3, 4), new Meter(3, 8), Meter.COMMON};

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void shouldEndEveryNoteOnceUnderAnyOrderOfEvents() throws Exception {
    new SequenceLaw(SEQUENCES, BLOCK).hold(Run::new);
  }

  /** An engine and all that acts on it. */
  private static final class Run implements SequenceLaw.Run {
    private final SplittableRandom random;
    private final VirtualClock clock = new VirtualClock();
    private final Ledger ledger = new Ledger();
    private final Ledger clicks = new Ledger();
    private final ScriptedDecoder decoder;
    private final EngineCore core;
    private final boolean led;
    private final Stalling[] stages;
    private final Stalling composing;

    Run(long seed) {
      random = new SplittableRandom(seed);
      decoder = new ScriptedDecoder(random.split());
      led = random.nextInt(4) == 0;
      Preset preset = PRESETS.get(random.nextInt(PRESETS.size()))
          .withTime(METERS[random.nextInt(METERS.length)], Tempo.ofQuartersPerMinute(180)).withBars(1, 1);
      EngineSettings settings = new EngineSettings(preset, seed, random.nextBoolean(), 0)
          .withClock(led ? ClockSource.MIDI_CLOCK : random.nextInt(6) == 0 ? ClockSource.PLAYER : ClockSource.INTERNAL).withClockOut(random.nextBoolean());
      core = new EngineCore(
          settings, decoder, clock, new ClockPace(clock), EngineOutputs.of(ledger, clicks), EngineListener.NONE, null, new Faults(), chorus -> { },
          Run::failed);
      stages = Stream.of(core.stages.playing(), core.stages.writing())
          .flatMap(lane -> Stream.concat(lane.sound().stream(), lane.books().stream())).map(Stalling::new).toArray(Stalling[]::new);
      composing = stages[stages.length - 1];
    }

    private static void failed(String stage, Throwable reason) {
      if (!(reason instanceof ScriptedDecoder.Killed)) {
        throw new AssertionError(stage, reason);
      }
    }

    @Override
    public void sequence() throws Exception {
      for (Stalling stage : stages) {
        stage.stalled = false;
      }
      decoder.failing = random.nextInt(6) == 0;
      // A stalled model: the composing stage does not come back during the whole sequence.
      composing.stalled = random.nextInt(6) == 0;
      begin();
      for (int ops = random.nextInt(6, 30); ops > 0; ops--) {
        act(random.nextInt(100));
      }
      end();
    }

    @Override
    public long notes() {
      return ledger.ons();
    }

    private void begin() throws Exception {
      // Short turns, so that there is something to stop.
      for (Control control : List.of(Control.MUTE, Control.KEY_LOCK, Control.LISTEN_BARS, Control.ANSWER_BARS)) {
        core.events.request(new Request.SetControl(control, 0, control == Control.MUTE ? 0 : 1), now());
      }
      core.events.request(new Request.SetControl(Control.MODE, 0, random.nextInt(3)), now());
      if (led) {
        send(MidiMessage.START);
      }
      core.events.start(now() + random.nextInt(3) * 30 * MS);
      pass(10 * MS);
    }

    private void act(int chance) throws Exception {
      if (chance < 40) {
        send(key());
      } else if (chance < 70) {
        pass(random.nextInt(600) * MS);
      } else if (chance < 73) {
        send(MidiMessage.controlChange(0, MidiMessage.SUSTAIN_PEDAL, random.nextInt(2) * 127));
      } else if (chance < 78) {
        control();
      } else if (chance < 84) {
        core.events.request(new Request.SetTempo(Tempo.ofQuartersPerMinute(random.nextInt(100, 300)), random.nextInt(3)), now());
      } else if (chance < 86) {
        core.events.request(new Request.SetMeter(METERS[random.nextInt(METERS.length)]), now());
      } else if (chance < 88) {
        jump();
      } else if (chance < 90) {
        // A device is lost: what it held down is let go by nobody.
        core.events.onMessage(MidiMessage.controlChange(0, MidiMessage.ALL_NOTES_OFF, 0), now());
      } else if (chance < 92) {
        panic();
      } else if (chance < 94) {
        stop();
        begin();
      } else if (chance < 96) {
        stages[random.nextInt(stages.length)].stalled ^= true;
      } else if (chance < 97) {
        decoder.failing ^= true;
      } else if (chance < 98) {
        clock.advanceTo(now() + random.nextInt(300) * MS);
      } else if (random.nextInt(4) == 0) {
        clock.advanceTo(now() + random.nextInt(1, 600) * 1_000 * MS);
      }
    }

    private int key() {
      int pitch = random.nextInt(60, 72);
      return random.nextInt(3) > 0
          ? MidiMessage.noteOn(0, pitch, random.nextInt(1, 128)) : MidiMessage.noteOff(0, pitch);
    }

    private void control() {
      Control control = Control.values()[random.nextInt(Control.values().length)];
      double value = control.lowest() + random.nextDouble() * (control.highest() - control.lowest());
      if (control == Control.PANIC || control == Control.CANDIDATES) {
        return;
      }
      boolean amount = control.kind() == Control.Kind.AMOUNT;
      core.events.request(new Request.SetControl(control, 0, amount ? value : Math.rint(value)), now());
    }

    private void jump() {
      if (led) {
        core.events.onMessage(MidiMessage.songPosition(random.nextInt(64)), now());
        core.events.onMessage(MidiMessage.CONTINUE, now());
      }
      core.events.request(new Request.Locate(random.nextInt(16) * (long) Ticks.PER_QUARTER), now());
      long bar = random.nextInt(8);
      core.events.request(new Request.Loop(bar, bar + random.nextInt(3)), now());
    }

    private void send(int message) {
      core.events.onMessage(message, now());
    }

    private void panic() {
      core.events.request(new Request.SetControl(Control.PANIC, 0, 1), now());
      core.emit.silence(now());
      silent("panic");
      core.events.request(new Request.SetControl(Control.MUTE, 0, 0), now());
    }

    /** As a live engine stops: told to the listening stage, and silent at once. */
    private void stop() throws Exception {
      boolean stalled = composing.stalled;
      for (Stalling stage : stages) {
        stage.stalled = false;
      }
      composing.stalled = stalled;
      drain();
      if (led) {
        send(MidiMessage.STOP);
      }
      // Whoever leads: the clock is a control, too.
      core.events.stop(now());
      drain();
      pass(9 * MS);
      silent("stop");
    }

    private void end() throws Exception {
      stop();
      long notes = ledger.ons();
      pass(random.nextInt(2_000) * MS);
      assertThat(ledger.ons()).as("notes begun after the stop").isEqualTo(notes);
    }

    @Override
    public void close() {
      core.emit.silence(now());
      silent("close");
    }

    private void silent(String after) {
      if (ledger.sounding() > 0 || clicks.sounding() > 0 || core.emit.sounding() > 0) {
        throw new AssertionError(ledger.sounding() + " notes sound after " + after);
      }
    }

    private long now() {
      return clock.nanoTime();
    }

    /** Time passes; a master sends its clock meanwhile. */
    private void pass(long ns) throws Exception {
      long until = now() + ns;
      long clockNs = led ? 20 * MS : Long.MAX_VALUE;
      long nextClock = led ? now() + clockNs : Long.MAX_VALUE;
      while (true) {
        long next = Math.min(core.emit.emit(now()), nextClock);
        someStages();
        if (next >= until) {
          break;
        }
        clock.advanceTo(next);
        if (next == nextClock) {
          send(MidiMessage.CLOCK);
          nextClock += clockNs;
        }
      }
      clock.advanceTo(until);
      core.emit.emit(now());
      someStages();
    }

    private void someStages() throws Exception {
      for (Stalling stage : stages) {
        if (!stage.stalled && random.nextInt(5) > 0) {
          stage.poll();
        }
      }
    }

    private void drain() throws Exception {
      boolean busy = true;
      while (busy) {
        busy = false;
        for (Stalling stage : stages) {
          busy |= !stage.stalled && stage.poll();
        }
      }
    }
  }

  /** A stage that may stand still. */
  private static final class Stalling {
    private final Stage<?> stage;
    private boolean stalled;

    Stalling(Stage<?> stage) {
      this.stage = stage;
    }

    boolean poll() {
      return stage.run();
    }
  }
}
