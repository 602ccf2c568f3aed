package antiphon.quantize;

/** What becomes of long-short eighths. */
public enum Swing {
  /** No swing is expected: long-short eighths are triplets if they are played as triplets. */
  NONE,
  /** Swung eighths are expected and written as straight eighths, as jazz charts are. */
  STRAIGHT,
  /** Swung eighths are expected and written as a triplet quarter and a triplet eighth. */
  TRIPLETS
}
