package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.presets.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

/** The small parts: the ring to the page, who listens, choices by word, wishes. */
class PartsTest {
  @Test
  void shouldCountWhatFindsNoRoomAndKeepTheRestInOrder() {
    PlayedRing ring = new PlayedRing();
    for (int i = 0; i < 5_000; i++) {
      ring.offer(i, i, i % 2 == 0);
    }
    List<Integer> read = new ArrayList<>();
    ring.drain((message, timeNs, companion) -> {
      assertThat(timeNs).isEqualTo(message);
      assertThat(companion).isEqualTo(message % 2 == 0);
      read.add(message);
    });
    assertThat(read).hasSize(4_096).isSorted().startsWith(0, 1, 2);
    assertThat(ring.lost()).isEqualTo(5_000 - 4_096);
    ring.offer(1, 1, false);
    read.clear();
    ring.drain((message, timeNs, companion) -> read.add(message));
    assertThat(read).containsExactly(1);
  }

  @Test
  void shouldLetAPageGoThatDoesNotListen() {
    Subscribers pages = new Subscribers();
    BlockingQueue<String> slow = pages.add();
    for (int i = 0; i < 10_000; i++) {
      pages.tell("event " + i);
    }
    assertThat(slow).containsExactly(Subscribers.END);
    assertThat(pages.isEmpty()).isTrue();
  }

  @Test
  void shouldTakeSoManyPagesAndNoMore() {
    Subscribers pages = new Subscribers();
    for (int i = 0; i < Subscribers.MOST; i++) {
      assertThat(pages.add()).isNotNull();
    }
    assertThat(pages.add()).isNull();
  }

  @Test
  void shouldNameEachKeyByItsTonic() {
    assertThat(Choices.of(Control.KEY_LOCK)).hasSize(25).element(0).satisfies(first -> assertThat(first).containsEntry("word", "off"));
    assertThat(Choices.of(Control.KEY_LOCK).get(1)).containsEntry("word", "C");
    assertThat(Choices.of(Control.KEY_LOCK).get(1 + 12 + 9)).containsEntry("word", "Am");
    assertThat(Choices.of(Control.MODE).get(2)).containsEntry("word", "accompany");
  }

  @Test
  void shouldKeepWhatWasSetForTheNextSessionButWhatBelongsToThePreset() {
    Controls set = Controls.USUAL.with(Control.DENSITY, -0.5).with(Control.LISTEN_BARS, 9).with(Control.MUTE, 1)
        .with(Control.MODE, Mode.TRADE.ordinal());
    Controls next = new Wish("hymn", null, null, null, null, null, null, null).settings(1, set, Presets::find).controls();
    assertThat(next.value(Control.DENSITY)).isEqualTo(-0.5);
    assertThat(next.mode()).isEqualTo(Mode.TRADE);
    assertThat(next.value(Control.LISTEN_BARS)).isEqualTo(4);
    assertThat(next.on(Control.MUTE)).isFalse();
  }

  @Test
  void shouldTakeThePresetsTimeWithAnotherPreset() {
    Wish before = new Wish("hymn", "blues", null, null, "3/4", 60.0, null, null);
    assertThat(new Wish("ragtime", null, null, null, null, null, null, null).after(before))
        .isEqualTo(new Wish("ragtime", "blues", null, null, null, null, null, null));
    assertThat(new Wish(null, "", null, null, null, null, null, null).after(before).meter()).as("without the changes").isNull();
    assertThat(new Wish(null, null, "swing", null, null, null, null, null).after(before))
        .isEqualTo(new Wish("hymn", "blues", "swing", null, "3/4", 60.0, null, null));
  }

  @Test
  void shouldSayWhatAWishIsNot() {
    assertThatThrownBy(() -> new Wish(null, null, null, "jam", null, null, null, null).settings(1, null, Presets::find)).hasMessageContaining("mode 'jam': expected");
    assertThatThrownBy(() -> new Wish("folk-melody", null, null, "accompany", null, null, null, null).settings(1, null, Presets::find)).hasMessageContaining("no voice");
    assertThatThrownBy(() -> new Wish(null, "blues", "polka", null, null, null, null, null).settings(1, null, Presets::find)).hasMessageContaining("backing 'polka': expected");
  }
}
