package antiphon.bridge.clap;

import antiphon.bridge.BuiltPlugin;

/** A host process with one instance, which plays in real time until it is killed. */
final class PlayingHost {
  private PlayingHost() {}

  public static void main(String[] arguments) {
    ClapHost host = new ClapHost(BuiltPlugin.clap());
    Pace pace = new Pace();
    Song song = Song.at(0, 120);
    while (true) {
      host.process(256, song);
      song = song.after(256, ClapHost.RATE);
      pace.await(host.sample());
    }
  }
}
