package antiphon.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One graph of a bundle in a session of ONNX Runtime; every failure is a {@link ModelException}. */
final class Graph implements AutoCloseable {
  private final String file;
  private final OrtSession session;
  private final Map<String, NodeInfo> inputs;
  private final Map<String, NodeInfo> outputs;

  private Graph(String file, OrtSession session) throws OrtException {
    this.file = file;
    this.session = session;
    this.inputs = session.getInputInfo();
    this.outputs = session.getOutputInfo();
  }

  static Graph load(Bundle bundle, String file, Device device, int threads) {
    OrtEnvironment environment = RuntimeEnvironment.get();
    try (SessionOptions options = new SessionOptions()) {
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Waiting threads that spin take the processor from the host and from our own timing thread.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // What goes wrong comes as an exception.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      device.apply(options);
      Optional<Path> path = bundle.path(file);
      OrtSession session =
          path.isPresent()
              ? environment.createSession(path.get().toString(), options)
              : environment.createSession(bundle.read(file), options);
      return new Graph(file, session);
    } catch (OrtException e) {
      throw new ModelException((device == Device.CPU ? "" : "device '" + device.label() + "': ") + file + ": " + oneLine(e), e);
    }
  }

  /** Fails unless the input has that shape; a dimension of -1 is free here, and so is one that the graph leaves free. */
  void requireInput(String name, long... shape) {
    require("input", inputs, name, shape);
  }

  /** Fails unless the output has that shape, as {@link #requireInput} does. */
  void requireOutput(String name, long... shape) {
    require("output", outputs, name, shape);
  }

  /** Fails unless the graph has that many inputs. */
  void requireInputs(int count) {
    if (inputs.size() != count) {
      throw new ModelException(
          file + ": " + inputs.size() + " inputs, expected " + count + " by the layers in the manifest");
    }
  }

  /** The shape of an input that is there; -1 for free dimensions. */
  long[] inputShape(String name) {
    NodeInfo node = inputs.get(name);
    return node != null && node.getInfo() instanceof TensorInfo info ? info.getShape() : new long[0];
  }

  /** Runs the graph into the tensors of {@code outputs}. */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
      assert result.size() == outputs.size();
    } catch (OrtException e) {
      throw new ModelException(file + ": " + oneLine(e), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(file + ": " + oneLine(e), e);
    }
  }

  private void require(String kind, Map<String, NodeInfo> nodes, String name, long... expected) {
    NodeInfo node = nodes.get(name);
    if (node == null || !(node.getInfo() instanceof TensorInfo info)) {
      throw new ModelException(file + ": " + kind + "s " + nodes.keySet() + ", expected one named " + name);
    }
    long[] found = info.getShape();
    boolean fits = found.length == expected.length;
    for (int i = 0; fits && i < found.length; i++) {
      fits = found[i] == expected[i] || found[i] < 0 || expected[i] < 0;
    }
    if (!fits) {
      throw new ModelException(
          file + ": " + kind + " " + name + " of shape " + Arrays.toString(found) + ", expected "
              + Arrays.toString(expected) + " by the manifest");
    }
  }

  private static String oneLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("failed");
  }
}
