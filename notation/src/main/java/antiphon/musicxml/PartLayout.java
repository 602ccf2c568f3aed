package antiphon.musicxml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How voices stand on the page, as {@code %%score} says it: {@code 1 { ( 2 3 ) | 4 }} is a singer above a
 * piano with two voices in its upper staff.
 *
 * @param parts from top to bottom
 */
record PartLayout(List<Part> parts) {
  private static final Pattern TOKEN = Pattern.compile("[{}()]|\\d{1,4}");

  /**
   * The staves of one instrument.
   *
   * @param staves from top to bottom, on each the voices as places in the score (from 0)
   */
  record Part(List<List<Integer>> staves) {
    /** The voices of all staves. */
    List<Integer> voices() {
      return staves.stream().flatMap(List::stream).toList();
    }
  }

  /** Reads a layout; a voice that it does not name is a part of its own at the end. */
  static PartLayout parse(String layout, int voices) {
    Set<Integer> left = IntStream.range(0, voices).boxed().collect(Collectors.toCollection(LinkedHashSet::new));
    List<Part> parts = new ArrayList<>();
    List<List<Integer>> part = new ArrayList<>();
    List<Integer> staff = new ArrayList<>();
    boolean braced = false;
    boolean shared = false;
    Matcher matcher = TOKEN.matcher(layout);
    while (matcher.find()) {
      switch (matcher.group()) {
        case "{" -> braced = true;
        case "}" -> braced = false;
        case "(" -> shared = true;
        case ")" -> shared = false;
        default -> {
          int voice = Integer.parseInt(matcher.group()) - 1;
          if (left.remove(voice)) {
            staff.add(voice);
          }
        }
      }
      if (!shared && !staff.isEmpty()) {
        part.add(List.copyOf(staff));
        staff.clear();
      }
      if (!shared && !braced && !part.isEmpty()) {
        parts.add(new Part(List.copyOf(part)));
        part.clear();
      }
    }
    if (!staff.isEmpty()) {
      part.add(List.copyOf(staff));
    }
    if (!part.isEmpty()) {
      parts.add(new Part(List.copyOf(part)));
    }
    left.forEach(voice -> parts.add(new Part(List.of(List.of(voice)))));
    return new PartLayout(List.copyOf(parts));
  }

  /** As {@code %%score} has it; nothing for one voice alone. */
  @Override
  public String toString() {
    if (parts.size() == 1 && parts.getFirst().voices().size() == 1) {
      return "";
    }
    return parts.stream().map(PartLayout::part).collect(Collectors.joining(" "));
  }

  private static String part(Part part) {
    String staves = part.staves.stream().map(PartLayout::staff).collect(Collectors.joining(" | "));
    return part.staves.size() == 1 ? staves : "{ " + staves + " }";
  }

  private static String staff(List<Integer> voices) {
    String numbers = voices.stream().map(place -> Integer.toString(place + 1)).collect(Collectors.joining(" "));
    return voices.size() == 1 ? numbers : "( " + numbers + " )";
  }
}
