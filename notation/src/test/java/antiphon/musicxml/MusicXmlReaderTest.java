package antiphon.musicxml;

import static antiphon.musicxml.Fixture.attributes;
import static antiphon.musicxml.Fixture.backup;
import static antiphon.musicxml.Fixture.chordNote;
import static antiphon.musicxml.Fixture.document;
import static antiphon.musicxml.Fixture.measure;
import static antiphon.musicxml.Fixture.note;
import static antiphon.musicxml.Fixture.notes;
import static antiphon.musicxml.Fixture.read;
import static antiphon.musicxml.Fixture.rest;
import static antiphon.musicxml.Fixture.tie;
import static antiphon.musicxml.Fixture.time;
import static antiphon.musicxml.Fixture.voice;
import static org.assertj.core.api.Assertions.assertThat;

import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import org.junit.jupiter.api.Test;

class MusicXmlReaderTest {
  private static final int QUARTER = Fixture.QUARTER;

  @Test
  void shouldReadPickUpMeterKeyAndRepeats() {
    Score score = read(document(
        measure(attributes(2, "<key><fifths>-1</fifths><mode>minor</mode></key>" + time("3", 4)), note("A4", 2, ""))
            + measure("<barline location=\"left\"><repeat direction=\"forward\"/></barline>", note("D5", 6, ""),
                "<barline location=\"right\"><repeat direction=\"backward\"/></barline>")
            + measure(attributes(4, time("3+2", 8)), note("F4", 10, ""),
                "<barline><bar-style>light-heavy</bar-style></barline>"))).score();

    assertThat(score.bars()).containsExactly(
        new Bar(0, QUARTER, new Meter(3, 4), new Key(-1, true), BarLine.NONE, BarLine.SINGLE),
        new Bar(QUARTER, 3L * QUARTER, new Meter(3, 4), new Key(-1, true), BarLine.REPEAT_START, BarLine.REPEAT_END),
        new Bar(4L * QUARTER, 5L * QUARTER / 2, new Meter(5, 8), new Key(-1, true), BarLine.NONE, BarLine.FINAL));
    assertThat(notes(score, 0)).containsExactly(note(0, 69, 1), note(1, 74, 3), note(4, 65, 2.5));
    assertThat(score.layout()).isEmpty();
    assertThat(score.voices().getFirst().name()).isEqualTo("Part 1");
  }

  @Test
  void shouldReadChordsAndJoinTiesOverBarLines() {
    Score score = read(document(
        measure(attributes(1, time("2", 4)), note("C4", 2, tie("start")), chordNote("E4", 2, ""))
            + measure(note("C4", 1, tie("stop") + tie("start")), note("C4", 1, tie("stop")))
            // The tie's end is not said, and one that leads nowhere.
            + measure(note("G4", 2, tie("start"))) + measure(note("G4", 1, ""), note("A4", 1, tie("start"))))).score();

    assertThat(notes(score, 0)).containsExactly(
        note(0, 60, 4), note(0, 64, 2), note(4, 67, 3), note(7, 69, 1));
  }

  @Test
  void shouldJoinTiesFromOneVoiceToAnother() {
    Score score = read(document(
        measure(attributes(1, time("2", 4)), note("C4", 2, tie("start") + voice(1, 1)), backup(2),
            note("C4", 2, voice(2, 1)))
            + measure(note("E4", 2, voice(1, 1)), backup(2), note("C4", 2, tie("stop") + voice(2, 1))))).score();

    assertThat(notes(score, 0)).containsExactly(note(0, 60, 4), note(2, 64, 2));
    assertThat(notes(score, 1)).containsExactly(note(0, 60, 2));
  }

  @Test
  void shouldPlaceTupletsExactlyWhateverTheDivisions() {
    String triplet = "<type>eighth</type><time-modification><actual-notes>3</actual-notes>"
        + "<normal-notes>2</normal-notes></time-modification>";
    Score score = read(document(measure(
        attributes(256, time("2", 4)), note("C4", 85, triplet + voice(1, 1)), note("D4", 86, triplet + voice(1, 1)),
        note("E4", 85, triplet + voice(1, 1)), note("F4", 256, "<type>quarter</type>" + voice(1, 1)),
        backup(512), note("C3", 85, voice(2, 1)), note("D3", 427, voice(2, 1))))).score();

    assertThat(notes(score, 0)).containsExactly(
        note(0, 60, 1 / 3.0), note(1 / 3.0, 62, 1 / 3.0), note(2 / 3.0, 64, 1 / 3.0), note(1, 65, 1));
    assertThat(notes(score, 1)).as("what is written at the same place stands at the same tick")
        .containsExactly(note(0, 48, 1 / 3.0), note(1 / 3.0, 50, 5 / 3.0));
    assertThat(score.bars().getFirst().full()).isTrue();
  }

  @Test
  void shouldSoundTransposingPartsAndDropDrumsGraceAndCueNotes() {
    String clarinet = measure(
        attributes(1, "<key><fifths>2</fifths></key>" + time("4", 4)
            + "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>"),
        "<harmony><root><root-step>D</root-step></root><kind text=\"m7\">minor-seventh</kind></harmony>",
        "<note><grace/><pitch><step>C</step><octave>5</octave></pitch></note>", note("D5", 4, ""),
        backup(4), "<note><cue/><pitch><step>G</step><octave>5</octave></pitch><duration>4</duration></note>");
    String drums = measure(attributes(1, "<clef><sign>percussion</sign></clef>"),
        "<note><unpitched/><duration>4</duration></note>");
    Score score = read(document(drums, clarinet)).score();

    assertThat(score.voices()).hasSize(1);
    assertThat(notes(score, 0)).containsExactly(note(0, 72, 4));
    assertThat(score.bars().getFirst().key()).isEqualTo(Key.C);
    assertThat(score.voices().getFirst().chords()).containsExactly(new ChordSymbol(0, "Cm7"));
    assertThat(score.voices().getFirst().name()).isEqualTo("Part 2");
  }

  @Test
  void shouldReadStavesAndVoicesWithTheirClefs() {
    String piano = measure(
        attributes(1, time("2", 4) + "<staves>2</staves><clef number=\"1\"><sign>G</sign><line>2</line></clef>"
            + "<clef number=\"2\"><sign>F</sign><line>4</line></clef>"),
        note("C5", 2, voice(1, 1)), backup(2), note("E4", 2, voice(2, 1)), backup(2),
        // A voice that crosses to the upper staff for one note stays one voice.
        note("C3", 1, voice(5, 2)), note("C4", 1, voice(5, 1)))
        + measure(rest(2), backup(2), note("G2", 2, voice(5, 2)));
    String singer = measure(attributes(1, time("2", 4)), note("G4", 2, "")) + measure(rest(2));
    Score score = read(document(singer, piano)).score();

    assertThat(score.layout()).isEqualTo("1 { ( 2 3 ) | 4 }");
    assertThat(score.voices()).extracting(Voice::clef)
        .containsExactly(Clef.TREBLE, Clef.TREBLE, Clef.TREBLE, Clef.BASS);
    assertThat(score.voices()).extracting(Voice::name).containsExactly("Part 1", "Part 2", "", "");
    assertThat(notes(score, 3)).containsExactly(note(0, 48, 1), note(1, 60, 1), note(2, 43, 2));
  }

  @Test
  void shouldTellVoicesOfOneNumberOnTwoStavesApart() {
    Score score = read(document(measure(
        attributes(1, time("2", 4) + "<staves>2</staves>"), note("C5", 2, voice(1, 1)), backup(2),
        note("C3", 2, voice(1, 2))))).score();

    assertThat(score.layout()).isEqualTo("{ 1 | 2 }");
    assertThat(notes(score, 1)).containsExactly(note(0, 48, 2));
    assertThat(score.voices().get(1).clef()).as("by pitch, where no clef is written").isEqualTo(Clef.BASS);
  }

  @Test
  void shouldReadTimewiseScores() {
    String content = attributes(1, time("1", 4)) + note("C4", 1, "");
    Score score = read("<score-timewise><part-list/><measure number=\"1\"><part id=\"A\">" + content
        + "</part><part id=\"B\">" + content + "</part></measure><measure number=\"2\"><part id=\"A\">"
        + note("D4", 1, "") + "</part><part id=\"B\">" + rest(1) + "</part></measure></score-timewise>").score();

    assertThat(notes(score, 0)).containsExactly(note(0, 60, 1), note(1, 62, 1));
    assertThat(notes(score, 1)).containsExactly(note(0, 60, 1));
  }

  @Test
  void shouldReadTheTempoOfTheStart() {
    String metronome = "<direction><direction-type><metronome><beat-unit>quarter</beat-unit><beat-unit-dot/>"
        + "<per-minute>c. 60</per-minute></metronome></direction-type></direction>";
    String sound = "<direction><direction-type><words>Presto</words></direction-type><sound tempo=\"72.5\"/></direction>";
    String plain = measure(attributes(1, time("1", 4)), note("C4", 1, ""));

    assertThat(read(document(measure(attributes(1, time("1", 4)), metronome, note("C4", 1, "")))).score().tempo())
        .hasValue(Tempo.ofQuartersPerMinute(90));
    assertThat(read(document(plain + measure(sound, note("C4", 1, "")))).score().tempo())
        .hasValue(Tempo.ofQuartersPerMinute(72.5));
    assertThat(read(document(plain + plain + measure(sound, note("C4", 1, "")))).score().tempo())
        .as("a later mark is not where the piece starts").isEmpty();
  }

  @Test
  void shouldReadTitleProgramAndEmptyBars() {
    Sheet sheet = read("<score-partwise><work><work-title>Étude</work-title></work><part-list><score-part id=\"V\">"
        + "<part-name>Flûte\n \"1\"</part-name><midi-instrument id=\"I\"><midi-program>74</midi-program>"
        + "</midi-instrument></score-part></part-list><part id=\"V\"><measure number=\"1\">"
        + attributes(1, time("6", 8)) + "</measure></part></score-partwise>");

    assertThat(sheet.title()).isEqualTo("Étude");
    assertThat(sheet.programs()).containsExactly(73);
    assertThat(sheet.score().voices().getFirst().name()).isEqualTo("Flute 1");
    assertThat(sheet.score().length()).isEqualTo(3L * QUARTER);
  }

  @Test
  void shouldKeepNotesOfOnePitchInAVoiceApart() {
    Score score = read(document(measure(
        attributes(1, time("4", 4)), note("C4", 4, ""), chordNote("C4", 2, ""), backup(2), note("C4", 2, "")))).score();

    assertThat(notes(score, 0)).containsExactly(note(0, 60, 2), note(2, 60, 2));
  }
}
