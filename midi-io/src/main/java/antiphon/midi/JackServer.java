package antiphon.midi;

import java.util.List;

/** The little of JACK that ports need; a test puts its own server here. Every call but those tagged may block. */
interface JackServer {
  /** The machine's server: the one that JACK_DEFAULT_SERVER names, or the default one. */
  JackServer SYSTEM = new JnaJack();

  /** What the server calls; both methods return soon. */
  interface Callbacks {
    /** [audio-thread] One block of so many frames is to be read and written. */
    void process(int frames);

    /** [jack] The server has gone, or has thrown this client out. */
    void shutDown();
  }

  /**
   * Becomes a client, which may be called from now on.
   *
   * @throws MidiPortException if there is no JACK on this machine or no server runs; one is never started
   */
  Client open(String name, Callbacks callbacks);

  /** A client of the server. */
  interface Client {
    int framesPerSecond();

    /** Frames in a block, as it is now. */
    int blockFrames();

    /** The MIDI ports of all clients, this one's too: those that can be listened to, or those that can be played. */
    List<String> ports(PortCatalog.Direction direction);

    /** A port of this client, made if there is none of that name: an input listens, an output plays. */
    Port register(String name, PortCatalog.Direction direction);

    /** Wires one port to another; false if the server refuses. What is wired already stays so. */
    boolean connect(String from, String to);

    /** Takes all wires off a port of this client. */
    void disconnectAll(Port port);

    /** [audio-thread] The frame at which this block began, a counter that wraps around after 2^32. */
    int blockFrame();

    /** Takes all wires off and is called no more; its ports may stay. */
    void close();
  }

  /** A port of our client; its methods but the first are valid in {@link Callbacks#process} only. */
  interface Port {
    /** The name under which other programs see it, {@code client:port}. */
    String name();

    /** [audio-thread] Events in this block. */
    int events();

    /** [audio-thread] An event: its frame in this block in the upper half, the packed message in the lower; message 0 if it is no short one. */
    long event(int index);

    /** [audio-thread] Writes an event into this block, empty at first, frames rising; false if it is full. */
    boolean write(int frame, int message);
  }
}
