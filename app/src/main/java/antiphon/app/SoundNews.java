package antiphon.app;

import antiphon.session.live.Audible;
import antiphon.midi.MidiOut;
import antiphon.midi.PortInfo;
import antiphon.midi.PortListener;
import antiphon.pipeline.EngineSettings;
import org.jspecify.annotations.Nullable;

/** Tells an output its sounds, again when it comes back, as it may have been away when they were sent. */
final class SoundNews implements PortListener {
  private final PortListener news;
  private final EngineSettings settings;
  private volatile @Nullable MidiOut port;

  SoundNews(PortListener news, EngineSettings settings) {
    this.news = news;
    this.settings = settings;
  }

  void sendTo(MidiOut output) {
    port = output;
    Audible.instruments(output, settings.preset());
    Audible.band(output, settings);
  }

  @Override
  public void lost(PortInfo info) {
    news.lost(info);
  }

  @Override
  public void found(PortInfo info) {
    news.found(info);
    MidiOut back = port;
    if (back != null) {
      sendTo(back);
    }
  }
}
