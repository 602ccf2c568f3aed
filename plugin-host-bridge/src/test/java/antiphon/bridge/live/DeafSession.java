package antiphon.bridge.live;

import antiphon.bridge.HostParameter;
import antiphon.bridge.HostSession;
import antiphon.bridge.HostStatus;
import antiphon.bridge.HostTransport;
import antiphon.bridge.LinkFigures;

/** An instance of a host that stands still, whose parameters are as they were at first; takes all that it is told. */
class DeafSession implements HostSession {
  @Override
  public String name() {
    return "still";
  }

  @Override
  public HostTransport transport() {
    return new HostTransport(0, false, false, 0, 0, 48_000, 256, 0, 0, 120, 4, 4, false, 0, 0);
  }

  @Override
  public boolean play(int epoch, long tick, int message) {
    return true;
  }

  @Override
  public boolean playAfterLoop(int epoch, long tick, int message) {
    return true;
  }

  @Override
  public boolean playAtSample(int epoch, long samplePosition, int message) {
    return true;
  }

  @Override
  public boolean playNow(int epoch, int message) {
    return true;
  }

  @Override
  public boolean flush() {
    return true;
  }

  @Override
  public boolean offline() {
    return false;
  }

  @Override
  public void answer(long ask) {
    // Nobody asks.
  }

  @Override
  public double parameter(HostParameter parameter) {
    return parameter.first();
  }

  @Override
  public boolean setParameter(HostParameter parameter, double value) {
    return true;
  }

  @Override
  public void saveState(byte[] state) {
    // Nothing is saved.
  }

  @Override
  public void status(HostStatus status, String line) {
    // Nobody looks.
  }

  @Override
  public LinkFigures figures() {
    return new LinkFigures(0, 0, 0, 0, 0, 0);
  }
}
