package io.signalbox.app.wording;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.trace.RejectedRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RejectionWordsTest {
  @Test
  void namesNoCommandsOfTheTerminal() {
    for (int status : new int[] {401, 403, 421}) {
      var rejected =
          new RejectedRequest(Instant.EPOCH, status, "`signalbox apps add NAME` or --origin");
      String words = RejectionWords.of(rejected);
      assertFalse(words.contains("signalbox") || words.contains("--"), words);
    }
  }
}
