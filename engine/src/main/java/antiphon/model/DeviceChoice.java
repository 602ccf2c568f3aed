package antiphon.model;

import antiphon.patch.Patch;
import antiphon.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What {@code auto} chose: the device that runs the model fastest, which is tried where there is more than the processor.
 *
 * @param device the choice
 * @param others why it is none of the others, a line each
 */
record DeviceChoice(Device device, List<String> others) {
  private static final int STEPS = 3;

  DeviceChoice {
    others = List.copyOf(others);
  }

  /** What was asked for by name, or the fastest. */
  static DeviceChoice of(Bundle bundle, DecoderOptions options) {
    return options.device().equals(Device.AUTO)
        ? fastest(Device.present(), device -> tried(bundle, options.withDevice(device.label())))
        : new DeviceChoice(Device.named(options.device()), List.of());
  }

  /**
   * The fastest.
   *
   * @param present the processor and maybe others
   * @param trialMs runs a model on a device and says how long it took, or fails
   */
  static DeviceChoice fastest(Set<Device> present, ToDoubleFunction<Device> trialMs) {
    List<String> others = new ArrayList<>();
    Device best = Device.CPU;
    double cpuMs = present.size() > 1 ? trialMs.applyAsDouble(Device.CPU) : 0;
    double bestMs = cpuMs;
    for (Device device : Device.values()) {
      if (device == Device.CPU) {
        continue;
      }
      String why = "not in the ONNX Runtime that was loaded";
      if (present.contains(device)) {
        try {
          double ms = trialMs.applyAsDouble(device);
          why = String.format(Locale.ROOT, "%.1f ms a step, cpu %.1f ms", ms, cpuMs);
          if (ms < bestMs) {
            best = device;
            bestMs = ms;
          }
        } catch (ModelException e) {
          why = String.valueOf(e.getMessage());
        }
      }
      others.add(device.label() + ": " + why);
    }
    Device chosen = best;
    others.removeIf(line -> line.startsWith(chosen.label() + ":"));
    return new DeviceChoice(best, others);
  }

  /** Milliseconds of a patch with its characters, at best. */
  private static double tried(Bundle bundle, DecoderOptions options) {
    Clock clock = Clock.system();
    try (OrtDecoder decoder = new OrtDecoder(bundle, options)) {
      decoder.warmUp();
      decoder.feed(List.of(Patch.FIRST));
      long leastNs = Long.MAX_VALUE;
      for (int n = 0; n < STEPS; n++) {
        long begunNs = clock.nanoTime();
        decoder.beginPatch();
        for (int i = 0; i < Patch.SIZE; i++) {
          decoder.logits();
          decoder.push('z');
        }
        decoder.endPatch();
        leastNs = Math.min(leastNs, clock.nanoTime() - begunNs);
      }
      return leastNs / 1e6;
    }
  }
}
