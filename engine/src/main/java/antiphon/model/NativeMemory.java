package antiphon.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a decoder holds outside the heap: sessions, memory, tensors over it without a copy. Given back all at once. */
final class NativeMemory implements AutoCloseable {
  private static final int ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final List<OnnxTensor> tensors = new ArrayList<>();
  private final List<LoadedModel> models = new ArrayList<>();

  /** Closes {@code model} with this memory. */
  void keep(LoadedModel model) {
    models.add(model);
  }

  FloatBuffer floats(int count) {
    return bytes((long) count * Float.BYTES).asFloatBuffer();
  }

  IntBuffer ints(int count) {
    return bytes((long) count * Integer.BYTES).asIntBuffer();
  }

  LongBuffer longs(int count) {
    return bytes((long) count * Long.BYTES).asLongBuffer();
  }

  /** A tensor over the first elements of {@code buffer}, closed with this memory. */
  OnnxTensor tensor(FloatBuffer buffer, long... shape) {
    return keep(() -> OnnxTensor.createTensor(RuntimeEnvironment.get(), buffer.slice(0, elements(shape)), shape));
  }

  /** A tensor over the first elements of {@code buffer}, closed with this memory. */
  OnnxTensor tensor(IntBuffer buffer, long... shape) {
    return keep(() -> OnnxTensor.createTensor(RuntimeEnvironment.get(), buffer.slice(0, elements(shape)), shape));
  }

  /** A tensor over the first elements of {@code buffer}, closed with this memory. */
  OnnxTensor tensor(LongBuffer buffer, long... shape) {
    OnnxTensor tensor = passing(buffer, shape);
    tensors.add(tensor);
    return tensor;
  }

  /** A tensor over the first elements of {@code buffer}, which the caller closes. */
  static OnnxTensor passing(LongBuffer buffer, long... shape) {
    return create(() -> OnnxTensor.createTensor(RuntimeEnvironment.get(), buffer.slice(0, elements(shape)), shape));
  }

  @Override
  public void close() {
    models.forEach(LoadedModel::close);
    tensors.forEach(OnnxTensor::close);
    arena.close();
  }

  private interface Creation {
    OnnxTensor create() throws OrtException;
  }

  private OnnxTensor keep(Creation creation) {
    OnnxTensor tensor = create(creation);
    tensors.add(tensor);
    return tensor;
  }

  private static OnnxTensor create(Creation creation) {
    try {
      return creation.create();
    } catch (OrtException e) {
      throw new ModelException("tensor: " + e.getMessage(), e);
    }
  }

  private ByteBuffer bytes(long size) {
    return arena.allocate(size, ALIGNMENT).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static int elements(long... shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return Math.toIntExact(count);
  }
}
