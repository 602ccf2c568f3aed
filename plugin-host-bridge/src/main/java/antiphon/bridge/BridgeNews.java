package antiphon.bridge;

/** Hears which instances come and go, for people to read. [bridge] */
public interface BridgeNews {
  void opened(String instance);

  void closed(String instance, String why);

  /** One line about a file that is not an instance of ours: what was found, what was expected. Once for each file. */
  void refused(String line);

  /** Says nothing. */
  BridgeNews SILENT = new BridgeNews() {
    @Override
    public void opened(String instance) {}

    @Override
    public void closed(String instance, String why) {}

    @Override
    public void refused(String line) {}
  };

  /** What an instance did not expect; it is let go, and the others go on. */
  default void fault(Throwable reason) {}
}
