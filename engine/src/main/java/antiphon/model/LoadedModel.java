package antiphon.model;

/**
 * A model in memory once, for any number of decoders that each remember what they have read. Closed after all of
 * them. [any]
 */
public final class LoadedModel implements AutoCloseable {
  private final Manifest manifest;
  private final DecoderOptions options;
  private final byte[] fingerprints;
  private final Graph patchGraph;
  private final Graph charGraph;

  /** @throws ModelException if a graph cannot be loaded, or the device is not there */
  public LoadedModel(Bundle bundle, DecoderOptions options) {
    this.manifest = bundle.manifest();
    this.options = options;
    this.fingerprints = bundle.fingerprints();
    patchGraph = Graph.load(bundle, manifest.patchGraph(), options);
    try {
      charGraph = Graph.load(bundle, manifest.charGraph(), options);
    } catch (ModelException e) {
      patchGraph.close();
      throw e;
    }
  }

  /**
   * A decoder of its own memory; the caller closes it.
   *
   * @throws ModelException if the graphs do not fit the manifest
   */
  public OrtDecoder decoder() {
    return new OrtDecoder(this);
  }

  /** What the model says about itself. */
  public Manifest manifest() {
    return manifest;
  }

  DecoderOptions options() {
    return options;
  }

  /** Of the pieces that it was trained on; see {@link Decoder#fingerprints}. */
  byte[] fingerprints() {
    return fingerprints;
  }

  Graph patchGraph() {
    return patchGraph;
  }

  Graph charGraph() {
    return charGraph;
  }

  /** Gives the weights back. */
  @Override
  public void close() {
    patchGraph.close();
    charGraph.close();
  }
}
