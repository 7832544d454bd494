package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.store.TrafficRow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FailedAttemptsTest {
  private static final TrafficRow ROW =
      new TrafficRow(
          1,
          "r1",
          Instant.EPOCH,
          "Desk",
          "curl",
          "desk",
          "small",
          "openai",
          "",
          200,
          900,
          OptionalLong.empty(),
          2,
          10,
          10,
          Optional.empty(),
          false,
          "",
          0);

  private int reads;

  private final class Counting implements Background {
    @Override
    public <T> Stop run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
      reads++;
      return Stop.NOTHING;
    }

    @Override
    public void finish() {}
  }

  @Test
  void ledgerIsReadOnceForRowsThatAreLookedAtAndNotForWidths() {
    var failed = new FailedAttempts(new Counting(), Desk.installation(), () -> {});
    assertEquals("", failed.known(ROW, Optional.empty()));
    assertEquals(0, reads);
    failed.of(ROW, Optional.empty());
    failed.of(ROW, Optional.empty());
    assertEquals(1, reads);
  }
}
