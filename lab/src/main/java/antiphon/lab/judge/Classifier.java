package antiphon.lab.judge;

/** Says how likely a thing is of the second of two kinds. */
interface Classifier {
  /** The higher the likelier; to be compared with this one's only. */
  double score(double[] sample);
}
