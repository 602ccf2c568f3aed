package antiphon.bridge.live;

import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.LoadedModel;
import antiphon.model.ModelException;
import antiphon.replay.AbsentDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models of all instances, each in memory once. One thread uses it. */
final class Models implements AutoCloseable {
  /**
   * A decoder for an instance.
   *
   * @param name of the model that it is of
   * @param problem why it is not the model that was wanted, or no model at all
   */
  record Chosen(Decoder decoder, String name, Optional<String> problem) {}

  private final String usual;
  private final Map<String, LoadedModel> loaded = new HashMap<>();

  /** @param usual the model where none is wanted, or the wanted one is not here */
  Models(String usual) {
    this.usual = usual;
  }

  /** Loads the usual model; if that cannot be, {@link #choose} says why. */
  void load() {
    choose(usual).decoder().close();
  }

  /** A decoder of the model of that name, else of the usual one, else one that stands for none. */
  Chosen choose(String wanted) {
    try {
      return new Chosen(model(wanted).decoder(), wanted, Optional.empty());
    } catch (ModelException e) {
      return instead(wanted, e);
    } catch (LinkageError e) {
      return new Chosen(new AbsentDecoder(), "none", Optional.of("no ONNX Runtime for this system: simple bars by rule play"));
    }
  }

  private Chosen instead(String wanted, ModelException why) {
    if (!wanted.equals(usual)) {
      try {
        return new Chosen(
            model(usual).decoder(), usual, Optional.of("model '" + wanted + "' is not here: " + usual + " plays instead"));
      } catch (ModelException e) {
        // Nothing to load at all.
      }
    }
    return new Chosen(new AbsentDecoder(), "none", Optional.of("no model, simple bars by rule play: " + why.getMessage()));
  }

  private LoadedModel model(String name) {
    @Nullable LoadedModel known = loaded.get(name);
    if (known == null) {
      known = new LoadedModel(Bundle.find(name), DecoderOptions.DEFAULT);
      loaded.put(name, known);
    }
    return known;
  }

  @Override
  public void close() {
    loaded.values().forEach(LoadedModel::close);
    loaded.clear();
  }
}
