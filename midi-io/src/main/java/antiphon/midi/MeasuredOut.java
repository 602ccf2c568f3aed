package antiphon.midi;

/** An output whose latency its user has measured, which goes before what the port knows of itself. */
record MeasuredOut(MidiOut out, long latencyNs) implements MidiOut {
  @Override
  public String name() {
    return out.name();
  }

  @Override
  public void send(int message) {
    out.send(message);
  }

  @Override
  public void send(int message, long dueNs) {
    out.send(message, dueNs);
  }

  @Override
  public long lost() {
    return out.lost();
  }

  @Override
  public void close() {
    out.close();
  }
}
