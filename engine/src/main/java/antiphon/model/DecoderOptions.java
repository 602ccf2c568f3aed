package antiphon.model;

/**
 * How a model is run.
 *
 * @param device {@code cpu}, {@code cuda}, {@code tensorrt}, {@code directml}, {@code coreml}, or {@code auto}: the
 *     fastest of those that are there, by a trial. Only on the processor do the caches stay in place
 * @param threads threads of one run, at least 1; more than one pays on large models and idle machines only
 * @param patches patches of the context, at least 2; 0 for as many as the model has positions for
 */
public record DecoderOptions(String device, int threads, int patches) {
  /** One thread, any device, the whole context. */
  public static final DecoderOptions DEFAULT = new DecoderOptions("auto", 1, 0);

  public DecoderOptions {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads: expected at least 1");
    }
    if (patches < 0 || patches == 1) {
      throw new IllegalArgumentException(patches + " patches: expected at least 2, or 0 for all");
    }
  }

  /** The same with a context of {@code patches}. */
  public DecoderOptions withPatches(int patches) {
    return new DecoderOptions(device, threads, patches);
  }

  /** The same on another device. */
  public DecoderOptions withDevice(String device) {
    return new DecoderOptions(device, threads, patches);
  }
}
