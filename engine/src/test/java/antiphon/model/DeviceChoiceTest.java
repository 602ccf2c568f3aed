package antiphon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class DeviceChoiceTest {
  @Test
  void shouldTakeTheProcessorUntriedWhereThereIsNothingElse() {
    DeviceChoice choice = DeviceChoice.fastest(EnumSet.of(Device.CPU), device -> {
      throw new AssertionError("tried " + device);
    });
    assertThat(choice.device()).isEqualTo(Device.CPU);
    assertThat(choice.others()).hasSize(4).contains("cuda: not in the ONNX Runtime that was loaded");
  }

  @Test
  void shouldTakeTheFastestAndSayWhyNotTheOthers() {
    DeviceChoice choice = DeviceChoice.fastest(EnumSet.of(Device.CPU, Device.CUDA, Device.TENSORRT, Device.DIRECTML), device ->
        switch (device) {
          case CPU -> 20;
          case CUDA -> 5;
          case DIRECTML -> 30;
          default -> throw new ModelException("device 'tensorrt': no libnvinfer");
        });
    assertThat(choice.device()).isEqualTo(Device.CUDA);
    assertThat(choice.others()).containsExactly(
        "tensorrt: device 'tensorrt': no libnvinfer", "directml: 30.0 ms a step, cpu 20.0 ms",
        "coreml: not in the ONNX Runtime that was loaded");
  }
}
