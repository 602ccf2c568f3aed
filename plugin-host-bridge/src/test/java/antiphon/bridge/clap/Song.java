package antiphon.bridge.clap;

/**
 * A host's song at the start of a block, in quarters.
 *
 * @param tempoStep added to the tempo at each sample
 */
record Song(
    boolean rolling,
    double quarters,
    double tempo,
    double tempoStep,
    int meterBeats,
    int meterUnit,
    double barStart,
    boolean loops,
    double loopStart,
    double loopEnd) {
  static Song at(double quarters, double tempo) {
    return new Song(true, quarters, tempo, 0, 4, 4, Math.floor(quarters / 4) * 4, false, 0, 0);
  }

  Song stopped() {
    return new Song(false, quarters, tempo, tempoStep, meterBeats, meterUnit, barStart, loops, loopStart, loopEnd);
  }

  Song to(double place) {
    double bar = meterBeats * 4.0 / meterUnit;
    return new Song(
        rolling, place, tempo, tempoStep, meterBeats, meterUnit, Math.floor(place / bar) * bar, loops, loopStart, loopEnd);
  }

  Song tempo(double other, double step) {
    return new Song(rolling, quarters, other, step, meterBeats, meterUnit, barStart, loops, loopStart, loopEnd);
  }

  Song meter(int beats, int unit) {
    return new Song(rolling, quarters, tempo, tempoStep, beats, unit, quarters, loops, loopStart, loopEnd);
  }

  Song looping(double from, double to) {
    return new Song(rolling, quarters, tempo, tempoStep, meterBeats, meterUnit, barStart, true, from, to);
  }

  /** Quarters from here to {@code frames} later. */
  double quartersIn(double frames, double rate) {
    return rolling ? (tempo * frames + tempoStep * frames * (frames - 1) / 2) / (60 * rate) : 0;
  }

  /** The same song a block later. */
  Song after(int frames, double rate) {
    return to(quarters + quartersIn(frames, rate)).tempo(tempo + tempoStep * frames, tempoStep);
  }
}
