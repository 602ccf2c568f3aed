package antiphon.model;

import antiphon.memory.MemoryWeights;
import java.util.List;

/**
 * A model in memory once, for any number of decoders that each remember what they have read. Closed after all of
 * them. [any]
 */
public final class LoadedModel implements AutoCloseable {
  private final Manifest manifest;
  private final DecoderOptions options;
  private final byte[] fingerprints;
  private final MemoryWeights memory;
  private final DeviceChoice choice;
  private final Graph patchGraph;
  private final Graph charGraph;

  /** @throws ModelException if a graph cannot be loaded, or the device is not there */
  public LoadedModel(Bundle bundle, DecoderOptions options) {
    this.manifest = bundle.manifest();
    this.options = options;
    this.fingerprints = bundle.fingerprints();
    this.memory = bundle.memory();
    this.choice = DeviceChoice.of(bundle, options);
    patchGraph = Graph.load(bundle, manifest.patchGraph(), choice.device(), options.threads());
    try {
      charGraph = Graph.load(bundle, manifest.charGraph(), choice.device(), options.threads());
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

  /** What it runs on. [any] */
  public String device() {
    return choice.device().label();
  }

  /** Where it was for {@code auto} to choose: why it is none of the other devices, a line each. [any] */
  public List<String> otherDevices() {
    return choice.others();
  }

  DecoderOptions options() {
    return options;
  }

  /** Of the pieces that it was trained on; see {@link Decoder#fingerprints}. */
  byte[] fingerprints() {
    return fingerprints;
  }

  /** See {@link Decoder#memory}. */
  MemoryWeights memory() {
    return memory;
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
