package antiphon.abc;

import java.util.ArrayList;
import java.util.List;

/** A fixed table of texts as a tree of characters, with the ids below each node as bits. Immutable once built. */
final class TextTrie {
  /** One prefix. */
  static final class Node {
    /** Candidates that begin with this prefix, one bit each. */
    final long[] below;
    /** The texts that are exactly this prefix: the letter C is C, C sharp and C flat. */
    int[] exact = {};
    char[] characters = {};
    Node[] children = {};

    Node(int words) {
      below = new long[words];
    }

    private Node child(char c) {
      for (int i = 0; i < characters.length; i++) {
        if (characters[i] == c) {
          return children[i];
        }
      }
      Node child = new Node(below.length);
      characters = java.util.Arrays.copyOf(characters, characters.length + 1);
      characters[characters.length - 1] = c;
      List<Node> nodes = new ArrayList<>(List.of(children));
      nodes.add(child);
      children = nodes.toArray(Node[]::new);
      return child;
    }
  }

  final Node root;
  private final String[] texts;

  /** @param texts by id; several ids may have one text */
  TextTrie(String[] texts) {
    this.texts = texts.clone();
    root = new Node((texts.length + 63) / 64);
    for (int id = 0; id < texts.length; id++) {
      Node node = root;
      node.below[id >> 6] |= 1L << id;
      for (char c : texts[id].toCharArray()) {
        node = node.child(c);
        node.below[id >> 6] |= 1L << id;
      }
      node.exact = java.util.Arrays.copyOf(node.exact, node.exact.length + 1);
      node.exact[node.exact.length - 1] = id;
    }
  }

  String text(int id) {
    return texts[id];
  }

  int size() {
    return texts.length;
  }
}
