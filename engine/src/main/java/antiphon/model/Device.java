package antiphon.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a model can run on; whether it is there depends on the ONNX Runtime that was loaded. */
enum Device {
  CPU(OrtProvider.CPU, options -> {}),
  CUDA(OrtProvider.CUDA, options -> options.addCUDA(0)),
  TENSORRT(OrtProvider.TENSOR_RT, options -> options.addTensorrt(0)),
  DIRECTML(OrtProvider.DIRECT_ML, options -> options.addDirectML(0)),
  COREML(OrtProvider.CORE_ML, SessionOptions::addCoreML);

  /** Instead of a name: the fastest that is there. */
  static final String AUTO = "auto";

  private interface Setting {
    void apply(SessionOptions options) throws OrtException;
  }

  private final OrtProvider provider;
  private final Setting setting;

  Device(OrtProvider provider, Setting setting) {
    this.provider = provider;
    this.setting = setting;
  }

  /**
   * The device of that name.
   *
   * @throws ModelException if there is none of that name, or the ONNX Runtime that was loaded has it not
   */
  static Device named(String name) {
    Device device = Arrays.stream(values()).filter(d -> d.label().equals(name)).findFirst()
        .orElseThrow(() -> new ModelException("device '" + name + "': expected auto, " + labels(EnumSet.allOf(Device.class))));
    Set<Device> present = present();
    if (!present.contains(device)) {
      throw new ModelException(
          "device '" + name + "': not in the ONNX Runtime that was loaded, which has " + labels(present));
    }
    return device;
  }

  /** Those that the ONNX Runtime that was loaded was built with; whether they work is another matter. */
  static Set<Device> present() {
    EnumSet<OrtProvider> providers = RuntimeEnvironment.providers();
    EnumSet<Device> present = EnumSet.allOf(Device.class);
    present.removeIf(device -> !providers.contains(device.provider));
    return present;
  }

  void apply(SessionOptions options) throws OrtException {
    setting.apply(options);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String labels(Set<Device> devices) {
    return devices.stream().map(Device::label).collect(Collectors.joining(", "));
  }
}
