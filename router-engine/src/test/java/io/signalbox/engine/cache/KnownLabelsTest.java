package io.signalbox.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.CpuTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KnownLabelsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

  private final KnownLabels labels = new KnownLabels();

  @Test
  void labelUnusedForLongestGoesFirst() {
    for (int i = 0; i < KnownLabels.MOST; i++) {
      labels.keep("question " + i, "yes", NOW);
    }
    assertTrue(labels.find("question 0", NOW).isPresent());
    labels.keep("one more", "no", NOW);
    assertTrue(labels.find("question 0", NOW).isPresent());
    assertTrue(labels.find("question 1", NOW).isEmpty());
    assertTrue(labels.find("question 2", NOW).isPresent());
  }

  @Test
  void labelIsKnownForAnHourFromWhenItWasGiven() {
    labels.keep("q", "yes", NOW);
    Duration age = KnownLabels.OLDEST.minusMillis(1);
    var known = new KnownLabels.Known("yes", age);
    assertEquals(Optional.of(known), labels.find("q", NOW.plus(age)));
    assertEquals(Optional.empty(), labels.find("q", NOW.plus(KnownLabels.OLDEST)));
  }

  @Test
  void labelThatIsTooOldIsForgottenWithTheNext() {
    labels.keep("q", "yes", NOW);
    labels.keep("r", "no", NOW.plusSeconds(1));
    assertEquals(2, labels.size());
    labels.keep("s", "no", NOW.plus(KnownLabels.OLDEST));
    assertEquals(2, labels.size());
    assertTrue(labels.find("r", NOW.plus(KnownLabels.OLDEST)).isPresent());
  }

  @Test
  void labelThatIsGivenAgainIsAsYoungAsThat() {
    labels.keep("q", "yes", NOW);
    labels.keep("r", "no", NOW.plusSeconds(1));
    labels.keep("q", "no", NOW.plusSeconds(2));
    labels.keep("s", "no", NOW.plus(KnownLabels.OLDEST).plusSeconds(1));
    assertEquals(2, labels.size());
    assertTrue(labels.find("q", NOW.plus(KnownLabels.OLDEST)).isPresent());
  }

  /// Looking through all of them for each would take minutes.
  @Test
  void keepingIsNotSlowedByHowManyThereAre() {
    for (int i = 0; i < KnownLabels.MOST; i++) {
      labels.keep("question " + i, "yes", NOW);
    }
    Duration taken =
        CpuTime.of(() -> {
          for (int i = 0; i < 20 * KnownLabels.MOST; i++) {
            labels.keep("other " + i, "no", NOW);
          }
        });
    assertEquals(KnownLabels.MOST, labels.size());
    assertTrue(taken.toSeconds() < 10, taken::toString);
  }

  @Test
  void clockThatIsSetBackKeepsNothingForLonger() {
    labels.keep("q", "yes", NOW);
    assertEquals(Optional.empty(), labels.find("q", NOW.minus(KnownLabels.OLDEST)));
  }
}
