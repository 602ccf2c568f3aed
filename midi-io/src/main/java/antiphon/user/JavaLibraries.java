package antiphon.user;

/**
 * Libraries of Java write into the user's home without being asked: its synthesizer keeps sounds and preferences there,
 * JNA what it unpacks. Here they are sent to folders that are ours. [main, before any of them]
 */
public final class JavaLibraries {
  private JavaLibraries() {}

  /** Sounds go into our cache, preferences nowhere, what is unpacked into the folder for temporary files. */
  public static void keepWithin(UserFolders folders) {
    System.setProperty("user.home", folders.cache().toString());
    System.setProperty("java.util.prefs.PreferencesFactory", NoPreferences.class.getName());
    if (System.getProperty("jna.boot.library.path") == null) {
      System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    }
  }
}
