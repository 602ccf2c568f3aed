package antiphon.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a model can run on; whether it is there depends on the ONNX Runtime that was loaded. */
enum Device {
  CPU(OrtProvider.CPU, options -> {}),
  CUDA(OrtProvider.CUDA, options -> options.addCUDA(0)),
  COREML(OrtProvider.CORE_ML, SessionOptions::addCoreML),
  DIRECTML(OrtProvider.DIRECT_ML, options -> options.addDirectML(0));

  private interface Setting {
    void apply(SessionOptions options) throws OrtException;
  }

  private final OrtProvider provider;
  private final Setting setting;

  Device(OrtProvider provider, Setting setting) {
    this.provider = provider;
    this.setting = setting;
  }

  /** The device of that name, which is there; {@code auto} is the processor. */
  static Device named(String name) {
    EnumSet<OrtProvider> present = OrtEnvironment.getAvailableProviders();
    if (name.equals("auto")) {
      return CPU;
    }
    for (Device device : values()) {
      if (device.label().equals(name)) {
        if (!present.contains(device.provider)) {
          throw new ModelException(
              "device '" + name + "': not in the ONNX Runtime that was loaded, which has "
                  + Arrays.stream(values()).filter(d -> present.contains(d.provider)).map(Device::label)
                      .collect(Collectors.joining(", ")));
        }
        return device;
      }
    }
    throw new ModelException(
        "device '" + name + "': expected auto, "
            + Arrays.stream(values()).map(Device::label).collect(Collectors.joining(", ")));
  }

  void apply(SessionOptions options) throws OrtException {
    setting.apply(options);
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
