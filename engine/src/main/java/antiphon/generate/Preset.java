package antiphon.generate;

import antiphon.model.Sampling;
import antiphon.notagen.NotaGenPrompt;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A way of playing together, as data.
 *
 * @param name lower-case-with-dashes
 * @param title for people
 * @param tags style words that the model was trained with, from the general to the special
 * @param notagen what NotaGen's own models are asked for in their place: period, composer and instrumentation; may be left out
 * @param layout staves as {@code %%score} gives them, empty for a single staff
 * @param voices 1 to 9, the first is number 1
 * @param meter where nothing else gives one
 * @param tempo where nothing else gives one
 * @param listenBars bars of a phrase of the player, 1 to 64
 * @param answerBars bars of an answer, 1 to 64
 * @param sampling how freely the model writes
 */
public record Preset(
    String name,
    String title,
    List<String> tags,
    @Nullable List<String> notagen,
    String layout,
    List<VoicePart> voices,
    Meter meter,
    Tempo tempo,
    int listenBars,
    int answerBars,
    Sampling sampling) {
  /** A bar line names its voices by one digit. */
  public static final int MOST_VOICES = 9;

  public Preset {
    tags = List.copyOf(tags);
    notagen = notagen == null ? List.of() : List.copyOf(notagen);
    if (!notagen.isEmpty()) {
      NotaGenPrompt.of(notagen);
    }
    voices = List.copyOf(voices);
    if (voices.isEmpty() || voices.size() > MOST_VOICES) {
      throw new IllegalArgumentException(
          "preset '" + name + "' with " + voices.size() + " voices: expected 1 to " + MOST_VOICES);
    }
    if (voices.stream().noneMatch(VoicePart::hears) || voices.stream().noneMatch(VoicePart::plays)) {
      throw new IllegalArgumentException(
          "preset '" + name + "': expected at least one voice that hears and one that plays");
    }
    if (listenBars < 1 || listenBars > 64 || answerBars < 1 || answerBars > 64) {
      throw new IllegalArgumentException(
          "preset '" + name + "': phrase of " + listenBars + " and answer of " + answerBars + " bars, expected 1 to 64");
    }
  }

  @Override
  public List<String> notagen() {
    return Objects.requireNonNullElse(notagen, List.of());
  }

  /** Places (from 0) of the voices that the player is written into. */
  public List<Integer> hearing() {
    return IntStream.range(0, voices.size()).filter(i -> voices.get(i).hears()).boxed().toList();
  }

  /** Places (from 0) of the voices that the companion plays. */
  public List<Integer> playing() {
    return IntStream.range(0, voices.size()).filter(i -> voices.get(i).plays()).boxed().toList();
  }

  /** Whether there is a voice left for the companion when the player has one: see {@link #accompanying}. */
  public boolean canAccompany() {
    int player = hearing().getFirst();
    return playing().stream().anyMatch(voice -> voice != player);
  }

  /** The same with each voice on a channel of its own, the first on the first, also where several are one instrument. */
  public Preset voicesApart() {
    List<VoicePart> apart = IntStream.range(0, voices.size()).mapToObj(i -> voices.get(i).withChannel(i)).toList();
    return new Preset(name, title, tags, notagen, layout, apart, meter, tempo, listenBars, answerBars, sampling);
  }

  /**
   * The same for playing along: the player has the first voice that hears, the companion all others that play.
   *
   * @throws IllegalStateException if there is no other
   */
  public Preset accompanying() {
    if (!canAccompany()) {
      throw new IllegalStateException(
          "preset '" + name + "' has no voice beside the player's: expected one to accompany with");
    }
    int player = hearing().getFirst();
    List<VoicePart> roles = IntStream.range(0, voices.size())
        .mapToObj(i -> voices.get(i).withRoles(i == player, i != player && voices.get(i).plays())).toList();
    return new Preset(name, title, tags, notagen, layout, roles, meter, tempo, listenBars, answerBars, sampling);
  }

  /** The same with each voice on a channel of its own, numbered as the voices are. */
  public Preset onOwnChannels() {
    List<VoicePart> parts = IntStream.range(0, voices.size()).mapToObj(i -> voices.get(i).onChannel(i)).toList();
    return new Preset(name, title, tags, notagen, layout, parts, meter, tempo, listenBars, answerBars, sampling);
  }

  /** The same with every voice the companion's. */
  public Preset alone() {
    List<VoicePart> roles = voices.stream().map(part -> part.withRoles(part.hears(), true)).toList();
    return new Preset(name, title, tags, notagen, layout, roles, meter, tempo, listenBars, answerBars, sampling);
  }

  /** The same with other words for the model: for NotaGen's own, and for others. */
  public Preset withWords(List<String> otherTags, List<String> otherNotagen) {
    return new Preset(
        name, title, otherTags, otherNotagen, layout, voices, meter, tempo, listenBars, answerBars, sampling);
  }

  /** The same with other sampling settings. */
  public Preset withSampling(Sampling other) {
    return new Preset(name, title, tags, notagen, layout, voices, meter, tempo, listenBars, answerBars, other);
  }

  /** The same with other lengths of phrase and answer. */
  public Preset withBars(int listen, int answer) {
    return new Preset(name, title, tags, notagen, layout, voices, meter, tempo, listen, answer, sampling);
  }

  /** The same at another tempo and meter. */
  public Preset withTime(Meter otherMeter, Tempo otherTempo) {
    return new Preset(name, title, tags, notagen, layout, voices, otherMeter, otherTempo, listenBars, answerBars, sampling);
  }
}
