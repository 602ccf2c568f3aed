package antiphon.critic;

import antiphon.generate.WrittenBar;

/** How near a bar comes to the training set, with the bars before that it goes on from. Stateless. */
final class CopyGuard {
  /** Notes in a row that anybody may have in common with somebody. */
  private static final int FREE = 12;
  /** Notes in a row that make a quotation. */
  private static final int QUOTATION = 24;

  private CopyGuard() {}

  /** 1 up to {@value #FREE} notes in a row as in the training set, 0 from {@value #QUOTATION} on. */
  static double originality(WrittenBar written, Setting setting, Fingerprints known) {
    int longest = 0;
    for (int voice : setting.playing()) {
      TopLine line = new TopLine();
      for (WrittenBar earlier : setting.before()) {
        line.add(earlier.bar().start(), earlier.notes().get(voice));
      }
      int from = line.size();
      line.add(written.bar().start(), written.notes().get(voice));
      longest = Math.max(longest, line.size() == from ? 0 : known.longestRun(line, from));
    }
    return Math.clamp((double) (QUOTATION - longest) / (QUOTATION - FREE), 0, 1);
  }
}
