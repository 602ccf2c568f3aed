package antiphon.engine;

import antiphon.model.Decoder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A decoder that throws whenever it is to work while it is said to fail. */
public final class FailingDecoder {
  /** What it knows without work. */
  private static final Set<String> KNOWN = Set.of("capacity", "length", "patch", "symbols", "fingerprints", "memory", "notagen", "close");

  private FailingDecoder() {}

  /** @param fails asked at each use, on the thread of the use */
  public static Decoder of(Decoder decoder, BooleanSupplier fails) {
    return (Decoder) Proxy.newProxyInstance(
        FailingDecoder.class.getClassLoader(), new Class<?>[] {Decoder.class}, (proxy, method, arguments) -> {
          boolean composed = method.isDefault() && !KNOWN.contains(method.getName());
          if (!composed && !KNOWN.contains(method.getName()) && fails.getAsBoolean()) {
            throw new IllegalStateException("failing");
          }
          return composed ? InvocationHandler.invokeDefault(proxy, method, arguments) : method.invoke(decoder, arguments);
        });
  }
}
