package antiphon.bridge;

import java.util.List;

/** Writes down which instances come and go. */
record WrittenNews(List<String> lines) implements BridgeNews {
  @Override
  public void opened(String instance) {
    lines.add("opened " + instance);
  }

  @Override
  public void closed(String instance, String why) {
    lines.add("closed " + instance + ": " + why);
  }

  @Override
  public void refused(String line) {
    lines.add("refused " + line);
  }
}
