package antiphon.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the order of parts: letters, numbers for how often, parentheses, as in {@code A2(BC)2}. Stateless. */
final class PartOrder {
  /** Deeper orders are no music. */
  private static final int DEEPEST = 16;

  /** The bars of {@code [from, to)}. */
  record Span(int from, int to) {}

  private final String text;
  private int at;
  private int depth;

  private PartOrder(String text) {
    this.text = text;
  }

  /** What is played one after the other: what stands before the first part, then the parts in their order. */
  static List<Span> spans(Score score) {
    Map<Character, Span> parts = new LinkedHashMap<>();
    int from = 0;
    char name = 0;
    for (int b = 0; b <= score.bars().size(); b++) {
      boolean last = b == score.bars().size();
      if (last || !score.bars().get(b).part().isEmpty()) {
        if (b > from) {
          parts.putIfAbsent(name, new Span(from, b));
        }
        from = b;
        name = last ? 0 : score.bars().get(b).part().charAt(0);
      }
    }
    List<Character> order = new PartOrder(score.partOrder()).read();
    List<Span> spans = new ArrayList<>();
    Span before = parts.get((char) 0);
    if (before != null) {
      spans.add(before);
    }
    order.stream().filter(parts::containsKey).map(parts::get).forEach(spans::add);
    return order.stream().noneMatch(parts::containsKey) ? List.of(new Span(0, score.bars().size())) : spans;
  }

  private List<Character> read() {
    List<Character> order = new ArrayList<>();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == ')') {
        break;
      }
      List<Character> once = List.of();
      if (c == '(' && depth < DEEPEST) {
        depth++;
        once = read();
        depth--;
      } else if (Character.isLetter(c)) {
        once = List.of(c);
      }
      int times = once.isEmpty() ? 0 : number();
      ReadLimits.bars(order.size() + (long) times * once.size());
      for (int i = 0; i < times; i++) {
        order.addAll(once);
      }
    }
    return order;
  }

  private int number() {
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at)) && at - from < 4) {
      at++;
    }
    return from == at ? 1 : Integer.parseInt(text.substring(from, at));
  }
}
