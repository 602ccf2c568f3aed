package antiphon.user;

import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;
import org.jspecify.annotations.Nullable;

/**
 * What Java's synthesizer finds when it asks for the user's preferences: nothing, and nothing is kept. Public and
 * constructed by name, as Java makes it. [any]
 */
public final class NoPreferences implements PreferencesFactory {
  private static final Preferences ROOT = new Node(null, "");

  @Override
  public Preferences systemRoot() {
    return ROOT;
  }

  @Override
  public Preferences userRoot() {
    return ROOT;
  }

  private static final class Node extends AbstractPreferences {
    Node(@Nullable Node parent, String name) {
      super(parent, name);
    }

    @Override
    protected void putSpi(String key, String value) {
      // Forgotten.
    }

    @Override
    protected @Nullable String getSpi(String key) {
      return null;
    }

    @Override
    protected void removeSpi(String key) {
      // There is none.
    }

    @Override
    protected void removeNodeSpi() {
      // There is none.
    }

    @Override
    protected String[] keysSpi() {
      return new String[0];
    }

    @Override
    protected String[] childrenNamesSpi() {
      return new String[0];
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      return new Node(this, name);
    }

    @Override
    protected void syncSpi() {
      // Nothing to read.
    }

    @Override
    protected void flushSpi() {
      // Nothing to write.
    }
  }
}
