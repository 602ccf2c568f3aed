package antiphon.midi;

/** Hears of devices that go and come back; called on the watching thread, never on one that plays. */
public interface PortListener {
  /** One that does not care. */
  PortListener NONE =
      new PortListener() {
        @Override
        public void lost(PortInfo port) {}

        @Override
        public void found(PortInfo port) {}
      };

  /** An open port's device is gone or failed; the port stays open and waits for it. */
  void lost(PortInfo port);

  /** The device is back and the port works again. */
  void found(PortInfo port);
}
